"""The labels of a figure: every character has a glyph, nothing is cut off or written over.

What counts is what Matplotlib really draws: the texts are noted as they pass the renderer.
"""

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any

from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.transforms import Bbox

ROOM = 0.1
"""How much wider the reader's font may be than the one the figure was laid out with."""

SLACK = 1.0
"""Pixels by which boxes may touch before it counts."""


def drawn_texts(drawing: Drawing) -> list[tuple[Text, Bbox]]:
    """Return the texts the figure shows and their boxes in pixels, after layout."""
    renderer: Any = RendererAgg(*drawing.bbox.size, drawing.dpi)  # type: ignore[no-untyped-call]
    found: list[Text] = []
    draw_text = renderer.draw_text

    def note(*args: Any, mtext: Any = None, **named: Any) -> None:
        if mtext is not None and mtext.get_text().strip() and mtext not in found:
            found.append(mtext)
        draw_text(*args, mtext=mtext, **named)

    renderer.draw_text = note
    drawing.draw(renderer)
    return [(text, text.get_window_extent(renderer)) for text in found]


def missing_glyphs(texts: list[Text]) -> Iterator[tuple[str, str]]:
    """Yield every character that the fonts of its text lack, and the text."""
    for text in texts:
        families = text.get_fontproperties().get_family()
        known: set[int] = set()
        for family in families:
            file = font_manager.findfont(FontProperties(family=[family]))
            known |= font_manager.get_font(file).get_charmap().keys()
        for letter in dict.fromkeys(_outside_formulas(text.get_text())):
            if ord(letter) not in known and not letter.isspace():
                yield letter, text.get_text()


@contextmanager
def missing_signs(found: list[str]) -> Iterator[None]:
    """Add to `found` what Matplotlib says of signs in `$…$` that their font lacks.

    It draws another sign in their place and tells nobody but its log.
    """
    listener = _Listener(found)
    log = logging.getLogger("matplotlib.mathtext")
    log.addHandler(listener)
    try:
        yield
    finally:
        log.removeHandler(listener)


class _Listener(logging.Handler):
    """Notes the complaints about glyphs."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        """Note a complaint, once."""
        said = record.getMessage()
        if "does not have a glyph" in said and said not in self.found:
            self.found.append(said)


def _outside_formulas(text: str) -> str:
    """Return the text without its `$…$`, which Matplotlib sets in a font of its own."""
    parts = text.replace("\\$", "").split("$")
    return "".join(parts[::2]) if len(parts) % 2 else text


def name_of(letter: str) -> str:
    """Return how an error message calls a character."""
    return f"'{letter}' (U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')})"


def crowded(drawing: Drawing, texts: list[tuple[Text, Bbox]]) -> Iterator[str]:
    """Yield what is wrong with the places of labels, a reader's wider font considered."""
    page = drawing.bbox.padded(SLACK)
    boxes = [(text, _with_room(text, box)) for text, box in texts]
    for text, box in boxes:
        inside = page.x0 <= box.x0 and box.x1 <= page.x1
        if not inside or box.y0 < page.y0 or box.y1 > page.y1:
            yield f"the label '{text.get_text()}' leaves the figure"
    for (one, first), (other, second) in combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        if wide > SLACK and high > SLACK:
            yield f"the labels '{one.get_text()}' and '{other.get_text()}' overlap"


def _with_room(text: Text, box: Bbox) -> Bbox:
    """Return the box as much longer as the reader's font may be, from where the text is held."""
    upright = text.get_rotation() % 180 == 90
    length = box.height if upright else box.width
    held = text.get_verticalalignment() if upright else text.get_horizontalalignment()
    start = {"left": 0.0, "bottom": 0.0, "right": 1.0, "top": 1.0}.get(str(held), 0.5)
    before, after = ROOM * length * start, ROOM * length * (1 - start)
    if upright:
        return Bbox.from_extents(box.x0, box.y0 - before, box.x1, box.y1 + after)
    return Bbox.from_extents(box.x0 - before, box.y0, box.x1 + after, box.y1)
