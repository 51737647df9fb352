"""Runs in the cache: the key of a copy, and a run as bytes."""

import base64
import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sitegen.cache import key_of
from sitegen.model.problem import Place, Problem
from sitegen.model.program import CellRun, Figure, Film, Frame, LocalisedProgram, Raster, Run

FORMAT = 11
"""Rises with every change of what a run records or how figures look."""

PACKAGES = ("numpy", "scipy", "scikit-learn", "matplotlib", "pillow")


def versions() -> Mapping[str, str]:
    """Return the versions of all that a run's results depend on."""
    found = {"python": platform.python_version(), "format": str(FORMAT)}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def ingredients(localised: LocalisedProgram, world: Mapping[str, str]) -> dict[str, str]:
    """Return all that a run of this copy depends on, under names an author knows."""
    cells = {f"cell '{cell.name}'": key_of(cell.code) for cell in localised.cells}
    order = ", ".join(cell.name for cell in localised.cells)
    own = {"program": localised.name, "locale": localised.locale, "font": localised.font}
    data = {f"data '{file.name}'": key_of(file.content) for file in localised.data}
    rasters = {"figures as WebP": ", ".join(sorted(localised.rasters))}
    return {**own, "order of cells": order, **cells, **data, **rasters, **world}


def run_key(parts: Mapping[str, str]) -> str:
    """Return the key of the run that these ingredients make."""
    return key_of(json.dumps(dict(parts)))


def memory_key(name: str, locale: str) -> str:
    """Return the key under which the ingredients of a program's last run are remembered."""
    return key_of("last run", name, locale)


def why_run(parts: Mapping[str, str], last: bytes | None) -> str:
    """Return why a run is needed, given what was remembered of the last one."""
    if last is None:
        return "it has never run here"
    try:
        before: dict[str, str] = dict(json.loads(last))
    except ValueError:
        return "what is remembered of its last run is damaged"
    changed = [name for name in {**before, **parts} if before.get(name) != parts.get(name)]
    if not changed:
        return "its stored run is gone"
    return "changed since its last run: " + ", ".join(changed)


def dump_run(run: Run) -> bytes:
    """Return the run as JSON."""
    cells = {
        name: {
            "stdout": cell.stdout,
            "stderr": cell.stderr,
            "figures": [_dump_figure(one) for one in cell.figures],
            "html": cell.html,
            "problems": [dump_problem(one) for one in cell.problems],
        }
        for name, cell in run.cells.items()
    }
    return json.dumps({"cells": cells, "values": run.values}).encode()


def load_run(raw: bytes, localised: LocalisedProgram) -> Run | None:
    """Return the run of `localised` that `dump_run` wrote, or None where it is of another shape."""
    try:
        return _load_run(json.loads(raw), localised)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _load_run(stored: Mapping[str, Any], localised: LocalisedProgram) -> Run:
    cells = {
        name: CellRun(
            cell["stdout"],
            cell["stderr"],
            tuple(_load_figure(one) for one in cell["figures"]),
            tuple(cell["html"]),
            tuple(load_problem(one) for one in cell["problems"]),
        )
        for name, cell in stored["cells"].items()
    }
    return Run(localised, cells, stored["values"])


def dump_problem(problem: Problem) -> list[object]:
    """Return a problem as JSON has it."""
    place = problem.place
    return [problem.code, place.path, place.line, problem.message, problem.hint, problem.locale]


def load_problem(stored: Sequence[Any]) -> Problem:
    """Return the problem that `dump_problem` wrote."""
    code, path, line, message, hint, locale = stored
    return Problem(code, Place(path, line), message, hint, locale)


def _dump_figure(figure: Figure) -> dict[str, object]:
    film, raster = figure.film, figure.raster
    return {
        "svg": _text(figure.svg),
        "png": _text(figure.png),
        "width": figure.width,
        "height": figure.height,
        "drawing": figure.drawing,
        "film": film and [film.length, film.interval],
        "frames": [[one.number, _text(one.svg)] for one in film.frames] if film else [],
        "raster": raster and [_text(raster.light), _text(raster.dark)],
    }


def _load_figure(stored: Mapping[str, Any]) -> Figure:
    film, raster = stored["film"], stored["raster"]
    frames = tuple(Frame(number, _bytes(svg)) for number, svg in stored["frames"])
    return Figure(
        svg=_bytes(stored["svg"]),
        png=_bytes(stored["png"]),
        width=stored["width"],
        height=stored["height"],
        drawing=stored["drawing"],
        film=Film(frames, *film) if film else None,
        raster=Raster(*map(_bytes, raster)) if raster else None,
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
