"""Damage that a text takes on its way: markup that is left over, letters that were lost."""

from collections.abc import Iterator, Sequence
from unicodedata import category

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.text.mojibake import mojibake
from sitegen.text.notes import Notes
from sitegen.text.shortcodes import readable_tags

CODE = "damage"

LEFTOVERS = {
    "**": "bold text that does not begin or end",
    "~~": "struck text that does not begin or end",
    "](": "a link that is none: its address has a space or a bracket too few",
    " >}}": "the end of a shortcode that does not begin",
    " %}}": "the end of a shortcode that does not begin",
    "{{＜": "a shortcode in full-width brackets",
    "{{％": "a shortcode in full-width brackets",
    "[^": "the mark of a footnote that is not there",
}
"""What is markup and never reaches the reader unless something is broken.

What begins a shortcode or a formula and does not end it is told by those who read them.
"""

LONE = ("\\)", "\\]")
"""Ends of a formula; one that is read as an escaped bracket lacks its other half."""

LOST = {
    "\ufffd": "a letter that was lost (U+FFFD)",
    "\ufeff": "a byte order mark inside the text",
    "\u202d": "a sign that turns the direction of writing over (U+202D)",
    "\u202e": "a sign that turns the direction of writing over (U+202E)",
}


def damage_plugin(md: MarkdownIt) -> None:
    """Note damage in every page; the text itself stays as it is."""
    md.core.ruler.before("normalize", "lost_letters", _letters)
    md.core.ruler.before("text_join", "leftovers", _leftovers)


def _letters(state: StateCore) -> None:
    notes: Notes = state.env["notes"]
    document = notes.document
    lines = [*enumerate(state.src.split("\n"), document.body_line)]
    lines += [(document.lines[key], text) for key, text in document.words.items()]
    for number, line in lines:
        for what in damaged(line):
            notes.fault(CODE, number, what, "restore it from an earlier version")


def damaged(line: str) -> Iterator[str]:
    """Yield what is wrong with the letters of a line: each kind of damage once."""
    if line.isascii() and (line.isprintable() or line.replace("\t", "").isprintable()):
        return
    if found := mojibake(line):
        garbled, meant = found
        yield f"'{garbled}' is '{meant}' read in the wrong encoding"
        return
    for letter in dict.fromkeys(line):
        if letter in LOST:
            yield LOST[letter]
        elif category(letter) == "Cc" and letter != "\t":
            yield f"a control character (U+{ord(letter):04X})"


def _leftovers(state: StateCore) -> None:
    notes: Notes = state.env["notes"]
    source = notes.document.body.split("\n")
    for token in state.tokens:
        line = notes.line + (token.map[0] if token.map else 0)
        if token.type == "fence" and not _is_closed(token, source):
            notes.fault(CODE, line, "a fence that is not closed", f"end it with {token.markup}")
        elif token.type == "inline":
            _look(token.children or (), notes, line)
        elif token.type == "math_block":
            _look([token], notes, line)


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    """Tell whether a fence ends with its sign, and not merely where the page or a list does."""
    first, end = token.map or (0, 0)
    last = lines[end - 1].strip(" \t>") if end - 1 > first else ""
    return len(last) >= len(token.markup) and not last.strip(token.markup[0])


def _look(tokens: Sequence[Token], notes: Notes, line: int) -> None:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type in ("math_inline", "math_block") and readable_tags(token.content):
            notes.fault(CODE, line, "a shortcode inside a formula", "close the formula before it")
        elif token.type == "text_special" and token.markup in LONE:
            notes.fault(CODE, line, f"'{token.markup}' without its other half", "write the formula")
        elif token.type == "text":
            for sign in dict.fromkeys(s for s in LEFTOVERS if s in token.content):
                notes.fault(CODE, line, f"'{sign}' is left over: {LEFTOVERS[sign]}")
