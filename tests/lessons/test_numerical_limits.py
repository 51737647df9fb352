"""The program about the limits of numbers gives the course's numbers and holds against oracles."""

from typing import Any

import numpy as np
import pytest
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

from tests.programs import run_of


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("numerical_limits")


def test_the_spherical_density_is_that_of_scipy(run: dict[str, Any]) -> None:
    points = np.random.default_rng(1).normal(size=(20, 3))
    ours = run["log_spherical"](points, points[0], 0.5)
    oracle = multivariate_normal(points[0], 0.5 * np.eye(3)).logpdf(points)
    assert ours == pytest.approx(oracle, rel=1e-12)


@pytest.mark.parametrize("terms", [[-1063.8, -1065.1], [800.0, 799.0], [0.0], [-1e5, 3.0]])
def test_log_sum_exp_is_that_of_scipy(run: dict[str, Any], terms: list[float]) -> None:
    assert run["log_sum_exp"](np.array(terms)) == pytest.approx(logsumexp(terms), rel=1e-14)


def test_responsibilities_sum_to_one_after_the_rescue(run: dict[str, Any]) -> None:
    assert run["rescued"].sum() == pytest.approx(1.0, abs=1e-12)
