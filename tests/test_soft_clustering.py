"""The first lesson's program gives the published numbers, and its page tells the truth."""

import inspect
import itertools
from typing import Any

import numpy as np
import pytest
from matplotlib import colors
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from gmm_demo.data import overlapping_clusters
from tests.programs import run_of

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
    return run_of("soft_clustering")


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


def test_the_new_cells_leave_the_recorded_numbers_of_the_old_ones(
    program: dict[str, Any], data: "np.ndarray[Any, Any]", mixture: GaussianMixture
) -> None:
    assert np.array_equal(program["X"], data)
    assert np.array_equal(program["responsibilities"], mixture.predict_proba(data))
    assert program["smallest_share"] == mixture.predict_proba(data).max(axis=1).min()
    assert program["iterations"] == mixture.n_iter_
    assert program["weights"].tolist() == [0.7, 0.3]


def test_the_table_of_the_first_figure_is_numbered_like_its_legend(
    program: dict[str, Any], mixture: GaussianMixture
) -> None:
    header, *rows = program["clusters_table"]
    assert {len(row) for row in rows} == {len(header)}
    assert [row[0] for row in rows] == [1, 2, 3]
    assert [row[1] for row in rows] == pytest.approx(program["metrics"]["weights"], abs=5e-5)
    assert np.array([row[2:4] for row in rows]) == pytest.approx(mixture.means_, abs=5e-5)
    assert [row[4:] for row in rows] == [[200, 0]] * 3


def test_components_of_the_overlapping_data_are_numbered_by_weight(
    program: dict[str, Any],
) -> None:
    assert (np.diff(program["overlap_weights"]) < 0).all()
    means = {name: program[name] for name in ("overlap_means", "points", "labels")}
    for k, true_mean in enumerate([(0, 0), (2.2, -0.6), (0.8, 3)]):
        assert np.linalg.norm(means["overlap_means"][k] - true_mean) < 0.3
        cluster = means["points"][means["labels"] == k]
        assert np.linalg.norm(cluster.mean(axis=0) - true_mean) < 0.5


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_another_seed_numbers_the_components_alike_and_shares_the_points_alike(
    program: dict[str, Any], seed: int
) -> None:
    points, _ = overlapping_clusters()
    other = GaussianMixture(3, tol=1e-6, random_state=seed).fit(points)
    order = np.argsort(-other.weights_)
    assert other.means_[order] == pytest.approx(program["overlap_means"], abs=2e-3)
    assert other.predict_proba(points)[:, order] == pytest.approx(program["shares"], abs=2e-3)


def test_shares_are_weighted_densities_over_their_sum(program: dict[str, Any]) -> None:
    points, overlap, order = program["points"], program["overlap"], program["order"]
    terms = []
    for weight, mean, matrix in zip(
        overlap.weights_[order], overlap.means_[order], overlap.covariances_[order], strict=True
    ):
        offsets = points - mean
        squares = np.einsum("ni,ij,nj->n", offsets, np.linalg.inv(matrix), offsets)
        root = 2 * np.pi * np.sqrt(np.linalg.det(matrix))
        terms.append(weight * np.exp(-squares / 2) / root)
    densities = np.stack(terms, axis=1)
    expected = densities / densities.sum(axis=1, keepdims=True)
    assert program["shares"] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_k_means_agrees_as_little_from_other_starts(program: dict[str, Any], seed: int) -> None:
    points, origins = overlapping_clusters()
    labels = KMeans(3, n_init=10, random_state=seed).fit_predict(points)
    assert adjusted_rand_score(origins, labels) == pytest.approx(program["agreement"]["k_means"])


def test_the_table_of_the_overlapping_data_counts_every_point_once(
    program: dict[str, Any],
) -> None:
    header, *rows = program["overlap_table"]
    assert {len(row) for row in rows} == {len(header)}
    assert sum(row[1] for row in rows) == pytest.approx(1, abs=2e-4)
    assert sum(row[-2] for row in rows) == 500
    assert sum(row[-1] for row in rows) == program["soft_count"]


def test_the_figure_of_the_overlapping_data_mixes_colours_and_doubles_them(
    program: dict[str, Any],
) -> None:
    plt = program["plt"]
    plt.close("all")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plt, "show", lambda: None)
        covariances = program["overlap"].covariances_[program["order"]]
        shares = program["shares"]
        program["draw_shares"](program["points"], shares, program["overlap_means"], covariances)
    ax = plt.gca()
    clear, soft, softest = ax.collections
    assert len(clear.get_offsets()) == 350
    assert len(soft.get_offsets()) == 150
    assert np.array(softest.get_offsets())[0] == pytest.approx(program["softest_point"])
    pure = np.array([colors.to_rgb(f"C{k}") for k in range(3)])
    soft_shares = shares[program["soft"]]
    assert soft.get_facecolor()[:, :3] == pytest.approx(soft_shares @ pure, abs=1e-6)
    assert len({ellipse.get_linestyle() for ellipse in ax.patches}) == 3
    assert [text.get_text() for text in ax.texts] == ["1", "2", "3"]
    assert ax.get_aspect() == 1
    plt.close("all")


def test_words_are_returned_as_they_are() -> None:
    from gmm_demo.words import _  # noqa: PLC0415 - the name pytest would take for a throwaway

    assert _("text", "context") == "text"
