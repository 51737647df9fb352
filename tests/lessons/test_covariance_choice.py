"""The program on choosing a covariance type tells what holds in other draws too."""

import runpy
from typing import Any

import numpy as np
import pytest

from tests.conftest import ROOT
from tests.programs import run_of

TYPES = ("full", "tied", "diag", "spherical")


@pytest.fixture(scope="module")
def program() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("covariance_choice")


def test_the_settings_are_those_of_the_other_program_of_the_lesson(
    program: dict[str, Any],
) -> None:
    other = runpy.run_path(str(ROOT / "gmm_demo/lessons/covariance_types.py"))["new_mixture"]
    for name in TYPES:
        assert program["mixture_with"](name).get_params() == other(name).get_params()


def test_each_type_wins_at_home_in_other_draws_too(program: dict[str, Any]) -> None:
    for world, matrices in program["world_covariances"].items():
        for seed in range(10):
            rng = np.random.default_rng(seed)
            pairs = zip(program["world_centres"], matrices, strict=True)
            points = np.concatenate([rng.multivariate_normal(*pair, 100) for pair in pairs])
            bic = {name: program["mixture_with"](name).fit(points).bic(points) for name in TYPES}
            assert min(bic, key=bic.__getitem__) == world, (world, seed)


def test_the_points_have_the_shapes_they_are_drawn_from(program: dict[str, Any]) -> None:
    roots, centres = program["roots"], program["centres"]
    points = program["draw_points"](30_000)
    scatter = (roots @ roots.transpose(0, 2, 1)).mean(axis=0) + np.cov(centres.T, bias=True)
    assert points.mean(axis=0) == pytest.approx(centres.mean(axis=0), abs=0.1)
    assert np.cov(points.T) == pytest.approx(scatter, abs=0.2)


def test_the_tables_tell_what_the_figures_show(program: dict[str, Any]) -> None:
    sizes = [row[0] for row in program["sample_size_table"][1:]]
    assert sizes == program["sample_sizes"] * 2
    assert [row[0] for row in program["world_table"][1:]] == list(TYPES)
    for name in ("sample_size_table", "world_table"):
        assert len({len(row) for row in program[name]}) == 1
