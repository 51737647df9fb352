"""Small signs of Hugo's Markdown: `~x~` struck, `- [x]` done, `<<` for a quotation, `:smile:`."""

from collections.abc import Callable
from importlib import import_module

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from sitegen.model.config import Dialect

STRUCK = 0x110000
"""Marks delimiters of struck text; no character has this number. Their length is added."""

DISABLED = ' disabled="disabled" type="checkbox"'

LONGEST = 64
"""How long the name of an emoji is at the most."""


def hugo_signs_plugin(md: MarkdownIt, dialect: Dialect) -> None:
    """Teach `md` these signs."""
    md.inline.ruler.at("strikethrough", _read_tildes)
    md.inline.ruler2.at("strikethrough", _strike)
    md.inline.ruler.disable("footnote_inline")
    md.core.ruler.after("inline", "tasks", _set_tasks)
    if dialect.typographer:
        md.inline.ruler.before("autolink", "guillemets", _read_guillemets)
    if dialect.emoji:
        md.inline.ruler.push("emoji", _emoji_rule())


def _read_tildes(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read one tilde or two, which strike what stands between them and as many."""
    if state.src[state.pos] != "~" or silent:
        return False
    found = state.scanDelims(state.pos, canSplitWord=True)
    token = state.push("text", "", 0)
    token.content = "~" * found.length
    state.pos += found.length
    if found.length <= 2:
        at = len(state.tokens) - 1
        sign = STRUCK + found.length
        state.delimiters.append(Delimiter(sign, 0, at, -1, found.can_open, found.can_close))
    return True


def _strike(state: StateInline) -> None:
    """Make struck text of the tildes that found each other, in links and emphasis too."""
    inner = (meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)
    for delimiters in (state.delimiters, *inner):
        for opening in delimiters:
            if opening.marker > STRUCK and opening.end >= 0:
                closing = delimiters[opening.end]
                for at, name, nesting in (
                    (opening.token, "s_open", 1),
                    (closing.token, "s_close", -1),
                ):
                    token = state.tokens[at]
                    token.type, token.tag, token.nesting = name, "s", nesting
                    token.markup, token.content = token.content, ""


def _set_tasks(state: StateCore) -> None:
    """Put a box for `[ ]` or `[x]` at the beginning of a list's item."""
    for n in range(2, len(state.tokens)):
        item, _, inline = state.tokens[n - 2 : n + 1]
        children = inline.children or []
        box = inline.content[:3].lower()
        if item.type != "list_item_open" or inline.type != "inline" or box not in ("[ ]", "[x]"):
            continue
        if not children or not children[0].content.startswith(inline.content[:3]):
            continue
        children[0].content = children[0].content[3:]
        inline.content = inline.content[3:]
        item.attrJoin("class", "task-list-item")
        checked = ' checked="checked"' if box == "[x]" else ""
        opening, closing = Token("task", "", 0), Token("task", "", 0)
        opening.content = f'<label><input class="task-list-item-checkbox"{checked}{DISABLED}>'
        closing.content = "</label>"
        inline.children = [opening, *children, closing]


def _read_guillemets(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `<<` as the sign that typography makes of it, before a tag is seen in it."""
    if not state.src.startswith("<<", state.pos):
        return False
    if not silent:
        state.pending += "<<"
    state.pos += 2
    return True


def _emoji_rule() -> Callable[[StateInline, bool], bool]:
    # Only books that ask for it need the table.
    emojize: Callable[..., str] = import_module("emoji").emojize

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        if state.src[state.pos] != ":":
            return False
        end = state.src.find(":", state.pos + 1, state.pos + LONGEST)
        name = state.src[state.pos : end + 1]
        if end < 0 or len(name) < 3 or not name.isascii() or not name.isprintable() or " " in name:
            return False
        shown = emojize(name, language="alias")
        if shown == name:
            return False
        if not silent:
            token = state.push("text_special", "", 0)
            token.content, token.markup, token.info = shown, name, "emoji"
        state.pos = end + 1
        return True

    return rule
