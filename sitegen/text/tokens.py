"""A page's Markdown → tokens, every heading with its id: in this generator's way, or in Hugo's."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from sitegen.errors import ShortcodeError
from sitegen.model.page import Heading
from sitegen.model.shortcode import Call
from sitegen.text.calls import desk_of, expand, run_shortcode
from sitegen.text.expansion import Expansion
from sitegen.text.headings import RESERVED, name_headings
from sitegen.text.html_formulas import formulas_set
from sitegen.text.hugo_headings import name_as_hugo
from sitegen.text.placed import Shelf
from sitegen.text.raw_rules import guarded
from sitegen.text.renderer import PageRenderer
from sitegen.text.sheet import Sheet


def page_tokens(
    parser: MarkdownIt, env: EnvType, headings: Sequence[Heading] = (), source: str = ""
) -> list[Token]:
    """Return the tokens of the page on the desk of `env`.

    `headings` are those of the source page, `source` is its path. In a book for Hugo every
    language has its own ids, and `env` keeps what its shortcodes print.
    """
    desk = desk_of(env)
    body, dialect = desk.page.document.body, desk.site.config.dialect
    if not dialect.hugo:
        tokens = parser.parse(body, env)
        name_headings(tokens, headings, source, desk.notes)
        return tokens
    taken = set(RESERVED)
    plain = dict(env)

    def run(call: Call, inner: str | None) -> str:
        return run_shortcode(call, env, inner)

    def render(sheet: Sheet, is_inline: bool) -> str:  # noqa: FBT001 - a callback
        own = plain | {"shelf": shelf, "sheet": sheet, "docId": f"s{sheet.where(0)}"}
        inner = parser.parse(sheet.text, own)
        name_as_hugo(inner, taken, desk.notes)
        renderer = parser.renderer
        assert isinstance(renderer, PageRenderer)
        if is_inline and [token.type for token in inner[1:]] == ["inline", "paragraph_close"]:
            for child in inner[1].children or ():
                child.meta.pop("paragraph", None)
            return renderer.renderInline(inner[1].children or (), parser.options, own)
        return renderer.render(inner, parser.options, own)

    def set_math(call: Call, html: str) -> str:
        is_kept = env["signatures"][call.name].verbatim
        return html if is_kept else formulas_set(html, desk, call.line)

    def guard(call: Call, html: str) -> str:
        is_kept = env["signatures"][call.name].verbatim
        return html if is_kept else guarded(html, env, call.line, expand)

    shelf = Shelf(run, render, set_math, guard)
    expansion = Expansion(desk.notes, env["signatures"], dialect.calls_in_code, shelf)
    try:
        sheet = expansion.read(shelf.guarded(body))
    except ShortcodeError as error:
        desk.notes.tell(error, 0)
        sheet = Sheet()
    env["shelf"], env["sheet"] = shelf, sheet
    env["unknown"] = expansion.unknown
    tokens = parser.parse(sheet.text, env)
    name_as_hugo(tokens, taken, desk.notes)
    return tokens
