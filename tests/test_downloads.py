"""A program as it is taken away."""

import ast

import pytest

from sitegen.model.problem import Place
from sitegen.model.program import Cell, LocalisedProgram
from sitegen.programs.downloads import script_of


def script(**cells: str) -> str:
    places = (Place("p.py", 1),)
    made = tuple(Cell(name, code, places * code.count("\n")) for name, code in cells.items())
    return script_of(LocalisedProgram("p", "p.py", "ja", "", made))


def test_cells_keep_their_order_and_their_names() -> None:
    assert script(setup='"""D."""\n\nimport os\n', fit="x = 1\n", empty="") == (
        '"""D."""\n\nimport os\n\n# %% fit\nx = 1\n'
    )


def test_the_docstring_stands_before_the_library() -> None:
    source = script(library="def f(): ...\n", setup='"""D."""\n\nimport os\n', fit="f()\n")
    assert source == (
        '"""D."""\n\n# %% library\ndef f(): ...\n\n# %% setup\nimport os\n\n# %% fit\nf()\n'
    )
    assert ast.get_docstring(ast.parse(source)) == "D."


def test_a_library_without_a_docstring_after_it_comes_first() -> None:
    source = script(library="a = 1\n", setup="import os\n")
    assert source == "# %% library\na = 1\n\n# %% setup\nimport os\n"


@pytest.mark.parametrize(
    ("code", "imports"),
    [
        ("display(1)\n", True),
        ("def f():\n    display(1)\n", True),
        ("from IPython.display import display\ndisplay(1)\n", False),
        ("def display(x): ...\ndisplay(1)\n", False),
        ("def f(display):\n    display(1)\n", False),
        ("x.display(1)\n", False),
    ],
)
def test_a_script_imports_the_display_that_a_notebook_has(code: str, *, imports: bool) -> None:
    assert script(setup=code).startswith("from IPython.display import display\n\n") is imports
