"""Programs run in processes of their own; what goes wrong there stays there."""

from dataclasses import replace

import pytest

from sitegen.model.catalogue import Catalogue
from sitegen.model.config import Locale, ProgramSettings
from sitegen.model.problem import Problem
from sitegen.model.program import LocalisedProgram, Program, Run
from sitegen.programs.cells import parse_cells
from sitegen.programs.execute import run_programs
from sitegen.programs.localise import localise
from sitegen.programs.store import dump_run, ingredients, load_run, run_key

QUICK = ProgramSettings(timeout=60)


def copy(source: str, name: str = "p", font: str = "DejaVu Sans") -> LocalisedProgram:
    program = Program(name, f"demo/{name}.py", parse_cells(source, f"demo/{name}.py"))
    return localise(program, "demo", Catalogue("en", "", {}), Locale("en", "", font=font))[0]


def run(source: str, settings: ProgramSettings = QUICK) -> Run | Problem:
    return run_programs([copy(source)], settings, 1, lambda _: None)[0]


def test_a_run_records_output_figures_and_values_per_cell() -> None:
    outcome = run(
        "import numpy as np\nimport matplotlib.pyplot as plt\n"
        "# %% a\nprint('one')\nplt.plot([1, 2])\nplt.show()\nplt.plot([2, 1])\n"
        "# %% b\nprint('two')\nd = {'k': np.float64(0.5), 2: (1, None)}\n"
        "array = np.arange(4).reshape(2, 2)\nflag = np.bool_(True)\n"
        "_private = 1\nbig = np.zeros(10_001)\nplot = plt\n"
    )
    assert isinstance(outcome, Run)
    assert [cell.stdout for cell in outcome.cells.values()] == ["", "one\n", "two\n"]
    assert [len(cell.figures) for cell in outcome.cells.values()] == [0, 2, 0]
    assert outcome.values == {
        "d": {"k": 0.5, "2": [1, None]},
        "array": [[0, 1], [2, 3]],
        "flag": True,
    }


def test_a_failure_names_the_authors_line_and_cell() -> None:
    source = "def f(x):\n    return 1 / x\n\n# %% a\nx = 1\n\nf(0)\n"
    outcome = run(source)
    assert isinstance(outcome, Problem)
    assert str(outcome).startswith(
        "demo/p.py:2: en: cell 'setup' raises ZeroDivisionError: division by zero"
    )


@pytest.mark.parametrize(
    ("source", "settings", "message"),
    [
        ("while True: pass\n", QUICK, "still running after 1 s, stopped"),
        ("import os\nos._exit(3)\n", QUICK, "the process ended without a word (exit 3)"),
        ("import os, signal\nos.kill(os.getpid(), 9)\n", QUICK, "without a word (exit -9)"),
        ("x = bytearray(3 * 2**30)\n", QUICK, "raises MemoryError"),
        ("raise SystemExit(2)\n", QUICK, "raises SystemExit: 2"),
    ],
)
def test_a_program_that_goes_wrong_takes_no_other_with_it(
    source: str, settings: ProgramSettings, message: str
) -> None:
    limited = replace(settings, timeout=1 if "still" in message else 60)
    bad, good = copy(source, "bad"), copy("x = 1\n", "good")
    first, second = run_programs([bad, good], limited, 2, lambda _: None)
    assert isinstance(first, Problem)
    assert message in first.message
    assert isinstance(second, Run)


def test_programs_do_not_see_each_others_state() -> None:
    seeds = "import numpy as np\nx = float(np.random.random())\nnp.random.seed(1)\n"
    marked = "import matplotlib as mpl\nsize = mpl.rcParams['font.size']\nmpl.rcdefaults()\n"
    outcomes = run_programs([copy(seeds + marked)] * 2, QUICK, 1, lambda _: None)
    sizes = {outcome.values["size"] for outcome in outcomes if isinstance(outcome, Run)}
    assert sizes == {12.0}


def test_a_run_survives_the_cache_to_the_last_bit() -> None:
    outcome = run("x = 0.1 + 0.2\nimport matplotlib.pyplot as plt\nplt.plot([1])\nprint('é')\n")
    assert isinstance(outcome, Run)
    assert load_run(dump_run(outcome), outcome.localised) == outcome


def test_the_key_of_a_run_is_all_that_it_depends_on() -> None:
    world = {"numpy": "2.4"}
    keys = {
        run_key(ingredients(copy("x = 1\n"), world)),
        run_key(ingredients(copy("x = 2\n"), world)),
        run_key(ingredients(copy("x = 1\n", "other"), world)),
        run_key(ingredients(copy("x = 1\n", font="Other"), world)),
        run_key(ingredients(copy("x = 1\n"), {"numpy": "2.5"})),
    }
    assert len(keys) == 5
    assert run_key(ingredients(copy("x = 1\n"), world)) in keys
