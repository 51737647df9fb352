"""Tables whose cells hold formulas: a `|` inside one, or inside a shortcode, divides no cell."""

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table

from sitegen.errors import ShortcodeError
from sitegen.text.math import math_at
from sitegen.text.shortcodes import read_tag

HIDDEN_BAR = "\ue000"
"""A private-use character that stands for a `|` while the table is taken apart."""

SPANS = frozenset("\\${")
"""What begins a formula or a shortcode."""


def table_plugin(md: MarkdownIt, *, single_dollar: bool) -> None:
    """Put a table rule that spares formulas in the place of markdown-it's own."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        source = state.src
        if start + 1 >= end or not _is_delimiter_row(state, start + 1):
            return False
        rows = next((n for n in range(start, end) if state.isEmpty(n)), end)
        first, last = state.bMarks[start], state.eMarks[rows - 1]
        known = len(state.tokens)
        if not SPANS.isdisjoint(source[first:last]):
            state.src = _hide_bars(source, first, last, single_dollar=single_dollar)
        try:
            found = table(state, start, end, silent)
        finally:
            state.src = source
        for token in state.tokens[known:]:
            token.content = token.content.replace(HIDDEN_BAR, "|")
        return found

    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference"]}
    md.block.ruler.at("table", rule, interrupts)


def _is_delimiter_row(state: StateBlock, line: int) -> bool:
    """Tell whether a line looks like `|---|:-:|`; only then is there a table to take apart."""
    row = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    return "-" in row and not row.strip("|-: \t")


def _hide_bars(text: str, start: int, end: int, *, single_dollar: bool) -> str:
    """Return the text, every offset kept, with the bars inside formulas and tags replaced."""
    pieces = [text[:start]]
    at = start
    while at < end:
        stop = _span_end(text, at, end, single_dollar=single_dollar)
        if stop > at + 1:
            pieces.append(text[at:stop].replace("|", HIDDEN_BAR))
            at = stop
        else:
            pieces.append(text[at])
            at += 1
    return "".join(pieces) + text[end:]


def _span_end(text: str, at: int, end: int, *, single_dollar: bool) -> int:
    """Return the end of the formula or tag that starts at `at` and stays in its line."""
    line_end = text.find("\n", at, end)
    limit = end if line_end < 0 else line_end
    if text[at] in "\\$" and (found := math_at(text, at, limit, single_dollar=single_dollar)):
        return found[1]
    if text[at] == "{":
        try:
            tag = read_tag(text[:limit], at)
        except ShortcodeError:
            return at
        return tag.end if tag else at
    return at
