"""The small class of the density lesson does what scikit-learn does."""

import itertools
from typing import Any

import numpy as np
import pytest
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from tests.programs import run_of


@pytest.fixture(scope="module")
def program() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("mixture_class")


def test_the_points_are_the_blobs_of_the_course(program: dict[str, Any]) -> None:
    points, _ = make_blobs(n_samples=300, centers=3, cluster_std=0.6, random_state=0)
    assert np.array_equal(program["X"], points)


def test_the_class_has_the_methods_the_course_names(program: dict[str, Any]) -> None:
    names = ("e_step", "m_step", "compute_log_likelihood", "fit", "predict", "predict_proba")
    assert all(callable(getattr(program["model"], name)) for name in names)


def test_the_log_densities_are_those_of_scipy(program: dict[str, Any]) -> None:
    covariance = np.array([[2.0, 0.6], [0.6, 0.5]])
    ours = program["log_gaussian"](program["X"], np.array([1.0, -2.0]), covariance)
    theirs = multivariate_normal([1.0, -2.0], covariance).logpdf(program["X"])
    assert ours == pytest.approx(theirs, abs=1e-10)


@pytest.mark.parametrize("shift", [0.0, 1000.0, -1000.0])
def test_the_log_of_a_sum_is_that_of_scipy_and_stays_finite(
    program: dict[str, Any], shift: float
) -> None:
    terms = np.random.default_rng(0).normal(shift, 3, (5, 4))
    ours = program["log_sum_exp"](terms)
    assert ours.shape == (5, 1)
    assert ours[:, 0] == pytest.approx(logsumexp(terms, axis=1), abs=1e-12)


def test_a_fit_is_seeded_and_leaves_the_points_alone(program: dict[str, Any]) -> None:
    before = program["X"].copy()
    again = program["GaussianMixtureModel"](3, seed=0).fit(program["X"])
    assert again.log_likelihoods_ == program["model"].log_likelihoods_
    assert np.array_equal(before, program["X"])


def test_every_start_never_loses_log_likelihood(program: dict[str, Any]) -> None:
    for model in program["models"]:
        assert np.diff(model.log_likelihoods_).min() > -1e-9


def test_one_iteration_is_that_of_scikit_learn(program: dict[str, Any]) -> None:
    points = program["X"]
    model = program["GaussianMixtureModel"](3, max_iter=1, seed=3).fit(points)
    rng = np.random.default_rng(3)
    reference = GaussianMixture(
        3,
        weights_init=np.full(3, 1 / 3),
        means_init=rng.choice(points, 3, replace=False),
        precisions_init=[np.linalg.inv(np.cov(points.T))] * 3,
        max_iter=1,
        tol=1e9,
        reg_covar=0,
    )
    with pytest.warns(Warning, match="did not converge"):
        reference.fit(points)
    assert model.weights_ == pytest.approx(reference.weights_, abs=1e-10)
    assert model.means_ == pytest.approx(reference.means_, abs=1e-10)
    assert model.covariances_ == pytest.approx(reference.covariances_, abs=1e-10)


def test_it_stops_at_max_iter_or_when_the_gain_is_small(program: dict[str, Any]) -> None:
    short = program["GaussianMixtureModel"](3, max_iter=4).fit(program["X"])
    assert len(short.log_likelihoods_) == 5
    gains = np.diff(program["model"].log_likelihoods_)
    assert gains[-1] <= 1e-6
    assert (gains[:-1] > 1e-6).all()


def test_hard_labels_are_scikit_learns_in_another_order(program: dict[str, Any]) -> None:
    theirs = program["reference"].predict(program["X"])
    orders = itertools.permutations(range(3))
    assert any((np.array(order)[program["labels"]] == theirs).all() for order in orders)


def test_drawn_points_have_the_moments_of_their_components(program: dict[str, Any]) -> None:
    model = program["model"]
    rng = np.random.default_rng(0)
    drawn, of = program["sample"](model, 200_000, rng)
    for k in range(3):
        own = drawn[of == k]
        assert len(own) / len(drawn) == pytest.approx(model.weights_[k], abs=0.005)
        assert own.mean(axis=0) == pytest.approx(model.means_[k], abs=0.01)
        assert np.cov(own.T) == pytest.approx(model.covariances_[k], abs=0.01)


def test_the_tables_tell_what_the_figures_show(program: dict[str, Any]) -> None:
    assert len(program["trace_table"]) == program["iterations"] + 2
    assert sum(row[1] for row in program["cluster_table"][1:]) == 300
    assert sum(row[2] for row in program["cluster_table"][1:]) == pytest.approx(1)
