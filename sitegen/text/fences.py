"""The Python fences of a page that runs them: they are the cells of its program.

The words behind `python` are a name and flags, as behind `# %%` in a script:
`python fit [folded]`. A fence without a name is called block01, block02 …
"""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.model.page import Document
from sitegen.model.program import Fence
from sitegen.text.notes import Notes

LANGUAGE = "python"


def fences_plugin(md: MarkdownIt) -> None:
    """Let fences of pages that run them know which cell they are."""
    md.core.ruler.after("block", "fences", _name_cells)


def _name_cells(state: StateCore) -> None:
    if state.env["desk"].page.runs_fences:
        for token, title in _titled(state.tokens):
            token.meta["cell"] = _name(title)


def _titled(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Yield the fences that run, each with its name and flags."""
    count = 0
    for token in tokens:
        language, _, rest = token.info.strip().partition(" ")
        if token.type == "fence" and language == LANGUAGE:
            count += 1
            rest = rest.strip()
            yield token, rest if rest and not rest.startswith("[") else f"block{count:02d} {rest}"


def fences_of(document: Document, parser: MarkdownIt) -> list[Fence]:
    """Return the fences of a page that are the cells of its program."""
    found = []
    for token, title in _titled(_blocks(document, parser)):
        line = document.body_line + (token.map or [0])[0]
        found.append(Fence(title, token.content, document.at(line)))
    return found


def without_fences(document: Document, parser: MarkdownIt, mark: str) -> str:
    """Return the body of a page with the name of its cell, in marks, for every fence that runs."""
    lines = document.body.split("\n")
    for token, title in reversed(list(_titled(_blocks(document, parser)))):
        first, end = token.map or [0, 0]
        lines[first:end] = [f"{mark}{_name(title)}{mark}"]
    return "\n".join(lines)


def _blocks(document: Document, parser: MarkdownIt) -> list[Token]:
    tokens: list[Token] = []
    env = {"notes": Notes(document, document.body_line)}
    parser.block.parse(document.body, parser, env, tokens)
    return tokens


def _name(title: str) -> str:
    return title.partition("[")[0].strip()
