"""Published pages, read by an independent parser (html5lib)."""

from collections.abc import Iterator
from xml.etree import ElementTree

import html5lib

Element = ElementTree.Element


def parse(text: str) -> Element:
    """Return the document's tree without namespaces; malformed HTML is repaired, as browsers do."""
    root = html5lib.parse(text, namespaceHTMLElements=False)
    assert isinstance(root, Element)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def errors(text: str) -> list[str]:
    """Return what the HTML standard calls parse errors in a document."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    return [f"{position}: {code} {data}" for position, code, data in parser.errors]


def text_of(element: Element) -> str:
    """Return the text of an element with white space collapsed."""
    return " ".join("".join(element.itertext()).replace("\u00ad", "").split())


def by_class(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a class."""
    for element in root.iter():
        if name in (element.get("class") or "").split():
            yield element


def formulas(root: Element) -> list[str]:
    """Return the TeX of every formula of a page, in order."""
    return ["".join(found.itertext()) for found in root.iter("annotation")]


def links(root: Element) -> list[str]:
    """Return the target of every link of a page."""
    return [found.get("href") or "" for found in root.iter("a")]


BLOCKS = frozenset({"h1", "h2", "h3", "p", "li", "pre", "summary", "figcaption", "td", "th", "hr"})


def outline(root: Element) -> list[str]:
    """Return a page as a reader takes it in: a line per block, formulas as TeX, images as alt."""
    lines = []
    for element in root.iter():
        if element.tag in BLOCKS:
            name = f"#{element.get('id')}" if element.get("id") else ""
            text = _readable(element).strip()
            text = text.replace("\u00ad", "")  # Soft hyphens are not seen.
            lines.append(f"{element.tag}{name} {text}".rstrip())
    return lines


def _readable(element: Element) -> str:
    marks = {"strong": "**", "em": "*", "i": "*", "code": "`"}
    if element.tag == "annotation-xml":
        return ""
    if element.tag == "math":
        return f"\\({text_of(next(element.iter('annotation')))}\\)"
    if element.tag == "img":
        return f"![{element.get('alt')}]({element.get('src')})"
    inner = element.text or ""
    for child in element:
        inner += ("" if child.tag in BLOCKS | {"ul", "ol"} else _readable(child)) + (
            child.tail or ""
        )
    mark = "" if element.tag == "code" and "\n" in inner else marks.get(str(element.tag), "")
    text = " ".join(inner.split()) if element.tag in BLOCKS - {"pre"} else inner
    return f"{mark}{text}{mark}"
