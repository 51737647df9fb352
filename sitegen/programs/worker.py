"""Runs one copy of one program in a process of its own, and records what came of it."""

import __future__

import contextlib
import io
import os
import resource
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from sitegen.model.problem import Place, Problem
from sitegen.model.program import CellRun, LocalisedProgram, Run
from sitegen.programs import figures

T = TypeVar("T")

RECORDED_ELEMENTS = 10_000
"""The largest array that is recorded."""

RECORDED_BITS = 1023
"""The largest whole number that is recorded: what a float can still hold."""

FUTURES = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
"""`from __future__ import …` holds for the cells below it as well."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A program that raised: the author's place, the cell and the exception."""

    place: Place
    cell: str
    message: str


def main(connection: Connection, localised: LocalisedProgram, memory_mb: int) -> None:
    """Run a program and send its Run or its Failure."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends us.
    os.dup2(2, 1)  # What a program's own processes print does not mix with ours.
    limit = memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for file in localised.data:
            Path(file.name).write_bytes(file.content)
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
    namespace: dict[str, object] = {"__name__": "__main__"}
    results: dict[str, CellRun] = {}
    futures = 0
    for cell in localised.cells:
        printed, complained = io.StringIO(), io.StringIO()
        warned = warnings.catch_warnings(record=True, action="always")
        outputs = (contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complained))
        try:
            with outputs[0], outputs[1], warned as warning:
                code = compile(
                    cell.code, f"<cell {cell.name}>", "exec", flags=futures, dont_inherit=True
                )
                futures |= code.co_flags & FUTURES
                exec(code, namespace)  # noqa: S102 - running programs is the purpose
                drawings = FigureManager.take()
        except BaseException as error:  # noqa: BLE001 - whatever a program raises is its failure
            return _failure(error, localised)
        problems = list(_warnings(warning or (), localised))
        saved = []
        for number, drawing in enumerate(drawings):
            salt = f"{localised.name}.{cell.name}.{number}"
            place = cell.places[0] if cell.places else Place(localised.path)
            try:
                figure, faults = figures.save(drawing, salt, localised.locale)
            except Exception as error:  # noqa: BLE001 - whatever an artist raises while it draws
                return Failure(place, cell.name, f"{_said(error)} (while its figure is drawn)")
            saved.append(figure)
            for rule, message in faults:
                told = f"{localised.locale}: cell '{cell.name}': {message}"
                problems.append(Problem(rule, place, told, locale=localised.locale))
        said = (printable(printed.getvalue()), printable(complained.getvalue()))
        results[cell.name] = CellRun(*said, tuple(saved), tuple(problems))
    return Run(localised, results, recorded(namespace))


def printable(text: str) -> str:
    """Return output as a page can show it: no control characters, no half characters."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(
        letter if letter in "\n\t" or letter.isprintable() or ord(letter) > 0x9F else "\ufffd"
        for letter in whole
    )


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


def _failure(error: BaseException, localised: LocalisedProgram) -> Failure:
    """Find the author's place: that of the innermost frame in the program's own code."""
    message = _said(error)
    places = {f"<cell {cell.name}>": cell for cell in localised.cells}
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        cell = places.get(frame.filename)
        if cell and frame.lineno:
            return Failure(cell.places[frame.lineno - 1], cell.name, message)
    return Failure(Place(localised.path), "", message)


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
    if isinstance(value, int) and value.bit_length() > RECORDED_BITS:
        raise TypeError
    if isinstance(value, str):
        return printable(value)
    if value is None or isinstance(value, bool | int | float):
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
