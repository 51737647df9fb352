"""Four covariance types: the shapes they allow and what they cost."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import KFold, cross_val_score

from gmm_demo.data import overlapping_clusters
from gmm_demo.plots import LINE_STYLES, draw_ellipse, mix_colours
from gmm_demo.words import _

# %% fit
COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")


def new_mixture(covariance_type, n_components=3):
    """Return a mixture that is not fitted yet."""
    return GaussianMixture(
        n_components,
        covariance_type=covariance_type,
        tol=1e-6,
        max_iter=1000,
        random_state=0,
    )


X, origin = overlapping_clusters()
mixtures = {name: new_mixture(name).fit(X) for name in COVARIANCE_TYPES}
iterations = {name: mixture.n_iter_ for name, mixture in mixtures.items()}
for name, mixture in mixtures.items():
    print(f"{name:10}", mixture.covariances_.shape)


# %% matrices
def covariance_matrices(mixture):
    """Return the matrices Σ_k that the covariances stand for, (K, d, d)."""
    K, d = mixture.means_.shape
    covariances = mixture.covariances_
    match mixture.covariance_type:
        case "full":
            return covariances
        case "tied":
            return np.stack([covariances] * K)
        case "diag" | "spherical":
            # One variance per feature, or a single one for all features.
            return covariances.reshape(K, -1, 1) * np.eye(d)


weights, means, covariances, responsibilities = {}, {}, {}, {}
for name, mixture in mixtures.items():
    # Numbered from left to right, a component keeps its number and colour.
    order = np.argsort(mixture.means_[:, 0])
    weights[name] = mixture.weights_[order]
    means[name] = mixture.means_[order]
    covariances[name] = covariance_matrices(mixture)[order]
    responsibilities[name] = mixture.predict_proba(X)[:, order]
    print(name, covariances[name][0].round(2), sep="\n")

# %% shapes [folded]
fig, axes = plt.subplots(
    2, 2, figsize=(8, 7.8), sharex=True, sharey=True, layout="constrained"
)
for ax, name in zip(axes.flat, COVARIANCE_TYPES, strict=True):
    labels = responsibilities[name].argmax(axis=1)
    colours = mix_colours(responsibilities[name])
    for k, marker in enumerate("os^"):
        own = labels == k
        ax.scatter(*X[own].T, s=14, c=colours[own], marker=marker)
        draw_ellipse(ax, means[name][k], covariances[name][k], k)
    ax.set_title(name)
    ax.set_aspect("equal", adjustable="box")
    ax.grid(True)
for ax in axes[1]:
    ax.set_xlabel(_("Feature 1"))
for ax in axes[:, 0]:
    ax.set_ylabel(_("Feature 2"))
handles = [
    Line2D([], [], color=f"C{k}", linestyle=LINE_STYLES[k], marker=marker)
    for k, marker in enumerate("os^")
]
components = [_("Component {k}").format(k=k + 1) for k in range(3)]
fig.legend(handles, components, loc="outside lower center", ncols=3)
plt.show()

# %% shapes_table [hidden]
# An axis of an ellipse is as long as the root of an eigenvalue.
shape_table = [
    [
        _("Covariance type"),
        _("Component"),
        _("Mixing coefficient"),
        _("Mean of feature 1"),
        _("Mean of feature 2"),
        _("Shorter standard deviation"),
        _("Longer standard deviation"),
    ]
]
for name in COVARIANCE_TYPES:
    for k in range(3):
        axes_of_k = np.sqrt(np.linalg.eigvalsh(covariances[name][k]))
        numbers = [weights[name][k], *means[name][k], *axes_of_k]
        shape_table.append([name, k + 1, *map(float, numbers)])


# %% count
def count_parameters(covariance_type, K, d):
    """Return how many numbers of a mixture are free."""
    matrix = d * (d + 1) // 2
    covariances = {
        "full": K * matrix,
        "tied": matrix,
        "diag": K * d,
        "spherical": K,
    }
    return (K - 1) + K * d + covariances[covariance_type]


parameters = {name: count_parameters(name, 3, 2) for name in COVARIANCE_TYPES}
print(parameters)

# %% growth
dimensions = [1, 2, 5, 10, 20, 50, 100]
growth = {
    name: [count_parameters(name, 3, d) for d in dimensions]
    for name in COVARIANCE_TYPES
}
print("d         ", *(f"{d:6}" for d in dimensions))
for name, counts in growth.items():
    print(f"{name:10}", *(f"{count:6}" for count in counts))

# %% growth_figure [folded]
fig, ax = plt.subplots(figsize=(6.2, 4.6), layout="constrained")
for (name, counts), marker, style in zip(
    growth.items(), "os^D", LINE_STYLES, strict=True
):
    ax.loglog(dimensions, counts, marker=marker, linestyle=style, label=name)
ax.set_xticks(dimensions, dimensions)
ax.minorticks_off()
ax.set_xlabel(_("Features d"))
ax.set_ylabel(_("Free parameters"))
ax.grid(True)
ax.legend(loc="upper left")
plt.show()

# %% growth_table [hidden]
growth_table = [
    [_("Features d"), *COVARIANCE_TYPES],
    *(
        [d, *counts]
        for d, *counts in zip(dimensions, *growth.values(), strict=True)
    ),
]

# %% criteria
# Every fifth of the points is judged by a mixture that never saw it.
folds = KFold(5, shuffle=True, random_state=0)
bic, aic, held_out = {}, {}, {}
for name, mixture in mixtures.items():
    bic[name], aic[name] = mixture.bic(X), mixture.aic(X)
    held_out[name] = cross_val_score(new_mixture(name), X, cv=folds).mean()
    print(
        f"{name:10} BIC {bic[name]:.1f}   AIC {aic[name]:.1f}",
        _("held out {score:.3f}").format(score=held_out[name]),
        sep="   ",
    )

# %% agreement
kmeans_labels = KMeans(3, n_init=10, random_state=0).fit_predict(X)
rand_index = {
    name: adjusted_rand_score(origin, mixture.predict(X))
    for name, mixture in mixtures.items()
}
rand_index["kmeans"] = adjusted_rand_score(origin, kmeans_labels)
for name, index in rand_index.items():
    print(f"{name:10} {index:.3f}")

# %% criteria_table [hidden]
log_likelihood = {name: mixtures[name].score(X) for name in COVARIANCE_TYPES}
criteria_table = [
    [
        _("Covariance type"),
        _("Free parameters"),
        _("Mean log-likelihood"),
        _("Held-out log-likelihood"),
        "BIC",
        "AIC",
        _("Adjusted Rand index"),
    ]
]
columns = (parameters, log_likelihood, held_out, bic, aic, rand_index)
for name in COVARIANCE_TYPES:
    row = [float(column[name]) for column in columns[1:]]
    criteria_table.append([name, parameters[name], *row])

# %% exercise_rotation
angle = np.pi / 4
rotation = np.array(
    [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
)
turned = X @ rotation.T
rotation_gain = {}
for name, mixture in mixtures.items():
    again = new_mixture(name).fit(turned)
    rotation_gain[name] = float(again.score(turned) - mixture.score(X))
    print(f"{name:10} {rotation_gain[name]:z.4f}")

# %% exercise_round
round_bic = {}
for K in range(1, 11):
    round_bic[K] = new_mixture("spherical", K).fit(X).bic(X)
    print(K, round(round_bic[K], 1))
best_round = min(round_bic, key=round_bic.get)
best_round_parameters = count_parameters("spherical", best_round, 2)
print(_("Round components needed:"), best_round)
print(_("Their free parameters:"), best_round_parameters)
