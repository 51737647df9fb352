"""Wrapping comments: wide characters count as two columns and break without a space."""

from unicodedata import east_asian_width

WIDTH = 79
NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%")
"""Characters that may not begin a line of Japanese."""

NOT_LAST = frozenset("（「『【〔〈《“‘")
"""Characters that may not end one."""


def columns(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns where its writing allows it."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1].strip() and columns(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            piece = piece.lstrip()  # noqa: PLW2901 - a new line starts without its space
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Split a text into what must stay together: words with their space, single wide letters."""
    pieces: list[str] = []
    for letter in text:
        last = pieces[-1] if pieces else ""
        glued = last and (
            letter in NOT_FIRST
            or letter == " "
            or last[-1] in NOT_LAST
            or (not _is_loose(letter) and not _is_loose(last[-1]) and last[-1] != " ")
        )
        if glued:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _is_loose(letter: str) -> bool:
    """Tell whether lines may break beside this letter: kana and Chinese characters, not Hangul."""
    return east_asian_width(letter) in "WF" and not "\uac00" <= letter <= "\ud7a3"
