"""Figures as published: one style, an SVG that follows light and dark, and a PNG.

Colours have roles. Matplotlib draws with the light ones; in the SVG they become CSS
variables with a value for either scheme. Colour maps stay as they are.
"""

import io
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
from cycler import cycler
from matplotlib.figure import Figure as Drawing

from sitegen.model.program import Figure
from sitegen.programs.fingerprint import fingerprint
from sitegen.programs.labels import crowded, drawn_texts, missing_glyphs, name_of

ROLES: Mapping[str, tuple[str, str]] = {
    "ink": ("#1d2433", "#e6e9ef"),
    "soft-ink": ("#4b5468", "#aab2c3"),
    "paper": ("#fefefe", "#161a22"),
    "grid": ("#dde1e8", "#343b49"),
    "c1": ("#0b66b8", "#5aa9ec"),
    "c2": ("#c2410c", "#f0955c"),
    "c3": ("#0f7b6c", "#4cc3b0"),
    "c4": ("#7c3aad", "#c08ae6"),
    "c5": ("#8a6d00", "#d8b93c"),
}
"""What each colour is for, in light and in dark; no two may share a light value."""

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

FONT_STACK = "system-ui, -apple-system, 'Segoe UI', sans-serif"
"""What the reader's machine draws the labels with."""

Faults = list[tuple[str, str]]
"""What is wrong with a figure: the code of a rule and a message."""

PNG_DPI = 144
CSS_DPI = 96
GEOMETRY = {"d", "height", "width", "x", "y"}
"""The attributes that say where something is."""

_SVG = "http://www.w3.org/2000/svg"


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
    texts = drawn_texts(drawing)
    faults = [
        ("glyph", f"no font has {name_of(letter)} of the label '{text}'")
        for letter, text in missing_glyphs([text for text, _ in texts])
    ]
    faults += [("overlap", message) for message in crowded(drawing, texts)]
    written = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": salt}):
        drawing.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return themed(written.getvalue(), locale), faults


def themed(svg: bytes, locale: str) -> bytes:
    """Return the SVG with its role colours as variables for light and dark schemes."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)  # noqa: S314 - drawn by Matplotlib in this process
    metadata = root.find(f"{{{_SVG}}}metadata")
    if metadata is not None:
        root.remove(metadata)
    variables = {light: f"var(--{role})" for role, (light, _) in ROLES.items()}
    for element in root.iter():
        style = element.get("style")
        if style:
            element.set("style", "; ".join(_declarations(style, variables)))
        for name in ("fill", "stroke"):
            if element.get(name) in variables:
                element.set("style", f"{name}: {variables[str(element.get(name))]}")
                del element.attrib[name]
        for name in GEOMETRY & element.attrib.keys():
            element.set(name, _shortened(str(element.get(name))))
    root.set("lang", locale)
    sheet = ElementTree.Element(f"{{{_SVG}}}style")
    light, dark = (
        "".join(f"--{role}:{pair[side]};" for role, pair in ROLES.items()) for side in (0, 1)
    )
    sheet.text = f":root{{{light}}}@media (prefers-color-scheme: dark){{:root{{{dark}}}}}"
    root.insert(0, sheet)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _declarations(style: str, variables: Mapping[str, str]) -> list[str]:
    """Return the declarations of a style attribute, colours and fonts replaced."""
    found = []
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font":
            size = next((part for part in value.split() if part.endswith("px")), "10px")
            weight = next((part for part in value.split() if part in ("bold", "italic")), "")
            found.append(f"font: {weight} {size} {FONT_STACK}".replace("  ", " "))
        elif name:
            found.append(f"{name}: {variables.get(value, value)}")
    return found


def _shortened(places: str) -> str:
    """Return numbers, and the letters of a path, with a hundredth of a point as the finest."""
    short = []
    for part in places.split():
        try:
            short.append(f"{float(part):.2f}".rstrip("0").rstrip("."))
        except ValueError:
            short.append(part)
    return " ".join(short)
