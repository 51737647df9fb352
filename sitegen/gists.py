"""Rendered pages → what the rest of the site asks of them."""

from dataclasses import replace
from html.parser import HTMLParser

from sitegen.model.gist import Gist
from sitegen.model.page import RenderedPage, State
from sitegen.model.site import Site
from sitegen.model.skeleton import Block, Piece, Section
from sitegen.output.description import description_of
from sitegen.output.search import sections_of
from sitegen.output.standing import policy_of

SOMETHING = (Block(Piece("", "", 0)),)
"""Stands for what a section says, once it is only asked whether it says anything."""


def gist_of(rendered: RenderedPage, site: Site, *, search: bool) -> Gist:
    """Return the gist of a page; `search` says whether readers can search the site."""
    page, config = rendered.page, site.config
    policy = policy_of(page)
    is_own = page.state is State.TRANSLATED
    avoids = any(term.avoid.get(page.locale) for term in site.glossary.values())
    is_source = page.locale == config.source_locale
    blocks = [block for section in rendered.sections for block in section.blocks]
    return Gist(
        page=page,
        ids=_ids(rendered),
        links=rendered.links if is_own else (),
        sections=tuple(map(_bare, rendered.sections)) if is_source else (),
        description=description_of(rendered) if policy.sitemap or policy.feed else "",
        said=tuple(one for block in blocks for one in block.prose) if is_own and avoids else (),
        found=tuple(sections_of(rendered.html)) if search and policy.search else (),
        figure=rendered.figures[0].figure.png if config.cards and rendered.figures else b"",
        suppressions=rendered.suppressions,
        unknown=rendered.unknown if is_own else (),
    )


def _bare(section: Section) -> Section:
    return replace(section, blocks=SOMETHING if section.blocks else ())


class _Ids(HTMLParser):
    """Collects the ids of all elements: raw HTML, footnotes and references have them too."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a link may lead to."""
        self.found |= {value for name, value in attrs if name in ("id", "name") and value}


def _ids(rendered: RenderedPage) -> frozenset[str]:
    """Return all that links may lead to in a page; it is read again where there may be more."""
    html = rendered.html
    if html.count("id=") + html.count("name=") <= len(rendered.ids):
        return rendered.ids
    parser = _Ids()
    parser.feed(html)
    return rendered.ids | parser.found
