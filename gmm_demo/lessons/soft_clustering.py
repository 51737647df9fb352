"""Soft clustering: a Gaussian mixture shares every point out among its components."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from gmm_demo.data import overlapping_clusters
from gmm_demo.plots import draw_ellipse, mix_colours
from gmm_demo.words import _


# %% draw [folded]
def draw_clusters(X, labels, means):
    """Draw each point in the colour and shape of its likeliest component."""
    ax = plt.figure(figsize=(6.2, 5.2)).add_subplot()
    colours = plt.get_cmap("viridis")(np.linspace(0.25, 0.85, len(means)))
    for k, (colour, marker) in enumerate(zip(colours, "os^Dv", strict=False)):
        ax.scatter(
            *X[labels == k].T,
            s=22,
            color=colour,
            marker=marker,
            edgecolor="white",
            linewidth=0.4,
            label=_("Component {k}").format(k=k + 1),
        )
    ax.scatter(
        *means.T, s=110, c="red", marker="x", linewidth=2.5, label=_("Centre")
    )
    ax.set_title(_("Three components found by the mixture"))
    ax.set_xlabel(_("Feature 1"))
    ax.set_ylabel(_("Feature 2"))
    ax.set_aspect("equal", adjustable="datalim")
    ax.grid(True)
    ax.legend(title=_("Hard label"), loc="lower left", markerscale=1.4)
    plt.show()


# %% demo
def run_gmm_demo(
    n_samples=600,
    n_components=3,
    cluster_std=(1.0, 1.4, 0.8),
    covariance_type="full",
    random_state=7,
    n_init=8,
):
    """Draw points from blobs, fit a mixture to them and show what it found."""
    X, origin = make_blobs(
        n_samples=n_samples,
        centers=n_components,
        cluster_std=cluster_std,
        random_state=random_state,
    )
    mixture = GaussianMixture(
        n_components=n_components,
        covariance_type=covariance_type,
        random_state=random_state,
        n_init=n_init,
    ).fit(X)

    # One row per point, one column per component; every row sums to one.
    responsibilities = mixture.predict_proba(X)
    # A hard label keeps only the component with the largest responsibility.
    labels = responsibilities.argmax(axis=1)

    draw_clusters(X, labels, mixture.means_)
    return {
        "log_likelihood": mixture.score(X),
        "weights": mixture.weights_,
        "responsibilities_shape": responsibilities.shape,
    }


# %% run
metrics = run_gmm_demo()
print(_("Mean log-likelihood:"), round(metrics["log_likelihood"], 6))
print(_("Mixing coefficients:"), metrics["weights"])
print(_("Shape of the responsibilities:"), metrics["responsibilities_shape"])

# %% softest
X, origin = make_blobs(
    n_samples=600, centers=3, cluster_std=(1.0, 1.4, 0.8), random_state=7
)
mixture = GaussianMixture(3, random_state=7, n_init=8).fit(X)
responsibilities = mixture.predict_proba(X)

# The point that is shared out most evenly has the smallest of the largest shares.
largest = responsibilities.max(axis=1)
softest = int(largest.argmin())
smallest_share = largest[softest]
iterations = mixture.n_iter_
print(_("Softest point:"), X[softest].round(3))
print(_("Its responsibilities:"), responsibilities[softest].round(3))
print(_("EM iterations:"), iterations)

# %% criteria
aic, bic = {}, {}
for covariance_type in ("full", "tied", "diag", "spherical"):
    candidate = GaussianMixture(
        3, covariance_type=covariance_type, random_state=7, n_init=8
    ).fit(X)
    aic[covariance_type] = candidate.aic(X)
    bic[covariance_type] = candidate.bic(X)
    print(
        f"{covariance_type:9}",
        f"AIC {aic[covariance_type]:.3f}",
        f"BIC {bic[covariance_type]:.3f}",
        sep="  ",
    )


# %% tables [hidden]
def tabulate(weights, means, responsibilities):
    """Return the rows of the table behind a figure, the header first."""
    labels = responsibilities.argmax(axis=1)
    soft = responsibilities.max(axis=1) < 0.9
    header = [_("Component"), _("Mixing coefficient")]
    header += [_("Centre, feature 1"), _("Centre, feature 2")]
    header += [_("Points with this hard label"), _("Soft points among them")]
    rows = [header]
    for k, row in enumerate(np.column_stack([weights, means]).round(4)):
        counts = int((labels == k).sum()), int((labels == k)[soft].sum())
        rows.append([k + 1, *row.tolist(), *counts])
    return rows


clusters_table = tabulate(mixture.weights_, mixture.means_, responsibilities)

# %% overlap_fit
points, origins = overlapping_clusters()
overlap = GaussianMixture(3, tol=1e-6, random_state=11).fit(points)
overlap_iterations = overlap.n_iter_

# From here on, the components are numbered by weight, the heaviest first.
order = np.argsort(-overlap.weights_)
overlap_weights = overlap.weights_[order]
overlap_means = overlap.means_[order]
shares = overlap.predict_proba(points)[:, order]

# A point is soft if its largest responsibility stays below 0.9.
top_shares = shares.max(axis=1)
soft = top_shares < 0.9
soft_count = int(soft.sum())
soft_percentage = 100 * soft_count / len(points)
softest_overlap = int(top_shares.argmin())
softest_point = points[softest_overlap]
softest_shares = shares[softest_overlap]
print(_("EM iterations:"), overlap_iterations)
print(_("Soft points:"), soft_count)
print(_("Softest point:"), softest_point.round(3))
print(_("Its responsibilities:"), softest_shares.round(3))


# %% draw_overlap [folded]
def draw_shares(X, responsibilities, means, covariances):
    """Draw each point in the mix of the colours of its components."""
    figure = plt.figure(figsize=(6.2, 6.6), layout="constrained")
    ax = figure.add_subplot()
    colours = mix_colours(responsibilities)
    largest = responsibilities.max(axis=1)
    for marker, group, label in (
        ("o", largest >= 0.9, _("Clear point")),
        ("D", largest < 0.9, _("Soft point: all shares below 0.9")),
    ):
        ax.scatter(
            *X[group].T, s=18, c=colours[group], marker=marker, label=label
        )
    ink = plt.rcParams["text.color"]
    ring = {"s": 150, "facecolor": "none", "edgecolor": ink, "linewidth": 2}
    ax.scatter(*X[largest.argmin()], label=_("Softest point"), **ring)
    for k, mean in enumerate(means):
        draw_ellipse(ax, mean, covariances[k], k)
        circle = {"boxstyle": "circle", "edgecolor": f"C{k}"}
        circle["facecolor"] = ax.get_facecolor()
        ax.text(*mean, k + 1, ha="center", va="center", bbox=circle)
    ax.set_title(_("Three components that overlap"))
    ax.set_xlabel(_("Feature 1"))
    ax.set_ylabel(_("Feature 2"))
    ax.set_aspect("equal", adjustable="datalim")
    ax.grid(True)
    # The shapes in the legend stand for points of any colour.
    legend = figure.legend(loc="outside lower center")
    for handle in legend.legend_handles[:2]:
        handle.set_color("grey")
    plt.show()


# %% overlap
draw_shares(points, shares, overlap_means, overlap.covariances_[order])

# %% agreement
labels = shares.argmax(axis=1)
k_means = KMeans(3, n_init=10, random_state=11).fit(points)
agreement = {
    "mixture": adjusted_rand_score(origins, labels),
    "k_means": adjusted_rand_score(origins, k_means.labels_),
}
print(_("Adjusted Rand index of the mixture:"), round(agreement["mixture"], 2))
print(_("Adjusted Rand index of k-means:"), round(agreement["k_means"], 2))

# %% misses
# The origins, too, are numbered from the largest cluster to the smallest.
missed = labels != origins
missed_count = int(missed.sum())
missed_soft = int(missed[soft].sum())
missed_clear = missed_count - missed_soft
softest_origin = int(origins[softest_overlap]) + 1
# To the model, a label is right with the probability of its share.
expected_misses = float((1 - top_shares).sum())
print(_("Labels that miss the origin:"), missed_count)
print(_("Soft points among them:"), missed_soft)
print(_("Misses that the model expects:"), round(expected_misses, 1))
print(_("The softest point comes from component"), softest_origin)

# %% overlap_rows [hidden]
overlap_table = tabulate(overlap_weights, overlap_means, shares)

# %% midpoint
# Two components on a line, N(0, 1) and N(3, 1), with weights 0.7 and 0.3.
weights = np.array([0.7, 0.3])
centres = np.array([0.0, 3.0])
densities = np.exp(-0.5 * (1.5 - centres) ** 2) / np.sqrt(2 * np.pi)
at_midpoint = weights * densities / (weights @ densities)
boundary = 1.5 + np.log(weights[0] / weights[1]) / 3
print(_("Responsibilities at x = 1.5:"), at_midpoint.round(3))
print(_("Equal shares at x ="), round(boundary, 3))

# %% spread
soft_points = []
line = _("Spread {spread}: {count} soft points")
for spread in (1.0, 2.0, 3.0, 4.0):
    wide, origin = make_blobs(
        n_samples=600, centers=3, cluster_std=spread, random_state=7
    )
    mixture = GaussianMixture(3, random_state=7, n_init=8).fit(wide)
    largest = mixture.predict_proba(wide).max(axis=1)
    soft_points.append(int((largest < 0.9).sum()))
    print(line.format(spread=spread, count=soft_points[-1]))
