"""Helpers of the package are gathered into one cell; the copy then needs nothing else."""

from pathlib import Path

import pytest

from sitegen.model.catalogue import Catalogue, Entry
from sitegen.model.config import Locale
from sitegen.model.program import Program
from sitegen.programs.cells import parse_cells
from sitegen.programs.inline import with_library
from sitegen.programs.localise import localise
from sitegen.programs.modules import Package

MODULES = {
    "plots.py": '''\
import numpy as np
from scipy.special import logsumexp

from demo.shapes import RADIUS, turn
from demo.words import _

UNUSED = 1
# How many sides
# an ellipse has.
SIDES: int = 4


def unused(x):
    return UNUSED


@turn
def ellipse(n=SIDES, *, kind: "str" = _("round")):
    """Draw it."""
    def inner():
        return np.zeros(n) * RADIUS
    return inner()
''',
    "shapes.py": '''\
"""Shapes."""
from functools import wraps
RADIUS = 2.0

class Base: ...

class Turned(Base):
    size = RADIUS

def turn(f):
    """Turn it."""
    made = Turned()
    @wraps(f)
    def turned(*a, **k):
        return made, f(*a, **k)
    return turned
''',
}

LIBRARY = '''\
from functools import wraps
import numpy as np


RADIUS = 2.0


class Base: ...


class Turned(Base):
    size = RADIUS


def turn(f):
    """Turn it."""
    made = Turned()
    @wraps(f)
    def turned(*a, **k):
        return made, f(*a, **k)
    return turned


# How many sides
# an ellipse has.
SIDES: int = 4


@turn
def ellipse(n=SIDES, *, kind: "str" = _("round")):
    """Draw it."""
    def inner():
        return np.zeros(n) * RADIUS
    return inner()
'''


def gather(folder: Path, script: str, **modules: str) -> tuple[Program, list[str]]:
    package = folder / "demo"
    package.mkdir(exist_ok=True)
    for name, text in {**MODULES, **{f"{key}.py": text for key, text in modules.items()}}.items():
        (package / name).write_text(text, encoding="utf-8")
    program = Program("p", "demo/lessons/p.py", parse_cells(script, "demo/lessons/p.py"))
    found, problems = with_library(program, Package(folder, "demo"))
    return found, [str(problem) for problem in problems]


def test_a_helper_comes_with_all_it_reads_and_nothing_else(tmp_path: Path) -> None:
    program, problems = gather(tmp_path, "from demo.plots import ellipse\n\nellipse()\n")
    assert problems == []
    library = program.cells[0]
    assert (library.name, library.hidden, library.code) == ("library", True, LIBRARY)
    lines = library.code.split("\n")
    authors = {f"demo/{name}": text.split("\n") for name, text in MODULES.items()}
    for line, place in zip(lines, library.places, strict=False):
        if line.startswith(("def", "class", "RADIUS", "SIDES", "#", "    return")):
            assert authors[place.path][place.line - 1] == line


def test_the_copy_is_closed_and_translated(tmp_path: Path) -> None:
    script = "import math\nfrom demo.plots import ellipse\nfrom demo.words import _\n\nellipse(3)\n"
    program, _ = gather(tmp_path, script)
    words = {
        ("", "round"): Entry("円", fuzzy=False, line=1),
        ("", "Draw it."): Entry("描く。", fuzzy=False, line=2),
        ("", "Turn it."): Entry("回す。", fuzzy=False, line=3),
        ("", "How many sides an ellipse has."): Entry("辺の数。", fuzzy=False, line=4),
    }
    catalogue = Catalogue("ja", "demo/messages/ja.po", words)
    copy, problems = localise(program, "demo", catalogue, Locale("ja", ""))
    assert problems == []
    source = "".join(cell.code for cell in copy.cells)
    assert "demo" not in source
    assert "# 辺の数。\nSIDES: int = 4\n" in source
    assert 'kind: "str" = "円"' in source
    namespace: dict[str, object] = {}
    exec(source, namespace)
    assert copy.cells[1].code == "import math\n\nellipse(3)\n"


@pytest.mark.parametrize(
    ("script", "modules", "said"),
    [
        (
            "from demo.plots import elipse\n",
            {},
            "demo/lessons/p.py:1: demo.plots has no 'elipse' (did you mean 'ellipse'?)",
        ),
        (
            "from demo.plot import ellipse\n",
            {},
            "demo/lessons/p.py:1: there is no module 'demo.plot' (check its name)",
        ),
        ("import demo.plots\n", {}, "demo/lessons/p.py:1: a program takes names from its package"),
        (
            "from demo.plots import ellipse as e\n",
            {},
            "demo/lessons/p.py:1: a program takes names from its package one by one",
        ),
        (
            "from demo.plots import *\n",
            {},
            "demo/lessons/p.py:1: a program takes names from its package one by one",
        ),
        (
            "def f():\n    from demo.plots import ellipse\n",
            {},
            "demo/lessons/p.py:2: a program takes names from its package one by one",
        ),
        (
            "from demo.plots import ellipse\nRADIUS = 3\n",
            {},
            "demo/lessons/p.py:2: 'RADIUS' is also a name of the library (choose another name)",
        ),
        (
            "import jax.numpy as np\nfrom demo.plots import ellipse\n",
            {},
            "demo/lessons/p.py:1: 'np' is also a name of the library (choose another name)",
        ),
        (
            "from demo.plots import ellipse\nfrom demo.other import RADIUS\n",
            {"other": "RADIUS = 1\n"},
            "demo/other.py:1: 'RADIUS' is defined here and in demo/shapes.py:3, and both",
        ),
        (
            "from demo.plots import ellipse\nfrom demo.other import f\n",
            {"other": "import jax as np\ndef f():\n    return np\n"},
            "demo/other.py:1: 'np' is 'import jax as np' here and 'import numpy as np' elsewhere",
        ),
        (
            "from demo.plots import ellipse\n# %% library\nx = 1\n",
            {},
            "demo/lessons/p.py: the cell 'library' is generated",
        ),
        (
            "from demo.other import f\n",
            {"other": "def f():\n    return 1\n" + "    # more\n" * 70 + "    return 2\n"},
            "demo/lessons/p.py: the library of 'p' has 73 lines, more than 60",
        ),
        (
            "from demo.other import f\n",
            {"other": "def f(:\n"},
            "demo/other.py:1: is no valid Python: ",
        ),
    ],
)
def test_what_cannot_be_gathered_is_told(
    tmp_path: Path, script: str, modules: dict[str, str], said: str
) -> None:
    _, problems = gather(tmp_path, script, **modules)
    assert len(problems) == 1
    assert problems[0].startswith(said)


def test_helpers_that_call_each_other_are_gathered_once(tmp_path: Path) -> None:
    other = (
        "def even(n):\n    return n == 0 or odd(n - 1)\n\n\n"
        "def odd(n):\n    return n and even(n - 1)\n"
    )
    program, problems = gather(tmp_path, "from demo.other import odd\n", other=other)
    assert problems == []
    assert program.cells[0].code == other


def test_a_program_without_helpers_has_no_library(tmp_path: Path) -> None:
    program, problems = gather(tmp_path, "from demo.words import _\n\nprint(_('a'))\n")
    assert ([cell.name for cell in program.cells], problems) == (["setup"], [])
