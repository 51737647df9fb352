r"""Formulas: found before Markdown can touch them, written as MathML with the TeX inside.

`$$…$$` and `\[…\]` are displayed, `\(…\)` and `\\(…\\)` stand in the line; `$…$` only where
the site says so. What stands between the delimiters reaches the converter byte for byte,
less the indentation of the list or quotation around it.
"""

from collections.abc import Callable
from html import escape

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from sitegen.text.mathml import FormulaError, to_mathml
from sitegen.text.notes import Notes

DISPLAY = {"$$": "$$", "\\[": "\\]", "\\\\[": "\\\\]"}
INLINE = {"\\(": "\\)", "\\\\(": "\\\\)"}
BOTH = DISPLAY | INLINE
LONGEST_FIRST = sorted(BOTH, key=len, reverse=True)


def formula_html(tex: str, notes: Notes, line: int, *, display: bool) -> str:
    """Return the formula as MathML, or its source marked as wrong, with a problem noted."""
    try:
        return to_mathml(tex, display=display)
    except FormulaError as error:
        shown = " ".join(tex.split())
        shown = shown if len(shown) <= SHOWN else shown[:SHOWN] + "…"
        notes.fault("latex", line + error.line, f"bad LaTeX: {error.message}", f"in '{shown}'")
        return f'<code class="math-error">{escape(tex)}</code>'


SHOWN = 60
"""How many characters of a formula an error message quotes."""


def math_plugin(md: MarkdownIt, *, single_dollar: bool) -> None:
    """Teach `md` formulas; `single_dollar` adds `$…$`."""
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("table", "math_block", _block, interrupts)
    md.inline.ruler.before("escape", "math_inline", _inline_rule(single_dollar=single_dollar))


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a displayed formula that has its lines to itself, blank lines included."""
    at = state.bMarks[start] + state.tShift[start]
    opener = next((one for one in DISPLAY if state.src.startswith(one, at)), "")
    if not opener or state.is_code_block(start) or is_empty(state.src, at, state.eMarks[start]):
        return False
    closer = DISPLAY[opener]
    for line in range(start, end):
        first = at + len(opener) if line == start else state.bMarks[line]
        stop = _find(closer, state.src, first, state.eMarks[line])
        if stop < 0:
            if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
                return False  # The list item or quotation ends before the formula does.
            continue
        if state.src[stop + len(closer) : state.eMarks[line]].strip():
            return False
        if silent:
            return True
        text = state.src[at + len(opener) : state.eMarks[start]]
        if line > start:
            text += "\n" + state.getLines(start + 1, line + 1, state.blkIndent, False)
        token = state.push("math_block", "math", 0)
        token.content = text[: text.rindex(closer)]
        token.map = [start, line + 1]
        state.line = line + 1
        return True
    return False


def _inline_rule(*, single_dollar: bool) -> Callable[[StateInline, bool], bool]:
    starts = "\\$"

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        if state.src[state.pos] not in starts or is_empty(state.src, state.pos, state.posMax):
            return False
        notes: Notes = state.env["notes"]
        found = math_at(state.src, state.pos, state.posMax, single_dollar=single_dollar)
        if found is None:
            opener = opener_at(state.src, state.pos)
            if opener and not silent:
                line = notes.line + state.src.count("\n", 0, state.pos)
                message = f"a formula opens with '{opener}' and does not close"
                notes.fault("latex", line, message, f"close it with '{closer_of(opener)}'")
                state.pending += opener
                state.pos += len(opener)
                return True
            return False
        opener, end = found
        if not silent:
            display = opener in DISPLAY
            token = state.push("math_inline", "math", 0)
            token.content = state.src[state.pos + len(opener) : end - len(closer_of(opener))]
            token.meta = {
                "display": display,
                "line": notes.line + state.src.count("\n", 0, state.pos),
            }
        state.pos = end
        return True

    return rule


def closer_of(opener: str) -> str:
    """Return the delimiter that ends what `opener` began."""
    return BOTH.get(opener, opener)


def is_empty(text: str, at: int, limit: int) -> bool:
    r"""Tell whether delimiters stand around nothing: `\[ \]` are brackets, and no formula."""
    opener = opener_at(text, at)
    start = at + len(opener)
    while start < limit and text[start] in " \t":
        start += 1
    return bool(opener) and text.startswith(closer_of(opener), start)


def opener_at(text: str, at: int) -> str:
    """Return the delimiter that stands at `at`, the longest that fits, or nothing."""
    return next((one for one in LONGEST_FIRST if text.startswith(one, at)), "")


def math_at(text: str, at: int, limit: int, *, single_dollar: bool) -> tuple[str, int] | None:
    """Return the delimiter and the end of the formula that starts at `at`, if one does."""
    if opener := opener_at(text, at):
        stop = _find(closer_of(opener), text, at + len(opener), limit)
        return (opener, stop + len(closer_of(opener))) if stop >= 0 else None
    if single_dollar and text.startswith("$", at) and not text.startswith("$$", at):
        stop = _closing_dollar(text, at + 1, limit)
        return ("$", stop + 1) if stop >= 0 else None
    return None


def _find(closer: str, text: str, start: int, limit: int) -> int:
    r"""Return where `closer` stands next; a backslash before it (`\\)`) makes it LaTeX."""
    at = start if text.find(closer, start, limit) >= 0 else limit
    while at < limit:
        if text.startswith(closer, at):
            return at if at + len(closer) <= limit else -1
        at += 2 if text[at] == "\\" else 1
    return -1


def _closing_dollar(text: str, start: int, limit: int) -> int:
    """Return where a `$…$` closes: not after a space, not before a digit; -1 for no formula."""
    if start >= limit or text[start].isspace():
        return -1
    at = start
    while at < limit:
        if text[at] == "\\":
            at += 2
        elif text[at] == "$":
            if text[at - 1].isspace() or at == start or text[at + 1 : at + 2].isdigit():
                return -1
            return at
        else:
            at += 1
    return -1
