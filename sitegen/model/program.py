"""A program on its way through the build: Program, LocalisedProgram, Run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.model.problem import Place, Problem

Wanted = tuple[str, str]
"""A program's name and a locale."""

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
class Fence:
    """A fence of a page that is a cell: `title` has its name and flags; code starts below."""

    title: str
    code: str
    place: Place


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
    """The reader's copy of the program at `path`: what is shown is what runs.

    `rasters` names the figures that a page shows as WebP, by cell and number: `fit:1`.
    """

    name: str
    path: str
    locale: str
    font: str
    cells: tuple[Cell, ...]
    data: tuple[DataFile, ...] = ()
    rasters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pages of a site ask for.

    `wanted` are programs and locales, with the place that asks first; `optional` are those
    that only pages ask for which nobody has translated yet; `fences` the cells of programs
    that stand in a page; `rasters` the figures to be WebP, by program: `fit:1`.
    """

    wanted: Mapping[tuple[str, str], Place]
    optional: frozenset[tuple[str, str]]
    fences: Mapping[tuple[str, str], Sequence[Fence]]
    rasters: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of an animation and its number there, from 1."""

    number: int
    svg: bytes


@dataclass(frozen=True, slots=True)
class Film:
    """Frames of an animation, evenly spaced, the first and the last among them.

    `length` is how many it has, `interval` the milliseconds from one of those to the next.
    """

    frames: tuple[Frame, ...]
    length: int
    interval: int

    def strip(self, most: int = 6) -> tuple[Frame, ...]:
        """Return at most so many frames, evenly spaced, the first and the last among them."""
        return tuple(self.frames[number] for number in evenly(len(self.frames), most))

    @property
    def pause(self) -> int:
        """The milliseconds from one of the frames to the next."""
        return round(self.interval * self.length / len(self.frames))


def evenly(length: int, most: int) -> list[int]:
    """Return at most `most` of the numbers below `length`, the first and the last among them."""
    if length <= most:
        return list(range(length))
    return [round(step * (length - 1) / (most - 1)) for step in range(most)]


@dataclass(frozen=True, slots=True)
class Raster:
    """A figure as WebP, in light and in dark."""

    light: bytes
    dark: bytes


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG and PNG; `width` and `height` are CSS pixels.

    `drawing` is the hash of what is drawn without its words: data, marks, colours, limits.
    A figure that moves is its last frame, and has a `film`.
    """

    svg: bytes
    png: bytes
    width: int
    height: int
    drawing: str
    film: Film | None = None
    raster: Raster | None = None


@dataclass(frozen=True, slots=True)
class CellRun:
    """What a cell printed, displayed and drew, and what was not as it should be."""

    stdout: str
    stderr: str
    figures: tuple[Figure, ...]
    html: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a reader's copy; `values` are the recorded module-level names."""

    localised: LocalisedProgram
    cells: Mapping[str, CellRun]
    values: Mapping[str, object]


def program_and_cell(name: str, programs: Sequence[str]) -> tuple[str, str]:
    """Return what a page means by `program:cell`, or by `cell` alone: one of its first program."""
    program, colon, cell = name.partition(":")
    return (program, cell) if colon and program in programs else (programs[0], name)
