"""The ids of headings as Hugo makes them: written as `{#id}`, or made of the heading's text."""

from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise
from unicodedata import category

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.text.headings import unique
from sitegen.text.notes import Notes
from sitegen.text.placed import Shelf, is_call

IN_NAME = frozenset("-_.:")
"""The signs that a written id may have besides letters and digits."""

SILENT = ("html_inline", "task", "footnote_ref", "softbreak", "hardbreak")
"""What stands in a heading and is no part of its text."""


def hugo_headings_plugin(md: MarkdownIt, *, dashes: bool, formulas: bool) -> None:
    """Teach `md` the attributes of headings, and to note the text that ids are made of.

    `dashes` says whether two hyphens become one dash, which is no part of an id; `formulas`
    whether those are.
    """

    def note_texts(state: StateCore) -> None:
        shelf: Shelf = state.env["shelf"]
        for opening, inline in _headings(state.tokens):
            pieces = list(_pieces(_last_line(inline), dashes=dashes, formulas=formulas))
            opening.meta["texts"] = [_told(piece, shelf) for piece in pieces]

    md.core.ruler.before("lines", "heading_attributes", _take_attributes)
    md.core.ruler.before("calls", "heading_texts", note_texts)


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    return ((one, text) for one, text in pairwise(tokens) if one.type == "heading_open")


def _take_attributes(state: StateCore) -> None:
    """Move `{#id .class key=value}` from the end of a heading's text to its token."""
    lines = state.src.split("\n")
    for opening, inline in _headings(state.tokens):
        text = inline.content.rstrip()
        start = text.rfind("{")
        is_last = lines[(inline.map or [0])[0]].rstrip().endswith("}") or "\n" in text
        if start < 0 or not text.endswith("}") or text[:start].endswith("\\") or not is_last:
            continue
        found = parse_attributes(text[start + 1 : -1])
        if found is None:
            continue
        before = text[:start].rstrip()
        bare = before.rstrip("#")
        inline.content = bare.rstrip() if bare[-1:] in ("", " ", "\t") else before
        opening.meta["id"] = found.pop("id", "")
        kept = {
            name: value for name, value in found.items() if not name.casefold().startswith("on")
        }
        opening.attrs.update(kept)


def parse_attributes(text: str) -> dict[str, str] | None:
    """Return what stands between the braces of `{#id .class key=value}`; None for other text."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isspace() or sign == ",":
            at += 1
            continue
        end = _name_end(text, at + (sign in "#."))
        name = text[at:end]
        if sign == "#":
            found["id"] = name[1:]
        elif sign == "." and len(name) > 1:
            found["class"] = f"{found.get('class', '')} {name[1:]}".strip()
        elif name and name != "." and text.startswith("=", end):
            value, end = _value(text, end + 1)
            if not value:
                return None
            found[name] = value
        else:
            return None
        at = end
    return found


def _name_end(text: str, at: int) -> int:
    while at < len(text) and (text[at].isalnum() or text[at] in IN_NAME):
        at += 1
    return at


def _value(text: str, at: int) -> tuple[str, int]:
    """Read a value, a word or quoted; an empty one is none."""
    quote = text[at : at + 1]
    if quote in ('"', "'"):
        end = text.find(quote, at + 1)
        return (text[at + 1 : end], end + 1) if end > 0 else ("", at)
    end = _name_end(text, at)
    return text[at:end], end


def _last_line(inline: Token) -> Sequence[Token]:
    """Return the tokens of a heading's last line, which alone counts."""
    children = inline.children or []
    breaks = [n for n, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    return children[breaks[-1] + 1 :] if breaks else children


def _pieces(children: Sequence[Token], *, dashes: bool, formulas: bool) -> Iterator[str]:
    """Yield the texts that count: all outside of emphasis and links, in these the first."""
    depth, group = 0, list[Token]()
    for child in children:
        depth += child.nesting
        if depth or child.nesting:
            group.append(child)
        elif (text := _text(child, dashes=dashes, formulas=formulas)) is not None:
            yield text
        if group and depth == 0:
            found = None if _is_address(group[0]) else _first(group, dashes, formulas)
            group.clear()
            if found is not None:
                yield found


def _is_address(opening: Token) -> bool:
    return opening.info == "auto" or opening.markup in ("linkify", "autolink")


def _first(group: Sequence[Token], dashes: bool, formulas: bool) -> str | None:  # noqa: FBT001 - as above
    """Return the first text of what is emphasised or linked, up to what typography changes."""
    told = ""
    for child in group:
        if child.nesting or child.info == "emoji" or (child.type == "text" and not child.content):
            if told:
                break
        elif child.type not in ("text", "text_special"):
            return told or _text(child, dashes=dashes, formulas=formulas)
        else:
            told += child.content
            cut = [at for sign in ('"', "--", "...") if (at := told.find(sign)) >= 0]
            if cut and dashes:
                return told[: min(cut)]
    return told or None


def _text(child: Token, *, dashes: bool, formulas: bool) -> str | None:
    """Return what a piece of a heading says in an id; None where it says nothing at all."""
    if child.type == "image":
        inner = _pieces(child.children or (), dashes=dashes, formulas=formulas)
        return next(inner, None)
    if child.type == "math_inline":
        return child.content if formulas else None
    if child.type in SILENT:
        return None
    if child.type == "text_special" and (child.info == "emoji" or child.markup.startswith("&#")):
        return child.markup
    if child.type == "text" and dashes:
        return child.content.replace("---", "").replace("--", "")
    return child.content


def _told(text: str, shelf: Shelf) -> str:
    """Return a text with what stands for text in it, such as an escaped call."""
    said = (shelf.at(one) if is_call(one) else None for one in text)
    return "".join(
        one if placed is None else unescape(_literal(placed.html))
        for one, placed in zip(text, said, strict=True)
    )


def _literal(html: str | None) -> str:
    return html if html and "<" not in html else ""


def name_as_hugo(tokens: Sequence[Token], taken: set[str], notes: Notes) -> None:
    """Give every heading the id that Hugo gives it; `taken` are the page's, and grows.

    Where Hugo gives none, the heading has one that no other heading wants.
    """
    openings = [opening for opening, _ in _headings(tokens)]
    nameless = []
    for opening in openings:
        name = str(opening.meta.get("id") or "")
        if name and name in taken:
            line = notes.line + (opening.map or [0])[0]
            notes.fault("anchor", line, f"the anchor '{name}' is taken", "choose another")
        texts = opening.meta["texts"]
        if not name and not texts:
            nameless.append(opening)
            continue
        opening.attrs["id"] = name or unique(hugo_id("".join(texts)), taken)
        taken.add(str(opening.attrs["id"]))
    for opening in nameless:
        opening.attrs["id"] = unique("section", taken)


def hugo_id(text: str) -> str:
    """Return the id that Hugo makes of what counts of a heading's text."""
    letters = (letter for letter in text.strip().lower().replace(" ", "-") if _is_in_id(letter))
    return "".join(letters) or "heading"


def _is_in_id(letter: str) -> bool:
    return letter in "-_" or category(letter)[0] == "L" or category(letter) == "Nd"
