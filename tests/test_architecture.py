"""The house holds: floors, wings, sizes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.programs.cells import parse_cells
from tests.conftest import ROOT

WINGS = ("reading", "programs", "text", "output", "checks")
FLOORS = {"model": 0, "errors": 0, "cache": 1, "crew": 1, "disk": 1, **dict.fromkeys(WINGS, 2)}
TOP = 3
SOURCES = sorted(
    path
    for folder in ("sitegen", "gmm_demo", "tests", "bench")
    for path in (ROOT / folder).rglob("*.py")
)


def modules(package: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def floor(module: str) -> int:
    return FLOORS.get(module.split(".")[1], TOP)


def test_imports_point_down_and_no_wing_imports_another() -> None:
    for path, tree in modules("sitegen"):
        own = "sitegen." + path.relative_to(ROOT / "sitegen").as_posix().removesuffix(".py")
        own = own.replace("/", ".").removesuffix(".__init__")
        for name in imported(tree):
            if not name.startswith("sitegen.") or own == "sitegen":
                continue
            assert floor(name) <= floor(own), f"{own} imports {name}, which stands above it"
            if floor(own) == floor(name) == FLOORS["text"]:
                assert own.split(".")[1] == name.split(".")[1], f"{own} imports {name}"


def test_generator_and_demos_do_not_know_each_other() -> None:
    for package, other in (("sitegen", "gmm_demo"), ("gmm_demo", "sitegen")):
        for path, tree in modules(package):
            assert not [name for name in imported(tree) if name.split(".")[0] == other], path


def test_the_model_has_no_input_or_output() -> None:
    for path, tree in modules("sitegen/model"):
        forbidden = {"os", "pathlib", "io", "time", "subprocess"} & set(imported(tree))
        assert not forbidden, path


def test_regular_expressions_are_not_used_by_the_generator() -> None:
    for path, tree in modules("sitegen"):
        assert "re" not in set(imported(tree)), path


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_over_250_lines_and_no_function_over_60(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.parent.name == "lessons" and "gmm_demo" in path.parts:
        # A lesson is as long as its page; what a reader takes in at once is a cell.
        lengths = [cell.code.count("\n") for cell in parse_cells(text, path.name)]
        assert max(lengths) <= 60
    else:
        assert text.count("\n") <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 60, node.name


def test_the_composition_root_is_short() -> None:
    assert (ROOT / "build.py").read_text(encoding="utf-8").count("\n") <= 60
