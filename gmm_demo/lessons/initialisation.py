"""Initialisation: where EM ends depends on where it starts."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from gmm_demo.data import overlapping_clusters
from gmm_demo.plots import draw_ellipse, mix_colours
from gmm_demo.words import _

# %% starts
X, origin = overlapping_clusters()


def fit_from(init_params, seed):
    """Run EM once, from one start, until it no longer gets better."""
    return GaussianMixture(
        3,
        init_params=init_params,
        tol=1e-6,
        max_iter=1000,
        random_state=seed,
    ).fit(X)


# Each start takes three points, chosen at random, for the three means.
runs = [fit_from("random_from_data", seed) for seed in range(20)]
log_likelihoods = np.array([run.score(X) for run in runs])
best_log_likelihood = log_likelihoods.max()
worse_starts = np.flatnonzero(log_likelihoods < best_log_likelihood - 0.01)
worse_log_likelihoods = log_likelihoods[worse_starts]

print(_("Best:"), round(best_log_likelihood, 3))
print(_("Starts that end in a worse optimum:"), worse_starts)
print(_("Their log-likelihoods:"), worse_log_likelihoods.round(3))

starts_table = [[_("Start"), _("Iterations"), _("Mean log-likelihood")]]
for seed, run in enumerate(runs):
    starts_table.append([seed, run.n_iter_, round(log_likelihoods[seed], 3)])


# %% draw_starts [folded]
def draw_starts():
    """Draw where each of the starts ends."""
    ax = plt.figure(figsize=(7.2, 3.8), layout="constrained").add_subplot()
    best_starts = np.setdiff1d(np.arange(len(runs)), worse_starts)
    for chosen, colour, marker, label in (
        (best_starts, "C0", "o", _("Best optimum")),
        (worse_starts, "C1", "X", _("Worse optimum")),
    ):
        ax.scatter(
            chosen,
            log_likelihoods[chosen],
            s=60,
            color=colour,
            marker=marker,
            label=label,
        )
    ax.set_xticks(range(0, 20, 2))
    ax.set_xlabel(_("Start"))
    ax.set_ylabel(_("Mean log-likelihood"))
    ax.grid(True)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    plt.show()


draw_starts()

# %% optima
best_run = runs[log_likelihoods.argmax()]
worst_run = runs[log_likelihoods.argmin()]

optima_table = [
    [_("Optimum"), _("Component"), _("Weight"), _("Mean 1"), _("Mean 2")]
]
for name, run in ((_("Best"), best_run), (_("Worst"), worst_run)):
    # Components come in no order; here the largest weight is the first.
    for k, component in enumerate(np.argsort(-run.weights_)):
        weight, mean = run.weights_[component], run.means_[component]
        optima_table.append(
            [name, k + 1, *np.round([weight, *mean], 3).tolist()]
        )
for row in optima_table:
    print(*row, sep="  ")


# %% draw_optima [folded]
def draw_optimum(ax, mixture, title):
    """Draw the points in their mixed colours and the components."""
    order = np.argsort(-mixture.weights_)
    responsibilities = mixture.predict_proba(X)[:, order]
    ax.scatter(*X.T, s=14, color=mix_colours(responsibilities))
    for k, component in enumerate(order):
        mean = mixture.means_[component]
        draw_ellipse(ax, mean, mixture.covariances_[component], k)
    ax.set_title(title.format(score=f"{mixture.score(X):.3f}"))
    ax.set_xlabel(_("Feature 1"))
    ax.set_aspect("equal", adjustable="datalim")
    ax.grid(True)


figure, (left, right) = plt.subplots(
    1, 2, figsize=(9, 4.5), layout="constrained"
)
draw_optimum(left, best_run, _("Best optimum: {score}"))
draw_optimum(right, worst_run, _("Worst optimum: {score}"))
left.set_ylabel(_("Feature 2"))
plt.show()

# %% strategies
kmeans_iterations = fit_from("kmeans", 0).n_iter_
print(_("EM iterations from the k-means start:"), kmeans_iterations)

finals = {"random_from_data": log_likelihoods}
for init_params in ("random", "k-means++", "kmeans"):
    finals[init_params] = np.array(
        [fit_from(init_params, seed).score(X) for seed in range(20)]
    )
best_reached = {
    init_params: int((scores > best_log_likelihood - 0.01).sum())
    for init_params, scores in finals.items()
}
for init_params, count in best_reached.items():
    line = _("{start}: {count} of 20 starts reach the best optimum")
    print(line.format(start=init_params, count=count))

# %% n_init
# The first run of start 4 ends in a worse optimum; two runs are enough here.
n_init_table = [["n_init", _("Mean log-likelihood")]]
for n_init in (1, 2, 5):
    mixture = GaussianMixture(
        3,
        init_params="random_from_data",
        n_init=n_init,
        tol=1e-6,
        max_iter=1000,
        random_state=4,
    ).fit(X)
    n_init_table.append([n_init, round(mixture.score(X), 3)])
    print(f"n_init={n_init}", n_init_table[-1][1])

# %% tolerance
# The easy points of the first lesson, and a start where every component is
# nearly the same: each point is shared out at random.
blobs, blob_origin = make_blobs(
    n_samples=600, centers=3, cluster_std=(1.0, 1.4, 0.8), random_state=7
)
lesson_fit = GaussianMixture(3, random_state=7, n_init=8).fit(blobs)
lesson_iterations = lesson_fit.n_iter_
optimum = lesson_fit.score(blobs)

tolerances = [1e-3, 1e-4, 1e-6]
runs_by_tolerance = [
    [
        GaussianMixture(
            3, init_params="random", tol=tol, max_iter=1000, random_state=seed
        ).fit(blobs)
        for seed in range(50)
    ]
    for tol in tolerances
]

# %% trap
reached = []
stopped_at = []
tolerance_table = [
    [
        _("Tolerance"),
        _("Say they converged"),
        _("Reach the optimum"),
        _("Fewest iterations"),
        _("Most iterations"),
    ]
]
for tol, fits in zip(tolerances, runs_by_tolerance, strict=True):
    converged = sum(fit.converged_ for fit in fits)
    hits = [fit.score(blobs) > optimum - 0.01 for fit in fits]
    iterations = [fit.n_iter_ for fit in fits]
    reached.append(sum(hits) / len(fits))
    stopped_at.append([min(iterations), max(iterations)])
    row = [tol, converged, sum(hits), *stopped_at[-1]]
    tolerance_table.append(row)
for row in tolerance_table:
    print(*row, sep="  ")

# A single Gaussian, and the best that the runs with tol=1e-3 came to.
single = GaussianMixture(1).fit(blobs).score(blobs)
best_trapped = max(fit.score(blobs) for fit in runs_by_tolerance[0])
print(_("One Gaussian:"), round(single, 3))
print(_("Best run at tol=1e-3:"), round(best_trapped, 3))
print(_("Optimum:"), round(optimum, 3))

# %% plateau
# One run with the smallest tolerance, which did not stop too early.
trace = np.array(runs_by_tolerance[-1][0].lower_bounds_)
gains = np.diff(trace)
first_gain = float(gains[0])
largest_gain = float(gains.max())
largest_gain_at = int(gains.argmax()) + 2
print(_("Gain of iteration 2:"), f"{first_gain:.1e}")
line = _("Gain of iteration {number}: {gain}")
print(line.format(number=largest_gain_at, gain=round(largest_gain, 3)))

gains_table = [[_("Iteration"), _("Mean log-likelihood"), _("Gain")]]
for i in range(0, len(gains), 4):
    gain = f"{gains[i]:.1e}"
    gains_table.append([i + 2, round(float(trace[i + 1]), 4), gain])


# %% draw_plateau [folded]
def draw_plateau():
    """Draw one run, and what each of its iterations gains."""
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(9, 4.2), layout="constrained"
    )
    left.plot(range(1, len(trace) + 1), trace, "C0o-", markersize=4)
    left.set_ylabel(_("Mean log-likelihood"))
    right.semilogy(range(2, len(trace) + 1), gains, "C0o-", markersize=4)
    right.yaxis.set_major_formatter("{x:g}")
    for tol, colour, style in (
        ("1e-3", "C1", "dashed"),
        ("1e-4", "C2", "dotted"),
        ("1e-6", "C3", "dashdot"),
    ):
        line = {"color": colour, "linestyle": style, "label": f"tol={tol}"}
        right.axhline(float(tol), linewidth=2, **line)
    right.set_ylabel(_("Gain"))
    right.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3)
    for ax in (left, right):
        ax.set_xlabel(_("Iteration"))
        ax.grid(True)
    plt.show()


draw_plateau()

# %% exercise_equal_start
# All three components begin with the mean and the covariance of all points.
centre = X.mean(axis=0)
precision = np.linalg.inv(np.cov(X.T))
equal_table = [[_("Nudge"), _("Iterations"), _("Mean log-likelihood")]]
for nudge in (0.0, 0.1):
    shifts = nudge * np.array([[1, 0], [0, 1], [-1, -1]])
    mixture = GaussianMixture(
        3,
        weights_init=np.full(3, 1 / 3),
        means_init=centre + shifts,
        precisions_init=np.stack([precision] * 3),
        tol=1e-6,
        max_iter=1000,
    ).fit(X)
    equal_table.append([nudge, mixture.n_iter_, round(mixture.score(X), 3)])
for row in equal_table:
    print(*row, sep="  ")

# %% exercise_n_init
# How many starts until all of them fail with a chance below one per cent?
chance_worse = len(worse_starts) / len(runs)
starts_needed = int(np.ceil(np.log(0.01) / np.log(chance_worse)))
chance_all_worse = chance_worse**starts_needed
print(_("Starts needed:"), starts_needed)
print(_("Chance that all fail:"), round(chance_all_worse, 4))
