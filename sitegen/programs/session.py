"""A program's run in this process, cell by cell in one namespace, and what came of it."""

import __future__

import contextlib
import io
import traceback
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing

from sitegen.model.problem import Place, Problem
from sitegen.model.program import Cell, CellRun, Figure, LocalisedProgram, Run
from sitegen.programs import figures
from sitegen.programs.canvas import FigureManager, note_animations
from sitegen.programs.films import film_of
from sitegen.programs.rasters import raster_of
from sitegen.programs.record import printable, recorded
from sitegen.programs.screen import Screen, compiled, stand_in_for_ipython

FUTURES = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
"""`from __future__ import …` holds for the cells below it as well."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A program that raised: the author's place, the cell and the exception."""

    place: Place
    cell: str
    message: str


def execute(localised: LocalisedProgram) -> Run | Failure:
    """Run the cells one after the other; called once in a process."""
    mpl.use("module://sitegen.programs.canvas")
    figures.apply_style()
    note_animations()
    session = _Session(localised)
    results: dict[str, CellRun] = {}
    for cell in localised.cells:
        try:
            results[cell.name] = session.run(cell)
        except BaseException as error:  # noqa: BLE001 - whatever a program raises is its failure
            return _failure(error, cell, localised)
    return Run(localised, results, recorded(session.namespace))


class _Session:
    """What lives from one cell to the next."""

    def __init__(self, localised: LocalisedProgram) -> None:
        self.localised = localised
        self.screen = Screen()
        self.namespace: dict[str, object] = {"__name__": "__main__", "display": self.screen.display}
        self.futures = 0
        stand_in_for_ipython(self.screen)

    def run(self, cell: Cell) -> CellRun:
        """Run a cell and draw its figures; raises whatever the program raises."""
        printed, complained = io.StringIO(), io.StringIO()
        outputs = (contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complained))
        warned = warnings.catch_warnings(record=True, action="always")
        with outputs[0], outputs[1], warned as warning:
            self._execute(cell)
            html = self.screen.take()
            taken, problems = self._figures(cell, FigureManager.take())
        problems += _warnings(warning or (), self.localised)
        said = (printable(printed.getvalue()), printable(complained.getvalue()))
        return CellRun(*said, tuple(taken), tuple(map(printable, html)), tuple(problems))

    def _execute(self, cell: Cell) -> None:
        statements, last = compiled(cell.code, f"<cell {cell.name}>", self.futures)
        self.futures |= statements.co_flags & FUTURES
        exec(statements, self.namespace)  # noqa: S102 - running programs is the purpose
        if last:
            value = eval(last, self.namespace)  # noqa: S307 - running programs is the purpose
            if value is not None:
                self.screen.display(value)

    def _figures(
        self, cell: Cell, drawings: Iterable[Drawing]
    ) -> tuple[list[Figure], list[Problem]]:
        """Return a cell's figures and what is wrong with their labels."""
        place = cell.places[0] if cell.places else Place(self.localised.path)
        locale = self.localised.locale
        taken, problems = [], []
        for number, drawing in enumerate(drawings, 1):
            salt = f"{self.localised.name}.{cell.name}.{number - 1}"
            animation = FigureManager.animations.get(drawing)
            if animation:
                figure, faults = film_of(animation, salt, locale)
            else:
                figure, faults = figures.save(drawing, salt, locale)
                if f"{cell.name}:{number}" in self.localised.rasters:
                    figure = replace(figure, raster=raster_of(drawing))
            taken.append(figure)
            for rule, message in faults:
                told = f"{locale}: cell '{cell.name}': {message}"
                problems.append(Problem(rule, place, told, locale=locale))
        return taken, problems


def _warnings(
    caught: Iterable[warnings.WarningMessage], localised: LocalisedProgram
) -> Iterator[Problem]:
    """Yield the warnings raised at the program's own lines; a library's own are its own."""
    cells = {f"<cell {cell.name}>": cell for cell in localised.cells}
    for one in caught:
        cell = cells.get(one.filename)
        if cell:
            place, locale = cell.places[one.lineno - 1], localised.locale
            message = f"{locale}: cell '{cell.name}' warns: {one.category.__name__}: {one.message}"
            yield Problem("warning", place, message, "mend its cause", locale)


def _said(error: BaseException) -> str:
    """Return an exception in one line."""
    return " ".join("".join(traceback.format_exception_only(error)).split())


def _failure(error: BaseException, cell: Cell, localised: LocalisedProgram) -> Failure:
    """Find the author's place: that of the innermost frame in the program's own code."""
    message = _said(error)
    places = {f"<cell {one.name}>": one for one in localised.cells}
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        own = places.get(frame.filename)
        if own and frame.lineno:
            return Failure(own.places[frame.lineno - 1], own.name, message)
    if isinstance(error, SyntaxError) and error.lineno:
        return Failure(cell.places[error.lineno - 1], cell.name, message)
    place = cell.places[0] if cell.places else Place(localised.path)
    return Failure(place, cell.name, f"{message} (while its figure is drawn)")
