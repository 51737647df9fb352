"""Whether a translation says what its source says now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sitegen.model.page import Page, State
from sitegen.model.site import Site
from sitegen.model.skeleton import Section

OPENING = "_"
"""The name of what stands before the first heading, among the stamps of a translation."""


class Freshness(StrEnum):
    """The state of a section in one language, and of a page: that of its worst section.

    A page may also be an orphan (its source page is gone, or has another name now), and one
    that is deliberately not for a language is excluded there.
    """

    FRESH = "fresh"
    UNSTAMPED = "unstamped"
    STALE = "stale"
    MISSING = "missing"
    ORPHAN = "orphan"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Row:
    """A page in one language: its state, and the sections that are not fresh.

    `reason` says why a page is not for the language.
    """

    key: str
    locale: str
    state: Freshness
    sections: tuple[str, ...] = ()
    reason: str = ""


def stamps_of(source: Sequence[Section]) -> dict[str, str]:
    """Return the stamps of a translation made from these sections: id → digest."""
    return {section.id or OPENING: section.digest for section in source if section.blocks}


def states(
    source: Sequence[Section], stamps: Mapping[str, str]
) -> Iterator[tuple[Section, Freshness]]:
    """Yield the sections of a source page and what a translation with these stamps is of each."""
    for section in source:
        if section.blocks:
            stamp = stamps.get(section.id or OPENING)
            fresh = Freshness.FRESH if stamp == section.digest else Freshness.STALE
            yield section, Freshness.UNSTAMPED if stamp is None else fresh


def status(site: Site, sections: Mapping[str, Sequence[Section]]) -> Iterator[Row]:
    """Yield every page in every language besides the source's, orphans last.

    `sections` are those of the source pages, by key.
    """
    others = [code for code in site.config.codes if code != site.config.source_locale]
    for key, theirs in sections.items():
        for code in others:
            page = site.page(key, code)
            if page is None:
                lead = site.page(key, site.config.source_locale)
                reason = lead.front.exclude_reason if lead else ""
                yield Row(key, code, Freshness.EXCLUDED, reason=reason)
            elif page.state is State.FALLBACK:
                yield Row(key, code, Freshness.MISSING)
            else:
                yield _row(page, theirs)
    for key, code in site.pages:
        if key not in sections and code in others:
            yield Row(key, code, Freshness.ORPHAN)


def _row(page: Page, sections: Sequence[Section]) -> Row:
    found = list(states(sections, page.document.front.stamps))
    old = tuple(one.id or OPENING for one, state in found if state is not Freshness.FRESH)
    if not old:
        return Row(page.key, page.locale, Freshness.FRESH)
    stamped = bool(page.document.front.stamps)
    return Row(page.key, page.locale, Freshness.STALE if stamped else Freshness.UNSTAMPED, old)
