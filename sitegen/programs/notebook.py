"""A page as a Jupyter notebook: prose, formulas and code cells in order, outputs included."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.cache import key_of
from sitegen.model.problem import Place, Problem
from sitegen.model.program import Cell, CellRun, Run, program_and_cell
from sitegen.programs.kernel import Placed, clashes


def notebook_of(
    parts: Iterable[tuple[str, str]], programs: Sequence[str], runs: Mapping[str, Run], name: str
) -> bytes:
    """Return the notebook (format 4.5) of a page's parts; `name` makes the ids its own.

    A code part is the name of a cell, with its program in front (`em:fit`) where it is not
    the first. Cells that the page does not show come where the program has them, so that
    the notebook runs from top to bottom.
    """
    cells: list[dict[str, object]] = []
    for program, part in in_order(parts, programs, runs):
        if isinstance(part, str):
            cells.append({"cell_type": "markdown", "metadata": {}, "source": part})
        else:
            cells.append(_code_cell(part, runs[program].cells[part.name]))
    for number, cell in enumerate(cells):
        cell["id"] = key_of(name, str(number))[:12]
    notebook = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def in_order(
    parts: Iterable[tuple[str, str]], programs: Sequence[str], runs: Mapping[str, Run]
) -> Iterator[tuple[str, str | Cell]]:
    """Yield what stands in a notebook: ("", Markdown), or a program's name and one of its cells."""
    done: dict[str, int] = dict.fromkeys(programs, 0)
    for kind, text in parts:
        if kind == "markdown":
            yield "", text
            continue
        program, own = program_and_cell(text, programs)
        cells = runs[program].localised.cells
        upto = [cell.name for cell in cells].index(own) + 1
        for cell in cells[done[program] : upto]:
            if cell.code.strip():
                yield program, cell
        done[program] = max(done[program], upto)


def notebook_clashes(
    parts: Iterable[tuple[str, str]], programs: Sequence[str], runs: Mapping[str, Run], place: Place
) -> Iterator[Problem]:
    """Yield the names that two programs of a page give different meanings in its notebook."""
    cells = [
        Placed(program, part.name, part.code)
        for program, part in in_order(parts, programs, runs)
        if isinstance(part, Cell)
    ]
    for clash in clashes(cells):
        cell = f"cell '{clash.cell.name}' of '{clash.cell.program}'"
        message = (
            f"in the notebook, {cell} reads '{clash.name}', which '{clash.other}' has redefined"
        )
        yield Problem("cell", place, message, "give one of the two another name")


def _code_cell(cell: Cell, result: CellRun) -> dict[str, object]:
    outputs: list[dict[str, object]] = []
    if result.stdout:
        outputs.append({"output_type": "stream", "name": "stdout", "text": result.stdout})
    for figure in result.figures:
        image = base64.b64encode(figure.png).decode()
        outputs.append(
            {"output_type": "display_data", "metadata": {}, "data": {"image/png": image}}
        )
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"tags": [cell.name]},
        "outputs": outputs,
        "source": cell.code.rstrip("\n"),
    }
