"""Figures as published: one style, an SVG that follows light and dark, and a PNG.

Colours have roles. Matplotlib draws with the light ones; in the SVG they become CSS
variables with a value for either scheme. Colour maps stay as they are.
"""

import io
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.figure import Figure as Drawing

from sitegen.model.program import Figure
from sitegen.programs.fingerprint import fingerprint
from sitegen.programs.labels import crowded, drawn_texts, missing_glyphs, missing_signs, name_of
from sitegen.programs.roles import ROLES
from sitegen.programs.theme import themed

LIGHT = {role: pair[0] for role, pair in ROLES.items()}

STYLE: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": LIGHT["soft-ink"],
    "axes.facecolor": LIGHT["paper"],
    "axes.labelcolor": LIGHT["ink"],
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": LIGHT["ink"],
    "axes.titlesize": 13,
    "axes.unicode_minus": False,
    # The reader's font may be taller and wider than the one the figure was laid out with.
    "figure.constrained_layout.h_pad": 0.12,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.w_pad": 0.12,
    "figure.dpi": 100,
    "figure.facecolor": LIGHT["paper"],
    "font.size": 12,
    "grid.color": LIGHT["grid"],
    "grid.linewidth": 0.8,
    "legend.fontsize": 11,
    "legend.edgecolor": LIGHT["grid"],
    "legend.facecolor": LIGHT["paper"],
    "legend.framealpha": 0.9,
    "savefig.facecolor": "auto",
    "svg.fonttype": "none",
    "text.color": LIGHT["ink"],
    "xtick.color": LIGHT["soft-ink"],
    "xtick.labelcolor": LIGHT["ink"],
    "ytick.color": LIGHT["soft-ink"],
    "ytick.labelcolor": LIGHT["ink"],
}

Faults = list[tuple[str, str]]
"""What is wrong with a figure: the code of a rule and a message."""

PNG_DPI = 144
CSS_DPI = 96


def apply_style() -> None:
    """Make the style Matplotlib's; called once in each worker, before the program."""
    mpl.rcParams.update(STYLE)
    mpl.rcParams["axes.prop_cycle"] = cycler(color=[LIGHT[f"c{n}"] for n in range(1, 6)])


def save(drawing: Drawing, salt: str, locale: str) -> tuple[Figure, Faults]:
    """Return the drawing as SVG and PNG, and what is wrong with its labels.

    `salt` makes the ids in the SVG its own.
    """
    # First of all: with an equal aspect, limits follow the room that labels leave.
    drawn = fingerprint(drawing)
    picture, faults = svg(drawing, salt, locale)
    png = io.BytesIO()
    drawing.savefig(png, format="png", dpi=PNG_DPI, metadata={"Software": None})
    width, height = (round(side * CSS_DPI) for side in drawing.get_size_inches())
    return Figure(picture, png.getvalue(), width, height, drawn), faults


def svg(drawing: Drawing, salt: str, locale: str) -> tuple[bytes, Faults]:
    """Return the drawing as SVG alone, and what is wrong with its labels."""
    signs: list[str] = []
    with missing_signs(signs):
        texts = drawn_texts(drawing)
    faults = [("glyph", f"in a formula of a label: {said}") for said in signs]
    faults += [
        ("glyph", f"no font has {name_of(letter)} of the label '{text}'")
        for letter, text in missing_glyphs([text for text, _ in texts])
    ]
    faults += [("overlap", message) for message in crowded(drawing, texts)]
    written = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": salt}):
        drawing.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return themed(written.getvalue(), locale), faults
