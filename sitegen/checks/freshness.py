"""Translations say what their source says now, section by section."""

from collections.abc import Iterator

from sitegen.checks.align import Pair
from sitegen.model.freshness import OPENING, Freshness, states
from sitegen.model.problem import Place, Problem


def fresh(pair: Pair) -> Iterator[Problem]:
    """Yield the sections whose source has changed since, and pages that say nothing of theirs."""
    own = pair.translation.page.document
    command = f"`python build.py stamp {own.key or OPENING} --locale {own.locale}`"
    lines = {section.id: section.line for section in pair.translation.sections}
    found = list(states(pair.source.sections, own.front.stamps))
    if not own.front.stamps:
        if found:
            message = "does not say which state of the source it was made from"
            yield Problem("unstamped", own.at(), message, f"compare, then {command}", own.locale)
        return
    for section, state in found:
        if state is Freshness.FRESH:
            continue
        there = Place(pair.source.page.document.path, section.line)
        name = f"section '{section.id}'" if section.id else "the part before the first heading"
        change = "is new" if state is Freshness.UNSTAMPED else "has changed"
        message = f"{name} of the source {change} since ({there})"
        place = own.at(lines.get(section.id, 0))
        yield Problem("stale", place, message, f"bring it up to date, then {command}", own.locale)
