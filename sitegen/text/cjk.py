"""Emphasis and line breaks as Chinese, Japanese and Korean writing needs them.

CommonMark decides by spaces and punctuation whether `**` may open or close emphasis, and
writing without spaces loses: `**「重要」**です`. Following the proposal for CommonMark in
commonmark-spec issue 650, East Asian characters beside a delimiter count as word borders
and East Asian punctuation does not count as punctuation.
"""

from functools import cache
from itertools import takewhile
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

CLOSING = frozenset(".,:;!?)]}%»”’、。，．：；！？）」』】")


@cache
def is_east_asian(letter: str) -> bool:
    """Tell whether a character is Chinese, Japanese or Korean: wide, not an emoji."""
    if letter < "\u1100":
        return False
    return is_hangul(letter) or (east_asian_width(letter) in "WF" and letter < "\U0001f000")


def is_hangul(letter: str) -> bool:
    """Tell whether a character is Korean writing, which has spaces between words."""
    return (
        "\u1100" <= letter <= "\u11ff"
        or "\u3130" <= letter <= "\u318f"
        or "\ua960" <= letter <= "\ua97f"
        or "\uac00" <= letter <= "\ud7ff"
    )


def _is_punctuation(letter: str) -> bool:
    return isMdAsciiPunct(ord(letter)) or isPunctChar(letter)


class EastAsianState(StateInline):
    """A StateInline that knows when a delimiter stands beside East Asian writing."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803, FBT001 - overrides markdown-it
        """Tell whether the run of delimiters at `start` can open and can close emphasis."""
        marker = self.src[start]
        end = start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
        stop_before = _is_punctuation(before) and not is_east_asian(before)
        stop_after = _is_punctuation(after) and not is_east_asian(after)
        left = not space_after and (
            not stop_after or space_before or stop_before or is_east_asian(before)
        )
        right = not space_before and (
            not stop_before or space_after or stop_after or is_east_asian(after)
        )
        return Scanned(
            left and (canSplitWord or not right or _is_punctuation(before)),
            right and (canSplitWord or not left or _is_punctuation(after)),
            end - start,
        )


class EastAsianParser(ParserInline):
    """A ParserInline that starts every parse with an EastAsianState."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse one block's text into `tokens`."""
        state = EastAsianState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def joins_without_space(before: str, after: str) -> bool:
    """Tell whether a line break between two characters stands for nothing at all."""
    return all(is_east_asian(one) and not is_hangul(one) for one in (before, after))


def clinging(text: str) -> str:
    """Return the start of a text that may not begin a line: punctuation, a Korean particle."""
    kept = takewhile(lambda letter: letter in CLOSING or is_hangul(letter), text)
    return "".join(kept)
