"""What BIC does not promise: it chooses a description, not the truth."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.mixture import GaussianMixture

from gmm_demo.data import overlapping_clusters
from gmm_demo.plots import draw_ellipse
from gmm_demo.words import _

# %% ring
# One cluster without any gap, but it is a ring and not a Gaussian.
rng = np.random.default_rng(0)
angle = rng.uniform(0, 2 * np.pi, size=500)
circle = 3 * np.column_stack([np.cos(angle), np.sin(angle)])
ring = circle + rng.normal(scale=0.3, size=(500, 2))

ring_counts = list(range(1, 11))
ring_mixtures = [
    GaussianMixture(K, n_init=3, random_state=0).fit(ring) for K in ring_counts
]
ring_bic = np.array([mixture.bic(ring) for mixture in ring_mixtures])
ring_choice = ring_counts[ring_bic.argmin()]
print(_("BIC of the ring:"), ring_bic.round().astype(int))
print(_("Components chosen for one ring:"), ring_choice)

ring_table = [["K", "BIC"]]
for K, value in zip(ring_counts, ring_bic, strict=True):
    ring_table.append([K, round(float(value), 1)])


# %% draw_ring [folded]
def draw_ring():
    """Draw the ring with the components chosen for it, and the BIC."""
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(9, 4.2), layout="constrained"
    )
    mixture = ring_mixtures[ring_bic.argmin()]
    left.scatter(*ring.T, s=14, color="0.6")
    for k, (mean, covariance) in enumerate(
        zip(mixture.means_, mixture.covariances_, strict=True)
    ):
        draw_ellipse(left, mean, covariance, k)
    left.set_aspect("equal", adjustable="datalim")
    left.set_title(_("One ring, {count} ellipses").format(count=ring_choice))
    left.set_xlabel(_("Feature 1"))
    left.set_ylabel(_("Feature 2"))
    right.plot(ring_counts, ring_bic, "C1s--")
    style = {"facecolor": "none", "edgecolor": "C1", "linewidth": 1.8}
    right.scatter(ring_choice, ring_bic.min(), s=170, **style)
    right.set_xlabel(_("Number of components"))
    right.set_title(_("BIC of the ring"))
    left.grid(True)
    right.grid(True)
    plt.show()


draw_ring()


# %% few_points
def choose_by_bic(points, counts=(1, 2, 3, 4)):
    """Return the number of components with the least BIC."""
    candidates = [GaussianMixture(K, random_state=0) for K in counts]
    values = [mixture.fit(points).bic(points) for mixture in candidates]
    return counts[np.argmin(values)]


X, origin = overlapping_clusters()
rng = np.random.default_rng(0)
sizes = [50, 100, 200]
# times_chosen[i, K - 1] counts how often K was chosen for sizes[i] points.
times_chosen = np.zeros((len(sizes), 4), dtype=int)
for i, size in enumerate(sizes):
    for _draw in range(20):
        subset = rng.choice(X, size, replace=False)
        times_chosen[i, choose_by_bic(subset) - 1] += 1
    print(size, times_chosen[i])

few_points_table = [[_("Points"), *(f"K = {K}" for K in (1, 2, 3, 4))]]
for size, times in zip(sizes, times_chosen, strict=True):
    few_points_table.append([size, *times.tolist()])


# %% draw_few_points [folded]
def draw_few_points():
    """Draw how often each number of components is chosen."""
    ax = plt.figure(figsize=(7.2, 3.8), layout="constrained").add_subplot()
    rows = np.arange(len(sizes))
    start = np.zeros(len(sizes))
    hatches = ("", "//", "..", "xx")
    for k, (times, hatch) in enumerate(
        zip(times_chosen.T, hatches, strict=True)
    ):
        ax.barh(
            rows,
            times,
            left=start,
            color=f"C{k}",
            hatch=hatch,
            edgecolor="white",
            label=f"K = {k + 1}",
        )
        start += times
    ax.set_xticks([0, 5, 10, 15, 20])
    ax.set_yticks(rows, sizes)
    ax.invert_yaxis()
    ax.set_ylabel(_("Points"))
    ax.set_xlabel(_("Draws in which BIC chooses K"))
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    plt.show()


draw_few_points()
