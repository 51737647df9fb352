"""Where lines of Japanese headings may end: between phrases, not within a word.

Japanese writes no spaces, so a browser ends a line anywhere; in running text that is right,
in a heading of two lines it is hard to read. Only Chromium finds the phrases itself.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise

from budoux import Parser, load_default_japanese_parser
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

PHRASED = "ja"
"""The language whose phrases are found."""

BREAK = Markup("<wbr>")


def phrases_plugin(md: MarkdownIt) -> None:
    """Let lines of Japanese headings end between phrases."""
    md.core.ruler.push("phrases", _mark)


def _mark(state: StateCore) -> None:
    locale = state.env["desk"].locale
    for before, token in zip([None, *state.tokens], state.tokens, strict=False):
        if before and before.type == "heading_open":
            token.children = list(_with_breaks(token.children or [], locale))


def _with_breaks(tokens: Sequence[Token], locale: str) -> Iterator[Token]:
    """Yield a heading's tokens with a chance to break wherever a phrase begins."""
    text = "".join(token.content for token in tokens if token.type == "text")
    ends = accumulate(len(phrase) for phrase in phrases(text, locale))
    starts = {at for at in ends if not text[at : at + 1].isspace()}
    at = 0
    for token in tokens:
        if token.type != "text":
            yield token
            continue
        end = at + len(token.content)
        bounds = [at, *sorted(start for start in starts if at < start < end), end]
        for start, stop in pairwise(bounds):
            if start in starts:
                yield Token("wbr", "wbr", 0)
            yield token.copy(content=text[start:stop])
        at = end


def phrased(text: str, locale: str) -> Markup:
    """Return a heading's text as HTML that lets lines end between phrases."""
    return BREAK.join(phrases(text, locale))


def phrases(text: str, locale: str) -> list[str]:
    """Return the phrases of a Japanese text; that of another language is one phrase."""
    if locale.partition("-")[0] != PHRASED or not text:
        return [text]
    found: list[str] = _parser().parse(text)
    return found


@cache
def _parser() -> Parser:
    return load_default_japanese_parser()
