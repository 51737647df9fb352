"""The EM of the playground is `gmm_demo.em`: the same numbers, the same faults."""

# ruff: noqa: N806 - X, N and K are the names the formulas use.

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from gmm_demo.covariances import TYPES, count_parameters
from gmm_demo.em import GaussianMixture
from tests.scripts import run_script

ITERATIONS = 64
PROBLEMS = 56
CLOSE = 1e-9

FIT = """(jobs) => jobs.map(({ X, settings }) => {
  const history = [];
  try {
    for (const { weights, means, covariances, logLikelihood } of gmm.fit(X, settings)) {
      history.push([weights, means, covariances, logLikelihood]);
    }
  } catch (error) {
    if (!(error instanceof gmm.Fault)) throw error;
    return { fault: error.message, kind: error.kind };
  }
  const [K, d] = [settings.n_components, X[0].length];
  const final = history[history.length - 1][3];
  return { history, ...gmm.criteria(settings.covariance_type, K, d, X.length, final) };
})"""
SETTINGS = {
    "n_components": 2,
    "covariance_type": "full",
    "tol": 0,
    "reg_covar": 1e-6,
    "max_iter": ITERATIONS,
}
STARTS = ("weights_init", "means_init", "covariances_init")


def jobs() -> list[dict[str, Any]]:
    """Return random problems, each with all covariance types, from both kinds of start."""
    rng = np.random.default_rng(20)
    made = []
    for number in range(PROBLEMS):
        K, d = int(rng.integers(1, 6)), int(rng.integers(1, 4))
        centres = rng.normal(0, 4, (K, d))
        N = int(rng.integers(40, 160))
        X = centres[rng.integers(K, size=N)] + rng.normal(0, rng.uniform(0.3, 1.5), (N, d))
        init = ("k-means++", "random")[number % 2]
        for kind in TYPES:
            own = {"n_components": K, "covariance_type": kind, "init": init, "seed": number}
            made.append({"X": X.tolist(), "settings": SETTINGS | own})
    return made


def fitted(job: dict[str, Any], start: Sequence[Any]) -> GaussianMixture:
    """Return Python's fit of a job from a start."""
    settings = {name: job["settings"][name] for name in SETTINGS}
    given = dict(zip(STARTS, start, strict=False))
    return GaussianMixture(**settings, **given, keep_history=True).fit(np.array(job["X"]))


def test_every_iteration_gives_the_numbers_of_the_estimator() -> None:
    problems = jobs()
    worst = 0.0
    for job, result in zip(problems, run_script("em.js", FIT, problems), strict=True):
        history = result["history"]
        own = fitted(job, history[0])
        assert len(own.history_) == len(history) == ITERATIONS + 1
        for ours, theirs in zip(own.history_, history, strict=True):
            wanted = (ours.weights, ours.means, ours.covariances, ours.log_likelihood)
            for one, other in zip(map(np.asarray, wanted), map(np.asarray, theirs), strict=True):
                assert one.shape == other.shape
                worst = max(worst, float(np.max(abs(one - other) / np.maximum(1, abs(one)))))
        X = np.array(job["X"])
        assert result["aic"] == pytest.approx(own.aic(X), rel=CLOSE)
        assert result["bic"] == pytest.approx(own.bic(X), rel=CLOSE)
        free = count_parameters(own.covariance_type, *own.means_.shape)
        assert result["free"] == free
    assert worst <= CLOSE


def test_both_stop_after_the_same_iteration() -> None:
    problems = jobs()[::9]
    for number, job in enumerate(problems):
        job["settings"] |= {"tol": (1e-2, 1e-3, 1e-5)[number % 3], "max_iter": 500}
    for job, result in zip(problems, run_script("em.js", FIT, problems), strict=True):
        own = fitted(job, result["history"][0])
        assert len(result["history"]) == own.n_iter_ + 1


LINE = [[float(n), 2.0 * n] for n in range(6)]
SPREAD = [[0.0, 0.0], [1.0, 0.2], [0.3, 2.0], [2.0, 1.0], [1.5, 2.5]]
UNIT = [[1.0, 0.0], [0.0, 1.0]]
TWO = {
    "weights_init": [0.5, 0.5],
    "means_init": [[0.0, 0.0], [1.0, 1.0]],
    "covariances_init": [UNIT, UNIT],
}
SPIKE = [[5.0, 5.0], *SPREAD]
ON_ONE_POINT = {
    "weights_init": [0.1, 0.9],
    "means_init": [[5.0, 5.0], [1.0, 1.0]],
    "covariances_init": [[[1e-4, 0.0], [0.0, 1e-4]], UNIT],
    "reg_covar": 0,
}
DEGENERATE: dict[str, tuple[Any, dict[str, Any]]] = {
    "no number": ([[0.0, 1.0], ["nan", 2.0]], {}),
    "infinite": ([[0.0, "-inf"], [3.0, 2.0]], {}),
    "overflowing": ([[0.0, 1e101], [3.0, 2.0]], {}),
    "one feature": ([0.0, 1.0, 2.0], {}),
    "no points": ([], {}),
    "no features": ([[], []], {}),
    "too deep": ([[[0.0]], [[1.0]]], {}),
    "ragged": ([[0.0, 1.0], [2.0]], {}),
    "too few": ([[0.0, 1.0], [3.0, 2.0]], {"n_components": 3}),
    "no components": (SPREAD, {"n_components": 0}),
    "half a component": (SPREAD, {"n_components": 1.5}),
    "components in words": (SPREAD, {"n_components": "two"}),
    "no iterations": (SPREAD, {"max_iter": -1}),
    "negative tolerance": (SPREAD, {"tol": -0.5}),
    "infinite tolerance": (SPREAD, {"tol": "inf"}),
    "tolerance in words": (SPREAD, {"tol": "small"}),
    "no regularisation": (SPREAD, {"reg_covar": "nan"}),
    "regularisation missing": (SPREAD, {"reg_covar": None}),
    "unknown type": (SPREAD, {"covariance_type": "round"}),
    "two faults": ([[0.0, "nan"]], {"tol": -1}),
    "on a line": (LINE, TWO | {"reg_covar": 0}),
    "all one point": ([[1.0, 1.0]] * 4, TWO | {"reg_covar": 0}),
    "constant feature": ([[x, 3.0] for x, _ in SPREAD], TWO | {"reg_covar": 0}),
    "constant feature, diag": (
        [[x, 3.0] for x, _ in SPREAD],
        TWO | {"reg_covar": 0, "covariance_type": "diag", "covariances_init": UNIT},
    ),
    "one point, tied": (
        [[1.0, 1.0]] * 4,
        TWO | {"reg_covar": 0, "covariance_type": "tied", "covariances_init": UNIT},
    ),
    "one point, spherical": (
        [[1.0, 1.0]] * 4,
        TWO | {"reg_covar": 0, "covariance_type": "spherical", "covariances_init": [1.0, 1.0]},
    ),
    "spike on one point": (SPIKE, ON_ONE_POINT),
    "scale beyond the digits": ([[1e11 + x, y] for x, y in LINE], TWO),
    "asymmetric start": (SPREAD, TWO | {"covariances_init": [UNIT, [[1.0, 0.5], [0.0, 1.0]]]}),
    "indefinite start": (SPREAD, TWO | {"covariances_init": [UNIT, [[1.0, 2.0], [2.0, 1.0]]]}),
    "negative variance": (
        SPREAD,
        TWO | {"covariance_type": "spherical", "covariances_init": [1.0, -1.0]},
    ),
    "weights over one": (SPREAD, TWO | {"weights_init": [0.5, 0.625]}),
    "a weight of zero": (SPREAD, TWO | {"weights_init": [0.0, 1.0]}),
    "a negative weight": (SPREAD, TWO | {"weights_init": [-0.25, 1.25]}),
    "too many weights": (SPREAD, TWO | {"weights_init": [0.2, 0.3, 0.5]}),
    "means of another shape": (SPREAD, TWO | {"means_init": [[0.0, 0.0]]}),
    "covariances of another type": (SPREAD, TWO | {"covariance_type": "diag"}),
    "means without a number": (SPREAD, TWO | {"means_init": [["nan", 0.0], [1.0, 1.0]]}),
}


def revived(value: Any) -> Any:
    """Return nested lists with the numbers that JSON cannot name."""
    if isinstance(value, list):
        return [revived(one) for one in value]
    return float(value) if value in ("nan", "inf", "-inf") else value


@pytest.fixture(scope="module")
def faults() -> dict[str, dict[str, str]]:
    """Return what the JavaScript says to every degenerate problem."""
    sent = [{"X": X, "settings": SETTINGS | own} for X, own in DEGENERATE.values()]
    return dict(zip(DEGENERATE, run_script("em.js", FIT, sent), strict=True))


@pytest.mark.parametrize("name", DEGENERATE)
def test_a_degenerate_problem_gives_the_same_fault(
    name: str, faults: dict[str, dict[str, str]]
) -> None:
    X, own = DEGENERATE[name]
    settings = {key: revived(value) for key, value in (SETTINGS | own).items()}
    with pytest.raises(ValueError, match=r".") as caught:
        GaussianMixture(**settings).fit(revived(X))
    assert faults[name]["fault"] == str(caught.value)


DRAWS = """({ seeds, X }) => ({
  first: seeds.map((seed) => {
    const random = gmm.generator(seed);
    return [random(), random(), random()];
  }),
  starts: seeds.map((seed) =>
    Object.values(gmm.STARTS).map((start) => start(X, 3, gmm.generator(seed)))),
  data: Object.fromEntries(Object.keys(gmm.DATA).map((name) => [name, gmm.dataOf(name)])),
})"""


def mulberry32(seed: int) -> list[float]:
    """Return three numbers of Tommy Ettinger's generator, computed with whole numbers."""
    mask, numbers = 2**32 - 1, []
    for _ in range(3):
        seed = (seed + 0x6D2B79F5) & mask
        bits = ((seed ^ (seed >> 15)) * (seed | 1)) & mask
        bits ^= (bits + (((bits ^ (bits >> 7)) * (bits | 61)) & mask)) & mask
        numbers.append((bits ^ (bits >> 14)) / 2**32)
    return numbers


def test_starts_are_drawn_from_the_points_and_data_fit_the_picture() -> None:
    X = [[0.0, 0.0]] * 3 + [[1.0, 0.0]] * 3 + [[0.0, 100.0]] * 3
    seeds = list(range(40))
    drawn = run_script("em.js", DRAWS, {"seeds": seeds, "X": X})
    assert drawn["first"] == [mulberry32(seed) for seed in seeds]
    for far_apart, any_points in drawn["starts"]:
        assert all(point in X for point in far_apart + any_points)
        assert sorted(far_apart) == [[0.0, 0.0], [0.0, 100.0], [1.0, 0.0]]
    assert any(len({tuple(one) for one in pair[1]}) < 3 for pair in drawn["starts"])
    sizes = {name: len(points) for name, points in drawn["data"].items()}
    assert sizes == {"overlapping": 150, "apart": 150, "ring": 150, "moons": 150, "empty": 0}
    for points in drawn["data"].values():
        for x, y in points:
            assert abs(x) < 6
            assert abs(y) < 4.5
            assert [x, y] == [round(x, 2), round(y, 2)]
