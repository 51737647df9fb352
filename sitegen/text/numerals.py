"""Numbers that prose writes in figures, read as the language writes them."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import takewhile

from babel.numbers import get_decimal_symbol, get_group_symbol

ARABIC_POINT, ARABIC_GROUP = "\u066b", "\u066c"

MARKS = f".,{ARABIC_POINT}{ARABIC_GROUP}\u2019\u00a0\u202f"
"""What may stand between the figures of one number, in any language."""

PERCENT = "%٪％"
TENTHS = "割"
SCALES = {"万": 10_000, "만": 10_000, "萬": 10_000, "億": 100_000_000, "割": 10}
"""Signs of East Asian languages behind a number where other languages write noughts."""

PARTICLE, AS_MUCH = "만", "만큼"
"""In Korean the sign for ten thousand is also the beginning of a particle."""


def numerals(text: str, locale: str) -> Iterator[str]:
    """Yield the numbers of a text as programs write them: `1,234.5 %` is `1234.5%`.

    A single figure without a decimal or a percent sign is left out: a language may write it
    as a word. So are figures that belong to a name (`L2`).
    """
    end = 0 if any(map(str.isdecimal, text)) else len(text)
    for at, letter in enumerate(text):
        if at < end or not letter.isdecimal():
            continue
        end = _end(text, at)
        number = _with_unit(_plain("".join(_figures(text[at:end])), locale), text, end)
        belongs = (
            at > 0 and text[at - 1].isascii() and (text[at - 1].isalpha() or text[at - 1] == "_")
        )
        if len(number) > 1 and not belongs:
            yield number


def _with_unit(number: str, text: str, end: int) -> str:
    """Return a number with the noughts or the percent sign that the text writes behind it."""
    sign = text[end:].lstrip(" \u00a0\u202f")[:1]
    if sign and sign in PERCENT:
        return f"{number}%"
    particle = sign == PARTICLE and ("." in number or text.startswith(AS_MUCH, end))
    if sign not in SCALES or particle or not number.replace(".", "", 1).isdecimal():
        return number
    return f"{(Decimal(number) * SCALES[sign]).normalize():f}{'%' if sign == TENTHS else ''}"


def _end(text: str, at: int) -> int:
    """Return where the number that begins at `at` ends: a mark counts between two figures."""
    while at < len(text):
        between = text[at] in MARKS and text[at + 1 : at + 2].isdecimal()
        if not text[at].isdecimal() and not between:
            break
        at += 1
    return at


def _figures(text: str) -> Iterator[str]:
    """Yield the letters of a number, figures of every script as 0 to 9."""
    for letter in text:
        yield str(int(letter)) if letter.isdecimal() else letter


def _plain(number: str, locale: str) -> str:
    """Return a number without marks between thousands and with a point for decimals."""
    point, group = _signs(locale)
    number = number.replace(ARABIC_POINT, point).replace(ARABIC_GROUP, group)
    whole, mark, decimals = number.partition(point)
    if not _is_grouped(whole, group) or (mark and not decimals.isdecimal()):
        return number  # A version, a date, or another country's way of writing.
    bare = "".join(figure for figure in whole if figure.isdecimal())
    return f"{bare}.{decimals}" if mark else bare


@cache
def _signs(locale: str) -> tuple[str, str]:
    """Return the signs before decimals and between thousands."""
    tag = locale.replace("-", "_")
    return get_decimal_symbol(tag), get_group_symbol(tag)


def _is_grouped(whole: str, group: str) -> bool:
    """Tell whether the part before the decimals is figures, with marks only between thousands."""
    first = "".join(takewhile(str.isdecimal, whole))
    if first == whole:
        return True
    parts = whole.replace("\u00a0", group).replace("\u202f", group).split(group)
    if parts[0].startswith("0"):
        return False  # Nobody groups 0.516: it has another country's decimal sign.
    return len(parts[0]) <= 3 and all(len(part) == 3 and part.isdecimal() for part in parts[1:])
