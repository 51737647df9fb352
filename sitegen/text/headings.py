"""Headings and their ids, which are the source page's in every language."""

from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.model.page import Heading
from sitegen.text.notes import Notes

RESERVED = frozenset({"content", "pages", "toc-title"})
"""Ids that the templates use."""


def heading_plugin(md: MarkdownIt) -> None:
    """Take `{#id}` off the end of headings and give every heading its id."""
    md.core.ruler.before("inline", "heading_ids", _take_ids)


def _take_ids(state: StateCore) -> None:
    """Move a written id from the heading's text to its token."""
    for opening, inline in pairwise(state.tokens):
        if opening.type != "heading_open" or inline.type != "inline":
            continue
        text = inline.content.rstrip()
        start = text.rfind("{#")
        if start < 0 or not text.endswith("}"):
            continue
        name = text[start + 2 : -1]
        inline.content = text[:start].rstrip()
        if name and not set(name) & set(" {}#\"'<>."):
            opening.meta["id"] = name
        else:
            notes: Notes = state.env["notes"]
            line = notes.line + (opening.map or [0])[0]
            notes.fault("anchor", line, f"'{{#{name}}}' is no anchor", "write {#a-name}")


def name_headings(
    tokens: Sequence[Token], source: Sequence[Heading], source_path: str, notes: Notes
) -> None:
    """Give every heading token its id.

    A translation takes the ids of the source page's headings (`source`), one by one, as
    long as the levels agree; where they do not, that is a problem and headings go by
    their own text.
    """
    openings = [token for token in tokens if token.type == "heading_open"]
    agree = not source or _agrees(openings, source, source_path, notes)
    inherited = [heading.id for heading in source] if agree else []
    written = [str(opening.meta.get("id", "")) for opening in openings]
    taken = set(RESERVED)
    for opening, name in zip(openings, inherited or written, strict=True):
        if name and name in taken:
            line = notes.line + (opening.map or [0])[0]
            notes.fault("anchor", line, f"the anchor '{name}' is taken", "choose another")
        elif name:
            opening.attrs["id"] = name
            taken.add(name)
    for opening, inline in _with_text(tokens):
        if "id" not in opening.attrs:
            opening.attrs["id"] = unique(slugify(plain_text(inline)) or "section", taken)


def _with_text(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    pairs = pairwise(tokens)
    return [(one, text) for one, text in pairs if one.type == "heading_open"]


def _agrees(
    openings: Sequence[Token], source: Sequence[Heading], source_path: str, notes: Notes
) -> bool:
    """Compare the levels with the source page's, and note the first place they part."""
    ours = [int(token.tag[1:]) for token in openings]
    theirs = [heading.level for heading in source]
    if ours == theirs:
        return True
    common = min(len(ours), len(theirs))
    at = next((n for n in range(common) if ours[n] != theirs[n]), common)
    nearest = openings[min(at, len(ours) - 1)].map if openings else None
    line = notes.line + (nearest or [0])[0]
    there = f"{source_path}:{source[at].line}" if at < len(theirs) else source_path
    mine = f"level {ours[at]}" if at < len(ours) else "no heading"
    other = f"level {theirs[at]}" if at < len(theirs) else "no heading"
    message = f"heading {at + 1} differs from the source ({there}): {other} → {mine}"
    notes.fault("structure", line, message, "translations keep the source's headings")
    return False


def slugify(text: str) -> str:
    """Return the text in lower case, words joined by hyphens, without punctuation."""
    kept = (letter if letter.isalnum() or letter in "-_" else " " for letter in text.lower())
    return "-".join("".join(kept).split())


def unique(name: str, taken: set[str]) -> str:
    """Return `name`, with a number behind it if it is taken, and take it."""
    candidate, number = name, 1
    while candidate in taken:
        candidate = f"{name}-{number}"
        number += 1
    taken.add(candidate)
    return candidate


def plain_text(inline: Token) -> str:
    """Return the text of an inline token without markup; a formula gives its TeX."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in inline.children or ()
        if child.type != "html_inline"
    )
