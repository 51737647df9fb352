"""A mixture is a density: draw it, sample from it, find what it does not expect."""

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import multivariate_normal, norm
from sklearn.mixture import GaussianMixture

from gmm_demo.plots import LINE_STYLES, mix_colours
from gmm_demo.words import _


# %% data
def draw_points(rng, sizes):
    """Return points of two Gaussians, as many of each as the sizes say."""
    first = rng.multivariate_normal([0, 0], [[1, 0.3], [0.3, 1]], sizes[0])
    second = rng.multivariate_normal(
        [5, 5], [[1.5, -0.2], [-0.2, 1]], sizes[1]
    )
    return np.concatenate([first, second])


# The published numbers come from NumPy's older generator, with this seed.
rng = np.random.RandomState(42)
data = draw_points(rng, sizes=(200, 300))

# %% fit
mixture = GaussianMixture(
    n_components=2, covariance_type="full", random_state=42
).fit(data)
assigned = mixture.predict(data)
weights, means = mixture.weights_, mixture.means_
covariances = mixture.covariances_
iterations = mixture.n_iter_

print(_("Mixing coefficients:"), weights)
print(_("Means:"), means, sep="\n")
print(_("Covariance matrices:"), covariances, sep="\n")

# %% grid
x = y = np.linspace(-5, 10, 200)
grid = np.stack(np.meshgrid(x, y), axis=-1)
log_density = mixture.score_samples(grid.reshape(-1, 2)).reshape(200, 200)

# Each level lies the same factor above the one before it: the lines are close
# where the points are, and wider apart in the steep tails.
lowest, highest = -log_density.max(), -log_density.min()
levels = np.geomspace(lowest, highest, 22)[1:-1]
print(_("From {low:.2f} to {high:.2f}").format(low=lowest, high=highest))

# %% contours [folded]
fig, ax = plt.subplots(figsize=(7, 5.6), layout="constrained")
lines = ax.contour(
    x, y, -log_density, levels, colors=plt.get_cmap("viridis").colors[80:180:5]
)
for k, marker in enumerate("o^"):
    ax.scatter(
        *data[assigned == k].T,
        s=16,
        color=f"C{k}",
        marker=marker,
        zorder=3,
        label=_("Component {k}").format(k=k + 1),
    )
fig.colorbar(lines, label=_("Negative log density"), format="%.1f")
ax.set_xlabel(_("Feature 1"))
ax.set_ylabel(_("Feature 2"))
ax.set_aspect("equal")
ax.legend(title=_("Hard label"), loc="lower right", markerscale=1.4)
plt.show()

# %% contours_table [hidden]
counts = np.bincount(assigned)
peak_density = np.exp(mixture.score_samples(means))
wrong_labels = int((assigned != np.repeat([0, 1], [200, 300])).sum())
component_table = [
    [
        _("Component"),
        _("Points"),
        _("Mixing coefficient"),
        _("Mean of feature 1"),
        _("Mean of feature 2"),
        _("Density at the mean"),
    ]
]
for k in range(2):
    estimates = [weights[k], *means[k], peak_density[k]]
    component_table.append([k + 1, int(counts[k]), *map(float, estimates)])

# %% mass
# A probability is a density times an area, added up.
small_area = (x[1] - x[0]) * (y[1] - y[0])
mass = float(np.exp(log_density).sum() * small_area)
highest_density = float(np.exp(log_density).max())
print(_("Highest density:"), round(highest_density, 4))
print(_("Probability of the whole grid:"), round(mass, 4))

# %% narrow
narrow = norm(loc=0, scale=0.1)
narrow_density = float(narrow.pdf(0))
narrow_probability = float(narrow.cdf(0.05) - narrow.cdf(-0.05))
print(_("Density at the mean:"), round(narrow_density, 3))
print(_("Probability within 0.05 of it:"), round(narrow_probability, 3))

# %% sample
# First a component is drawn for each point, then the point from it.
# With the seed of the data, the random numbers behind the data would return.
drawn, drawn_from = mixture.set_params(random_state=1).sample(500)
drawn_counts = np.bincount(drawn_from)
print(_("Points drawn from each component:"), drawn_counts)
print(_("Their overall mean:"), drawn.mean(axis=0).round(2))
print(_("Overall mean of the data:"), data.mean(axis=0).round(2))

# %% sampled [folded]
fig, axes = plt.subplots(
    1, 2, figsize=(9, 5.4), sharex=True, sharey=True, layout="constrained"
)
sides = zip(axes, (data, drawn), (assigned, drawn_from), strict=True)
for ax, points, of in sides:
    for k, marker in enumerate("o^"):
        ax.scatter(
            *points[of == k].T,
            s=14,
            color=f"C{k}",
            marker=marker,
            label=_("Component {k}").format(k=k + 1),
        )
    ax.set_xlabel(_("Feature 1"))
    ax.set_aspect("equal", adjustable="box")
    ax.grid(True)
axes[0].set_ylabel(_("Feature 2"))
axes[0].set_title(_("Data"))
axes[1].set_title(_("Sample"))
fig.legend(
    *ax.get_legend_handles_labels(),
    loc="outside lower center",
    ncols=2,
    markerscale=1.4,
)
plt.show()

# %% sampled_table [hidden]
sample_table = [
    [_("Component"), _("Points in the data"), _("Points drawn")],
    *([k + 1, int(counts[k]), int(drawn_counts[k])] for k in range(2)),
]

# %% score
# A centre, a place between the groups, and one far from both.
places = np.array([[0.0, 0.0], [2.5, 2.5], [9.0, -3.0]])
place_log_density = mixture.score_samples(places)
place_responsibilities = mixture.predict_proba(places)
for place, log_p, shares in zip(
    places, place_log_density, place_responsibilities, strict=True
):
    print(place, f"log p(x) = {log_p:6.2f}", shares.round(3), sep="   ")

# %% outlier
# p(x | k), the density of each component at the far point.
outlier = places[2]
component_density = np.array(
    [
        multivariate_normal(mean, covariance).pdf(outlier)
        for mean, covariance in zip(means, covariances, strict=True)
    ]
)
# Bayes' rule turns it into p(k | x), and only the ratio survives.
joint = weights * component_density
outlier_shares = joint / joint.sum()
outlier_density = float(joint.sum())
print("p(x | k):", component_density)
print("p(k | x):", outlier_shares)

# %% threshold
# The rarest 2 % of the data set the limit for all that comes later.
data_log_density = mixture.score_samples(data)
threshold = float(np.quantile(data_log_density, 0.02))
flagged = data_log_density < threshold
flagged_count = int(flagged.sum())
print(_("Threshold:"), round(threshold, 3))
print(_("Data points below it:"), flagged_count)

fresh = draw_points(rng, sizes=(4000, 6000))
false_alarms = float((mixture.score_samples(fresh) < threshold).mean())
print(_("Share of harmless new points below it:"), false_alarms)

# %% outliers [folded]
fig, ax = plt.subplots(figsize=(6.2, 6.2), layout="constrained")
colours = mix_colours(mixture.predict_proba(data))
for k, marker in enumerate("o^"):
    own = assigned == k
    ax.scatter(*data[own].T, s=16, c=colours[own], marker=marker)
ax.contour(
    x, y, log_density, [threshold], colors="0.5", linestyles=LINE_STYLES[1]
)
ax.plot([], [], color="0.5", ls=LINE_STYLES[1], label=_("Threshold"))
ax.scatter(
    *data[flagged].T,
    s=70,
    facecolor="none",
    edgecolor="0.5",
    label=_("Below the threshold"),
)
ax.plot(*outlier, "x", color="C3", ms=9, mew=2, label=_("Far point"))
ax.set_xlabel(_("Feature 1"))
ax.set_ylabel(_("Feature 2"))
ax.set_aspect("equal")
ax.grid(True)
fig.legend(loc="outside lower center")
plt.show()

# %% outliers_table [hidden]
outlier_table = [
    [_("Component"), _("Points"), _("Below the threshold")],
    *(
        [k + 1, int(counts[k]), int(flagged[assigned == k].sum())]
        for k in range(2)
    ),
]

# %% exercise_units
# The same points in a unit ten times as large.
rescaled = GaussianMixture(2, random_state=42).fit(data / 10)
score_gain = float(rescaled.score(data / 10) - mixture.score(data))
rescaled_peak = float(np.exp(rescaled.score_samples(rescaled.means_)).max())
share_change = float(
    abs(rescaled.predict_proba(data / 10) - mixture.predict_proba(data)).max()
)
print(_("Gain in mean log-likelihood:"), round(score_gain, 3))
print(_("Twice the logarithm of ten:"), round(2 * np.log(10), 3))
print(_("Highest density at a mean:"), round(rescaled_peak, 2))
print(_("Largest change of a responsibility:"), f"{share_change:.0e}")
