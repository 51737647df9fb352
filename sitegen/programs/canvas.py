"""A Matplotlib backend for programs that are published: `plt.show()` hands the figure over.

As in a notebook, a figure that was shown is closed, and one that was never shown is
taken at the end of its cell.
"""

from typing import Any, ClassVar, Self

from matplotlib import pyplot
from matplotlib._pylab_helpers import Gcf
from matplotlib.animation import Animation
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


class FigureManager(FigureManagerBase):
    """Collects figures instead of opening windows, and knows which of them move."""

    shown: ClassVar[list[Figure]] = []
    animations: ClassVar[dict[Figure, Animation]] = {}

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        """Take all open figures in the order of their numbers and close them."""
        del block
        for manager in Gcf.get_all_fig_managers():
            cls.hand_over(manager.canvas.figure)
        pyplot.close("all")

    @classmethod
    def hand_over(cls, figure: Figure) -> None:
        """Take one figure, once in a cell."""
        if figure not in cls.shown:
            cls.shown.append(figure)

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

    def draw_idle(self, *args: Any, **kwargs: Any) -> None:
        """Draw nothing: nobody looks on, and what is published is drawn when it is saved."""


class Player(str):
    """What `to_jshtml()` returns here: the page has a player of its own."""

    __slots__ = ("figure",)
    figure: Figure

    def __new__(cls, figure: Figure) -> Self:
        """Stand for the animation of `figure`."""
        player = super().__new__(cls, "<p>Animation</p>")
        player.figure = figure
        return player


def note_animations() -> None:
    """Let every animation made from now on be known by its figure.

    Called once, in a process that runs one program.
    """
    make: Any = Animation.__init__

    def noted(self: Animation, figure: Figure, *args: Any, **named: Any) -> None:
        FigureManager.animations[figure] = self
        make(self, figure, *args, **named)

    def player(self: Animation, *_: Any, **__: Any) -> Player:
        return Player(figure_of(self))

    for name, method in (("__init__", noted), ("to_jshtml", player), ("to_html5_video", player)):
        setattr(Animation, name, method)


def figure_of(animation: Animation) -> Figure:
    """Return the figure that an animation moves."""
    return next(one for one, moves in FigureManager.animations.items() if moves is animation)
