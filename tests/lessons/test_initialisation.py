"""The program about initialisation gives the course's numbers and holds against oracles."""

from typing import Any

import pytest
from sklearn.mixture import GaussianMixture

from gmm_demo import em
from tests.programs import run_of


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("initialisation")


def test_the_worse_optima_are_where_the_teaching_estimator_stays(run: dict[str, Any]) -> None:
    for start in run["worse_starts"]:
        found = run["runs"][start]
        again = em.GaussianMixture(
            3,
            tol=1e-6,
            weights_init=found.weights_,
            means_init=found.means_,
            covariances_init=found.covariances_,
            max_iter=1000,
        ).fit(run["X"])
        assert again.score(run["X"]) == pytest.approx(run["log_likelihoods"][start], abs=1e-4)


def test_every_run_that_should_converge_did(run: dict[str, Any]) -> None:
    assert all(mixture.converged_ for mixture in run["runs"])
    assert all(mixture.converged_ for fits in run["runs_by_tolerance"] for mixture in fits)


def test_the_optimum_of_the_easy_points_is_the_published_one(run: dict[str, Any]) -> None:
    assert run["optimum"] == pytest.approx(-3.950589, abs=5e-7)
    best = max(fit.score(run["blobs"]) for fits in run["runs_by_tolerance"] for fit in fits)
    assert best == pytest.approx(run["optimum"], abs=1e-6)


def test_a_trapped_run_has_hardly_left_a_single_gaussian(run: dict[str, Any]) -> None:
    one = GaussianMixture(1).fit(run["blobs"]).score(run["blobs"])
    for mixture in run["runs_by_tolerance"][0]:
        assert mixture.score(run["blobs"]) == pytest.approx(one, abs=2e-3)


def test_the_trace_never_falls(run: dict[str, Any]) -> None:
    assert run["gains"].min() > 0
    assert len(run["trace"]) == run["runs_by_tolerance"][-1][0].n_iter_


def test_equal_components_are_one_gaussian(run: dict[str, Any]) -> None:
    one = GaussianMixture(1).fit(run["X"]).score(run["X"])
    assert run["equal_table"][1][2] == pytest.approx(one, abs=5e-4)


def test_three_starts_suffice_from_many_seeds(run: dict[str, Any]) -> None:
    for seed in range(10):
        mixture = GaussianMixture(
            3, init_params="random_from_data", n_init=3, tol=1e-4, random_state=seed
        ).fit(run["X"])
        assert mixture.score(run["X"]) > run["best_log_likelihood"] - 0.01
