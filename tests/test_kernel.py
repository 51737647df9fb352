"""In the notebook of a page with two programs, a name still means what its program says."""

import pytest

from sitegen.programs.kernel import Placed, clashes
from tests.conftest import SITE_YAML, Trial


def found(*cells: tuple[str, str]) -> list[tuple[str, str, str]]:
    placed = [Placed(program, f"c{n}", code) for n, (program, code) in enumerate(cells)]
    return [(clash.cell.name, clash.name, clash.other) for clash in clashes(placed)]


@pytest.mark.parametrize(
    ("first", "second", "third", "clashing"),
    [
        ("x = 1", "x = 2", "print(x)", ["x"]),
        ("x = 1", "x = 2", "y = [n + x for n in (1,)]", ["x"]),
        ("def f(): return 1", "def f(): return 2", "f()", ["f"]),
        ("x = 1\ndef f(): return x", "x = 2", "f()", ["x"]),
        ("x = 1\ndef f(): return x\ndef g(): return f()", "x = 2", "g()", ["x"]),
        ("import os as x", "import sys as x", "x.name", ["x"]),
        ("y = 1\nx = y", "y = 2\nx = y", "print(x)", ["x"]),
        ("x = 1", "for x in (1, 2): pass", "print(x)", ["x"]),
        ("x = 1", "x = 2", "x = 3\nprint(x)", []),
        ("x = 1", "x = 1", "print(x)", []),
        ("import os", "import os", "os.name", []),
        ("def f(): return 1", "def f(): return 1", "f()", []),
        ("y = 1\nx = y", "y = 1\nx = y", "print(x)", []),
        ("x = 1", "def f(x): return x", "print(x)", []),
        ("x = 1", "z = 2", "print(x)", []),
        ("x = 1", "%matplotlib", "print(x)", []),
    ],
)
def test_a_name_that_another_program_redefines_clashes(
    first: str, second: str, third: str, clashing: list[str]
) -> None:
    told = found(("a", first), ("b", second), ("a", third))
    assert told == [("c2", name, "b") for name in clashing]
    assert found(("a", first), ("a", second), ("a", third)) == []


def test_a_clash_is_an_error_of_the_page(trial: Trial) -> None:
    page = "---\ntitle: A\nprogram: [p, q]\n---\n"
    cells = "".join(f'{{{{< cell "{name}" >}}}}\n\n' for name in ("one", "q:other", "two"))
    trial.write(
        {
            "site.yaml": SITE_YAML.replace("[ja, es]", "[ja]") + "programs: {package: demo}\n",
            "demo/lessons/p.py": "# %% one\nx = 1\n\n# %% two\nprint(x)\n",
            "demo/lessons/q.py": "# %% other\nx = 2\n",
            "content/_index.ja.md": "x",
            "content/a.ja.md": page + cells,
        }
    )
    trial.build(publish=False)
    assert trial.problems == [
        "content/a.ja.md: in the notebook, cell 'two' of 'p' reads 'x', which 'q' has redefined "
        "(give one of the two another name)"
    ]
