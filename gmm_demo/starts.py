"""What EM starts from: checked numbers and the first responsibilities."""

# ruff: noqa: N803, N806 - X, N and K are the names the formulas use.

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray

from gmm_demo.covariances import TYPES, Floats

Parameters = tuple[Floats, Floats, Floats]
"""The weights, (K,), the means, (K, d), and the covariances of a mixture."""

EPSILON = float(np.finfo(np.float64).eps)
"""The relative rounding of a float64 number."""

LARGEST = 1e100
"""Larger numbers, and variances below its inverse, could overflow."""


# Numbers that can be trusted: each fault with its cause and a remedy


def require(condition: object, fault: str) -> None:
    """Raise ValueError with the text `fault` unless `condition` holds."""
    if not condition:
        raise ValueError(fault)


def check_count(name: str, value: object) -> None:
    """Refuse all but integers ≥ 1."""
    whole = isinstance(value, int | np.integer) and value >= 1
    good = whole and not isinstance(value, bool)
    require(good, f"{name} must be an integer ≥ 1, not {value!r}")


def check_settings(settings: Mapping[str, Any]) -> None:
    """Refuse settings of a mixture that mean nothing."""
    for name in ("n_components", "max_iter", "n_init"):
        check_count(name, settings[name])
    for name in ("tol", "reg_covar"):
        value = settings[name]
        number = isinstance(value, int | float | np.integer | np.floating)
        good = number and 0 <= value <= LARGEST
        require(good, f"{name} must be a finite number ≥ 0, not {value!r}")
    for name, choices in (("covariance_type", TYPES), ("init_params", STARTS)):
        value, known = settings[name], list(choices)
        require(value in known, f"{name} must be in {known}, not {value!r}")
    seed, kinds = settings["random_state"], int | np.integer | Generator
    fault = f"random_state must be an integer or a Generator, not {seed!r}"
    require(seed is None or isinstance(seed, kinds), fault)


def as_floats(values: ArrayLike, name: str) -> Floats:
    """Return finite numbers in a new array; `name` is for the errors."""
    try:
        raw = np.asarray(values)
    except ValueError:
        fault = f"{name} is ragged; give rows of equal length"
        raise ValueError(fault) from None
    fault = f"{name} must hold real numbers, not {raw.dtype}"
    require(raw.dtype.kind in "biuf", f"{fault}; encode or convert it")
    fault = f"{name} holds NaN or infinity"
    require(np.isfinite(raw).all(), f"{fault}; remove or fill in such rows")
    floats = raw.astype(np.float64)
    fault = f"{name} holds numbers beyond ±{LARGEST:g}; choose a larger unit"
    require(np.abs(floats).max(initial=0) <= LARGEST, fault)
    return floats


def as_points(
    X: ArrayLike, *, at_least: int = 1, features: int | None = None
) -> Floats:
    """Return X as points, shape (N, d), N ≥ `at_least` and d as expected."""
    points = as_floats(X, "X")
    fault = f"X must have the shape (points, features), not {points.shape}"
    remedy = "for one feature use X.reshape(-1, 1), for one point (1, -1)"
    require(points.ndim == 2 and points.shape[1] > 0, f"{fault}; {remedy}")
    N, d = points.shape
    fault = f"X has {N} points, but needs {at_least}: one for each component"
    remedy = "give more points or use fewer components"
    require(at_least <= N, f"{fault}; {remedy}")
    fault = f"X has {d} features, but the mixture was fitted to {features}"
    require(features in {None, d}, f"{fault}; give the same columns as in fit")
    return points


def as_start(found: Parameters, settings: Mapping[str, Any]) -> Parameters:
    """Return the parameters found, or those the settings give instead."""
    chosen = list(found)
    for i, kind in enumerate(("weights", "means", "covariances")):
        name, shape = f"{kind}_init", found[i].shape
        if settings[name] is not None:
            chosen[i] = as_floats(settings[name], name)
            got = chosen[i].shape
            fault = f"{name} must have the shape {shape}, not {got}"
            require(got == shape, fault)
    weights, means, covariances = chosen
    fault = f"weights_init must be positive and sum to one, not {weights}"
    good = (weights > 0).all() and np.isclose(weights.sum(), 1, rtol=0)
    require(good, f"{fault}; divide positive numbers by their sum")
    return weights, means, covariances


def check_covariances(X: Floats, matrices: Floats) -> None:
    """Refuse matrices, (K, d, d), that are flat up to the rounding of X.

    L_jj² of Cholesky's L is the variance of feature j that the features
    before it leave unexplained. Where it vanishes, a component sits on one
    point, on a line or on a plane, and its likelihood has no bound.
    """
    rounding = (100 * EPSILON * np.abs(X).max(axis=0)) ** 2 + 1 / LARGEST
    for k, matrix in enumerate(matrices):
        floor = rounding + 10 * len(matrix) * EPSILON * matrix.diagonal()
        slack = 1e-8 * np.abs(matrix).max()
        symmetric = np.allclose(matrix, matrix.T, rtol=0, atol=slack)
        try:
            solid = np.linalg.cholesky(matrix).diagonal() ** 2 > floor
        except np.linalg.LinAlgError:
            solid = np.array([False])
        fault = (
            f"the covariance matrix of component {k} is not symmetric and "
            "positive definite beyond rounding; mend covariances_init, or, if "
            "the component collapsed onto too few points, increase reg_covar, "
            "use fewer components, remove constant, repeated or dependent "
            "features, or choose a smaller unit"
        )
        require(symmetric and solid.all(), fault)


# First responsibilities, shape (N, K)


def random_responsibilities(X: Floats, K: int, rng: Generator) -> Floats:
    """Share every point out at random; each row sums to one."""
    shares: Floats = rng.uniform(size=(len(X), K))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def kmeans_responsibilities(X: Floats, K: int, rng: Generator) -> Floats:
    """Give every point wholly to its cluster of k-means."""
    return np.eye(K)[k_means(X, kmeans_plus_plus(X, K, rng))]


STARTS: dict[str, Callable[[Floats, int, Generator], Floats]] = {
    "kmeans": kmeans_responsibilities,
    "random": random_responsibilities,
}
"""The kinds of start that `init_params` can name."""


def kmeans_plus_plus(X: Floats, K: int, rng: Generator) -> Floats:
    """Draw K points of X as centres, far apart by preference, shape (K, d).

    Each next centre is drawn with a probability in proportion to its squared
    distance from the nearest centre so far (Arthur and Vassilvitskii 2007).
    """
    N = len(X)
    centres = X[[rng.integers(N)]]
    while len(centres) < K:
        squares = squared_distances(X, centres).min(axis=1)
        # Where all points are covered already, each is as good as another.
        chances = squares / squares.max() if squares.any() else np.ones(N)
        drawn = rng.choice(N, p=chances / chances.sum())
        centres = np.vstack([centres, X[drawn]])
    return centres


def k_means(X: Floats, centres: Floats) -> NDArray[np.intp]:
    """Return the cluster of every point, shape (N,), from these centres on.

    Lloyd's algorithm: give each point to its nearest centre, move each centre
    to the mean of its points, and so on until no point changes.
    """
    K = len(centres)
    labels = nearest_centres(X, centres)
    for _round in range(300):
        centres = np.stack([X[labels == k].mean(axis=0) for k in range(K)])
        before, labels = labels, nearest_centres(X, centres)
        if (labels == before).all():
            break
    return labels


def nearest_centres(X: Floats, centres: Floats) -> NDArray[np.intp]:
    """Return the nearest centre of every point, shape (N,), none unused.

    A centre that would stay without points gets the one that lies farthest
    from its own centre and is not alone there; N ≥ K is needed.
    """
    squares = squared_distances(X, centres)
    labels: NDArray[np.intp] = squares.argmin(axis=1)
    for unused in np.setdiff1d(np.arange(len(centres)), labels):
        alone = np.bincount(labels)[labels] == 1
        farthest = np.where(alone, -1.0, squares.min(axis=1)).argmax()
        labels[farthest] = unused
    return labels


def squared_distances(X: Floats, centres: Floats) -> Floats:
    """Return ‖x_n − c_k‖² for all points and centres, shape (N, K)."""
    columns = [((X - centre) ** 2).sum(axis=1) for centre in centres]
    return np.stack(columns, axis=1)
