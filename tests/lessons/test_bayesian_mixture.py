"""The program about the Bayesian mixture gives the course's numbers and holds against oracles."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import beta
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture

from tests.programs import run_of


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("bayesian_mixture")


def test_the_draws_follow_the_dirichlet_distribution(run: dict[str, Any]) -> None:
    for alpha, draws in zip(run["alphas"], run["draws"], strict=True):
        assert draws.sum(axis=1) == pytest.approx(1.0)
        over = 8 * beta(alpha, 7 * alpha).sf(0.01)
        assert (draws > 0.01).sum(axis=1).mean() == pytest.approx(over, abs=0.15)


def test_a_weight_is_its_share_of_prior_and_points(run: dict[str, Any]) -> None:
    for alpha, mixture in zip(run["priors"], run["mixtures"], strict=True):
        counts = mixture.predict_proba(run["X"]).sum(axis=0)
        expected = (alpha + counts) / (500 + 8 * alpha)
        assert mixture.weights_ == pytest.approx(expected, abs=2e-3)


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("kind", ["dirichlet_distribution", "dirichlet_process"])
def test_three_survive_from_other_starts_too(run: dict[str, Any], kind: str, seed: int) -> None:
    mixture = BayesianGaussianMixture(
        n_components=8,
        weight_concentration_prior_type=kind,
        weight_concentration_prior=0.01,
        tol=1e-4,
        max_iter=1000,
        random_state=seed,
    ).fit(run["X"])
    assert run["count_survivors"](mixture) == 3


def test_the_survivors_are_the_components_that_em_finds(run: dict[str, Any]) -> None:
    fitted = GaussianMixture(3, tol=1e-6, max_iter=1000, random_state=0).fit(run["X"])
    means = fitted.means_[np.argsort(-fitted.weights_)]
    assert run["pruned"].means_[run["kept"]] == pytest.approx(means, abs=0.15)


def test_the_tables_hold_what_the_figures_show(run: dict[str, Any]) -> None:
    for row, weights in zip(run["weights_table"][1:], run["weights"], strict=True):
        assert row[1:9] == pytest.approx(weights, abs=5e-5)
        assert sum(weights) == pytest.approx(1.0)
    assert [row[-1] for row in run["weights_table"][1:]] == run["survivors"]
    assert len(run["components_table"]) == 1 + 3
