"""The words of a program: texts in `_("…")`, docstrings and comments, and where they stand."""

import ast
import inspect
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.problem import Place, Problem
from sitegen.model.program import Cell

NOT_WORDS = ("noqa", "type:", "%%", "data:", "!", "pragma:", "fmt:", "ruff:", "mypy:")
"""How comments begin that speak to tools, not to people."""


@dataclass(frozen=True, slots=True)
class Word:
    """A text for people: what it says in English and the characters it takes up.

    `kind` is string, docstring or comment; `column` is its indentation; a `trailing`
    comment follows code on its line.
    """

    kind: str
    text: str
    context: str
    start: int
    end: int
    place: Place
    column: int
    trailing: bool = False


class Source:
    """A cell with its syntax tree, and offsets for the tree's lines and columns."""

    def __init__(self, cell: Cell) -> None:
        self.text = cell.code
        self.places = cell.places
        self.tree = ast.parse(cell.code)
        # Lines as Python counts them: a form feed or a line separator does not end one.
        self.lines = [f"{line}\n" for line in cell.code.split("\n")]
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place the tree gives: a line and a column in UTF-8 bytes."""
        before = self.lines[line - 1].encode()[:column].decode()
        return self.starts[line - 1] + len(before)

    def place(self, line: int) -> Place:
        """Return the author's place of a line of the cell."""
        return self.places[line - 1]

    def line_end(self, node: ast.stmt) -> int:
        """Return where the last line of a statement ends, its comment included."""
        assert node.end_lineno is not None
        return self.starts[node.end_lineno] - 1

    def span(self, node: ast.stmt | ast.expr) -> tuple[int, int]:
        """Return where a node starts and ends."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.offset(node.lineno, node.col_offset)
        return start, self.offset(node.end_lineno, node.end_col_offset)


def words_of(source: Source) -> list[Word]:
    """Return every word of a program in the order they stand."""
    strings = list(_strings(source))
    comments = (one for one in _comments(source) if not _is_inside(one, strings))
    found = [*strings, *_docstrings(source), *comments]
    return sorted((word for word in found if word.text), key=lambda word: word.start)


def _is_inside(comment: Word, strings: list[Word]) -> bool:
    """Tell whether a comment stands between the brackets of a `_(…)`, which goes as a whole."""
    return any(word.start < comment.start < word.end for word in strings)


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"


def _plain(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _strings(source: Source) -> Iterator[Word]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _is_call(node):
            texts = [_plain(argument) for argument in node.args]
            if texts and None not in texts and not node.keywords:
                start, end = source.span(node)
                context = texts[1] if len(texts) > 1 else ""
                yield Word(
                    "string",
                    texts[0] or "",
                    context or "",
                    start,
                    end,
                    source.place(node.lineno),
                    0,
                )


def _docstrings(source: Source) -> Iterator[Word]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        text = ast.get_docstring(node, clean=False)
        if text is not None:
            literal = node.body[0]
            start, end = source.span(literal)
            clean = inspect.cleandoc(text)
            place = source.place(literal.lineno)
            yield Word("docstring", clean, "", start, end, place, literal.col_offset)


def _comments(source: Source) -> Iterator[Word]:
    """Yield comments; lines of one indentation that follow each other are one text."""
    block: list[tokenize.TokenInfo] = []
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type != tokenize.COMMENT:
            continue
        says = token.string.lstrip("#").strip()
        own_line = not token.line[: token.start[1]].strip()
        follows = block and (token.start[0], token.start[1]) == (
            block[-1].start[0] + 1,
            block[-1].start[1],
        )
        if block and not (follows and own_line and _is_words(says)):
            yield _comment(block, source)
            block = []
        if not _is_words(says):
            continue
        if own_line:
            block.append(token)
        else:
            start = source.starts[token.start[0] - 1] + token.start[1]
            end = start + len(token.string)
            place = source.place(token.start[0])
            yield Word("comment", says, "", start, end, place, 0, trailing=True)
    if block:
        yield _comment(block, source)


def _is_words(says: str) -> bool:
    return bool(says) and not says.startswith(NOT_WORDS)


def _comment(block: list[tokenize.TokenInfo], source: Source) -> Word:
    text = " ".join(token.string.lstrip("#").strip() for token in block)
    start = source.starts[block[0].start[0] - 1] + block[0].start[1]
    end = source.starts[block[-1].end[0] - 1] + block[-1].end[1]
    place = source.place(block[0].start[0])
    return Word("comment", text, "", start, end, place, block[0].start[1])


def misuses(source: Source) -> Iterator[Problem]:
    """Yield a problem for every `_` that does anything but mark plain text."""
    called = {id(node.func) for node in ast.walk(source.tree) if isinstance(node, ast.Call)}
    for text in ast.walk(source.tree):
        if isinstance(text, ast.JoinedStr) and any(_is_call(node) for node in ast.walk(text)):
            place, hint = source.place(text.lineno), 'write _("…").format(…)'
            yield Problem("program", place, "'_' stands inside an f-string", hint)
    for node in ast.walk(source.tree):
        line = getattr(node, "lineno", 0)
        place = source.place(line) if line else Place("")
        if isinstance(node, ast.Call) and _is_call(node):
            if not node.args or node.keywords or None in [_plain(one) for one in node.args]:
                hint = 'write _("…").format(…)'
                yield Problem("program", place, "'_' takes plain text only", hint)
        elif isinstance(node, ast.Name) and node.id == "_" and id(node) not in called:
            what = (
                "is bound to something else" if isinstance(node.ctx, ast.Store) else "is passed on"
            )
            yield Problem(
                "program", place, f"'_' {what}", "'_' only marks words: choose another name"
            )
