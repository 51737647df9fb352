"""An SVG of Matplotlib's that follows light and dark, and the reader's fonts.

Colours with a role become CSS variables with a value for either scheme, and so do blends of
the components' colours. Colour maps stay as they are.
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from sitegen.programs.blends import as_css, blends_of
from sitegen.programs.outlines import short, shortened
from sitegen.programs.roles import ROLES

FONT_STACK = "system-ui, -apple-system, 'Segoe UI', sans-serif"
"""What the reader's machine draws the labels with."""

PLACES = {"height", "width", "x", "y"}
"""The attributes that are a number of points."""

MARKS = "PathCollection"
"""How Matplotlib calls the groups of marks that have a colour each."""

FEWEST = 4
"""Colours in a group before they are taken for blends; fewer might be so by accident."""

_SVG = "http://www.w3.org/2000/svg"


def themed(svg: bytes, locale: str) -> bytes:
    """Return the SVG with variables for its colours, the reader's fonts and short numbers."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)  # noqa: S314 - drawn by Matplotlib in this process
    metadata = root.find(f"{{{_SVG}}}metadata")
    if metadata is not None:
        root.remove(metadata)
    variables = {light: f"var(--{role})" for role, (light, _) in ROLES.items()}
    for element, own in _with_variables(root, variables):
        style = element.get("style")
        if style:
            element.set("style", "; ".join(_declarations(style, own)))
        for name in ("fill", "stroke"):
            if element.get(name) in own:
                element.set("style", f"{name}: {own[str(element.get(name))]}")
                del element.attrib[name]
        for name in PLACES & element.attrib.keys():
            element.set(name, _short(str(element.get(name))))
        if path := element.get("d"):
            element.set("d", shortened(path))
    root.set("lang", locale)
    sheet = ElementTree.Element(f"{{{_SVG}}}style")
    light, dark = (
        "".join(f"--{role}:{pair[side]};" for role, pair in ROLES.items()) for side in (0, 1)
    )
    sheet.text = (
        f":root{{{light}}}@media (prefers-color-scheme: dark){{:root{{{dark}}}}}"
        f"text{{font-family:{FONT_STACK}}}"
    )
    root.insert(0, sheet)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _with_variables(
    element: ElementTree.Element, variables: Mapping[str, str]
) -> Iterator[tuple[ElementTree.Element, Mapping[str, str]]]:
    """Yield an element and all inside it, each with the variables for colours there."""
    if str(element.get("id")).startswith(MARKS):
        fills = {_fill(inner) for inner in element.iter()} - {""}
        blends = blends_of(fills) if len(fills) >= FEWEST else {}
        variables = {**{colour: as_css(blend) for colour, blend in blends.items()}, **variables}
    yield element, variables
    for child in element:
        yield from _with_variables(child, variables)


def _fill(element: ElementTree.Element) -> str:
    """Return the colour an element is filled with, where its style says so."""
    for declaration in (element.get("style") or "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "fill" and value.startswith("#"):
            return value
    return ""


def _declarations(style: str, variables: Mapping[str, str]) -> list[str]:
    """Return the declarations of a style attribute, colours and fonts replaced."""
    found = []
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font":
            size = next((part for part in value.split() if part.endswith("px")), "10px")
            weight = next((part for part in value.split() if part in ("bold", "italic")), "")
            found.append(f"font: {weight} {size} {FONT_STACK}".replace("  ", " "))
        elif name and name != "font-family":  # The fonts of this machine are not the reader's.
            found.append(f"{name}: {variables.get(value, value)}")
    return found


def _short(number: str) -> str:
    """Return a number in its shortest form; a size with a unit stays as it is."""
    return short(number) if number[-1].isdecimal() else number
