"""What a page tells its readers when its source has changed since it was translated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sitegen.model.address import relative
from sitegen.model.freshness import Freshness, states
from sitegen.model.page import RenderedPage, State


@dataclass(frozen=True, slots=True)
class StaleSection:
    """A section whose source has changed: its heading here, none for the beginning."""

    title: Markup
    href: str


def stale_sections(
    rendered: Sequence[RenderedPage], source_locale: str
) -> Mapping[tuple[str, str], Sequence[StaleSection]]:
    """Return the stale sections of every stamped translation, by page and locale."""
    sources = {one.page.key: one for one in rendered if one.page.locale == source_locale}
    found = {}
    for one in rendered:
        source = sources.get(one.page.key)
        stamps = one.page.document.front.stamps
        if source and stamps and one is not source and one.page.state is State.TRANSLATED:
            found[one.page.key, one.page.locale] = _stale(one, source, stamps)
    return found


def _stale(
    page: RenderedPage, source: RenderedPage, stamps: Mapping[str, str]
) -> list[StaleSection]:
    titles = {heading.id: heading.html for heading in (*source.headings, *page.headings)}
    return [
        StaleSection(
            Markup(titles.get(section.id, "")),  # noqa: S704 - rendered by us
            relative(page.page.url, source.page.url, section.id),
        )
        for section, state in states(source.sections, stamps)
        if state is not Freshness.FRESH
    ]
