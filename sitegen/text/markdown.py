"""The Markdown of this generator, and the rendering of one page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.errors import ShortcodeError
from sitegen.model.config import Dialect
from sitegen.model.page import Heading, Page, RenderedPage
from sitegen.model.problem import Problem
from sitegen.model.program import Run
from sitegen.model.shortcode import Call, Signature
from sitegen.model.site import Site
from sitegen.text.calls import RunTemplate
from sitegen.text.cjk import EastAsianParser
from sitegen.text.comments import comments_plugin
from sitegen.text.damage import damage_plugin
from sitegen.text.desk import Desk
from sitegen.text.fences import fences_plugin
from sitegen.text.formulas import Formulas
from sitegen.text.headings import heading_plugin
from sitegen.text.hugo_rules import hugo_plugin
from sitegen.text.hyphens import hyphens_plugin
from sitegen.text.math import math_plugin
from sitegen.text.notes import Notes
from sitegen.text.phrases import phrased, phrases_plugin
from sitegen.text.placed import Shelf
from sitegen.text.raw_rules import raw_html_plugin
from sitegen.text.reading_time import minutes_of
from sitegen.text.refs import refs_plugin
from sitegen.text.renderer import PageRenderer
from sitegen.text.runs import PageRuns
from sitegen.text.shortcode_rules import shortcode_plugin
from sitegen.text.shortcodes import readable_tags
from sitegen.text.skeleton import skeleton
from sitegen.text.tables import table_plugin
from sitegen.text.tokens import page_tokens

DEEPEST = 100
"""How deep lists, quotations and the like may stand in each other."""


def make_parser(signatures: Mapping[str, Signature], dialect: Dialect) -> MarkdownIt:
    """Return a parser for a site's Markdown; it keeps nothing between pages."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}, renderer_cls=PageRenderer)
    md.inline = EastAsianParser()
    # Every link is let through: `links.resolve` says what is wrong with one.
    setattr(md, "validateLink", bool)  # noqa: B010 - a method markdown-it means to be replaced
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin)
    md.use(deflist_plugin)
    md.use(table_plugin, single_dollar=dialect.single_dollar)
    md.use(math_plugin, single_dollar=dialect.single_dollar)
    md.core.ruler.at("inline", _inline_with_lines)
    if dialect.hugo:
        md.use(hugo_plugin, dialect)
    else:
        md.use(shortcode_plugin, signatures)
        md.use(refs_plugin)
        md.use(heading_plugin)
    md.use(fences_plugin)
    md.use(comments_plugin)
    md.use(raw_html_plugin)
    md.use(damage_plugin)
    md.core.ruler.push("links", _collect_targets)
    md.use(hyphens_plugin)
    md.use(phrases_plugin)
    return md


def _inline_with_lines(state: StateCore) -> None:
    """Parse the text of every block, keeping account of the file's line."""
    notes: Notes = state.env["notes"]
    for token in state.tokens:
        if token.type == "inline" and token.children is not None:
            with notes.below(token.map[0] if token.map else 0):
                state.md.inline.parse(token.content, state.md, state.env, token.children)


def _collect_targets(state: StateCore) -> None:
    """Turn what authors wrote in links and images into addresses that work from this page."""
    desk: Desk = state.env["desk"]
    for token in state.tokens:
        desk.line = desk.notes.line + (token.map[0] if token.map else 0)
        for child in token.children or ():
            for kind, name in (("link_open", "href"), ("image", "src")):
                if child.type == kind:
                    _rewrite(child, name, desk, state.env.get("shelf"))


def _rewrite(token: Token, name: str, desk: Desk, shelf: Shelf | None) -> None:
    written = str(token.attrs[name])
    if shelf:
        written = shelf.address(written)
    try:
        if name == "src":
            token.attrs[name] = desk.image(written, token.content)
            return
        target = desk.target(written)
        token.attrs[name] = target.href
        token.meta["leads"] = target.means
    except ShortcodeError as error:
        desk.notes.tell(error, desk.line)
        del token.attrs[name]  # With --keep-going the text is shown without its target.


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all pages of a site are rendered with."""

    site: Site
    parser: MarkdownIt
    signatures: Mapping[str, Signature]
    formulas: Formulas
    runs: Mapping[tuple[str, str], Run]
    failed: frozenset[tuple[str, str]]
    run_template: Mapping[str, RunTemplate]
    missing: Mapping[str, str]


def make_desk(page: Page, workshop: Workshop, notes: Notes) -> Desk:
    """Return the desk of a page, with the runs in the language of its programs."""
    locale = page.program_locale
    return Desk(
        page=page,
        site=workshop.site,
        notes=notes,
        formulas=workshop.formulas,
        runs=PageRuns(
            page.front.programs,
            {name: run for (name, code), run in workshop.runs.items() if code == locale},
            frozenset(name for name, code in workshop.failed if code == locale),
        ),
    )


def render_page(
    page: Page, source: RenderedPage | None, workshop: Workshop
) -> tuple[RenderedPage, list[Problem]]:
    """Render a page; `source` is the source page's rendering, where this is a translation."""
    notes = Notes(page.document, page.document.body_line)
    desk = make_desk(page, workshop, notes)
    env: dict[str, Any] = {
        "notes": notes,
        "desk": desk,
        "signatures": workshop.signatures,
        "templates": workshop.run_template[page.locale],
        "missing": workshop.missing[page.locale],
    }
    headings = source.headings if source else ()
    there = source.page.document.path if source else ""
    tokens = page_tokens(workshop.parser, env, headings, there)
    desk.cited = tuple(dict.fromkeys(_cited(tokens)))
    html = _whole(workshop.parser.renderer.render(tokens, workshop.parser.options, env), env)
    found = tuple(_headings(tokens, page, workshop.parser, env))
    notes.problems += _unplaced(desk)
    ids = frozenset(desk.ids | {heading.id for heading in found})
    rendered = RenderedPage(
        page=page,
        title=phrased(page.front.title, desk.locale),
        html=html,
        headings=found,
        ids=ids,
        links=tuple(desk.links),
        figures=tuple(desk.figures),
        scripts=tuple(desk.scripts),
        minutes=minutes_of(tokens, desk.listings),
        sections=skeleton(tokens, workshop.signatures, page.document),
        suppressions=tuple(notes.suppressions),
        unknown=tuple(env.get("unknown", ())),
    )
    return rendered, notes.problems


def _whole(html: object, env: Mapping[str, object]) -> str:
    """Return HTML with what shortcodes print in places that Markdown hands on as they are."""
    shelf = env.get("shelf")
    return shelf.filled(str(html)) if isinstance(shelf, Shelf) else str(html)


def _headings(
    tokens: Sequence[Token], page: Page, parser: MarkdownIt, env: dict[str, object]
) -> Iterator[Heading]:
    """Yield the headings for the table of contents, their links taken off."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            flat = [token for token in inline.children or () if not _is_link(token)]
            renderer = parser.renderer
            assert isinstance(renderer, PageRenderer)
            html = _whole(renderer.renderInline(flat, parser.options, env), env)
            line = page.document.body_line + (opening.map or [0])[0]
            yield Heading(int(opening.tag[1:]), str(opening.attrs["id"]), html, line)


def _is_link(token: Token) -> bool:
    """Tell whether a token is, or prints, a link; the table of contents is one already."""
    call: Call | None = token.meta.get("call")
    linking = call is not None and call.name in ("cite", "eq")
    return linking or token.type in ("link_open", "link_close", "footnote_ref")


def _cited(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the keys of all citations in the order they stand in the page."""
    for token in tokens:
        call: Call | None = token.meta.get("call")
        if call and call.name == "cite":
            yield from call.positional[:1] or [one for one in [call.named.get("key")] if one]
        raw = token.meta.get("body") if call else token.content if "html" in token.type else ""
        if raw and "cite" in raw:
            inner = (tag for tag in readable_tags(raw) if tag.name == "cite")
            yield from (key for tag in inner for key in tag.positional[:1])
        yield from _cited(token.children or ())


def _unplaced(desk: Desk) -> Iterator[Problem]:
    """Yield a problem for every cell, figure and citation that the page forgot to show."""
    document, page = desk.page.document, desk.page
    if desk.cited and not desk.prints_references:
        message = "the page cites references and prints none"
        hint = "add {{% references %}}{{% /references %}}"
        yield Problem("bibliography", document.at(), message, hint, document.locale)
    for name in page.front.programs:
        run = None if name in desk.runs.failed else desk.runs.runs.get(name)
        for cell in run.localised.cells if run else ():
            if not cell.hidden and cell.code.strip() and (name, cell.name) not in desk.shown:
                message = f"cell '{cell.name}' of program '{name}' is never shown"
                hint = f'place it: {{{{< cell "{cell.name}" >}}}}, or mark it [hidden]'
                yield Problem("cell", document.at(), message, hint, document.locale)
            drawn = len(run.cells[cell.name].figures) if run else 0
            for index in range(1, drawn + 1):
                if (name, cell.name, str(index)) in desk.plotted:
                    continue
                which = f"figure {index}" if drawn > 1 else "the figure"
                message = f"{which} of cell '{cell.name}' of '{name}' is never shown"
                hint = (
                    f'place it: {{{{< plot "{cell.name}" caption="…" >}}}}alt text{{{{< /plot >}}}}'
                )
                yield Problem("figure", document.at(), message, hint, document.locale)
