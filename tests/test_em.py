"""The teaching estimator: examples, refusals, and scikit-learn as its oracle."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture as Oracle

from gmm_demo.covariances import TYPES, Floats, count_parameters
from gmm_demo.em import GaussianMixture, NotFittedError, e_step, log_gaussian
from tests.conftest import ROOT

WEIGHTS = [0.2, 0.3, 0.5]
MEANS = [[0.0, 0.0], [2.0, -1.0], [1.0, 3.0]]
WIDE: dict[str, Any] = {
    "full": [[[2, 0.5], [0.5, 3]], [[1, 0], [0, 2]], [[4, -1], [-1, 1]]],
    "tied": [[2, 0.5], [0.5, 3]],
    "diag": [[2, 3], [1, 2], [4, 1]],
    "spherical": [2, 1, 4],
}
"""Covariances to start from, of every type."""

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
every_type = pytest.mark.parametrize("kind", TYPES)


@pytest.fixture(scope="module")
def points() -> Floats:
    """Return the running example of the course: three components that overlap."""
    rng = np.random.default_rng(11)
    return np.vstack(
        [
            rng.multivariate_normal((0, 0), [[1.5, 0.9], [0.9, 1]], 220),
            rng.multivariate_normal((2.2, -0.6), [[0.7, -0.5], [-0.5, 1.2]], 180),
            rng.multivariate_normal((0.8, 3), [[2.0, 0.0], [0.0, 0.3]], 100),
        ]
    )


def pair(kind: str, means: Any = MEANS, **settings: Any) -> tuple[GaussianMixture, Oracle]:
    """Return our mixture and scikit-learn's, to start at the same parameters."""
    wide = np.array(WIDE[kind], dtype=float)
    precisions = np.linalg.inv(wide) if kind in {"full", "tied"} else 1 / wide
    settings |= {"covariance_type": kind, "weights_init": WEIGHTS, "means_init": means}
    return (
        GaussianMixture(3, covariances_init=wide, keep_history=True, **settings),
        Oracle(3, precisions_init=precisions, **settings),
    )


def assert_every_iteration_agrees(ours: GaussianMixture, oracle: Oracle, points: Floats) -> None:
    ours.fit(points)
    oracle.set_params(max_iter=1, warm_start=True)
    for after, log_likelihood in zip(ours.history_[1:], ours.log_likelihoods_, strict=True):
        oracle.fit(points)
        assert log_likelihood == pytest.approx(oracle.lower_bound_, abs=1e-10)
        for name in ("weights", "means", "covariances"):
            found, expected = getattr(after, name), getattr(oracle, f"{name}_")
            np.testing.assert_allclose(found, expected, rtol=0, atol=1e-10, err_msg=name)


@every_type
@pytest.mark.parametrize("reg_covar", [0.0, 1e-6, 0.5])
def test_every_iteration_is_scikit_learns(kind: str, reg_covar: float, points: Floats) -> None:
    ours, oracle = pair(kind, tol=0, max_iter=60, reg_covar=reg_covar)
    assert_every_iteration_agrees(ours, oracle, points)
    assert len(ours.log_likelihoods_) == 60


@every_type
def test_a_component_that_loses_its_points_goes_where_scikit_learns_does(
    kind: str, points: Floats
) -> None:
    ours, oracle = pair(kind, means=[[0, 0], [1, 3], [1e5, 1e5]], tol=0, max_iter=5)
    assert_every_iteration_agrees(ours, oracle, points)
    without_points = ours.history_[1]
    assert without_points.means[2].tolist() == [0, 0]
    assert 0 < without_points.weights[2] < 1e-15


@every_type
def test_fit_stops_where_scikit_learn_stops_and_judges_points_alike(
    kind: str, points: Floats
) -> None:
    ours, oracle = pair(kind, tol=1e-5, max_iter=500)
    ours.fit(points)
    oracle.fit(points)
    assert (ours.converged_, ours.n_iter_) == (True, oracle.n_iter_)
    assert 2 < ours.n_iter_ < 500
    fresh = points[:50] * 1.3 + 0.2
    np.testing.assert_array_equal(ours.predict(fresh), oracle.predict(fresh))
    for method in ("predict_proba", "score_samples", "score", "bic", "aic"):
        judgement, expected = getattr(ours, method)(fresh), getattr(oracle, method)(fresh)
        np.testing.assert_allclose(judgement, expected, rtol=1e-10, atol=1e-10, err_msg=method)


def test_three_full_components_in_the_plane_have_17_free_parameters() -> None:
    assert [count_parameters(kind, 3, 2) for kind in TYPES] == [17, 11, 14, 11]


def test_em_from_scratch_gives_the_published_numbers() -> None:
    rng = np.random.RandomState(42)
    drawn = [
        rng.multivariate_normal((0, 0), [[1, 0.3], [0.3, 1]], 300),
        rng.multivariate_normal((3, 3), [[1, -0.2], [-0.2, 1.5]], 400),
        rng.multivariate_normal((-3, 3), [[1.5, 0.4], [0.4, 1]], 300),
    ]
    cloud = np.vstack(drawn)
    mixture = GaussianMixture(
        3,
        tol=0,
        reg_covar=0,
        weights_init=[1 / 3] * 3,
        means_init=cloud[np.random.RandomState(11).choice(1000, 3, replace=False)],
        covariances_init=[np.cov(cloud.T)] * 3,
        keep_history=True,
    ).fit(cloud)
    totals = 1000 * np.array([snapshot.log_likelihood for snapshot in mixture.history_])
    assert (np.diff(totals) < 1e-5).argmax() == 57
    end = mixture.history_[58]
    assert totals[58] == pytest.approx(-3936.64088, abs=5e-6)
    assert end.weights == pytest.approx([0.3103679, 0.30013538, 0.38949671], abs=5e-9)
    assert end.means[1] == pytest.approx([-3.08442868, 3.07309071], abs=5e-9)
    published = [[1.09349783, -0.24274844], [-0.24274844, 1.27556857]]
    assert end.covariances[2] == pytest.approx(np.array(published), abs=5e-9)


def test_the_history_leads_from_the_start_to_what_was_learnt(points: Floats) -> None:
    mixture = pair("full", tol=0, max_iter=7)[0].fit(points)
    first, *_, last = mixture.history_
    assert len(mixture.history_) == mixture.n_iter_ + 1 == 8
    assert first.means.tolist() == MEANS
    told = [snapshot.log_likelihood for snapshot in mixture.history_]
    assert told == [*mixture.log_likelihoods_, mixture.score(points)]
    assert last.means is mixture.means_
    assert not mixture.converged_
    assert GaussianMixture().fit(points).history_ == ()


def test_the_log_density_is_scipys() -> None:
    matrix = [[2, 0.5, 0], [0.5, 1, -0.3], [0, -0.3, 3]]
    cloud = np.random.default_rng(0).normal(size=(20, 3)) * 4
    found = log_gaussian(cloud, np.array([[1.0, 2, 3]]), np.array([matrix]))
    expected = multivariate_normal((1, 2, 3), matrix).logpdf(cloud)
    np.testing.assert_allclose(found[:, 0], expected, rtol=1e-12)


def test_500_features_do_not_underflow() -> None:
    cloud = 3 * np.random.default_rng(0).normal(size=(40, 500))
    means, matrices = np.array([np.zeros(500), np.ones(500)]), np.array([np.eye(500)] * 2)
    log_density, shares = e_step(cloud, np.array([0.5, 0.5]), means, matrices)
    assert (np.exp(log_density) == 0).all()
    expected = np.log(0.5) - 250 * np.log(2 * np.pi) - (cloud**2).sum(axis=1) / 2
    np.testing.assert_allclose(log_density, expected, rtol=1e-12)
    assert shares.sum(axis=1) == pytest.approx(1, abs=1e-12)
    for kind in TYPES:
        mixture = GaussianMixture(2, covariance_type=kind, max_iter=3, tol=0).fit(cloud)
        assert np.isfinite(mixture.score_samples(cloud)).all()
        assert mixture.sample(3)[0].shape == (3, 500)


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"n_components": 0}, "n_components must be an integer ≥ 1, not 0"),
        ({"n_components": 2.0}, "n_components must be an integer"),
        ({"n_components": True}, "n_components must be an integer"),
        ({"n_components": 501}, "X has 500 points, but needs 501"),
        ({"n_init": 0}, "n_init must be"),
        ({"max_iter": 0}, "max_iter must be"),
        ({"tol": -1e-3}, "tol must be a finite number ≥ 0"),
        ({"tol": np.nan}, "tol must be a finite number"),
        ({"reg_covar": -1e-9}, "reg_covar must be a finite number ≥ 0, not -1e-09"),
        ({"covariance_type": "ful"}, "covariance_type must be in .*'tied'.*, not 'ful'"),
        ({"init_params": "k-means"}, "init_params must be in .*'kmeans'"),
        ({"random_state": "seed"}, "random_state must be"),
        ({"weights_init": [0.5, 0.5]}, r"weights_init must have the shape \(1,\), not \(2,\)"),
        ({"weights_init": [0.9]}, "weights_init must be positive and sum to one"),
        ({"n_components": 2, "weights_init": [0, 1]}, "weights_init must be positive"),
        ({"means_init": [[1, 2, 3]]}, r"means_init must have the shape \(1, 2\)"),
        ({"means_init": [[np.nan, 0]]}, "means_init holds NaN"),
        ({"covariances_init": np.eye(2)}, r"covariances_init must have the shape \(1, 2, 2\)"),
        ({"covariances_init": [[[1, 2], [2, 1]]]}, "mend covariances_init"),
        ({"covariances_init": [[[1, 0.5], [0, 1]]]}, "mend covariances_init"),
        ({"covariances_init": [-1], "covariance_type": "spherical"}, "mend covariances_init"),
    ],
)
def test_settings_that_mean_nothing_are_refused(
    settings: dict[str, Any], fault: str, points: Floats
) -> None:
    mixture = GaussianMixture(**settings)
    with pytest.raises(ValueError, match=fault):
        mixture.fit(points)


@pytest.mark.parametrize(
    ("cloud", "fault"),
    [
        ([[np.nan, 1], [0, 1]], "X holds NaN or infinity; remove"),
        ([[np.inf, 1], [0, 1]], "X holds NaN or infinity"),
        ([1, 2, 3], r"for one feature use X.reshape\(-1, 1\)"),
        (np.zeros((2, 2, 2)), r"X must have the shape \(points, features\)"),
        (np.zeros((0, 2)), "X has 0 points"),
        (np.zeros((5, 0)), "X must have the shape"),
        ([["a", "b"]], "X must hold real numbers"),
        ([[1j, 2]], "X must hold real numbers, not complex128"),
        ([[1, None]], "X must hold real numbers, not object"),
        ([[1, 2], [3]], "X is ragged"),
        ([[1e200, 1], [0, 1]], "choose a larger unit"),
        ([[1, 2, 3]], "X has 3 features, but the mixture was fitted to 2"),
    ],
)
def test_points_that_cannot_be_judged_are_refused(cloud: Any, fault: str, points: Floats) -> None:
    mixture = GaussianMixture().fit(points)
    for method in (mixture.predict, mixture.score_samples, mixture.bic):
        with pytest.raises(ValueError, match=fault):
            method(cloud)
    if "fitted" not in fault:
        with pytest.raises(ValueError, match=fault):
            GaussianMixture().fit(cloud)


def test_nothing_is_told_before_fit(points: Floats) -> None:
    mixture = GaussianMixture()
    for method in ("predict", "predict_proba", "score", "score_samples", "bic", "aic"):
        with pytest.raises(NotFittedError, match="call fit"):
            getattr(mixture, method)(points)
    with pytest.raises(NotFittedError, match="call fit"):
        mixture.sample()
    with pytest.raises(ValueError, match="n_samples must be an integer ≥ 1"):
        mixture.fit(points).sample(0)


def test_what_was_given_is_left_alone(points: Floats) -> None:
    means, cloud = np.array(MEANS), points.copy()
    mixture = GaussianMixture(3, means_init=means, keep_history=True).fit(cloud)
    assert mixture.means_init is means
    assert means.tolist() == MEANS
    assert (cloud == points).all()
    assert means.flags.writeable
    assert cloud.flags.writeable


def test_the_estimator_stands_on_numpy_and_scipy_alone() -> None:
    for module in ("em", "starts"):
        source = (ROOT / f"gmm_demo/{module}.py").read_text(encoding="utf-8")
        assert "sklearn" not in source
