"""A Matplotlib backend for programs that are published: `plt.show()` hands the figure over.

As in a notebook, a figure that was shown is closed, and one that was never shown is
taken at the end of its cell.
"""

from typing import ClassVar

from matplotlib import pyplot
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


class FigureManager(FigureManagerBase):
    """Collects figures instead of opening windows."""

    shown: ClassVar[list[Figure]] = []

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        """Take all open figures in the order of their numbers and close them."""
        del block
        for manager in Gcf.get_all_fig_managers():
            cls.shown.append(manager.canvas.figure)
        pyplot.close("all")

    @classmethod
    def take(cls) -> list[Figure]:
        """Return the figures since the last call."""
        cls.pyplot_show()
        taken = list(cls.shown)
        cls.shown.clear()
        return taken


class FigureCanvas(FigureCanvasAgg):
    """Draws with Agg; pyplot finds its manager here."""

    manager_class = FigureManager
