"""The sections of a page as its file says them, without rendering anything."""

from collections.abc import Mapping

from markdown_it import MarkdownIt

from sitegen.model.page import Page
from sitegen.model.shortcode import Signature
from sitegen.model.site import Site
from sitegen.model.skeleton import Section
from sitegen.text.desk import Desk
from sitegen.text.notes import Notes
from sitegen.text.runs import PageRuns
from sitegen.text.skeleton import skeleton
from sitegen.text.tokens import page_tokens


def _only_body(_: object, __: object, body: str | None) -> str:
    return body or ""


def sections_of(
    page: Page, site: Site, parser: MarkdownIt, signatures: Mapping[str, Signature]
) -> tuple[Section, ...]:
    """Return the sections of a source page; what is wrong in it a build will say."""
    notes = Notes(page.document, page.document.body_line)
    desk = Desk(page, site, notes, {}, PageRuns((), {}, frozenset()))
    env = {
        "notes": notes,
        "desk": desk,
        "signatures": signatures,
        "templates": _only_body,
    }
    tokens = page_tokens(parser, env)
    return skeleton(tokens, signatures, page.document)
