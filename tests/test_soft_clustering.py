"""The first lesson's program gives the published numbers, and its page tells the truth."""

import inspect
import itertools
import runpy
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from tests.conftest import ROOT

SETTINGS = {
    "n_samples": 600,
    "n_components": 3,
    "cluster_std": (1.0, 1.4, 0.8),
    "covariance_type": "full",
    "random_state": 7,
    "n_init": 8,
}


@pytest.fixture(scope="module")
def program() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    mpl.use("agg")
    return runpy.run_path(str(ROOT / "gmm_demo/lessons/soft_clustering.py"))


@pytest.fixture(scope="module")
def data() -> "np.ndarray[Any, Any]":
    """Return the lesson's points."""
    points, _ = make_blobs(n_samples=600, centers=3, cluster_std=(1.0, 1.4, 0.8), random_state=7)
    return np.asarray(points)


@pytest.fixture(scope="module")
def mixture(data: "np.ndarray[Any, Any]") -> GaussianMixture:
    """Return the mixture of the lesson, fitted here."""
    return GaussianMixture(3, random_state=7, n_init=8).fit(data)


def test_the_demo_has_the_six_parameters_of_the_original(program: dict[str, Any]) -> None:
    parameters = inspect.signature(program["run_gmm_demo"]).parameters
    assert {name: one.default for name, one in parameters.items()} == SETTINGS


def test_the_demo_returns_the_published_numbers(program: dict[str, Any]) -> None:
    metrics = program["metrics"]
    assert sorted(metrics) == ["log_likelihood", "responsibilities_shape", "weights"]
    assert metrics["log_likelihood"] == pytest.approx(-3.950589, abs=5e-7)
    assert metrics["weights"] == pytest.approx([0.3335002, 0.33333333, 0.33316647], abs=5e-8)
    assert metrics["responsibilities_shape"] == (600, 3)


def test_the_criteria_are_the_published_ones(program: dict[str, Any]) -> None:
    assert program["bic"]["full"] == pytest.approx(4849.455, abs=5e-4)
    assert program["bic"]["spherical"] == pytest.approx(4814.2, abs=5e-2)
    assert program["aic"]["full"] == pytest.approx(4774.707, abs=5e-4)


def test_the_demo_takes_other_settings(program: dict[str, Any]) -> None:
    metrics = program["run_gmm_demo"](n_samples=90, n_components=2, cluster_std=1.0, n_init=1)
    assert metrics["responsibilities_shape"] == (90, 2)


def test_the_data_are_easy(data: "np.ndarray[Any, Any]", mixture: GaussianMixture) -> None:
    assert mixture.n_iter_ == 2
    assert mixture.predict_proba(data).max(axis=1).min() >= 0.9


def test_bic_and_aic_prefer_spherical_components(program: dict[str, Any]) -> None:
    for criterion in (program["bic"], program["aic"]):
        assert min(criterion, key=criterion.get) == "spherical"


def test_all_four_covariance_types_give_the_same_hard_labels(
    data: "np.ndarray[Any, Any]", mixture: GaussianMixture
) -> None:
    labels = mixture.predict(data)
    for kind in ("tied", "diag", "spherical"):
        other = GaussianMixture(3, covariance_type=kind, random_state=7, n_init=8)
        found = other.fit_predict(data)
        orders = itertools.permutations(range(3))
        assert any((np.array(order)[found] == labels).all() for order in orders), kind


def test_components_are_not_numbered_as_the_blobs_are(mixture: GaussianMixture) -> None:
    spreads = np.sqrt([np.trace(covariance) / 2 for covariance in mixture.covariances_])
    assert list(np.argsort(spreads)) != list(np.argsort((1.0, 1.4, 0.8)))


def test_the_exercises_come_out_as_their_solutions_say(program: dict[str, Any]) -> None:
    assert program["at_midpoint"] == pytest.approx([0.7, 0.3], abs=1e-12)
    boundary = program["boundary"]
    shares = [0.7 * np.exp(-(boundary**2) / 2), 0.3 * np.exp(-((boundary - 3) ** 2) / 2)]
    assert shares[0] == pytest.approx(shares[1], rel=1e-12)
    assert program["soft_points"] == sorted(program["soft_points"])
    assert program["soft_points"] == [0, 33, 128, 239]


def test_words_are_returned_as_they_are() -> None:
    from gmm_demo.words import _  # noqa: PLC0415 - the name pytest would take for a throwaway

    assert _("text", "context") == "text"
