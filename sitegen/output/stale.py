"""What a page tells its readers when its source has changed since it was translated."""

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


def stale_sections(page: RenderedPage, source: RenderedPage | None) -> list[StaleSection]:
    """Return the stale sections of a stamped translation; none of any other page."""
    stamps = page.page.document.front.stamps
    if not source or not stamps or page is source or page.page.state is not State.TRANSLATED:
        return []
    titles = {heading.id: heading.html for heading in (*source.headings, *page.headings)}
    return [
        StaleSection(
            Markup(titles.get(section.id, "")),  # noqa: S704 - rendered by us
            relative(page.page.url, source.page.url, section.id),
        )
        for section, state in states(source.sections, stamps)
        if state is not Freshness.FRESH
    ]
