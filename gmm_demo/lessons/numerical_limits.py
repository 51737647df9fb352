"""Where numbers give way: collapsing components and vanishing densities."""

import numpy as np
from sklearn.mixture import GaussianMixture

from gmm_demo.data import overlapping_clusters
from gmm_demo.words import _

# %% identical_points
identical = np.ones((30, 2))
try:
    GaussianMixture(1, reg_covar=0).fit(identical)
except ValueError as error:
    collapse_error = type(error).__name__
    print(_("Without reg_covar:"), collapse_error)

# The default adds 1e-6 to each variance, and the fit goes through.
mixture = GaussianMixture(1).fit(identical)
collapsed_variance = mixture.covariances_[0, 0, 0]
collapsed_log_density = mixture.score(identical)
collapsed_density = np.exp(collapsed_log_density)
print(_("Variance with reg_covar:"), collapsed_variance)
print(_("Log-density of a point:"), round(collapsed_log_density, 3))
print(_("Density of a point:"), round(collapsed_density))


# %% spike
def log_spherical(X, mean, variance):
    """Return log N(x_n | mean, variance I) for all n."""
    d = X.shape[-1]
    squares = ((X - mean) ** 2).sum(axis=-1)
    return -0.5 * (d * np.log(2 * np.pi * variance) + squares / variance)


# A fourth component on one single point, narrower and narrower.
X, origin = overlapping_clusters()
N = len(X)
mixture = GaussianMixture(3, tol=1e-6, random_state=0).fit(X)
log_likelihood = mixture.score(X)
log_density = mixture.score_samples(X)
spike_table = [[_("Standard deviation"), _("Mean log-likelihood")]]
spike_log_likelihoods = []
for spread in (1e-1, 1e-10, 1e-50, 1e-100):
    log_spike = log_spherical(X, X[0], spread**2)
    mixed = np.logaddexp(
        np.log(1 - 1 / N) + log_density, np.log(1 / N) + log_spike
    )
    spike_log_likelihoods.append(mixed.mean())
    spike_table.append([f"{spread:.0e}", round(float(mixed.mean()), 3)])
    print(*spike_table[-1])

# What the formula promises for every spike ten times as narrow.
gain_per_tenth = X.shape[1] / N * np.log(10)
print(_("Gain for a tenth of the width:"), round(gain_per_tenth, 4))

# %% underflow
# One point with 500 features, and two components that are close together.
d = 500
x = np.random.default_rng(0).normal(scale=2, size=d)
log_terms = np.array(
    [
        np.log(0.5) + log_spherical(x, mean, variance=4.0)
        for mean in (np.zeros(d), np.full(d, 0.1))
    ]
)
densities = np.exp(log_terms)
print(_("Logarithms:"), log_terms.round(2))
print(_("Densities:"), densities)
print(_("Their sum:"), densities.sum())


# %% log_sum_exp
def log_sum_exp(terms):
    """Return the logarithm of the sum of exp(terms)."""
    # The largest term becomes exp(0) = 1, so the sum cannot vanish.
    largest = terms.max()
    return largest + np.log(np.exp(terms - largest).sum())


log_p = log_sum_exp(log_terms)
rescued = np.exp(log_terms - log_p)
print(_("Log-density:"), round(log_p, 3))
print(_("Responsibilities:"), rescued.round(4))
