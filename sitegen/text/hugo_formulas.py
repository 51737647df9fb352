r"""Formulas of books for Hugo without delimiters: environments that stand alone, and fences.

Scripts that set formulas in the reader's browser know both: `\\begin{align}` at the beginning of
a paragraph, and code whose language is `math`.
"""

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

NAMES = ("equation", "align", "gather", "multline", "eqnarray")
OPENERS = tuple(f"\\begin{{{name}{star}}}" for name in NAMES for star in ("", "*"))

LANGUAGES = ("math", "katex")


def hugo_formulas_plugin(md: MarkdownIt) -> None:
    """Teach `md` environments that stand alone."""
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("table", "environment", _environment, interrupts)


def _environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read an environment that has its lines to itself; a blank line ends it before its end."""
    at = state.bMarks[start] + state.tShift[start]
    opener = next((one for one in OPENERS if state.src.startswith(one, at)), "")
    if not opener or state.is_code_block(start):
        return False
    closer = opener.replace("begin", "end", 1)
    stop = state.src.find(closer, at, state.eMarks[end - 1])
    if stop < 0 or state.src.find("\n\n", at, stop) >= 0:
        return False
    for line in range(start, end):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        if not state.src[state.bMarks[line] : state.eMarks[line]].rstrip().endswith(closer):
            continue
        if silent:
            return True
        token = state.push("math_block", "math", 0)
        token.content = state.getLines(start, line + 1, state.blkIndent, False).strip()
        token.map = [start, line + 1]
        state.line = line + 1
        return True
    return False


def is_formula(fence: Token) -> bool:
    """Tell whether a fence is a formula, and no code."""
    return fence.type == "fence" and fence.info.strip() in LANGUAGES
