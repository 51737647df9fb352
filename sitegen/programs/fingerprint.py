"""The fingerprint of a drawing: what it shows apart from its words.

Data, marks, colours, limits and ticks count. Margins and legend boxes, which follow the
length of words, do not: the figure is laid out as if it had no words, and drawn by a
renderer that hashes what it is told to draw.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure as Drawing
from matplotlib.figure import SubplotParams
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox

SIDES = ("left", "right", "bottom", "top", "wspace", "hspace")

DECIMALS = 6
"""Of a pixel, and of a colour's part: finer differences are none."""


def fingerprint(drawing: Drawing) -> str:
    """Return the hash of what is drawn, words aside; the figure is given back as it was."""
    renderer = _HashingRenderer(*drawing.bbox.size)
    with _without_words(drawing), _plainly_laid_out(drawing):
        drawing.draw(renderer)
    return renderer.hash.hexdigest()


@contextmanager
def _without_words(drawing: Drawing) -> Iterator[None]:
    words = [one for one in drawing.findobj() if isinstance(one, Text | Legend)]
    shown = [one for one in words if one.get_visible()]
    for one in shown:
        one.set_visible(False)
    try:
        yield
    finally:
        for one in shown:
            one.set_visible(True)


@contextmanager
def _plainly_laid_out(drawing: Drawing) -> Iterator[None]:
    """Put the axes where Matplotlib has them before a layout makes room for words."""
    margins = {side: getattr(drawing.subplotpars, side) for side in SIDES}
    places = [(ax, ax.get_position(original=True), ax.get_in_layout()) for ax in drawing.axes]
    engine = drawing.get_layout_engine()
    drawing.set_layout_engine("none")
    plain = SubplotParams()
    drawing.subplotpars.update(**{side: getattr(plain, side) for side in SIDES})
    for ax in drawing.axes:
        if spec := ax.get_subplotspec():
            ax.set_position(spec.get_position(drawing))
    try:
        yield
    finally:
        drawing.subplotpars.update(**margins)
        for ax, place, in_layout in places:
            ax.set_position(place)
            ax.set_in_layout(in_layout)
        drawing.set_layout_engine(engine)


class _HashingRenderer(RendererBase):
    """Draws nothing and remembers everything but text."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.size = (width, height)
        self.hash = sha256()

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the figure in pixels."""
        return self.size

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803 - Matplotlib's
        """Note a path and how it is painted."""
        self._note_pen(gc)
        self._note_path(path, transform)
        self._note(rgbFace)

    def draw_markers(self, gc: Any, *args: Any) -> None:
        """Note where marks stand, and which."""
        marker, marker_transform, path, transform, *face = args
        self._note_pen(gc)
        self._note_path(marker, marker_transform)
        self._note_path(path, transform)
        self._note(*face)

    def draw_path_collection(self, gc: Any, *args: Any, **named: Any) -> None:
        """Note many paths, where they stand and how each is painted."""
        transform, paths, transforms, offsets, offset_transform, *styles = args
        self._note_pen(gc)
        for path in paths:
            self._note_path(path, transform)
        self._note(np.asarray(transforms), offset_transform.transform(offsets))
        self._note(*styles, named)

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        """Note a picture of dots."""
        del transform
        self._note_pen(gc)
        self._note(x, y, np.asarray(im))

    def draw_text(self, *args: Any, **named: Any) -> None:
        """Pass over a text: it is words."""

    def _note_pen(self, gc: Any) -> None:
        clip, clip_transform = gc.get_clip_path()
        if clip is not None:
            self._note_path(clip, clip_transform)
        box = gc.get_clip_rectangle()
        self._note(gc.get_rgb(), gc.get_alpha(), gc.get_linewidth(), gc.get_dashes())
        self._note(gc.get_capstyle(), gc.get_joinstyle(), gc.get_hatch(), box and box.extents)

    def _note_path(self, path: Any, transform: Any) -> None:
        self._note(transform.transform(path.vertices), path.codes)

    def _note(self, *things: Any) -> None:
        """Hash arrays by their shape and rounded numbers, the rest by its text."""
        for thing in things:
            if isinstance(thing, Bbox):
                self._note(thing.extents)
            elif isinstance(thing, dict):
                self._note(*(part for pair in sorted(thing.items()) for part in pair))
            elif isinstance(thing, list | tuple):
                self._note(len(thing), *thing)
            elif isinstance(thing, np.ndarray | float | np.floating):
                numbers = np.asarray(thing)
                if numbers.dtype.kind == "f":
                    numbers = np.round(numbers, DECIMALS) + 0.0
                self.hash.update(f"{numbers.dtype}{numbers.shape}".encode())
                self.hash.update(np.ascontiguousarray(numbers).tobytes())
            else:
                self.hash.update(f"{thing!s};".encode())
