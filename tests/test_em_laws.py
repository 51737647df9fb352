"""Laws of the teaching estimator: what holds for any points and any start."""

# ruff: noqa: N803, N806 - K and N are the names the formulas use.

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from gmm_demo.covariances import TYPES, Floats, expand, restrict
from gmm_demo.em import GaussianMixture, Snapshot, log_sum_exp
from gmm_demo.starts import STARTS, kmeans_plus_plus

KINDS = st.sampled_from(TYPES)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Keep small systems from waiting for each other's threads on a busy machine."""
    with threadpool_limits(1):
        yield


def law(*drawn: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Decorate a test: it holds for all that is drawn, however busy the machine is."""
    return lambda test: settings(deadline=None)(given(*drawn)(test))


@dataclasses.dataclass(frozen=True)
class Case:
    """Points, and parameters to start from."""

    points: Floats
    weights: Floats
    means: Floats
    covariances: Floats
    kind: str

    def fit(self, **changes: Any) -> GaussianMixture:
        """Return the mixture after ten iterations, or forget a case that collapses."""
        mixture = GaussianMixture(
            len(self.weights),
            covariance_type=self.kind,
            weights_init=self.weights,
            means_init=self.means,
            covariances_init=self.covariances,
            **({"max_iter": 10, "tol": 0, "reg_covar": 0, "keep_history": True} | changes),
        )
        try:
            return mixture.fit(self.points)
        except ValueError as error:
            assert "collapsed" in str(error)  # noqa: PT017 - other refusals are faults
            reject()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw points of up to three blurred groups, and a start on three of them."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    K, d, kind = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(KINDS)
    centres = draw(st.floats(0, 5)) * rng.normal(size=(K, d))
    N = draw(st.integers(30, 60)) * K
    points = centres[rng.integers(K, size=N)] + rng.normal(size=(N, d))
    weights = rng.dirichlet(np.full(K, 5.0))
    covariances = restrict(np.stack([np.cov(points.T).reshape(d, d)] * K), weights, kind)
    return Case(points, weights, rng.choice(points, K, replace=False), covariances, kind)


def assert_same(found: Snapshot, expected: Snapshot, atol: float = 1e-8) -> None:
    for name in ("weights", "means", "covariances", "log_likelihood"):
        one, other = getattr(found, name), getattr(expected, name)
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=atol, err_msg=name)


@law(cases())
def test_the_likelihood_never_falls(case: Case) -> None:
    mixture = case.fit(max_iter=40)
    told = [snapshot.log_likelihood for snapshot in mixture.history_]
    assert len(told) == 41
    assert (np.diff(told) >= -1e-9 * np.maximum(1, np.abs(told[1:]))).all()


@law(
    arrays(float, st.tuples(st.integers(3, 12), st.integers(1, 3)), elements=st.floats(-1e3, 1e3)),
    st.integers(1, 3),
    KINDS,
    st.sampled_from(["kmeans", "random"]),
)
def test_any_points_give_shares_of_one_and_finite_numbers(
    points: Floats, K: int, kind: str, start: str
) -> None:
    mixture = GaussianMixture(K, covariance_type=kind, init_params=start, random_state=0)
    shares = mixture.fit(points).predict_proba(points)
    assert mixture.weights_.sum() == pytest.approx(1, abs=1e-12)
    np.testing.assert_allclose(shares.sum(axis=1), 1, rtol=0, atol=1e-12)
    assert (shares >= 0).all()
    clusters = STARTS["kmeans"](points, K, np.random.default_rng(0))
    assert (clusters.sum(axis=0) >= 1).all()
    for array in (mixture.means_, mixture.covariances_, mixture.score_samples(points)):
        assert np.isfinite(array).all()


@law(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_points_does_not_matter(case: Case, random: Any) -> None:
    order = random.sample(range(len(case.points)), len(case.points))
    mixture, other = case.fit(), dataclasses.replace(case, points=case.points[order]).fit()
    assert_same(other.history_[-1], mixture.history_[-1])
    shares = mixture.predict_proba(case.points)
    np.testing.assert_allclose(other.predict_proba(case.points[order]), shares[order], atol=1e-6)


@law(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_components_is_kept_and_does_not_matter(case: Case, random: Any) -> None:
    order = random.sample(range(len(case.weights)), len(case.weights))

    def turned(one: Any) -> Any:
        own = one.covariances if case.kind == "tied" else one.covariances[order]
        return dataclasses.replace(
            one, weights=one.weights[order], means=one.means[order], covariances=own
        )

    assert_same(turned(case).fit().history_[-1], turned(case.fit().history_[-1]))


@law(cases(), st.floats(-1e4, 1e4))
def test_a_translation_moves_the_means_alone(case: Case, shift: float) -> None:
    moved = dataclasses.replace(case, points=case.points + shift, means=case.means + shift)
    end = moved.fit().history_[-1]
    back = dataclasses.replace(end, means=end.means - shift)
    assert_same(back, case.fit().history_[-1], atol=1e-6)


@law(cases(), st.floats(1e-3, 1e3))
def test_another_unit_scales_means_covariances_and_density(case: Case, unit: float) -> None:
    points, means, squared = case.points * unit, case.means * unit, case.covariances * unit**2
    scaled = dataclasses.replace(case, points=points, means=means, covariances=squared)
    end = scaled.fit().history_[-1]
    means, squared = end.means / unit, end.covariances / unit**2
    log_likelihood = end.log_likelihood + points.shape[1] * np.log(unit)
    back = Snapshot(end.weights, means, squared, log_likelihood)
    assert_same(back, case.fit().history_[-1])


@law(cases(), st.integers(1, 40), st.integers(0, 2**32))
def test_a_seed_draws_the_same_sample_every_time(case: Case, size: int, seed: int) -> None:
    mixture = case.fit(random_state=seed)
    points, origin = mixture.sample(size)
    assert (points.shape, origin.shape) == ((size, case.points.shape[1]), (size,))
    assert {*origin} <= {*range(len(case.weights))}
    assert all(map(np.array_equal, mixture.sample(size), (points, origin)))


@law(cases())
def test_a_large_sample_has_the_moments_of_its_components(case: Case) -> None:
    mixture = case.fit(random_state=1)
    K, d = mixture.means_.shape
    points, origin = mixture.sample(20_000)
    shares = np.bincount(origin, minlength=K) / len(origin)
    np.testing.assert_allclose(shares, mixture.weights_, atol=0.02)
    matrices = expand(mixture.covariances_, case.kind, K, d)
    for k in np.flatnonzero(shares > 0.05):
        own = (points[origin == k] - mixture.means_[k]).T
        standard = np.linalg.solve(np.linalg.cholesky(matrices[k]), own)
        noise = 9 / np.sqrt(own.shape[1])
        np.testing.assert_allclose(standard.mean(axis=1), 0, atol=noise)
        np.testing.assert_allclose(standard @ standard.T / own.shape[1], np.eye(d), atol=noise)


@law(cases())
def test_the_judgements_of_a_mixture_fit_together(case: Case) -> None:
    mixture = case.fit()
    (N, d), K = case.points.shape, len(case.weights)
    free = {"full": K * d * (d + 1) / 2, "tied": d * (d + 1) / 2, "diag": K * d, "spherical": K}
    p = free[case.kind] + K * d + K - 1
    total = mixture.score_samples(case.points).sum()
    assert mixture.score(case.points) == pytest.approx(total / N, rel=1e-12)
    assert mixture.bic(case.points) == pytest.approx(p * np.log(N) - 2 * total, rel=1e-12)
    assert mixture.aic(case.points) == pytest.approx(2 * p - 2 * total, rel=1e-12)
    shares = mixture.predict_proba(case.points)
    assert (mixture.predict(case.points) == shares.argmax(axis=1)).all()


def test_log_sum_exp_neither_overflows_nor_underflows() -> None:
    terms = np.array([[1e5, 1e5], [-1e5, -1e5], [0, -800]])
    assert log_sum_exp(terms) == pytest.approx([1e5 + np.log(2), -1e5 + np.log(2), 0], rel=1e-15)


def test_the_kmeans_start_finds_separate_clusters() -> None:
    rng = np.random.default_rng(3)
    origin = np.repeat(range(4), 25)
    cloud = np.array([[0, 0], [9, 0], [0, 9], [9, 9]])[origin] + rng.normal(size=(100, 2))
    for seed in range(10):
        labels = STARTS["kmeans"](cloud, 4, np.random.default_rng(seed)).argmax(axis=1)
        assert len({*labels}) == len({*zip(origin, labels, strict=True)}) == 4


def test_kmeans_plus_plus_draws_in_proportion_to_squared_distance() -> None:
    line, rng = np.array([[0.0], [1.0], [3.0]]), np.random.default_rng(5)
    draws = [kmeans_plus_plus(line, 2, rng).ravel() for _ in range(6000)]
    after_zero = [second for first, second in draws if first == 0]
    assert np.mean(np.array(after_zero) == 3) == pytest.approx(0.9, abs=0.03)
    assert 0 not in after_zero


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("place", [0.0, 0.1, -3e5])
def test_identical_points_need_reg_covar(kind: str, place: float) -> None:
    cloud = np.full((30, 2), place)
    with pytest.raises(ValueError, match="increase reg_covar"):
        GaussianMixture(2, covariance_type=kind, reg_covar=0).fit(cloud)
    mixture = GaussianMixture(2, covariance_type=kind).fit(cloud)
    assert mixture.score(cloud) == pytest.approx(-np.log(2 * np.pi * 1e-6), rel=1e-9)
    np.testing.assert_allclose(mixture.means_, place, rtol=1e-12)


def test_a_component_without_width_is_refused() -> None:
    rng = np.random.default_rng(2)
    column, constant = rng.normal(size=(40, 1)), np.full((40, 1), 0.1)
    repeated = np.vstack([np.full((40, 2), 0.1), rng.normal(size=(40, 2)) + 9])
    flat = (np.hstack([column, constant]), column * [1, 0.3], column * [1, 7], repeated * 1e-60)
    for cloud, K in ((repeated, 2), *((cloud, 1) for cloud in flat)):
        assert np.isfinite(GaussianMixture(K, random_state=0).fit(cloud).score(cloud))
        with pytest.raises(ValueError, match=r"component \d is not symmetric"):
            GaussianMixture(K, random_state=0, reg_covar=0).fit(cloud)


def test_a_snapshot_cannot_be_changed() -> None:
    start, end = GaussianMixture(keep_history=True, max_iter=1).fit([[0], [1]]).history_
    with pytest.raises(dataclasses.FrozenInstanceError):
        end.log_likelihood = 0.0  # type: ignore[misc]
    for array in (start.weights, start.means, start.covariances, end.means):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_of_several_starts_the_best_is_kept() -> None:
    cloud = np.random.default_rng(0).normal(size=(60, 2))
    rng = np.random.default_rng(1)
    draw: dict[str, Any] = {"init_params": "random", "max_iter": 50}
    singles = [GaussianMixture(4, random_state=rng, **draw).fit(cloud) for _ in range(6)]
    ends = [mixture.log_likelihoods_[-1] for mixture in singles]
    best = GaussianMixture(4, n_init=6, random_state=1, **draw).fit(cloud)
    assert best.log_likelihoods_[-1] == max(ends) > min(ends)
    assert max(ends) not in (ends[0], ends[-1])
