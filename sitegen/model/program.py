"""A program on its way through the build: Program, LocalisedProgram, Run."""

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model.problem import Place, Problem

LIBRARY = "library"
"""The generated cell of helpers; it comes first and is shown only where a page places it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A named part of a program: its code, and the author's place of each of its lines."""

    name: str
    code: str
    places: tuple[Place, ...]
    hidden: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that a program reads from the folder it runs in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Program:
    """A script in cells, as the author wrote it, and the data it asks for."""

    name: str
    path: str
    cells: tuple[Cell, ...]
    data: tuple[DataFile, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalisedProgram:
    """The reader's copy of the program at `path`: what is shown is what runs."""

    name: str
    path: str
    locale: str
    font: str
    cells: tuple[Cell, ...]
    data: tuple[DataFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG and PNG; `width` and `height` are CSS pixels.

    `drawing` is the hash of what is drawn without its words: data, marks, colours, limits.
    """

    svg: bytes
    png: bytes
    width: int
    height: int
    drawing: str


@dataclass(frozen=True, slots=True)
class CellRun:
    """What a cell printed and drew, and what was not as it should be."""

    stdout: str
    stderr: str
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a reader's copy; `values` are the recorded module-level names."""

    localised: LocalisedProgram
    cells: Mapping[str, CellRun]
    values: Mapping[str, object]
