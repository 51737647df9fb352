"""The Bayesian mixture: a prior on the weights empties spare components."""

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import digamma, logsumexp
from scipy.stats import multivariate_normal
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture
from sklearn.model_selection import KFold, cross_val_score

from gmm_demo.data import overlapping_clusters
from gmm_demo.plots import draw_ellipse, mix_colours
from gmm_demo.words import _

# %% dirichlet
K = 8
rng = np.random.default_rng(0)
alphas = [0.1, 1.0, 10.0]
# For each α, 1000 sets of eight weights; each set sums to one.
draws = [rng.dirichlet(np.full(K, alpha), size=1000) for alpha in alphas]
mean_largest = [float(weights.max(axis=1).mean()) for weights in draws]
mean_count = [float((weights > 0.01).sum(axis=1).mean()) for weights in draws]

dirichlet_table = [
    [_("Concentration"), _("Mean largest weight"), _("Weights over 0.01")]
]
for alpha, largest, count in zip(
    alphas, mean_largest, mean_count, strict=True
):
    dirichlet_table.append([alpha, round(largest, 3), round(count, 2)])
for row in dirichlet_table:
    print(*row, sep="  ")


# %% draw_dirichlet [folded]
def draw_dirichlet():
    """Draw ten sets of weights for each concentration, largest first."""
    figure, axes = plt.subplots(
        1, 3, figsize=(9, 3.8), sharey=True, layout="constrained"
    )
    for ax, alpha, weights in zip(axes, alphas, draws, strict=True):
        ordered = -np.sort(-weights[:10], axis=1)
        starts = ordered.cumsum(axis=1) - ordered
        for k in range(K):
            shade = plt.get_cmap("viridis")(k / (K - 1))
            ax.bar(
                range(1, 11),
                ordered[:, k],
                bottom=starts[:, k],
                color=shade,
                edgecolor="white",
                linewidth=0.6,
            )
        ax.set_title(f"α = {alpha:g}")
        ax.set_xticks([1, 5, 10])
        ax.set_xlabel(_("Draw"))
    axes[0].set_ylim(0, 1)
    axes[0].set_ylabel(_("Weight"))
    plt.show()


draw_dirichlet()

# %% fit
X, origin = overlapping_clusters()
N = len(X)


def bayesian_mixture(alpha, n_components=K, n_init=1):
    """Return a mixture, not fitted yet, with a Dirichlet prior."""
    return BayesianGaussianMixture(
        n_components=n_components,
        weight_concentration_prior_type="dirichlet_distribution",
        weight_concentration_prior=alpha,
        n_init=n_init,
        tol=1e-4,
        max_iter=1000,
        random_state=0,
    )


def count_survivors(mixture):
    """Return how many components keep a weight over 0.01."""
    return int((mixture.weights_ > 0.01).sum())


priors = [0.01, 1.0, 10.0]
mixtures = [bayesian_mixture(alpha).fit(X) for alpha in priors]
# Components come in no order; here the largest weight is the first.
weights = [-np.sort(-mixture.weights_) for mixture in mixtures]
survivors = [count_survivors(mixture) for mixture in mixtures]
iterations = [mixture.n_iter_ for mixture in mixtures]
converged = [mixture.converged_ for mixture in mixtures]

weights_table = [[_("Concentration"), *range(1, K + 1), _("Over 0.01")]]
for alpha, row, count in zip(priors, weights, survivors, strict=True):
    weights_table.append([alpha, *row.round(4).tolist(), count])
    print(alpha, *row.round(4), _("over 0.01:"), count, sep="  ")


# %% draw_weights [folded]
def draw_weights():
    """Draw the weights for each prior, and a line at 0.01."""
    figure, axes = plt.subplots(
        1, 3, figsize=(9, 3.8), sharey=True, layout="constrained"
    )
    for ax, alpha, row in zip(axes, priors, weights, strict=True):
        ax.bar(range(1, K + 1), row, color="C0")
        ax.axhline(0.01, color="C1", linestyle="dashed", linewidth=1.5)
        ax.set_title(f"α = {alpha:g}")
        ax.set_xticks(range(1, K + 1))
        ax.set_xlabel(_("Component"))
        ax.grid(True, axis="y")
    axes[0].set_ylabel(_("Weight"))
    plt.show()


draw_weights()

# %% responsibilities
pruned, crowded = mixtures[0], mixtures[-1]
kept = np.argsort(-pruned.weights_)[: survivors[0]]
responsibilities = pruned.predict_proba(X)[:, kept]
least_kept_share = responsibilities.sum(axis=1).min()
print(_("Components kept:"), len(kept))
print(_("Least share they have of a point:"), round(least_kept_share, 4))

components_table = [
    [_("Component"), _("Weight"), _("Mean 1"), _("Mean 2"), _("Points")]
]
points_per_component = pruned.predict_proba(X).sum(axis=0)[kept]
for k, component in enumerate(kept):
    numbers = [pruned.weights_[component], *pruned.means_[component]]
    points = round(float(points_per_component[k]), 1)
    components_table.append([k + 1, *np.round(numbers, 3).tolist(), points])
for row in components_table:
    print(*row, sep="  ")


# %% draw_components [folded]
def draw_components(ax, mixture, title):
    """Draw the components whose weight is over 0.01."""
    order = np.argsort(-mixture.weights_)
    for k, component in enumerate(order[: count_survivors(mixture)]):
        mean = mixture.means_[component]
        draw_ellipse(ax, mean, mixture.covariances_[component], k)
    ax.set_title(title)
    ax.set_xlabel(_("Feature 1"))
    ax.set_aspect("equal", adjustable="datalim")
    ax.grid(True)


figure, (left, right) = plt.subplots(
    1, 2, figsize=(9, 4.5), layout="constrained"
)
left.scatter(*X.T, s=14, color=mix_colours(responsibilities))
right.scatter(*X.T, s=14, color="0.6")
title = _("α = {alpha}: {count} components")
for ax, mixture, alpha, count in (
    (left, pruned, "0.01", survivors[0]),
    (right, crowded, "10", survivors[-1]),
):
    draw_components(ax, mixture, title.format(alpha=alpha, count=count))
left.set_ylabel(_("Feature 2"))
plt.show()

# %% stick_breaking
# Without a type, scikit-learn takes a Dirichlet process as the prior.
process = BayesianGaussianMixture(n_components=K, random_state=0).fit(X)
process_weights = -np.sort(-process.weights_)
process_survivors = count_survivors(process)
print(_("Weights with the Dirichlet process:"), *process_weights.round(4))
print(_("Over 0.01:"), process_survivors)


# %% held_out
def mean_log_density(mixture, points):
    """Return the mean of log p(x), for either kind of mixture."""
    terms = [
        np.log(weight) + multivariate_normal(mean, covariance).logpdf(points)
        for weight, mean, covariance in zip(
            mixture.weights_, mixture.means_, mixture.covariances_, strict=True
        )
    ]
    return float(logsumexp(terms, axis=0).mean())


folds = KFold(n_splits=5, shuffle=True, random_state=11)
candidates = {
    _("EM, K = 3"): GaussianMixture(3, tol=1e-4, random_state=0),
    _("EM, K = 8"): GaussianMixture(8, tol=1e-4, max_iter=500, random_state=0),
    _("Bayesian, α = 0.01"): bayesian_mixture(0.01),
}
training, held_out, scores = [], [], []
held_out_table = [[_("Mixture"), _("Training"), _("Held out"), "score"]]
for name, candidate in candidates.items():
    training.append(mean_log_density(candidate.fit(X), X))
    # First our density is the scorer, then scikit-learn's own score.
    for results, scorer in ((held_out, mean_log_density), (scores, None)):
        values = cross_val_score(candidate, X, cv=folds, scoring=scorer)
        results.append(float(values.mean()))
    row = np.round([training[-1], held_out[-1], scores[-1]], 3)
    held_out_table.append([name, *row.tolist()])
for row in held_out_table:
    print(*row, sep="  ")

# %% starts
# How many components survive in each of the five training sets?
fold_survivors = {
    n_init: [
        count_survivors(bayesian_mixture(0.01, n_init=n_init).fit(X[seen]))
        for seen, _unseen in folds.split(X)
    ]
    for n_init in (1, 5)
}
one_start, five_starts = fold_survivors.values()
print(_("One start:"), one_start)
print(_("Best of five starts:"), five_starts)

# %% few_points
# Do three components survive when there are fewer points?
rng = np.random.default_rng(0)
few_sizes = [50, 200]
few_survivors = [
    [
        count_survivors(
            bayesian_mixture(0.01).fit(rng.choice(X, size, replace=False))
        )
        for _draw in range(10)
    ]
    for size in few_sizes
]
for size, counts in zip(few_sizes, few_survivors, strict=True):
    print(size, counts)

# %% exercise_empty_weight
# The prior alone gives an empty component the weight α / (N + Kα).
empty_weights = [alpha / (N + K * alpha) for alpha in priors]
# From here on, even a component without any points is over 0.01.
alpha_limit = 0.01 * N / (1 - 0.01 * K)
smallest_weights = [float(row[-1]) for row in weights]
# What the E step multiplies the density of an empty component by.
step_weights = np.exp([digamma(a) - digamma(N + K * a) for a in priors])
for label, row, form in (
    (_("Weight of an empty component:"), empty_weights, ".5f"),
    (_("Smallest weight of the fits:"), smallest_weights, ".5f"),
    (_("In the E step:"), step_weights, ".1e"),
):
    print(label, *[format(weight, form) for weight in row])
print(_("Largest useful α:"), round(alpha_limit, 2))

# %% exercise_spare_components
# Does the number of components to begin with change how many survive?
offered = [3, 5, 8, 20]
survivors_by_offer = [
    count_survivors(bayesian_mixture(0.01, n_components).fit(X))
    for n_components in offered
]
# And the concentration, between the values that were tried above?
scanned = [0.1, 2.0, 4.0]
survivors_by_alpha = [
    count_survivors(bayesian_mixture(alpha).fit(X)) for alpha in scanned
]
line = _("{value} components at first: {count} survive")
for value, count in zip(offered, survivors_by_offer, strict=True):
    print(line.format(value=value, count=count))
line = _("α = {value}: {count} survive")
for value, count in zip(scanned, survivors_by_alpha, strict=True):
    print(line.format(value=value, count=count))
