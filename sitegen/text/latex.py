"""LaTeX as signs: what two ways of writing one formula have in common."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

UNSEEN = frozenset(
    (
        *("\\left", "\\right", "\\big", "\\bigl", "\\bigr", "\\Big", "\\Bigl", "\\Bigr"),
        *("\\displaystyle", "\\textstyle", "\\limits", "\\nolimits"),
        *("\\,", "\\;", "\\:", "\\!", "\\>", "\\ ", "\\quad", "\\qquad", "~", "&"),
    )
)
"""Signs that set the same formula larger or wider."""

WORDS = frozenset({"\\text", "\\textrm", "\\textit", "\\mbox", "\\textnormal"})
"""Commands whose argument is words of a language."""

PUNCTUATION = frozenset(".,;:。、，．")
"""What may end a formula because its sentence goes on or ends there."""


@lru_cache(maxsize=4096)
def normalised(tex: str) -> str:
    r"""Return a formula's signs with single spaces: without spacing, sizes, words in `\text`."""
    signs = [sign for sign in _without_words(list(signs_of(tex))) if sign not in UNSEEN]
    while signs and signs[-1] in PUNCTUATION:
        signs.pop()
    return " ".join(_without_braces(signs))


def signs_of(tex: str) -> Iterator[str]:
    r"""Yield commands (`\pi`, `\,`) and single characters; blanks and comments are left out."""
    at = 0
    while at < len(tex):
        letter = tex[at]
        end = at + 1
        if letter == "\\" and end < len(tex):
            while end < len(tex) and tex[end].isascii() and tex[end].isalpha():
                end += 1
            end = max(end, at + 2)
            yield tex[at:end]
        elif letter == "%":
            end = tex.find("\n", at)
            end = len(tex) if end < 0 else end
        elif not letter.isspace():
            yield letter
        at = end


def _without_words(signs: Sequence[str]) -> Iterator[str]:
    """Yield the signs with the arguments of `WORDS` emptied."""
    at = 0
    while at < len(signs):
        yield signs[at]
        if signs[at] in WORDS and signs[at + 1 : at + 2] == ["{"]:
            yield "{}"
            at = _closing(signs, at + 1)
        at += 1


def _closing(signs: Sequence[str], at: int) -> int:
    """Return where the group that opens at `at` closes, or the end."""
    depth = 0
    for end in range(at, len(signs)):
        depth += {"{": 1, "}": -1}.get(signs[end], 0)
        if depth == 0:
            return end
    return len(signs)


def _without_braces(signs: Sequence[str]) -> Iterator[str]:
    """Yield the signs without braces around a single one: `x_{k}` is `x_k`."""
    at = 0
    while at < len(signs):
        if signs[at] == "{" and signs[at + 2 : at + 3] == ["}"]:
            yield signs[at + 1]
            at += 3
        else:
            yield signs[at]
            at += 1
