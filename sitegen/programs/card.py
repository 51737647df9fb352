"""One card, drawn with Matplotlib; the processes that draw import this, the build does not."""

import io
import logging
import warnings
from collections.abc import Iterator, Sequence
from functools import partial

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text
from PIL import Image

from sitegen.model.card import HEIGHT, WIDTH, Card
from sitegen.model.problem import Problem
from sitegen.programs.figures import LIGHT, apply_style
from sitegen.programs.labels import missing_glyphs, name_of

DPI = 100
POINTS = 72 / DPI
"""A pixel in points, which is how Matplotlib measures letters."""

EDGE = 72
"""Pixels that stay free around the card."""

BESIDE, ALONE = 470, WIDTH - 2 * EDGE
"""How wide a title is beside a figure, and without one."""

FIGURE = 540, HEIGHT - 2 * EDGE
"""The box that a figure is fitted into."""

SIZES = range(72, 27, -4)
LEADING = 1.3
TALLEST = 300
"""Pixels that the lines of a title may take, between the sign and the site's title."""

COLOURS = 96
"""So few are enough for a drawing, and a third of the bytes."""


def draw_all(cards: Sequence[Card]) -> list[tuple[bytes, list[Problem]]]:
    """Return cards as PNG, and the letters of each that no font has.

    Called once in a process, with cards of one language: its preamble chooses the font.
    """
    apply_style()
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # Not all have a bold.
    with warnings.catch_warnings(action="ignore"):
        exec(cards[0].locale.preamble, {"__name__": "__main__"})  # noqa: S102 - programs run it too
        mpl.rcParams["font.family"] = [cards[0].locale.font, "DejaVu Sans"]
        return [_draw(card) for card in cards]


def _draw(card: Card) -> tuple[bytes, list[Problem]]:
    drawing = Drawing(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, layout=None)
    FigureCanvasAgg(drawing)
    write = partial(_write, drawing, is_mirrored=card.locale.dir == "rtl")
    width = BESIDE if card.figure else ALONE
    size, lines = _fitted(card.title, width, write)
    middle = HEIGHT / 2 + size * LEADING * (len(lines) - 1) / 2 - size * 0.35
    texts = [
        write(line, size, middle - number * size * LEADING, "ink")
        for number, line in enumerate(lines)
    ]
    texts.append(write(card.site, 26, EDGE, "soft-ink"))
    _bells(drawing, is_mirrored=card.locale.dir == "rtl")
    if card.figure:
        _place(drawing, card)
    raw = io.BytesIO()
    drawing.savefig(raw, format="png", dpi=DPI)
    return _packed(raw), [*_missing(texts, card)]


def _missing(texts: list[Text], card: Card) -> Iterator[Problem]:
    """Yield a problem for each text with letters that no font has."""
    lost: dict[str, list[str]] = {}
    for letter, text in missing_glyphs(texts):
        lost.setdefault(text, []).append(name_of(letter))
    for text, letters in lost.items():
        code = card.locale.code
        message = f"its card cannot show '{text}': no font has {', '.join(letters)}"
        hint = f"`font` of '{code}' in site.yaml, or its preamble, names a font that has"
        yield Problem("glyph", card.place, message, hint, code)


def _write(
    drawing: Drawing, text: str, size: float, y: float, colour: str, *, is_mirrored: bool
) -> Text:
    """Write a line at a height above the lower edge; all lengths are pixels."""
    x = (WIDTH - EDGE if is_mirrored else EDGE) / WIDTH
    side = "right" if is_mirrored else "left"
    return drawing.text(
        x,
        y / HEIGHT,
        text,
        size=size * POINTS,
        weight="bold" if colour == "ink" else "normal",
        color=LIGHT[colour],
        ha=side,
        parse_math=False,
    )


def _fitted(pieces: Sequence[str], width: float, write: partial[Text]) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits into a width, and its lines."""
    for size in SIZES:
        lines = [""]
        for piece in pieces:
            if lines[-1] and _width(lines[-1] + piece.rstrip(), size, write) > width:
                lines.append("")
            lines[-1] += piece
        is_low = len(lines) * size * LEADING <= TALLEST
        if is_low and all(_width(one.rstrip(), size, write) <= width for one in lines):
            break
    return size, [line.strip() for line in lines]


def _width(text: str, size: float, write: partial[Text]) -> float:
    """Return how many pixels a line takes."""
    line = write(text, size, 0, "ink")
    width: float = line.get_window_extent().width
    line.remove()
    return width


def _bells(drawing: Drawing, *, is_mirrored: bool) -> None:
    """Draw two densities above the title, the sign of a course on mixtures."""
    left = WIDTH - EDGE - 120 if is_mirrored else EDGE
    box = (left / WIDTH, (HEIGHT - EDGE - 48) / HEIGHT, 120 / WIDTH, 48 / HEIGHT)
    axes = drawing.add_axes(box)
    axes.axis("off")
    x = np.linspace(-3.0, 4.0, 200)
    for colour, mean, scale in (("c1", -0.6, 0.8), ("c2", 1.6, 0.9)):
        density = np.exp(-0.5 * ((x - mean) / scale) ** 2) / scale
        axes.plot(x, density, color=LIGHT[colour], linewidth=4 * POINTS)


def _place(drawing: Drawing, card: Card) -> None:
    """Place the figure at the other side, as large as its box allows."""
    with Image.open(io.BytesIO(card.figure)) as opened:
        picture = opened.convert("RGB")
    scale = min(box / side for box, side in zip(FIGURE, picture.size, strict=True))
    width, height = (round(side * scale) for side in picture.size)
    picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    free = (FIGURE[0] - width) // 2
    left = EDGE // 2 + free if card.locale.dir == "rtl" else WIDTH - EDGE // 2 - width - free
    drawing.figimage(np.asarray(picture), left, (HEIGHT - height) // 2)


def _packed(raw: io.BytesIO) -> bytes:
    """Return a PNG with a palette, which is a third of the bytes."""
    packed = io.BytesIO()
    with Image.open(raw) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
            packed, format="png", optimize=True
        )
    return packed.getvalue()
