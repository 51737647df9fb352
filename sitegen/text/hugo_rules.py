"""The Markdown of books for Hugo: what its parser reads beyond this generator's own."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.model.config import Dialect
from sitegen.text.hugo_autolinks import hugo_autolinks_plugin
from sitegen.text.hugo_formulas import hugo_formulas_plugin, is_formula
from sitegen.text.hugo_headings import hugo_headings_plugin
from sitegen.text.hugo_math import as_meant
from sitegen.text.hugo_signs import hugo_signs_plugin
from sitegen.text.placed import Shelf, holds_calls, is_call
from sitegen.text.typographer import typographer_plugin


def hugo_plugin(md: MarkdownIt, dialect: Dialect) -> None:
    """Teach `md` what books for Hugo need; calls of shortcodes are in the text as characters."""
    md.use(hugo_signs_plugin, dialect)
    md.use(hugo_autolinks_plugin)
    md.use(hugo_formulas_plugin)
    md.options["breaks"] = dialect.hard_breaks
    md.core.ruler.after("block", "lines", _true_lines)
    md.core.ruler.after("inline", "calls", _set_calls)
    md.use(hugo_headings_plugin, dashes=dialect.typographer, formulas=not dialect.passthrough)
    if dialect.typographer:
        md.use(typographer_plugin)


def _true_lines(state: StateCore) -> None:
    """Give every block the lines of the page's body that it comes from."""
    shelf: Shelf = state.env["shelf"]
    where = state.env["sheet"].where
    for token in state.tokens:
        if token.map:
            first, end = token.map
            token.map = [where(first), where(max(first, end - 1)) + 1]
        if is_formula(token):
            token.type = "math_block"
            token.content = shelf.plain(token.content)
        elif token.type in ("fence", "code_block"):
            token.content = shelf.in_code(token.content)
        elif token.type == "math_block":
            token.content = as_meant(shelf.plain(token.content))


def _set_calls(state: StateCore) -> None:
    """Make a token of every call that stands in a text, and a block of one that stands alone."""
    shelf: Shelf = state.env["shelf"]
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = [*_apart(token.children, shelf)]
    if shelf.placed:
        state.tokens[:] = _alone(state.tokens)


def _apart(tokens: Sequence[Token], shelf: Shelf) -> Iterator[Token]:
    """Yield inline tokens, those of text parted where calls stand in it."""
    for token in tokens:
        if token.type == "math_inline":
            token.content = as_meant(shelf.plain(token.content))
            yield token
        elif token.type == "code_inline":
            token.content = shelf.in_code(token.content)
            yield token
        elif token.type != "text" or not holds_calls(token.content):
            yield token
        else:
            yield from _parts(token, shelf)


def _parts(token: Token, shelf: Shelf) -> Iterator[Token]:
    at = 0
    text = token.content
    for n, letter in enumerate(text):
        if is_call(letter):
            if n > at:
                yield token.copy(content=text[at:n])
            placed = shelf.at(letter)
            call = Token("shortcode", "", 0, level=token.level)
            call.meta = {"mark": letter, "inline": placed.is_inline, "body": placed.body}
            if placed.call:
                call.meta["call"] = placed.call
            else:
                call.type = "shortcode_rest"
            yield call
            at = n + 1
    if at < len(text):
        yield token.copy(content=text[at:])


def _alone(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens, without the paragraph around calls that stand alone in it."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        inline = tokens[at + 1] if token.type == "paragraph_open" else None
        if inline is None or not _is_blocks(inline.children or ()):
            for child in inline.children or () if inline and not token.hidden else ():
                if child.type.startswith("shortcode"):
                    child.meta["paragraph"] = True  # A block that it prints ends this one.
            yield token
            at += 1
            continue
        for child in inline.children or ():
            if child.type != "softbreak":
                child.map, child.block = inline.map, True
                yield child
        at += 3


def _is_blocks(children: Sequence[Token]) -> bool:
    """Tell whether there is nothing but calls that are no part of a sentence."""
    calls = [child for child in children if _is_call(child)]
    rest = (child for child in children if not _is_call(child) and child.type != "softbreak")
    return (
        bool(calls)
        and not any(child.meta["inline"] for child in calls)
        and not any(child.type != "text" or child.content.strip() for child in rest)
    )


def _is_call(token: Token) -> bool:
    return token.type.startswith("shortcode")
