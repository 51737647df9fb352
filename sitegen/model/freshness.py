"""Whether a translation says what its source says now."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from sitegen.model.skeleton import Section

OPENING = "_"
"""The name of what stands before the first heading, among the stamps of a translation."""


class Freshness(StrEnum):
    """The state of a section in one language, and of a page: that of its worst section."""

    FRESH = "fresh"
    UNSTAMPED = "unstamped"
    STALE = "stale"
    MISSING = "missing"


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
