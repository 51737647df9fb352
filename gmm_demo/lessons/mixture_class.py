"""A Gaussian mixture as a small class: fit it with EM, then predict with it."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_blobs
from sklearn.metrics import adjusted_rand_score, confusion_matrix
from sklearn.mixture import GaussianMixture

from gmm_demo.plots import LINE_STYLES, draw_ellipse, mix_colours
from gmm_demo.words import _


# %% functions
def log_gaussian(X, mean, covariance):
    """Return log N(x_n | μ, Σ) for every row of X, (N,)."""
    # With Σ = L Lᵀ no inverse is needed, and log |Σ| = 2 Σ_j log L_jj.
    L = np.linalg.cholesky(covariance)
    squares = (np.linalg.solve(L, (X - mean).T) ** 2).sum(axis=0)
    log_root = np.log(L.diagonal()).sum()
    return -0.5 * (len(mean) * np.log(2 * np.pi) + squares) - log_root


def log_sum_exp(terms):
    """Return log Σ_k exp(terms_nk) for every row, (N, 1)."""
    # With the largest term taken out, every sum is between 1 and K.
    largest = terms.max(axis=1, keepdims=True)
    total = np.exp(terms - largest).sum(axis=1, keepdims=True)
    return largest + np.log(total)


# %% model
class GaussianMixtureModel:
    """A mixture of Gaussians; EM starts from a seeded choice of points."""

    def __init__(self, n_components, tol=1e-6, max_iter=500, seed=0):
        self.n_components = n_components
        self.tol = tol
        self.max_iter = max_iter
        self.seed = seed

    def fit(self, X):
        """Alternate E and M steps until the log-likelihood hardly grows."""
        rng = np.random.default_rng(self.seed)
        K = self.n_components
        self.weights_ = np.full(K, 1 / K)
        self.means_ = rng.choice(X, K, replace=False)
        self.covariances_ = np.stack([np.cov(X.T)] * K)
        self.log_likelihoods_ = [self.compute_log_likelihood(X)]
        gain = np.inf
        while gain > self.tol and len(self.log_likelihoods_) <= self.max_iter:
            self.m_step(X, self.e_step(X))
            self.log_likelihoods_.append(self.compute_log_likelihood(X))
            gain = self.log_likelihoods_[-1] - self.log_likelihoods_[-2]
        return self

    def log_terms(self, X):
        """Return log π_k + log N(x_n | μ_k, Σ_k), (N, K)."""
        components = zip(self.means_, self.covariances_, strict=True)
        columns = [log_gaussian(X, *component) for component in components]
        return np.log(self.weights_) + np.stack(columns, axis=1)

    def e_step(self, X):
        """Return the responsibilities γ_nk, (N, K)."""
        terms = self.log_terms(X)
        return np.exp(terms - log_sum_exp(terms))

    def m_step(self, X, responsibilities):
        """Set the parameters to what the responsibilities call for."""
        counts = responsibilities.sum(axis=0)
        self.weights_ = counts / len(X)
        self.means_ = responsibilities.T @ X / counts[:, None]
        for k, mean in enumerate(self.means_):
            weighted = responsibilities[:, k, None] * (X - mean)
            self.covariances_[k] = weighted.T @ (X - mean) / counts[k]

    def compute_log_likelihood(self, X):
        """Return Σ_n log p(x_n)."""
        return float(log_sum_exp(self.log_terms(X)).sum())

    def predict_proba(self, X):
        """Return p(k | x_n), (N, K): an E step with what was learnt."""
        return self.e_step(X)

    def predict(self, X):
        """Return the likeliest component of each point, (N,)."""
        return self.predict_proba(X).argmax(axis=1)


# %% fit
X, origin = make_blobs(
    n_samples=300, centers=3, cluster_std=0.6, random_state=0
)
model = GaussianMixtureModel(n_components=3, seed=0).fit(X)
labels = model.predict(X)
iterations = len(model.log_likelihoods_) - 1
log_likelihood = model.log_likelihoods_[-1]
print(_("EM iterations:"), iterations)
print(_("Log-likelihood:"), round(log_likelihood, 4))
print(_("Mixing coefficients:"), model.weights_.round(4))

# %% trace
log_likelihoods = np.array(model.log_likelihoods_)
smallest_gain = float(np.diff(log_likelihoods).min())
print(_("Smallest gain of an iteration:"), f"{smallest_gain:.1e}")

# %% trace_figure [folded]
fig, ax = plt.subplots(figsize=(6.2, 4.2), layout="constrained")
ax.plot(log_likelihoods, "o-", markersize=4)
ax.set_xlabel(_("EM iteration"))
ax.set_ylabel(_("Log-likelihood"))
ax.grid(True)
plt.show()

# %% trace_table [hidden]
trace_table = [
    [_("EM iteration"), _("Log-likelihood")],
    *([step, value] for step, value in enumerate(model.log_likelihoods_)),
]

# %% clusters [folded]
responsibilities = model.predict_proba(X)
colours = mix_colours(responsibilities)
fig, ax = plt.subplots(figsize=(6.2, 5.6), layout="constrained")
for k, marker in enumerate("os^"):
    own = labels == k
    ax.scatter(*X[own].T, s=20, c=colours[own], marker=marker)
    draw_ellipse(ax, model.means_[k], model.covariances_[k], k)
    ax.plot(
        [],
        [],
        color=f"C{k}",
        linestyle=LINE_STYLES[k],
        marker=marker,
        label=_("Component {k}").format(k=k + 1),
    )
ax.plot(*model.means_.T, "C3x", markersize=9, mew=2, label=_("Centre"))
ax.set_xlabel(_("Feature 1"))
ax.set_ylabel(_("Feature 2"))
ax.set_aspect("equal", adjustable="datalim")
ax.grid(True)
fig.legend(loc="outside lower center", ncols=2)
plt.show()

# %% clusters_table [hidden]
soft_count = int((responsibilities.max(axis=1) < 0.9).sum())
cluster_table = [
    [
        _("Component"),
        _("Points"),
        _("Mixing coefficient"),
        _("Mean of feature 1"),
        _("Mean of feature 2"),
    ]
]
for k, mean in enumerate(model.means_):
    estimates = map(float, [model.weights_[k], *mean])
    cluster_table.append([k + 1, int((labels == k).sum()), *estimates])

# %% compare
reference = GaussianMixture(3, tol=1e-8, max_iter=500, random_state=0).fit(X)
agreement = float(adjusted_rand_score(reference.predict(X), labels))

# The numbers of the components are arbitrary: compare from left to right.
ours = np.argsort(model.means_[:, 0])
theirs = np.argsort(reference.means_[:, 0])
differences = {"weights": 0.0, "means": 0.0, "covariances": 0.0}
for name in differences:
    own = getattr(model, name + "_")[ours]
    other = getattr(reference, name + "_")[theirs]
    differences[name] = float(abs(own - other).max())

print(_("Adjusted Rand index:"), agreement)
print(_("Order in the class and in scikit-learn:"), ours, theirs)
print(_("Largest differences:"))
for name, difference in differences.items():
    print(f"{name:12}{difference:.1e}")

# %% tolerance
# The default tolerance stops scikit-learn before the optimum is reached.
hasty = GaussianMixture(3, random_state=0).fit(X)
hasty_iterations = hasty.n_iter_
hasty_log_likelihood = float(hasty.score(X) * len(X))
hasty_labels = hasty.predict(X)
hasty_agreement = float(adjusted_rand_score(hasty_labels, labels))

# In every row one number is large: the same component under its other number.
pairs = confusion_matrix(labels, hasty_labels)
moved_labels = int(len(X) - pairs.max(axis=1).sum())
print(_("EM iterations:"), hasty_iterations)
print(_("Log-likelihood:"), round(hasty_log_likelihood, 4))
print(_("Adjusted Rand index:"), round(hasty_agreement, 4))
print(pairs)
print(_("Points labelled otherwise:"), moved_labels)

# %% far_away
far = np.array([[60.0, 60.0]])
far_terms = model.log_terms(far)
plain_sum = float(np.exp(far_terms).sum())
far_log_density = float(log_sum_exp(far_terms).item())
far_responsibilities = model.predict_proba(far)[0]
print(_("Logarithms of the terms:"), far_terms.round(1))
print(_("Sum of the terms:"), plain_sum)
print(_("Its logarithm by log-sum-exp:"), round(far_log_density, 1))
print(_("Responsibilities:"), far_responsibilities)

# %% starts
models = [GaussianMixtureModel(3, seed=seed).fit(X) for seed in range(20)]
finals = np.array([one.log_likelihoods_[-1] for one in models])
worse_starts = np.flatnonzero(finals < finals.max() - 1)
worst_log_likelihood = float(finals.min())
print(_("Starts with a worse end:"), worse_starts)
print(_("Best and worst:"), finals.max().round(2), finals.min().round(2))


# %% exercise_sample
def sample(model, n_samples, rng):
    """Draw a component for each point, then the point from it."""
    K, d = model.means_.shape
    drawn_from = rng.choice(K, size=n_samples, p=model.weights_)
    L = np.linalg.cholesky(model.covariances_)[drawn_from]
    noise = rng.standard_normal((n_samples, d, 1))
    return model.means_[drawn_from] + (L @ noise)[:, :, 0], drawn_from


drawn, drawn_from = sample(model, 20_000, np.random.default_rng(1))
drawn_shares = np.bincount(drawn_from) / len(drawn)
groups = [drawn[drawn_from == k] for k in range(3)]
drawn_means = np.array([group.mean(axis=0) for group in groups])
drawn_covariances = np.array([np.cov(group.T) for group in groups])
mean_error = float(abs(drawn_means - model.means_).max())
covariance_error = float(abs(drawn_covariances - model.covariances_).max())
print(_("Mixing coefficients:"), model.weights_.round(3))
print(_("Shares of the points drawn:"), drawn_shares.round(3))
print(_("Largest difference of a mean:"), round(mean_error, 3))
print(_("Largest difference of a covariance:"), round(covariance_error, 3))
