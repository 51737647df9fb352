"""Links inside the site lead to a place that is there."""

from collections.abc import Iterator
from html.parser import HTMLParser

from sitegen.checks.finished import Finished
from sitegen.model.page import State
from sitegen.model.problem import Problem, did_you_mean


class _Ids(HTMLParser):
    """Collects the ids of all elements: raw HTML, footnotes and references have them too."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("id", "name") and value}


def _all_ids(html: str) -> frozenset[str]:
    parser = _Ids()
    parser.feed(html)
    return frozenset(parser.found)


def broken_fragments(finished: Finished) -> Iterator[Problem]:
    """Yield a problem for every `page#fragment` whose page has no such id."""
    rendered = finished.rendered
    ids = {page.page.url: page.ids for page in rendered}
    bodies = {page.page.url: page.html for page in rendered}
    # A fallback page has the links of its source page, where they are reported.
    for page in (one for one in rendered if one.page.state is State.TRANSLATED):
        for link in page.links:
            known = ids.get(link.target, frozenset())
            if link.fragment and link.fragment not in known:
                known |= _all_ids(bodies.get(link.target, ""))
            if link.fragment and link.fragment not in known:
                message = f"nothing on /{link.target} is called '#{link.fragment}'"
                hint = did_you_mean(link.fragment, known)
                yield Problem("link", link.place, message, hint, page.page.locale)
