"""Reader's copies of the programs: from the cache where the sources are the same, else made.

The source key is everything a copy is made of: the script, the modules of its package, the
catalogue, the locale. It finds the closed copy without parsing anything.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.cache import Cache, key_of
from sitegen.disk import read_file
from sitegen.errors import SiteError
from sitegen.model.catalogue import Catalogue
from sitegen.model.config import Locale
from sitegen.model.problem import RULES, Place, Problem, Severity
from sitegen.model.program import Cell, DataFile, Fence, LocalisedProgram, Program
from sitegen.programs.cells import data_folder, fenced_program, read_program, script_path
from sitegen.programs.inline import with_library
from sitegen.programs.localise import first_line, localise
from sitegen.programs.modules import Package
from sitegen.programs.store import FORMAT, dump_problem, load_problem
from sitegen.programs.words import Source, words_of

Words = frozenset[tuple[str, str]]
"""The texts of a program: context and English."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy, the words it needed, and what is wrong with it."""

    localised: LocalisedProgram
    words: Words
    problems: tuple[Problem, ...]

    @property
    def is_right(self) -> bool:
        """Whether nothing worse than warnings was found."""
        return not has_error(self.problems)

    @property
    def can_run(self) -> bool:
        """Whether nothing is wrong but words: what is not translated yet is said in English.

        Nothing is published of it, but its author sees it in the preview.
        """
        return not has_error([one for one in self.problems if one.code != "message"])


def has_error(problems: Iterable[Problem]) -> bool:
    """Tell whether a problem is an error by its rule."""
    return any(RULES[problem.code] is Severity.ERROR for problem in problems)


class Copies:
    """Makes the copies of one site's programs."""

    def __init__(self, site: Path, package: str, cache: Cache) -> None:
        self.site = site
        self.package = Package(site, package)
        self.cache = cache
        self._programs: dict[str, tuple[Program, list[Problem]]] = {}
        self._data = site / data_folder(package)
        self._sources = key_of(*(part for pair in self._read() for part in pair))

    def _read(self) -> Iterator[tuple[str, bytes]]:
        """Yield all files that any program may read, but for lessons that none takes names from."""
        lessons = self.site / script_path(self.package.name, "any")
        files = [*self.package.files(), *sorted(self._data.glob("*"))]
        found = [(file, read_file(file, "program")) for file in files if file.is_file()]
        signs = (f"from {self.package.name}.lessons".encode(), b"from .")
        taken = any(sign in content for _, content in found for sign in signs)
        for file, content in found:
            if taken or file.parent != lessons.parent:
                yield file.name, content

    def copy(self, name: str, catalogue: Catalogue, locale: Locale, place: Place) -> Copy:
        """Return the copy of a program for a locale; `place` is where a page asks for it.

        Raises SiteError when there is no such program or it is no Python.
        """
        key = self._source_key(name, catalogue, locale)
        stored = self.cache.get(key) if key else None
        found = _load(stored, locale, self._data) if stored else None
        if found:
            return found
        program, faults = self._program(name, place)
        localised, missing = localise(program, self.package.name, catalogue, locale)
        words = frozenset(_words(program))
        copy = Copy(localised, words, (*faults, *missing))
        if key and copy.is_right:
            self.cache.put(key, _dump(copy))
        return copy

    def fenced(self, name: str, fences: Sequence[Fence], path: str, locale: Locale) -> Copy:
        """Return the copy that the fences of the page at `path` are, words and all.

        Raises SiteError when they are no Python.
        """
        program = fenced_program(name, path, locale.preamble, fences)
        reader = (locale.code, locale.font)
        return Copy(LocalisedProgram(name, path, *reader, program.cells), frozenset(), ())

    def other_words(self, shown: Collection[str]) -> Words:
        """Return the words of the lessons that no page shows; they are used all the same."""
        folder = self.site / script_path(self.package.name, "any")
        names = {file.stem for file in folder.parent.glob("*.py")} - {"__init__", *shown}
        found: set[tuple[str, str]] = set()
        for name in sorted(names):
            with suppress(SiteError):  # Who shows it will be told what is wrong with it.
                found |= set(_words(self._program(name, Place(name))[0]))
        return frozenset(found)

    def _program(self, name: str, place: Place) -> tuple[Program, list[Problem]]:
        if name not in self._programs:
            script = read_program(self.site, self.package.name, name, place)
            self._programs[name] = with_library(script, self.package)
        return self._programs[name]

    def _source_key(self, name: str, catalogue: Catalogue, locale: Locale) -> str:
        try:
            script = (self.site / script_path(self.package.name, name)).read_bytes()
        except OSError:
            return ""
        said = sorted((*key, one.text, one.fuzzy) for key, one in catalogue.entries.items())
        reader = [locale.code, locale.font, locale.preamble]
        return key_of(str(FORMAT), name, script, self._sources, json.dumps([reader, said]))


def unused_words(used: Words, catalogues: Iterable[Catalogue]) -> Iterator[Problem]:
    """Yield a warning for every entry of a catalogue that no program says."""
    for catalogue in catalogues:
        for key, entry in catalogue.entries.items():
            if key not in used:
                message = f"{catalogue.locale}: nobody says '{first_line(key[1])}'"
                hint = "'python build.py messages' puts it aside"
                place = Place(catalogue.path, entry.line)
                yield Problem("unused-message", place, message, hint, catalogue.locale)


def _words(program: Program) -> Iterator[tuple[str, str]]:
    for cell in program.cells:
        for word in words_of(Source(cell)):
            yield word.context, word.text


def _dump(copy: Copy) -> bytes:
    stored = {
        "name": copy.localised.name,
        "path": copy.localised.path,
        "cells": [_dump_cell(cell) for cell in copy.localised.cells],
        "data": [file.name for file in copy.localised.data],
        "words": sorted(copy.words),
        "problems": [dump_problem(problem) for problem in copy.problems],
    }
    return json.dumps(stored).encode()


def _dump_cell(cell: Cell) -> list[object]:
    places = [[place.path, place.line] for place in cell.places]
    return [cell.name, cell.code, places, cell.hidden, cell.folded]


def _load(raw: bytes, locale: Locale, data: Path) -> Copy | None:
    try:
        return _load_copy(json.loads(raw), locale, data)
    except (ValueError, LookupError, TypeError, AttributeError, OSError):
        return None


def _load_copy(stored: Mapping[str, Any], locale: Locale, data: Path) -> Copy:
    cells = tuple(
        Cell(name, code, tuple(Place(*place) for place in places), hidden, folded)
        for name, code, places, hidden, folded in stored["cells"]
    )
    name, path = stored["name"], stored["path"]
    files = tuple(DataFile(one, (data / one).read_bytes()) for one in stored["data"])
    localised = LocalisedProgram(name, path, locale.code, locale.font, cells, files)
    words = frozenset((context, text) for context, text in stored["words"])
    return Copy(localised, words, tuple(load_problem(one) for one in stored["problems"]))
