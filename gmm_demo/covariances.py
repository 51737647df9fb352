"""The four covariance types: what each keeps of a matrix, and what it costs.

Celeux and Govaert (1995) know fourteen; these are the four of scikit-learn.
"""

# ruff: noqa: N803 - K and d are the names the formulas use.

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TYPES = ("full", "tied", "diag", "spherical")
"""Covariances: any ellipse, one for all, parallel to the axes, a circle."""


def restrict(
    matrices: Floats, weights: Floats, covariance_type: str
) -> Floats:
    """Return what a covariance type keeps of the K matrices, (K, d, d).

    full: all, (K, d, d). tied: their mean over the points, (d, d).
    diag: the diagonals, (K, d). spherical: the means of those, (K,).
    """
    if covariance_type == "full":
        return matrices
    if covariance_type == "tied":
        return np.tensordot(weights, matrices, axes=1)
    variances = matrices.diagonal(axis1=1, axis2=2).copy()
    return variances if covariance_type == "diag" else variances.mean(axis=1)


def expand(
    covariances: Floats, covariance_type: str, K: int, d: int
) -> Floats:
    """Return the matrices that K covariances stand for, (K, d, d)."""
    if covariance_type == "full":
        return covariances
    if covariance_type == "tied":
        return np.stack([covariances] * K)
    return covariances.reshape(K, -1, 1) * np.eye(d)


def count_parameters(covariance_type: str, K: int, d: int) -> int:
    """Return how many numbers of the mixture are free."""
    matrix = d * (d + 1) // 2
    covariances = {"full": K * matrix, "tied": matrix, "diag": K * d}
    return (K - 1) + K * d + covariances.get(covariance_type, K)
