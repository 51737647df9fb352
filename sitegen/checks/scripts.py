"""Which writing a letter belongs to, and which writings a language uses."""

from collections import Counter
from functools import cache, lru_cache
from unicodedata import name

from babel import Locale, UnknownLocaleError
from babel.core import get_global

HAN, HANGUL, KANA, LATIN = "CJK", "HANGUL", ("HIRAGANA", "KATAKANA"), "LATIN"

COMPOSED = {
    "Jpan": frozenset({HAN, *KANA}),
    "Kore": frozenset({HAN, HANGUL}),
    "Hans": frozenset({HAN}),
    "Hant": frozenset({HAN}),
}
"""Languages that write with several scripts, as CLDR calls their writing."""

EVERYWHERE = frozenset({LATIN, "GREEK"})
"""Writings of names and of mathematics, which every language lets in."""

WEIGHTS = {HAN: 3.4, HANGUL: 2.4, "HIRAGANA": 1.8, "KATAKANA": 1.8}
"""How many Latin letters a letter says as much as, measured on a course in four languages."""


@cache
def script_of(letter: str) -> str:
    """Return the writing of a letter as Unicode's names begin (`LATIN`), or nothing."""
    if not letter.isalpha():
        return ""
    script = name(letter, "").partition(" ")[0].partition("-")[0]
    return script if script in _known() else ""


@cache
def scripts_of(locale: str) -> frozenset[str]:
    """Return the writings of a language; none for one that CLDR does not know."""
    likely = get_global("likely_subtags").get(locale.replace("-", "_").partition("_")[0], "")
    script = _own(locale) or next((part for part in likely.split("_") if len(part) == 4), "")
    if script in COMPOSED:
        return COMPOSED[script]
    return frozenset({_called(script)}) if script else frozenset()


@lru_cache(maxsize=4096)  # Several rules ask for that of every passage.
def weight(text: str) -> float:
    """Return how much a text says, in Latin letters."""
    return sum(_weight(letter) * count for letter, count in Counter(text).items())


@cache
def _weight(letter: str) -> float:
    return 0 if letter.isspace() else WEIGHTS.get(script_of(letter), 1)


def _own(locale: str) -> str:
    """Return the script that a locale's code names itself: `sr-Latn`."""
    try:
        return Locale.parse(locale, sep="-").script or ""
    except (UnknownLocaleError, ValueError):
        return ""


@cache
def _known() -> frozenset[str]:
    # Codes that begin with Z are of signs that belong to no writing, or to all.
    codes = (str(code) for code in Locale("en").scripts if not str(code).startswith("Z"))
    return frozenset({HAN, HANGUL, *KANA, *map(_called, codes)})


def _called(script: str) -> str:
    """Return how Unicode's names begin for the script that CLDR knows by this code."""
    return str(Locale("en").scripts.get(script, "")).upper().partition(" ")[0]
