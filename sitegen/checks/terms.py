"""Pages and programs call things what the glossary calls them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from sitegen.checks.finished import Finished
from sitegen.checks.scripts import HAN, HANGUL, KANA, script_of
from sitegen.model.glossary import Avoided, Term
from sitegen.model.problem import Place, Problem
from sitegen.model.skeleton import Passage

UNSPACED = frozenset({HAN, HANGUL, *KANA})
"""Writings whose words join others without a space: particles, compounds."""

ENDING = 4
"""How many letters a word may have more than the rendering's: a plural, a suffix."""

SHORT = 3
"""Words up to this length take no ending."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An avoided rendering that a text has, and where in the text it stands."""

    term: Term
    avoided: Avoided
    start: int
    end: int


def agreed_terms(finished: Finished) -> Iterator[Problem]:
    """Yield every rendering that the glossary avoids, with how often either is used.

    A rule whose own examples do not hold is told instead.
    """
    glossary = finished.site.glossary
    for code in finished.site.config.codes:
        broken = list(_broken(glossary, code))
        yield from broken
        if broken or not any(term.avoid.get(code) for term in glossary.values()):
            continue
        said = list(_said(finished, code))
        found = [
            (Place(path, passage.line_at(hit.start)), hit)
            for path, passage in said
            for hit in hits(passage.text, glossary, code)
        ]
        used = Counter(hit.avoided.text for _, hit in found)
        for place, hit in found:
            name = hit.term.names[code]
            agreed = sum(1 for _, passage in said for _ in occurrences(passage.text, name))
            counts = f"used {used[hit.avoided.text]} times on this site, '{name}' {agreed} times"
            message = f"'{hit.avoided.text}' is not what the glossary says ({counts})"
            yield Problem("terms", place, message, f"write '{name}'", code)


def hits(text: str, glossary: Mapping[str, Term], locale: str) -> list[Hit]:
    """Return the avoided renderings in a text, the longest where one is part of another.

    What stands within a longer name that the glossary has is none.
    """
    found = [
        Hit(term, avoided, start, end)
        for term in glossary.values()
        for avoided in term.avoid.get(locale, ())
        for start, end in occurrences(text, avoided.text)
    ]
    if not found:
        return []
    names = (term.names.get(locale, "") for term in glossary.values())
    spans = [span for name in names if name for span in occurrences(text, name)]
    spans += [(hit.start, hit.end) for hit in found]
    return [hit for hit in found if not any(_within(hit, span) for span in spans)]


def _within(hit: Hit, span: tuple[int, int]) -> bool:
    """Tell whether a hit is part of something longer."""
    start, end = span
    return start <= hit.start and hit.end <= end and end - start > hit.end - hit.start


def occurrences(text: str, rendering: str) -> Iterator[tuple[int, int]]:
    """Yield where a rendering stands in a text: in any case, its words with any ending.

    Accents do not count (`porción`, `porciones`). Renderings with Chinese, Japanese or Korean
    letters stand as they are, within words too.
    """
    unspaced = any(script_of(letter) in UNSPACED for letter in rendering)
    words = rendering.split()
    first = rendering if unspaced else _folded(words[0])
    whole = text if unspaced else _folded(text)
    at = whole.find(first)
    while at >= 0:
        end = at + len(first) if unspaced else _end(text, at, words)
        if end:
            yield at, end
        at = whole.find(first, end or at + 1)


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    """Return a text in lower case and without accents, letter for letter."""
    if text.isascii():
        return text.lower()
    return "".join(normalize("NFD", letter)[0].lower()[0] for letter in text)


def _end(text: str, at: int, words: list[str]) -> int:
    """Return where the words end that stand at a place of a text; 0 if they do not."""
    if at and text[at - 1].isalnum():
        return 0
    for n, word in enumerate(words):
        gap = len(text[at:]) - len(text[at:].lstrip())
        at += gap
        here = text[at : at + len(word)]
        same = here == word if len(word) == 1 else _folded(here) == _folded(word)
        if not same or bool(n) != bool(gap):
            return 0
        at += len(word)
        ending = at
        while at < len(text) and text[at].isalpha():
            at += 1
        if at - ending > (ENDING if len(word) > SHORT else 0):
            return 0
    return at


def _said(finished: Finished, code: str) -> Iterator[tuple[str, Passage]]:
    """Yield what a site says in a language, and in which file: in its pages and programs."""
    for gist in finished.pages:
        if gist.page.locale == code:
            yield from ((gist.page.document.path, one) for one in gist.said)
    catalogue = finished.catalogues.get(code)
    for entry in catalogue.entries.values() if catalogue else ():
        yield catalogue.path if catalogue else "", Passage(entry.text, entry.line)


def _broken(glossary: Mapping[str, Term], locale: str) -> Iterator[Problem]:
    """Yield the rules whose examples do not show what they do."""
    for term in glossary.values():
        for avoided in term.avoid.get(locale, ()):
            if avoided not in [hit.avoided for hit in hits(avoided.match, glossary, locale)]:
                message = f"'{avoided.text}' is not found in its own example '{avoided.match}'"
                yield Problem("glossary", avoided.place, message, "mend the example", locale)
            if any(hit.avoided is avoided for hit in hits(avoided.miss, glossary, locale)):
                message = f"'{avoided.text}' is found in '{avoided.miss}', where it must not be"
                yield Problem("glossary", avoided.place, message, "make it longer", locale)
