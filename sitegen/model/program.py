"""A program on its way through the build: Program, LocalisedProgram, Run."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A named part of a program: lines `first` to `last` of its file, counted from 1."""

    name: str
    first: int
    last: int
    hidden: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """A script in cells, as the author wrote it."""

    name: str
    path: str
    source: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LocalisedCell:
    """A cell in the reader's words; `lines` maps its lines to those of the author's file."""

    name: str
    code: str
    lines: tuple[int, ...]
    hidden: bool
    folded: bool


@dataclass(frozen=True, slots=True)
class LocalisedProgram:
    """The reader's copy of a program: what is shown is what runs."""

    program: Program
    locale: str
    font: str
    cells: tuple[LocalisedCell, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG and PNG; `width` and `height` are CSS pixels."""

    svg: bytes
    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CellRun:
    """What a cell printed and drew."""

    stdout: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a reader's copy; `values` are the recorded module-level names."""

    localised: LocalisedProgram
    cells: Mapping[str, CellRun]
    values: Mapping[str, object]
