"""What the pages of a site ask of its programs, gathered before anything runs."""

from collections.abc import Iterator

from markdown_it import MarkdownIt

from sitegen.model.page import Page, State
from sitegen.model.problem import Place
from sitegen.model.program import Asked, Fence, program_and_cell
from sitegen.model.site import Site
from sitegen.text.fences import fences_of
from sitegen.text.shortcodes import readable_tags


def ask(site: Site, parser: MarkdownIt) -> Asked:
    """Return which programs run in which locales, page fences among them, and what for."""
    wanted: dict[tuple[str, str], Place] = {}
    fences: dict[tuple[str, str], list[Fence]] = {}
    rasters: dict[str, frozenset[str]] = {}
    needed: set[tuple[str, str]] = set()
    for page in site.pages.values():
        for name in page.front.programs:
            who = name, page.program_locale
            wanted.setdefault(who, page.document.at())
            if page.state is State.TRANSLATED:
                needed.add(who)
            if page.runs_fences and who not in fences:
                fences[who] = fences_of(page.document, parser)
        for name, figure in _rasters(page):
            rasters[name] = rasters.get(name, frozenset()) | {figure}
    return Asked(wanted, frozenset(wanted.keys() - needed), fences, rasters)


def _rasters(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the program and the figure (`fit:1`) of every plot that asks for WebP."""
    programs, body = page.front.programs, page.document.body
    if not programs or "webp" not in body:
        return
    for tag in readable_tags(body):
        if tag.name == "plot" and not tag.closes and tag.named.get("format") == "webp":
            name = (*tag.positional, tag.named.get("name", ""))[0]
            program, cell = program_and_cell(name, programs)
            yield program, f"{cell}:{tag.named.get('index', '1')}"
