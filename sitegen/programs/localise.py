"""The reader's copy of a program: its words translated, nothing else changed.

`_("…")` becomes the translated literal, comments and docstrings come from the catalogue,
the imports from the package go and the locale's preamble comes. Found with `ast` and `tokenize`,
changed by source spans, so that all other code keeps its look.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitegen.model.catalogue import Catalogue, placeholders
from sitegen.model.config import Locale
from sitegen.model.problem import Place, Problem
from sitegen.model.program import Cell, LocalisedProgram, Program
from sitegen.programs.cells import SETUP, trimmed
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
    cells = []
    problems: list[Problem] = []
    for cell in program.cells:
        preamble = locale.preamble if cell.name == SETUP else ""
        copy, faults = _localise_cell(cell, package, catalogue, preamble)
        cells.append(copy)
        problems += faults
    reader = (locale.code, locale.font)
    return LocalisedProgram(
        program.name, program.path, *reader, tuple(cells), program.data
    ), problems


def _localise_cell(
    cell: Cell, package: str, catalogue: Catalogue, preamble: str
) -> tuple[Cell, list[Problem]]:
    source = Source(cell)
    problems = list(misuses(source))
    edits = []
    for word in words_of(source):
        translation, faults = _translate(word, catalogue)
        problems += faults
        edits.append(Edit(word.start, word.end, _written(word, translation)))
    edits += _imports(source, package, preamble)
    lines = _apply(cell, sorted(edits, key=lambda edit: (edit.start, edit.end)))
    code, places = trimmed(lines)
    return replace(cell, code=code, places=places), problems


def _translate(word: Word, catalogue: Catalogue) -> tuple[str, list[Problem]]:
    if catalogue.locale.split("-")[0] == "en":
        return word.text, []
    entry = catalogue.find(word.text, word.context)
    if entry is None:
        unsure = catalogue.entries.get((word.context, word.text))
        state = "fuzzy" if unsure and unsure.fuzzy else "not translated"
        message = f"{catalogue.locale}: the {word.kind} '{first_line(word.text)}' is {state}"
        hint = f"add a msgstr to {catalogue.path}"
        if state == "fuzzy":
            hint = f"look at it in {catalogue.path} and take out '#, fuzzy'"
        return word.text, [Problem("message", word.place, message, hint, catalogue.locale)]
    message = ""
    ours, theirs = placeholders(entry.text), placeholders(word.text)
    if word.kind == "string" and ours != theirs:
        message = f"placeholders {_list(ours)} where the English has {_list(theirs)}"
    elif lost := _long_numbers(word.text) - _long_numbers(entry.text):
        message = f"the English has {_list(sorted(lost))}, the translation has not"
    if message:
        place = Place(catalogue.path, entry.line)
        hint = f"in the translation of '{first_line(word.text)}'"
        return word.text, [Problem("message", place, message, hint, catalogue.locale)]
    return entry.text, []


def _long_numbers(text: str) -> set[str]:
    """Return the runs of two digits or more; a single digit a language may write as a word."""
    runs = "".join(sign if sign.isdecimal() else " " for sign in text).split()
    return {run for run in runs if len(run) > 1}


def first_line(text: str) -> str:
    """Return what tells a text from others, in one line."""
    line, _, more = text.partition("\n")
    return f"{line} …" if more else line


def _list(fields: list[str]) -> str:
    return ", ".join(fields) or "none"


def _written(word: Word, text: str) -> str:
    """Return the translation as Python has it at this place."""
    indent = " " * word.column
    if word.kind == "string":
        return literal(text)
    if word.kind == "docstring":
        escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        first, *rest = escaped.split("\n")
        below = "".join(f"\n{indent}{line}" if line else "\n" for line in rest)
        end = f"\n{indent}" if rest or first.endswith('"') else ""
        return f'"""{first}{below}{end}"""'
    text = " ".join(text.split())  # A comment has no line of its own to break.
    if word.trailing:
        return f"# {text}"
    return f"\n{indent}".join(f"# {line}" for line in wrap(text, WIDTH - word.column - 2))


def literal(text: str) -> str:
    """Return a string literal in double quotes that reads as the text does."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'


def _imports(source: Source, package: str, preamble: str) -> Iterator[Edit]:
    """Take out imports from the package and put the preamble behind those of the setup cell."""
    imports = [node for node in source.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    kept = [node for node in imports if not _is_own(node, package)]
    for node in imports:
        if node not in kept:
            start, end = source.span(node)
            yield Edit(start, end + 1, "")
    if preamble:
        first = source.tree.body[:1]
        lead = kept or (first if ast.get_docstring(source.tree) is not None else [])
        at = source.line_end(lead[-1]) if lead else 0
        yield Edit(at, at, f"\n\n{preamble.rstrip()}" if lead else f"{preamble.rstrip()}\n\n")


def _is_own(node: ast.stmt, package: str) -> bool:
    return isinstance(node, ast.ImportFrom) and (
        node.module == package or (node.module or "").startswith(f"{package}.")
    )


def _apply(cell: Cell, edits: list[Edit]) -> list[tuple[str, Place]]:
    """Return the lines of the edited cell, each with the author's place it comes from."""
    lines: list[tuple[str, Place]] = []
    places = (*cell.places, Place("")) if cell.places else (Place(""), Place(""))
    current, at, number = "", 0, 0

    def emit(text: str, *, counts: bool) -> None:
        nonlocal current, number
        *whole, rest = text.split("\n")
        for piece in whole:
            lines.append((current + piece, places[number]))
            current = ""
            number += counts
        current += rest

    for edit in edits:
        emit(cell.code[at : edit.start], counts=True)
        emit(edit.text, counts=False)
        number += cell.code.count("\n", edit.start, edit.end)
        at = edit.end
    emit(cell.code[at:], counts=True)
    lines.append((current, places[number]))
    return lines
