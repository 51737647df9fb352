"""What becomes of raw HTML in a page: it is kept, made harmless, or refused and shown as text."""

from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from sitegen.model.config import RawHtml
from sitegen.model.shortcode import Body
from sitegen.text.cleaning import DROPPED, holds_tags, sanitised, without_comments
from sitegen.text.notes import Notes
from sitegen.text.placed import FIRST, Shelf, is_call
from sitegen.text.shortcodes import find_close, readable_tags

Expand = Callable[[str, EnvType, int], str]
"""Replaces the calls of shortcodes in a text by what they print."""

SHOWN = 40
"""How many characters of raw HTML a message quotes."""


def raw_html_plugin(md: MarkdownIt) -> None:
    """Note the lines of tags, and leave out what scripts within a line hold where that is asked."""
    md.core.ruler.before("text_join", "raw_html", _drop_scripts)


def _drop_scripts(state: StateCore) -> None:
    notes: Notes = state.env["notes"]
    mode = state.env["desk"].site.config.raw_html
    for token in state.tokens if mode is not RawHtml.KEEP else ():
        raw = [child for child in token.children or () if child.type == "html_inline"]
        for child in raw:
            child.meta["line"] = notes.line + (token.map or [0])[0]
        if raw and mode is RawHtml.SANITIZE:
            token.children = [*_without_scripts(token.children or ())]


def _without_scripts(children: Sequence[Token]) -> Iterator[Token]:
    opened = ""
    for child in children:
        name = _tag_name(child.content) if child.type == "html_inline" else ""
        if opened:
            opened = "" if name == f"/{opened}" else opened
        elif name in DROPPED:
            opened = name
        else:
            yield child


def _tag_name(html: str) -> str:
    name = html.removeprefix("<").split(">", 1)[0].split(maxsplit=1)
    return name[0].lower() if name else ""


def guarded(html: str, env: EnvType, line: int, expand: Expand) -> str:
    """Return raw HTML of a page, whose calls are still to run, as the site wants it.

    `line` is the file's. Where raw HTML is refused, every piece of it is a problem.
    """
    desk = env["desk"]
    mode = desk.site.config.raw_html
    if mode is RawHtml.KEEP or "<" not in html:
        return without_comments(html)
    shelf = env.get("shelf")
    calls: list[str] = []
    if isinstance(shelf, Shelf):
        plain: Callable[[str], str] = shelf.plain
    else:
        html = _marked(html, env, calls)

        def plain(text: str) -> str:
            return unescape(_restored(text, [str(expand(call, env, line)) for call in calls]))

    if mode is RawHtml.SANITIZE:
        return _restored(sanitised(html, plain), calls)
    html = without_comments(html)
    if holds_tags(html):
        shown = " ".join(html.split())
        shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
        hint = "write Markdown or a shortcode; 'raw_html: sanitize' lets harmless tags through"
        desk.notes.fault("raw-html", line, f"raw HTML: {shown}", hint)
        html = escape(unescape(html), quote=False)
    return _restored(html, calls)


def _marked(html: str, env: EnvType, calls: list[str]) -> str:
    """Return HTML with a private character for every call of a shortcode, kept in `calls`."""
    pieces, at = [], 0
    for tag in readable_tags(html):
        if tag.start < at:
            continue
        signature = env["signatures"].get(tag.name)
        encloses = signature is not None and signature.body is not Body.NONE
        close = find_close(html, tag, len(html)) if encloses and not tag.self_closing else None
        pieces += [_bare(html[at : tag.start]), chr(FIRST + len(calls))]
        at = (close or tag).end
        calls.append(html[tag.start : at])
    return "".join([*pieces, _bare(html[at:])])


def _bare(text: str) -> str:
    """Return text without characters that are taken for calls."""
    return "".join(letter for letter in text if not is_call(letter))


def _restored(html: str, calls: Sequence[str]) -> str:
    """Return HTML with the calls that private characters stand for."""
    if not calls:
        return html
    return "".join(calls[ord(one) - FIRST] if is_call(one) else one for one in html)
