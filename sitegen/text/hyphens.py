"""Soft hyphens in prose: where browsers may break long words of Spanish and Indonesian.

No browser knows how to hyphenate Indonesian. Headings, code, links' targets and formulas
are left alone.
"""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"

PATTERNS = {"es": "es", "id": "id_ID"}
"""The languages whose words are long and whose pages are narrow on a phone."""

SHORTEST = 9
"""Letters of the shortest word that is broken."""

EDGE = 3
"""Letters that stay together at either end."""

NOT_PROSE = ("heading_open", "th_open", "dt_open")


def hyphens_plugin(md: MarkdownIt) -> None:
    """Put soft hyphens into the prose of languages that want them."""
    md.core.ruler.push("hyphens", _hyphenate)


def _hyphenate(state: StateCore) -> None:
    locale = state.env["desk"].locale.partition("-")[0]
    if locale not in PATTERNS:
        return
    for before, token in zip([None, *state.tokens], state.tokens, strict=False):
        if token.type != "inline" or (before and before.type in NOT_PROSE):
            continue
        for child in token.children or ():
            if child.type == "text":
                child.content = hyphenated(child.content, locale)


def hyphenated(text: str, locale: str) -> str:
    """Return the text with soft hyphens in its long words."""
    return " ".join([_broken(part, locale) for part in text.split(" ")])


def _broken(text: str, locale: str) -> str:
    """Return the text between two spaces with soft hyphens in its words."""
    if text.isalpha():
        return _word(text, locale) if len(text) >= SHORTEST else text
    pieces = []
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and text[end].isalpha():
            end += 1
        if end - start >= SHORTEST:
            pieces.append(_word(text[start:end], locale))
        else:
            pieces.append(text[start : max(end, start + 1)])
        start = max(end, start + 1)
    return "".join(pieces)


@cache
def _word(word: str, locale: str) -> str:
    broken: str = _patterns(locale).inserted(word, SOFT_HYPHEN)
    return broken


@cache
def _patterns(locale: str) -> Pyphen:
    return Pyphen(lang=PATTERNS[locale], left=EDGE, right=EDGE)
