"""Comments in a page: they are for its authors, and some switch a rule off.

    <!-- check: off numbers "prices are those of the country" -->

holds for the block that follows; before a heading for its section; within a paragraph for
the paragraph. No comment is published.
"""

import shlex
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.model.problem import GATE, Suppression, did_you_mean
from sitegen.text.notes import Notes

KEYWORD = "check:"
USAGE = 'write <!-- check: off RULE "reason" -->'


def comments_plugin(md: MarkdownIt) -> None:
    """Take comments out of pages, and note what they switch off."""
    md.core.ruler.before("inline", "comments", _blocks)
    md.core.ruler.before("text_join", "inner_comments", _inside)


def _blocks(state: StateCore) -> None:
    """Take out the comments that stand on lines of their own."""
    kept = []
    for n, token in enumerate(state.tokens):
        if token.type == "html_block" and is_comment(token.content):
            notes: Notes = state.env["notes"]
            first, _ = token.map or (0, 0)
            _read(token.content, notes, notes.line + first, _reach(state.tokens, n, notes))
        else:
            kept.append(token)
    state.tokens[:] = kept


def _reach(tokens: Sequence[Token], at: int, notes: Notes) -> int:
    """Return the last line that a comment between blocks holds for."""
    later = [token for token in tokens[at + 1 :] if token.map and token.type != "html_block"]
    if not later or not later[0].map:
        return notes.line + (tokens[at].map or (0, 0))[1]
    if later[0].type != "heading_open":
        return notes.line + later[0].map[1] - 1
    starts = [token.map[0] for token in later[1:] if token.type == "heading_open" and token.map]
    ends = [token.map[1] for token in later if token.map]
    return notes.line + (starts[0] if starts else max(ends)) - 1


def _inside(state: StateCore) -> None:
    """Take out the comments that stand within a line."""
    notes: Notes = state.env["notes"]
    for token in state.tokens:
        children = token.children or []
        if not any(child.type == "html_inline" for child in children):
            continue
        first, end = token.map or (0, 0)
        for child in children:
            if child.type == "html_inline" and is_comment(child.content):
                _read(child.content, notes, notes.line + first, notes.line + end - 1)
                child.type, child.content = "text", ""


def is_comment(html: str) -> bool:
    """Tell whether a piece of HTML is one comment and nothing else."""
    text = html.strip()
    return text.startswith("<!--") and text.find("-->") == len(text) - 3 > 0


def _read(comment: str, notes: Notes, line: int, last: int) -> None:
    """Note what a comment switches off from its line to the last that it holds for."""
    text = comment.strip().removeprefix("<!--").removesuffix("-->").strip()
    if not text.startswith(KEYWORD):
        return
    try:
        words = shlex.split(text.removeprefix(KEYWORD))
    except ValueError:
        words = []
    if len(words) != 3 or words[0] != "off" or not words[2].strip():
        notes.fault("suppression", line, "a comment that switches a rule off says why", USAGE)
    elif words[1] not in GATE:
        hint = did_you_mean(words[1], GATE)
        notes.fault("suppression", line, f"'{words[1]}' is no rule that can be off here", hint)
    else:
        notes.suppressions.append(Suppression(words[1], notes.document.at(line), last))
