"""Runs in the cache: the key of a copy, and a run as bytes."""

import base64
import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, cast

from sitegen.cache import key_of
from sitegen.model.problem import Place, Problem
from sitegen.model.program import CellRun, Figure, LocalisedProgram, Run

FORMAT = 5
"""Rises with every change of what a run records or how figures look."""

PACKAGES = ("numpy", "scipy", "scikit-learn", "matplotlib")


def versions() -> Mapping[str, str]:
    """Return the versions of all that a run's results depend on."""
    found = {"python": platform.python_version(), "format": str(FORMAT)}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def run_key(localised: LocalisedProgram, versions: Mapping[str, str]) -> str:
    """Return the key of the run of this copy: the code as the reader sees it, and its world."""
    cells = [[cell.name, cell.code] for cell in localised.cells]
    name = localised.program.name
    return key_of(json.dumps([name, cells, localised.locale, localised.font, dict(versions)]))


def dump_run(run: Run) -> bytes:
    """Return the run as JSON."""
    cells = {
        name: {
            "stdout": cell.stdout,
            "stderr": cell.stderr,
            "figures": [_dump_figure(one) for one in cell.figures],
            "problems": [_dump_problem(one) for one in cell.problems],
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
            tuple(_load_problem(one) for one in cell["problems"]),
        )
        for name, cell in stored["cells"].items()
    }
    return Run(localised, cells, stored["values"])


def _dump_problem(problem: Problem) -> list[object]:
    place = problem.place
    return [problem.code, place.path, place.line, problem.message, problem.hint, problem.locale]


def _load_problem(stored: Sequence[Any]) -> Problem:
    code, path, line, message, hint, locale = stored
    return Problem(code, Place(path, line), message, hint, locale)


def _dump_figure(figure: Figure) -> dict[str, object]:
    svg, png = (base64.b64encode(raw).decode() for raw in (figure.svg, figure.png))
    size = {"width": figure.width, "height": figure.height}
    return {"svg": svg, "png": png, **size, "drawing": figure.drawing}


def _load_figure(stored: Mapping[str, object]) -> Figure:
    svg, png = (base64.b64decode(cast("str", stored[kind])) for kind in ("svg", "png"))
    width, height = (cast("int", stored[side]) for side in ("width", "height"))
    return Figure(svg, png, width, height, cast("str", stored["drawing"]))
