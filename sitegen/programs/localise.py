"""The reader's copy of a program: its words translated, nothing else changed.

`_("…")` becomes the translated literal, comments and docstrings come from the catalogue,
the import of `_` goes and the locale's preamble comes. Found with `ast` and `tokenize`,
changed by source spans, so that all other code keeps its look.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from sitegen.model.catalogue import Catalogue
from sitegen.model.config import Locale
from sitegen.model.problem import Place, Problem
from sitegen.model.program import LocalisedCell, LocalisedProgram, Program
from sitegen.programs.words import Source, Word, misuses, words_of
from sitegen.programs.wrap import WIDTH, wrap


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from `start` up to `end` of the source."""

    start: int
    end: int
    text: str


def localise(
    program: Program, package: str, catalogue: Catalogue, locale: Locale
) -> tuple[LocalisedProgram, list[Problem]]:
    """Return the copy for one locale; a text missing there stays English, with a problem."""
    source = Source(program.source)
    problems = list(misuses(source, program.path, package))
    edits = []
    for word in words_of(source):
        translation, faults = _translate(word, program, catalogue)
        problems += faults
        edits.append(Edit(word.start, word.end, _written(word, translation)))
    edits += _imports(source, package, locale.preamble)
    lines = _apply(program.source, sorted(edits, key=lambda edit: edit.start))
    cells = tuple(_cells(program, lines))
    return LocalisedProgram(program, locale.code, locale.font, cells), problems


def _translate(word: Word, program: Program, catalogue: Catalogue) -> tuple[str, list[Problem]]:
    if catalogue.locale.split("-")[0] == "en":
        return word.text, []
    entry = catalogue.find(word.text, word.context)
    place = Place(program.path, word.line)
    if entry is None:
        unsure = catalogue.entries.get((word.context, word.text))
        state = "fuzzy" if unsure and unsure.fuzzy else "not translated"
        message = f"{catalogue.locale}: the {word.kind} '{word.text}' is {state}"
        hint = f"add a msgstr to {catalogue.path}"
        return word.text, [Problem("message", place, message, hint, catalogue.locale)]
    if word.kind == "string":
        ours, theirs = _placeholders(entry.text), _placeholders(word.text)
        if ours != theirs:
            place = Place(catalogue.path, entry.line)
            message = f"placeholders {_list(ours)} where the English has {_list(theirs)}"
            hint = f"in the translation of '{word.text}'"
            return word.text, [Problem("message", place, message, hint, catalogue.locale)]
    return entry.text, []


def _placeholders(text: str) -> list[str]:
    """Return the replacement fields of a format string, sorted; none if it is not one."""
    try:
        fields = [(name, spec) for _, name, spec, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return ["(malformed)"]
    return sorted(f"{{{name}:{spec}}}" if spec else f"{{{name}}}" for name, spec in fields)


def _list(fields: list[str]) -> str:
    return ", ".join(fields) or "none"


def _written(word: Word, text: str) -> str:
    """Return the translation as Python has it at this place."""
    indent = " " * word.column
    if word.kind == "string":
        return literal(text)
    if word.kind == "docstring":
        escaped = text.replace("\\", "\\\\").replace('"""', '\\"""')
        first, *rest = escaped.split("\n")
        below = "".join(f"\n{indent}{line}" if line else "\n" for line in rest)
        end = f"\n{indent}" if rest or first.endswith('"') else ""
        return f'"""{first}{below}{end}"""'
    if word.trailing:
        return f"# {text}"
    return f"\n{indent}".join(f"# {line}" for line in wrap(text, WIDTH - word.column - 2))


def literal(text: str) -> str:
    """Return a string literal in double quotes that reads as the text does."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'


def _imports(source: Source, package: str, preamble: str) -> Iterator[Edit]:
    """Take out the import of `_` and put the preamble behind the imports of the setup cell."""
    imports = [node for node in source.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    kept = [node for node in imports if not _is_words(node, package)]
    for node in imports:
        if node not in kept:
            start, end = source.span(node)
            yield Edit(start, end + 1, "")
    if preamble:
        at = source.span(kept[-1])[1] if kept else 0
        yield Edit(at, at, f"\n\n{preamble.rstrip()}" if kept else f"{preamble.rstrip()}\n\n")


def _is_words(node: ast.stmt, package: str) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == f"{package}.words"


def _apply(source: str, edits: list[Edit]) -> list[tuple[str, int]]:
    """Return the lines of the edited source, each with the author's line it comes from."""
    lines: list[tuple[str, int]] = []
    current, at, number = "", 0, 1

    def emit(text: str, first: int, *, counts: bool) -> None:
        nonlocal current
        line = first
        for letter in text:
            if letter == "\n":
                lines.append((current, line))
                current = ""
                line += counts
            else:
                current += letter

    for edit in edits:
        kept = source[at : edit.start]
        emit(kept, number, counts=True)
        number += kept.count("\n")
        emit(edit.text, number, counts=False)
        number += source.count("\n", edit.start, edit.end)
        at = edit.end
    emit(source[at:], number, counts=True)
    lines.append((current, number + source.count("\n", at)))
    return lines


def _cells(program: Program, lines: list[tuple[str, int]]) -> Iterator[LocalisedCell]:
    """Yield the cells, without the blank lines around them."""
    for cell in program.cells:
        own = [(text, line) for text, line in lines if cell.first <= line <= cell.last]
        while own and not own[0][0].strip():
            own.pop(0)
        while own and not own[-1][0].strip():
            own.pop()
        code = "".join(f"{text}\n" for text, _ in own)
        yield LocalisedCell(
            cell.name, code, tuple(line for _, line in own), cell.hidden, cell.folded
        )
