"""Runs one copy of one program in a process of its own, and records what came of it."""

import contextlib
import io
import os
import resource
import sys
import tempfile
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import CodeType
from typing import TypeVar

from sitegen.model.problem import Place
from sitegen.model.program import Cell, CellRun, LocalisedProgram, Run
from sitegen.programs import figures

T = TypeVar("T")

RECORDED_ELEMENTS = 10_000
"""The largest array that is recorded."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A program that raised: the author's place, the cell and the exception."""

    place: Place
    cell: str
    message: str


def main(connection: Connection, localised: LocalisedProgram, memory_mb: int) -> None:
    """Run a program and send its Run or its Failure."""
    limit = memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        outcome = execute(localised)
        os.chdir("/")
    connection.send(outcome)
    connection.close()


def execute(localised: LocalisedProgram) -> Run | Failure:
    """Run the cells one after the other in one namespace."""
    # A build that runs nothing does not load Matplotlib; the server of workers has it loaded.
    import matplotlib as mpl  # noqa: PLC0415

    from sitegen.programs.canvas import FigureManager  # noqa: PLC0415

    mpl.use("module://sitegen.programs.canvas")
    figures.apply_style()
    program = localised.program
    namespace: dict[str, object] = {"__name__": "__main__"}
    results: dict[str, CellRun] = {}
    for cell in localised.cells:
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                exec(_compiled(cell), namespace)  # noqa: S102 - running programs is the purpose
                drawings = FigureManager.take()
        except BaseException as error:  # noqa: BLE001 - whatever a program raises is its failure
            return _failure(error, localised)
        saved = tuple(
            figures.save(drawing, f"{program.name}.{cell.name}.{number}", localised.locale)
            for number, drawing in enumerate(drawings)
        )
        results[cell.name] = CellRun(printed.getvalue(), saved)
    return Run(localised, results, recorded(namespace))


def _compiled(cell: Cell) -> CodeType:
    return compile(cell.code, f"<cell {cell.name}>", "exec", dont_inherit=True)


def _failure(error: BaseException, localised: LocalisedProgram) -> Failure:
    """Find the author's place: that of the innermost frame in the program's own code."""
    message = "".join(traceback.format_exception_only(error)).strip()
    places = {f"<cell {cell.name}>": cell for cell in localised.cells}
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        cell = places.get(frame.filename)
        if cell and frame.lineno:
            return Failure(cell.places[frame.lineno - 1], cell.name, message)
    return Failure(Place(localised.program.path), "", message)


def recorded(namespace: dict[str, object]) -> dict[str, object]:
    """Return the public names whose values are data: numbers, texts, and arrays of those."""
    values = {}
    for name, value in namespace.items():
        if not name.startswith("_"):
            with contextlib.suppress(TypeError, RecursionError):
                values[name] = _plain(value)
    return values


def _plain(value: object) -> object:
    """Return the value as JSON has it; raises TypeError for anything that is not data."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic):
        return _plain(value.item())
    if numpy is not None and isinstance(value, numpy.ndarray):
        if value.size > RECORDED_ELEMENTS:
            raise TypeError
        return _plain(value.tolist())
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in _few(value.items())}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in _few(value)]
    raise TypeError


def _few(items: Iterable[T]) -> list[T]:
    listed = list(items)
    if len(listed) > RECORDED_ELEMENTS:
        raise TypeError
    return listed
