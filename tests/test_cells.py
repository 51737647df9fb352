"""A percent script falls into its cells."""

import pytest

from sitegen.errors import SiteError
from sitegen.programs.cells import parse_cells

SCRIPT = '''\
import os

TEXT = """
# %% not a marker
"""
# %% fit
a = 1

# %% look [hidden, folded]
# %% empty
'''


def test_cells_have_names_lines_and_flags() -> None:
    cells = parse_cells(SCRIPT, "x.py")
    assert [(cell.name, [place.line for place in cell.places]) for cell in cells] == [
        ("setup", [1, 2, 3, 4, 5]),
        ("fit", [7]),
        ("look", []),
        ("empty", []),
    ]
    assert cells[1].code == "a = 1\n"
    assert [(cell.hidden, cell.folded) for cell in cells][2] == (True, True)


def test_a_script_without_markers_is_its_setup() -> None:
    [cell] = parse_cells("a = 1\n", "x.py")
    assert (cell.name, cell.code) == ("setup", "a = 1\n")


def test_all_faults_of_the_markers_are_told_at_once() -> None:
    with pytest.raises(SiteError) as caught:
        parse_cells("# %% a\n# %% a\n# %% 2x\n# %% b [hiden]\n# %%\n", "x.py")
    assert [str(problem) for problem in caught.value.problems] == [
        "x.py:2: cell 'a' appears twice (rename one)",
        "x.py:3: a cell cannot be called '2x' (write '# %% name')",
        "x.py:4: unknown flag 'hiden' of cell 'b' (did you mean 'hidden'?)",
        "x.py:5: a cell cannot be called '' (write '# %% name')",
    ]
