"""The program about model selection gives the course's numbers and holds against oracles."""

import itertools
from typing import Any

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import KFold

from gmm_demo import covariances
from tests.programs import run_of

TYPES = ("full", "tied", "diag", "spherical")


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("model_selection")


@pytest.mark.parametrize("covariance_type", TYPES)
@pytest.mark.parametrize(("size", "d"), [(1, 1), (3, 2), (4, 7)])
def test_parameters_are_counted_as_in_the_teaching_estimator(
    run: dict[str, Any], covariance_type: str, size: int, d: int
) -> None:
    ours = run["count_parameters"](covariance_type, size, d)
    assert ours == covariances.count_parameters(covariance_type, size, d)


def test_the_criteria_are_those_of_scikit_learn(run: dict[str, Any]) -> None:
    for k, mixture in enumerate(run["mixtures"]["full"]):
        assert run["aic"][k] == pytest.approx(mixture.aic(run["X"]), rel=1e-12)
        assert run["bic"][k] == pytest.approx(mixture.bic(run["X"]), rel=1e-12)
    assert np.asarray(run["bic"]) == pytest.approx(run["bic_by_type"]["full"], rel=1e-12)


def test_every_fit_has_converged(run: dict[str, Any]) -> None:
    fits = [*itertools.chain(*run["mixtures"].values()), *run["searched"]]
    assert all(mixture.converged_ for mixture in fits)


def test_held_out_points_are_scored_by_mixtures_that_never_saw_them(run: dict[str, Any]) -> None:
    points = run["X"]
    folds = KFold(n_splits=5, shuffle=True, random_state=11).split(points)
    for part, (seen, unseen) in enumerate(folds):
        mixture = GaussianMixture(3, n_init=2, tol=1e-4, random_state=11).fit(points[seen])
        expected = mixture.score_samples(points[unseen]).mean()
        assert run["held_out_scores"][2, part] == pytest.approx(expected, rel=1e-12)


def test_the_tables_hold_what_the_figures_show(run: dict[str, Any]) -> None:
    assert [row[0] for row in run["criteria_table"][1:]] == [1, 2, 3, 4, 5, 6]
    assert [row[4] for row in run["criteria_table"][1:]] == run["bic_table"][1][1:]
    assert [row[1] for row in run["held_out_table"][1:]] == pytest.approx(run["training"], abs=5e-4)
