"""The program of the lesson about EM gives the published numbers."""

import json
from typing import Any

import numpy as np
import pytest
from scipy.special import softmax
from scipy.stats import multivariate_normal

from gmm_demo import em
from sitegen.programs.record import recorded
from tests.programs import run_of

MEANS = [[0.08871446, 0.04564594], [-3.08442868, 3.07309071], [3.05915799, 3.15711097]]
COVARIANCES = [
    [[1.01691342, 0.38486941], [0.38486941, 0.98651172]],
    [[1.44451192, 0.28724678], [0.28724678, 0.91035083]],
    [[1.09349783, -0.24274844], [-0.24274844, 1.27556857]],
]


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("em_from_scratch")


def test_the_estimates_are_the_published_ones(run: dict[str, Any]) -> None:
    assert len(run["history"]) == 58
    assert run["final_log_likelihood"] == pytest.approx(-3936.64088, abs=5e-6)
    published = [0.3103679, 0.30013538, 0.38949671]
    np.testing.assert_allclose(run["weights"], published, rtol=0, atol=6e-9)
    np.testing.assert_allclose(run["means"], MEANS, rtol=0, atol=6e-9)
    np.testing.assert_allclose(run["covariances"], COVARIANCES, rtol=0, atol=6e-9)


def test_the_data_are_drawn_as_published(run: dict[str, Any]) -> None:
    draws = np.random.RandomState(42)
    first = draws.multivariate_normal((0, 0), [[1, 0.3], [0.3, 1]], 300)
    second = draws.multivariate_normal((3, 3), [[1, -0.2], [-0.2, 1.5]], 400)
    third = draws.multivariate_normal((-3, 3), [[1.5, 0.4], [0.4, 1]], 300)
    np.testing.assert_array_equal(run["X"], np.concatenate([first, second, third]))


def test_the_start_is_the_published_one(run: dict[str, Any]) -> None:
    chosen = np.random.RandomState(11).choice(1000, 3, replace=False)
    np.testing.assert_array_equal(run["start_means"], run["X"][chosen])
    np.testing.assert_allclose(run["start_weights"], [1 / 3] * 3)
    np.testing.assert_allclose(run["start_covariances"], [np.cov(run["X"].T)] * 3)


def test_the_density_is_that_of_scipy(run: dict[str, Any]) -> None:
    for mean, covariance in zip(MEANS, COVARIANCES, strict=True):
        ours = run["gaussian_density"](run["X"], np.array(mean), np.array(covariance))
        theirs = multivariate_normal(mean, covariance).pdf(run["X"])
        np.testing.assert_allclose(ours, theirs, rtol=1e-10)


def test_every_iteration_is_that_of_the_estimator(run: dict[str, Any]) -> None:
    parameters = run["start"]
    for weights, means, covariances, value in run["history"]:
        _density, shares = em.e_step(run["X"], *parameters)
        parameters = em.m_step(run["X"], shares, "full", 0.0)
        np.testing.assert_allclose(weights, parameters[0], rtol=1e-9)
        np.testing.assert_allclose(means, parameters[1], rtol=0, atol=1e-9)
        np.testing.assert_allclose(covariances, parameters[2], rtol=0, atol=1e-9)
        log_density, _shares = em.e_step(run["X"], *parameters)
        assert value == pytest.approx(log_density.sum(), rel=1e-12)


def test_the_iteration_by_hand_is_the_first_of_the_run(run: dict[str, Any]) -> None:
    by_function = run["e_step"](run["X"], *run["start"])
    np.testing.assert_allclose(run["shares"], by_function[run["n"]], rtol=1e-12)
    np.testing.assert_allclose(run["shares"], [0.7193, 0.0477, 0.2330], atol=5e-5)
    weights, means, covariances, _value = run["history"][0]
    assert run["first_weight"] == pytest.approx(weights[0], rel=1e-12)
    np.testing.assert_allclose(run["first_mean"], means[0], rtol=1e-12)
    np.testing.assert_allclose(run["first_covariance"], covariances[0], rtol=1e-12)
    assert run["first_count"] == pytest.approx(353.4218, abs=5e-5)


def test_logarithms_give_the_exact_shares_of_far_points(run: dict[str, Any]) -> None:
    parameters = (run["weights"], run["means"], run["covariances"])
    logs = [
        np.log(weight) + multivariate_normal(mean, covariance).logpdf(run["far"][0])
        for weight, mean, covariance in zip(*parameters, strict=True)
    ]
    np.testing.assert_allclose(run["stable_far"], softmax(logs), atol=1e-15)


def test_known_labels_give_the_averages_of_the_clusters(run: dict[str, Any]) -> None:
    weights, means, covariances = run["known"]
    for k in range(3):
        cluster = run["X"][run["origin"] == k]
        assert weights[k] == pytest.approx(run["true_weights"][k])
        np.testing.assert_allclose(means[k], cluster.mean(axis=0), atol=1e-12)
        np.testing.assert_allclose(covariances[k], np.cov(cluster.T, bias=True), atol=1e-12)


def test_a_shared_covariance_is_the_weighted_mean(run: dict[str, Any]) -> None:
    points, shares = run["X"], run["responsibilities"]
    _weights, means, covariances = run["tied_m_step"](points, shares)
    offsets = points[:, None] - means
    pooled = np.einsum("nk,nki,nkj->ij", shares, offsets, offsets) / len(points)
    np.testing.assert_allclose(covariances, [pooled] * 3, rtol=1e-10)


def test_a_frame_is_the_same_whatever_was_drawn_before(run: dict[str, Any]) -> None:
    def picture(index: int) -> bytes:
        run["draw_snapshot"](index)
        canvas = run["stage"].figure.canvas
        canvas.draw()
        return bytes(canvas.buffer_rgba())

    early = picture(3)
    assert picture(40) != early
    assert picture(3) == early


def test_there_is_a_frame_for_the_start_and_each_iteration(run: dict[str, Any]) -> None:
    assert list(run["animation"].new_frame_seq()) == list(range(59))
    run["draw_snapshot"](0)
    assert run["stage"].get_title() == "Start, log-likelihood -4754.72"
    run["draw_snapshot"](58)
    assert run["stage"].get_title() == "Iteration 57, log-likelihood -3936.64"


def test_the_record_of_the_iterations_is_the_history_rounded(run: dict[str, Any]) -> None:
    record = run["iterations_record"]
    assert [entry["iteration"] for entry in record] == list(range(-1, 58))
    assert record[0]["log_likelihood"] == pytest.approx(run["start_log_likelihood"], abs=5e-6)
    for entry, (weights, means, covariances, value) in zip(record[1:], run["history"], strict=True):
        np.testing.assert_allclose(entry["weights"], weights, atol=5.1e-6)
        np.testing.assert_allclose(entry["means"], means, atol=5.1e-6)
        np.testing.assert_allclose(entry["covariances"], covariances, atol=5.1e-6)
        assert entry["log_likelihood"] == pytest.approx(value, abs=5.1e-6)


def test_what_the_page_quotes_is_recorded_without_nan(run: dict[str, Any]) -> None:
    values = recorded(run)
    json.dumps(values, allow_nan=False)
    assert {"points", "iterations_record", "estimates", "trace_table"} <= set(values)


@pytest.mark.parametrize(
    ("name", "rows"),
    [("data_table", 4), ("trace_table", 21), ("snapshots_table", 16), ("estimates", 19)],
)
def test_each_table_has_a_header_and_full_rows(run: dict[str, Any], name: str, rows: int) -> None:
    table = run[name]
    assert len(table) == rows
    assert {len(row) for row in table} == {len(table[0])}
    assert all(isinstance(word, str) for word in table[0])
