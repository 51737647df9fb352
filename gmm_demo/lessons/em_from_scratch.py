"""EM from scratch: fit a Gaussian mixture with two steps in NumPy."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FuncAnimation
from sklearn.mixture import GaussianMixture

from gmm_demo.plots import draw_ellipse, mix_colours
from gmm_demo.words import _

# %% data
np.random.seed(42)
true_means = np.array([[0, 0], [3, 3], [-3, 3]])
true_covariances = np.array(
    [
        [[1, 0.3], [0.3, 1]],
        [[1, -0.2], [-0.2, 1.5]],
        [[1.5, 0.4], [0.4, 1]],
    ]
)
sizes = np.array([300, 400, 300])
X = np.concatenate(
    [
        np.random.multivariate_normal(mean, covariance, size)
        for mean, covariance, size in zip(
            true_means, true_covariances, sizes, strict=True
        )
    ]
)
N, K = len(X), len(sizes)
true_weights = sizes / N
print(_("Points and features:"), X.shape)


# %% data_figure [folded]
def prepare_axes(ax):
    """Give all pictures of the points the same axes."""
    ax.set_xlabel(_("Feature 1"))
    ax.set_ylabel(_("Feature 2"))
    ax.set_xlim(-8, 8)
    ax.set_ylim(-6, 8.5)
    ax.set_aspect("equal", adjustable="box")
    ax.grid(True)


ax = plt.figure(figsize=(6.2, 5.2)).add_subplot()
ax.scatter(*X.T, s=14, color="0.5")
ax.set_title(_("What EM is given: points without labels"))
prepare_axes(ax)
plt.show()

# Which cluster each point was drawn from: EM never gets to see it.
origin = np.repeat(np.arange(K), sizes)
data_table = [
    [
        _("Cluster"),
        _("Points"),
        _("Mean of feature 1"),
        _("Mean of feature 2"),
        _("Spread of feature 1"),
        _("Spread of feature 2"),
    ]
]
for k in range(K):
    cluster = X[origin == k]
    centre, spread = cluster.mean(axis=0), cluster.std(axis=0)
    data_table.append([k + 1, len(cluster), *map(float, [*centre, *spread])])


# %% density
def gaussian_density(X, mean, covariance):
    """Return N(x_n | μ, Σ) for every point, shape (N,)."""
    d = len(mean)
    offsets = X - mean
    # (x − μ)ᵀ Σ⁻¹ (x − μ): a linear system is solved, nothing inverted.
    solved = np.linalg.solve(covariance, offsets.T).T
    squares = np.sum(offsets * solved, axis=1)
    normaliser = np.sqrt((2 * np.pi) ** d * np.linalg.det(covariance))
    return np.exp(-0.5 * squares) / normaliser


# %% e_step
def weighted_densities(X, weights, means, covariances):
    """Return the terms π_k N(x_n | μ_k, Σ_k), shape (N, K)."""
    densities = [
        gaussian_density(X, mean, covariance)
        for mean, covariance in zip(means, covariances, strict=True)
    ]
    return weights * np.stack(densities, axis=1)


def e_step(X, weights, means, covariances):
    """Return the responsibilities γ_nk, shape (N, K); each row sums to 1."""
    terms = weighted_densities(X, weights, means, covariances)
    return terms / terms.sum(axis=1, keepdims=True)


# %% m_step
def m_step(X, responsibilities):
    """Return the weights, means and covariances that the shares call for."""
    counts = responsibilities.sum(axis=0)
    weights = counts / len(X)
    means = responsibilities.T @ X / counts[:, None]
    covariances = []
    for k, mean in enumerate(means):
        offsets = X - mean
        weighted = responsibilities[:, k, None] * offsets
        covariances.append(weighted.T @ offsets / counts[k])
    return weights, means, np.stack(covariances)


# %% log_likelihood
def log_likelihood(X, weights, means, covariances):
    """Return Σ_n log p(x_n), the log-likelihood of all points together."""
    terms = weighted_densities(X, weights, means, covariances)
    return float(np.log(terms.sum(axis=1)).sum())


# %% start
np.random.seed(11)
start_weights = np.full(K, 1 / K)
start_means = X[np.random.choice(N, K, replace=False)]
start_covariances = np.stack([np.cov(X, rowvar=False)] * K)
start = (start_weights, start_means, start_covariances)

start_log_likelihood = log_likelihood(X, *start)
print(_("Means to start from:"))
print(start_means.round(4))
print(_("Log-likelihood at the start:"), round(start_log_likelihood, 4))

# %% one_e_step
n = 4
point = X[n]
# All components start with the same covariance matrix.
determinant = np.linalg.det(start_covariances[0])
precision = np.linalg.inv(start_covariances[0])
offsets = point - start_means
squared_distances = np.array([v @ precision @ v for v in offsets])
normaliser = 2 * np.pi * np.sqrt(determinant)
densities = np.exp(-0.5 * squared_distances) / normaliser
terms = start_weights * densities
point_density = terms.sum()
shares = terms / point_density

print(_("Point:"), point.round(4))
print(_("Squared distances:"), squared_distances.round(4))
print(_("Densities:"), densities.round(6))
print(_("Weighted densities:"), terms.round(6))
print(_("Their sum:"), point_density.round(6))
print(_("Responsibilities:"), shares.round(4))

# %% one_m_step
responsibilities = e_step(X, *start)
gamma = responsibilities[:, 0]
first_count = gamma.sum()
weighted_sum = gamma @ X
first_weight = first_count / N
first_mean = weighted_sum / first_count
from_mean = X - first_mean
first_covariance = (gamma[:, None] * from_mean).T @ from_mean / first_count

print(_("Points of component 1:"), first_count.round(4))
print(_("New weight:"), first_weight.round(4))
print(_("Weighted sum of the points:"), weighted_sum.round(4))
print(_("New mean:"), first_mean.round(4))
print(_("New covariance:"))
print(first_covariance.round(4))


# %% fit
def fit(X, weights, means, covariances, tol=1e-5, max_iter=200):
    """Iterate until the log-likelihood gains less than tol; keep a history."""
    history = []
    previous = log_likelihood(X, weights, means, covariances)
    for _iteration in range(max_iter):
        responsibilities = e_step(X, weights, means, covariances)
        weights, means, covariances = m_step(X, responsibilities)
        current = log_likelihood(X, weights, means, covariances)
        history.append((weights, means, covariances, current))
        if current - previous < tol:
            break
        previous = current
    return history


# %% run
history = fit(X, *start)
weights, means, covariances, final_log_likelihood = history[-1]
# Iterations are counted from 0.
last_iteration = len(history) - 1
print(_("Converged at iteration"), last_iteration)
print(_("Log-likelihood:"), round(final_log_likelihood, 5))
print(_("Weights:"), weights.round(8))
print(_("Means:"))
print(means.round(8))
print(_("Covariances:"))
print(covariances.round(8))

# %% gains
trace = np.array([snapshot[3] for snapshot in history])
# What each iteration added, beginning with the first.
gains = np.diff(trace, prepend=start_log_likelihood)

# The plateau: iterations that add less than 1, until one adds more again.
plateau_start = int(np.argmax(gains < 1))
after_plateau = plateau_start + int(np.argmax(gains[plateau_start:] >= 1))
plateau_end = after_plateau - 1
plateau_gain = float(gains[plateau_start:after_plateau].sum())
fastest = after_plateau + int(gains[after_plateau:].argmax())
fastest_gain = float(gains[fastest])

print(_("Smallest gain:"), f"{gains.min():.7f}")
print(_("First and last iteration of the plateau:"))
print(plateau_start, plateau_end)
print(_("Gained on the plateau:"), round(plateau_gain, 4))
print(_("Fastest iteration after it:"), fastest)
print(_("Gained there:"), round(fastest_gain, 4))

# %% trace [folded]
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 4.5))
left.plot(trace, marker="o", markersize=3, color="C0")
left.set_title(_("Log-likelihood"))
right.semilogy(gains, marker="o", markersize=3, color="C0")
right.yaxis.set_major_formatter("{x:g}")
right.axhline(1e-5, color="C1", linestyle="dashed", label=_("Tolerance"))
right.set_title(_("Gain of each iteration"))
for ax in (left, right):
    ax.axvspan(
        plateau_start,
        plateau_end,
        color="C2",
        alpha=0.2,
        label=_("Plateau"),
    )
    ax.set_xlabel(_("Iteration"))
    ax.grid(True)
right.legend(loc="lower left", bbox_to_anchor=(0, 0.1))
plt.show()

trace_table = [[_("Iteration"), _("Log-likelihood"), _("Gain")]]
trace_table += [
    [i, float(trace[i]), float(gains[i])] for i in range(0, len(history), 3)
]

# %% animation [folded]
snapshots = [(*start, start_log_likelihood), *history]


def draw_snapshot(index):
    """Draw the points and the components as one snapshot has them."""
    weights, means, covariances, value = snapshots[index]
    responsibilities = e_step(X, weights, means, covariances)
    stage.clear()
    colours = mix_colours(responsibilities)
    stage.scatter(*X.T, s=14, color=colours, alpha=0.5)
    for k in range(K):
        ellipse = draw_ellipse(stage, means[k], covariances[k], k)
        ellipse.set_label(_("Component {k}").format(k=k + 1))
        stage.plot(
            *means[k],
            marker="osD"[k],
            markersize=10,
            color=f"C{k}",
            markeredgecolor="white",
        )
    # Iterations are counted from 0; the snapshot before them is the start.
    title = _("Start, log-likelihood {value}")
    if index > 0:
        title = _("Iteration {i}, log-likelihood {value}")
    stage.set_title(title.format(i=index - 1, value=f"{value:.2f}"))
    stage.legend(loc="lower right")
    prepare_axes(stage)


figure, stage = plt.subplots(figsize=(6.2, 5.2))
animation = FuncAnimation(
    figure, draw_snapshot, frames=range(len(snapshots)), interval=200
)
plt.show()

# %% snapshots_table [folded]
# Points whose largest responsibility is below 0.9.
soft_points = [
    int((e_step(X, *snapshot[:3]).max(axis=1) < 0.9).sum())
    for snapshot in snapshots
]


def snapshot_row(index, label):
    """Return what the table says of one snapshot."""
    weights, means, covariances, value = snapshots[index]
    return [label, value, soft_points[index], *map(float, means.ravel())]


snapshots_table = [
    [_("Iteration"), _("Log-likelihood"), _("Soft points")],
    snapshot_row(0, _("Start")),
]
snapshots_table[0] += [
    _("Mean {k}, feature {j}").format(k=k + 1, j=j + 1)
    for k in range(K)
    for j in range(2)
]
snapshots_table += [
    snapshot_row(i + 1, i)
    for i in (0, 3, 6, 10, 15, 20, 23, 26, 29, 31, 33, 35, 37, 57)
]

# %% early_stop
early = fit(X, *start, tol=1.0)
early_iteration = len(early) - 1
early_log_likelihood = early[-1][3]
lost = final_log_likelihood - early_log_likelihood
print(_("Stopped at iteration"), early_iteration)
print(_("Log-likelihood:"), round(early_log_likelihood, 5))
print(_("Short of the end of the long run:"), round(lost, 4))
print(_("Means:"))
print(early[-1][1].round(4))

# %% twins
# Components that start alike get equal shares, so EM never parts them.
twin_means = start_means[[0, 1, 1]]
twins = fit(X, start_weights, twin_means, start_covariances)
twins_iteration, twins_log_likelihood = len(twins) - 1, twins[-1][3]
print(_("Alike, converged at iteration"), twins_iteration)
print(_("Log-likelihood:"), round(twins_log_likelihood, 4))
print(_("Means:"))
print(twins[-1][1].round(4))

# Now move the two starting points apart, but only just.
nudged_means = twin_means + np.array([[0, 0], [0.001, 0], [-0.001, 0]])
nudged = fit(X, start_weights, nudged_means, start_covariances)
nudged_iteration, nudged_log_likelihood = len(nudged) - 1, nudged[-1][3]
print(_("Almost alike, converged at iteration"), nudged_iteration)
print(_("Log-likelihood:"), round(nudged_log_likelihood, 4))

# %% estimates
# The component numbers come from the start: compare with the nearest truth.
distances = np.linalg.norm(means[:, None] - true_means, axis=2)
nearest = distances.argmin(axis=1)

# With every label known, the M step gives the averages of the true clusters.
known = m_step(X, np.eye(K)[origin])
weight_errors = np.abs(weights - true_weights[nearest])
mean_errors = np.abs(means - true_means[nearest])
covariance_errors = np.abs(covariances - true_covariances[nearest])

truth = (true_weights, true_means, true_covariances)
true_log_likelihood = log_likelihood(X, *truth)
known_log_likelihood = log_likelihood(X, *known)
print(_("True cluster of each component:"), nearest + 1)
print(_("Largest error of a weight:"), weight_errors.max().round(4))
print(_("Of an entry of a mean:"), mean_errors.max().round(4))
print(_("Of a covariance entry:"), covariance_errors.max().round(4))
print(_("Log-likelihood of the truth:"), round(true_log_likelihood, 4))
print(_("With known labels:"), round(known_log_likelihood, 4))
print(_("Found by EM:"), round(final_log_likelihood, 4))


# %% estimates_table [folded]
def parameter_values(k, weights, means, covariances):
    """Return weight, mean, variances and covariance of one component."""
    upper = covariances[k][np.triu_indices(2)]
    return map(float, [weights[k], *means[k], *upper])


estimates = [
    [
        _("Component"),
        _("Parameter"),
        _("True"),
        _("Known labels"),
        _("Estimated"),
    ]
]
parameters = (
    _("Weight"),
    _("Mean of feature 1"),
    _("Mean of feature 2"),
    _("Variance of feature 1"),
    _("Covariance"),
    _("Variance of feature 2"),
)
for k, cluster in enumerate(nearest):
    columns = (
        parameters,
        parameter_values(cluster, *truth),
        parameter_values(cluster, *known),
        parameter_values(k, weights, means, covariances),
    )
    estimates += [[k + 1, *row] for row in zip(*columns, strict=True)]

# %% estimates_figure [folded]
ax = plt.figure(figsize=(6.2, 5.2)).add_subplot()
final_responsibilities = e_step(X, weights, means, covariances)
ax.scatter(*X.T, s=14, color=mix_colours(final_responsibilities), alpha=0.5)
for k in range(K):
    ellipse = draw_ellipse(ax, means[k], covariances[k], k)
    ellipse.set_label(_("Component {k}").format(k=k + 1))
    true = draw_ellipse(ax, true_means[k], true_covariances[k], k)
    true.set(edgecolor="0.5", linestyle="solid", linewidth=1.5)
true.set_label(_("Truth"))
ax.set_title(_("Estimated and true components"))
ax.legend(loc="lower right")
prepare_axes(ax)
plt.show()

# %% library_check
same_start = {
    "weights_init": start_weights,
    "means_init": start_means,
    "precisions_init": np.linalg.inv(start_covariances),
    "reg_covar": 0,
}
# GaussianMixture takes the mean over the points: 1e-5 / 1000 is 1e-8.
mixture = GaussianMixture(K, tol=1e-8, max_iter=200, **same_start).fit(X)
library_iterations = mixture.n_iter_
library_log_likelihood = float(mixture.score(X) * N)

# It looks at the gain one iteration later, so we take one more, too.
one_more = m_step(X, e_step(X, weights, means, covariances))
library = (mixture.weights_, mixture.means_, mixture.covariances_)
library_difference = max(
    float(np.abs(ours - theirs).max())
    for ours, theirs in zip(one_more, library, strict=True)
)
print(_("M steps of GaussianMixture:"), library_iterations)
print(_("Log-likelihood:"), round(library_log_likelihood, 5))
print(_("Largest difference:"), f"{library_difference:.9f}")

# %% library_default
# The default tolerance of 0.001 per point is 1 for a thousand points.
default = GaussianMixture(K, **same_start).fit(X)
default_iterations = default.n_iter_
default_log_likelihood = float(default.score(X) * N)
default_converged = default.converged_
print(_("M steps of GaussianMixture:"), default_iterations)
print(_("Log-likelihood:"), round(default_log_likelihood, 5))
print("converged_:", default_converged)


# %% exercise_far_points
def log_density(X, mean, covariance):
    """Return log N(x_n | μ, Σ) for every point, shape (N,)."""
    offsets = X - mean
    solved = np.linalg.solve(covariance, offsets.T).T
    squares = np.sum(offsets * solved, axis=1)
    log_determinant = np.linalg.slogdet(covariance).logabsdet
    return -0.5 * (len(mean) * np.log(2 * np.pi) + log_determinant + squares)


def stable_e_step(X, weights, means, covariances):
    """Return the responsibilities, computed with logarithms of densities."""
    logs = [
        log_density(X, mean, covariance)
        for mean, covariance in zip(means, covariances, strict=True)
    ]
    terms = np.log(weights) + np.stack(logs, axis=1)
    # The largest term becomes exp(0) = 1: the sum cannot vanish any more.
    shares = np.exp(terms - terms.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


# %% exercise_far_points_run
stable = stable_e_step(X, weights, means, covariances)
e_step_difference = float(np.abs(stable - final_responsibilities).max())
print(_("Largest difference on the data:"), f"{e_step_difference:.9f}")

far = np.array([[100.0, 100.0]])
with np.errstate(invalid="ignore"):
    print(_("Plain:"), e_step(far, weights, means, covariances)[0])
stable_far = stable_e_step(far, weights, means, covariances)[0]
print(_("Stable:"), stable_far.round(4))

far_offsets = far - means
far_distances = np.linalg.norm(far_offsets, axis=1)
far_squares = np.array(
    [
        v @ np.linalg.solve(covariance, v)
        for v, covariance in zip(far_offsets, covariances, strict=True)
    ]
)
print(_("Distances to the means:"), far_distances.round(4))
print(_("Squared distances:"), far_squares.round(1))


# %% exercise_shared_covariance
def tied_m_step(X, responsibilities):
    """Update as before, but let all components share one covariance."""
    weights, means, covariances = m_step(X, responsibilities)
    shared = np.tensordot(weights, covariances, axes=1)
    return weights, means, np.stack([shared] * len(weights))


tied = start
tied_trace = []
for _iteration in range(len(history)):
    tied = tied_m_step(X, e_step(X, *tied))
    tied_trace.append(log_likelihood(X, *tied))

tied_log_likelihood = tied_trace[-1]
tied_loss = final_log_likelihood - tied_log_likelihood
tied_weights, tied_means, tied_covariances = tied
print(_("Log-likelihood:"), round(tied_log_likelihood, 4))
print(_("Lost to the free covariances:"), round(tied_loss, 4))
print(_("Shared covariance:"))
print(tied_covariances[0].round(4))

# %% records [hidden]
# The whole climb and its parts: first iteration, plateau, second climb, end.
climb = final_log_likelihood - start_log_likelihood
first_part = float(gains[0] / climb)
slowest = int(gains[:after_plateau].argmin())
second_climb = final_log_likelihood - float(trace[plateau_end])
last_ratio = float(gains[-1] / gains[-2])

# How far component 3 lies to the right of component 2.
gaps = [float(means[2, 0] - means[1, 0]) for _w, means, _c, _l in history]

# The start stands first, as iteration -1.
iterations_record = [
    {
        "iteration": i,
        "weights": np.round(weights, 5).tolist(),
        "means": np.round(means, 5).tolist(),
        "covariances": np.round(covariances, 5).tolist(),
        "log_likelihood": round(value, 5),
    }
    for i, (weights, means, covariances, value) in enumerate(snapshots, -1)
]
points = X.round(3)
