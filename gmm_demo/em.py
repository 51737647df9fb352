"""An estimator to read and to trust: Gaussian mixtures fitted with EM.

The functions follow the formulas of the lessons, in their order and with their
symbols. N points x_n of d features are the rows of X. Component k of K has the
mixing coefficient π_k (`weights`), the mean μ_k (`means`) and the covariance
matrix Σ_k (`matrices`). All logarithms are natural.
"""

# ruff: noqa: N803, N806 - X, N, K and L are the names the formulas use.

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import solve_triangular

from gmm_demo.covariances import Floats, count_parameters, expand, restrict
from gmm_demo.starts import (
    EPSILON,
    STARTS,
    Parameters,
    as_points,
    as_start,
    check_count,
    check_covariances,
    check_settings,
)

# The density, the responsibilities and the log-likelihood


def log_gaussian(X: Floats, means: Floats, matrices: Floats) -> Floats:
    """Return log N(x_n | μ_k, Σ_k) for all n and k, shape (N, K).

    With Cholesky's Σ = L Lᵀ the quadratic form is the squared length of
    L⁻¹(x − μ), and log |Σ| is twice the sum of log L_jj: one triangular
    system to solve, no inverse, no determinant.
    """
    d = X.shape[1]
    columns = []
    for mean, matrix in zip(means, matrices, strict=True):
        L = np.linalg.cholesky(matrix)
        scaled: Floats = solve_triangular(L, (X - mean).T, lower=True)
        squares = (scaled**2).sum(axis=0)
        log_root = np.log(L.diagonal()).sum()
        columns.append(-0.5 * (d * np.log(2 * np.pi) + squares) - log_root)
    return np.stack(columns, axis=1)


def log_sum_exp(terms: Floats) -> Floats:
    """Return log Σ_k exp(terms_nk), shape (N,), for terms of shape (N, K).

    With the largest term of a row taken out first, nothing overflows and the
    sum is at least one (Blanchard, Higham and Higham 2021).
    """
    largest: Floats = terms.max(axis=1)
    total: Floats = np.exp(terms - largest[:, None]).sum(axis=1)
    return largest + np.log(total)


def e_step(
    X: Floats, weights: Floats, means: Floats, matrices: Floats
) -> tuple[Floats, Floats]:
    """Return log p(x_n), shape (N,), and the responsibilities γ_nk, (N, K).

    p(x_n) = Σ_k π_k N(x_n | μ_k, Σ_k), and γ_nk = p(k | x_n) is the share of
    term k in it; every row of γ sums to one (Dempster, Laird and Rubin 1977).
    """
    terms = np.log(weights) + log_gaussian(X, means, matrices)
    shares = np.exp(terms - terms.max(axis=1, keepdims=True))
    return log_sum_exp(terms), shares / shares.sum(axis=1, keepdims=True)


def mean_log_likelihood(log_density: Floats) -> float:
    """Return ℓ, the mean of log p(x_n) over the N points."""
    return float(log_density.mean())


# The update


def m_step(
    X: Floats, responsibilities: Floats, covariance_type: str, reg_covar: float
) -> Parameters:
    """Return the weights, means and covariances that these γ_nk call for.

    N_k = Σ_n γ_nk points belong to component k. So π_k = N_k / N, and μ_k and
    Σ_k are the mean and the covariance of all points weighted with γ_nk / N_k;
    `reg_covar` is added to each variance. Ten roundings are added to N_k, as
    scikit-learn does: without any points, μ_k is 0 and Σ_k is `reg_covar`.
    """
    counts = responsibilities.sum(axis=0) + 10 * EPSILON
    weights = counts / counts.sum()
    means = responsibilities.T @ X / counts[:, None]
    matrices = np.stack([reg_covar * np.eye(X.shape[1])] * len(means))
    for k, mean in enumerate(means):
        weighted = responsibilities[:, k, None] * (X - mean)
        matrices[k] += weighted.T @ (X - mean) / counts[k]
    return weights, means, restrict(matrices, weights, covariance_type)


# The estimator


class NotFittedError(ValueError, AttributeError):
    """A mixture was asked for what it learns in `fit`."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A mixture between two iterations; its arrays are read-only."""

    weights: Floats
    means: Floats
    covariances: Floats
    log_likelihood: float


@dataclass(kw_only=True, eq=False)
class GaussianMixture:
    """A mixture of K Gaussians; settings are named as in scikit-learn.

    A start is "kmeans" or "random", or given (`covariances_init`: covariances,
    not precisions). EM stops when the mean log-likelihood changes by less than
    `tol`; where `max_iter` stops it, `converged_` is False, without a warning.
    The best of `n_init` runs is kept; a collapse in any of them is an error.

    `fit` learns `weights_`, shape (K,); `means_`, (K, d), in the units of X;
    `covariances_`, in their squares, shaped as `restrict` says; `n_iter_`;
    `log_likelihoods_`, (n_iter_,), the mean per point at each E step; with
    `keep_history`, `history_`: the start and what each iteration left.
    """

    n_components: int = field(default=1, kw_only=False)
    covariance_type: str = "full"
    tol: float = 1e-3
    reg_covar: float = 1e-6
    max_iter: int = 100
    n_init: int = 1
    init_params: str = "kmeans"
    weights_init: ArrayLike | None = None
    means_init: ArrayLike | None = None
    covariances_init: ArrayLike | None = None
    random_state: int | np.random.Generator | None = None
    keep_history: bool = False

    def fit(self, X: ArrayLike) -> Self:
        """Learn the parameters from the points X, shape (N, d) with N ≥ K."""
        check_settings(vars(self))
        points = as_points(X, at_least=self.n_components)
        rng = np.random.default_rng(self.random_state)
        runs = (self._run(points, rng) for _run in range(self.n_init))
        best, trace, self.converged_ = max(runs, key=lambda run: run[1][-1])
        self.weights_, self.means_ = best[-1].weights, best[-1].means
        self.covariances_ = best[-1].covariances
        self.log_likelihoods_ = np.array(trace)
        self.n_iter_ = len(trace)
        self.history_ = tuple(best) if self.keep_history else ()
        return self

    def _run(
        self, X: Floats, rng: np.random.Generator
    ) -> tuple[list[Snapshot], list[float], bool]:
        """Return the snapshots kept, the log-likelihoods and if EM settled."""
        kept: list[Snapshot] = []
        trace: list[float] = []
        settled = False
        parameters = self._start(X, rng)
        while True:
            weights, means, covariances = parameters
            matrices = expand(covariances, self.covariance_type, *means.shape)
            check_covariances(X, matrices)
            log_density, gamma = e_step(X, weights, means, matrices)
            for array in parameters:
                array.setflags(write=False)
            now = Snapshot(*parameters, mean_log_likelihood(log_density))
            kept = [*kept, now] if self.keep_history else [now]
            if settled or len(trace) == self.max_iter:
                return kept, trace, settled
            trace.append(now.log_likelihood)
            settled = len(trace) > 1 and abs(trace[-1] - trace[-2]) < self.tol
            parameters = m_step(X, gamma, self.covariance_type, self.reg_covar)

    def _start(self, X: Floats, rng: np.random.Generator) -> Parameters:
        """Return the weights, means and covariances that EM begins with."""
        first = STARTS[self.init_params](X, self.n_components, rng)
        found = m_step(X, first, self.covariance_type, self.reg_covar)
        return as_start(found, vars(self))

    def _learnt(self) -> Parameters:
        """Return the weights, the means and the matrices, (K, d, d)."""
        if not hasattr(self, "weights_"):
            raise NotFittedError("nothing is learnt yet; call fit(X) first")
        K, d = self.means_.shape
        matrices = expand(self.covariances_, self.covariance_type, K, d)
        return self.weights_, self.means_, matrices

    def _judge(self, X: ArrayLike) -> tuple[Floats, Floats]:
        """Return the E step of the learnt mixture for the points X, (N, d)."""
        weights, means, matrices = self._learnt()
        points = as_points(X, features=means.shape[1])
        return e_step(points, weights, means, matrices)

    def predict(self, X: ArrayLike) -> NDArray[np.intp]:
        """Return the likeliest component of each point, shape (N,)."""
        labels: NDArray[np.intp] = self.predict_proba(X).argmax(axis=1)
        return labels

    def predict_proba(self, X: ArrayLike) -> Floats:
        """Return the responsibilities p(k | x_n), shape (N, K)."""
        return self._judge(X)[1]

    def score_samples(self, X: ArrayLike) -> Floats:
        """Return log p(x_n), shape (N,)."""
        return self._judge(X)[0]

    def score(self, X: ArrayLike) -> float:
        """Return ℓ, the mean log-likelihood of the points."""
        return mean_log_likelihood(self.score_samples(X))

    def aic(self, X: ArrayLike) -> float:
        """Return Akaike's criterion, 2p − 2Nℓ for p free parameters."""
        log_density = self.score_samples(X)
        free = count_parameters(self.covariance_type, *self.means_.shape)
        return float(2 * free - 2 * log_density.sum())

    def bic(self, X: ArrayLike) -> float:
        """Return Schwarz's criterion, p log N − 2Nℓ for p free parameters."""
        log_density = self.score_samples(X)
        free = count_parameters(self.covariance_type, *self.means_.shape)
        return float(free * np.log(len(log_density)) - 2 * log_density.sum())

    def sample(self, n_samples: int = 1) -> tuple[Floats, NDArray[np.intp]]:
        """Return points drawn, (n_samples, d), and their components.

        First a component is drawn for each point, then the point from it. An
        integer `random_state` draws the same ones on every call.
        """
        check_count("n_samples", n_samples)
        weights, means, matrices = self._learnt()
        rng = np.random.default_rng(self.random_state)
        origin = rng.choice(len(weights), size=n_samples, p=weights)
        points = rng.standard_normal((n_samples, means.shape[1]))
        for k, L in enumerate(np.linalg.cholesky(matrices)):
            points[origin == k] = means[k] + points[origin == k] @ L.T
        return points, origin
