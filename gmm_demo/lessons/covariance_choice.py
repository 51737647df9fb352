"""When each covariance type wins: on its own shapes, and on few points or many."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.mixture import GaussianMixture

from gmm_demo.plots import LINE_STYLES
from gmm_demo.words import _

# %% mixture
COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")


def mixture_with(covariance_type):
    """Return a mixture that is not fitted yet."""
    return GaussianMixture(
        n_components=3,
        covariance_type=covariance_type,
        tol=1e-6,
        max_iter=1000,
        random_state=0,
    )


# %% worlds
# Four worlds, each made of the ellipses of one covariance type.
rising = np.array([[1.4, 0.7], [0.7, 0.6]])
falling = np.array([[1.4, -0.7], [-0.7, 0.6]])
wide, high, even = np.diag([2, 0.4]), np.diag([0.4, 2]), np.eye(2)
world_covariances = {
    "full": (rising, falling, 0.5 * even),
    "tied": (rising, rising, rising),
    "diag": (wide, high, even),
    "spherical": (0.5 * even, even, 2 * even),
}
world_centres = ((0, 0), (5, 0), (0, 5))
world_bic, world_winner = {}, {}
print(" " * 10, *(f"{name:>9}" for name in COVARIANCE_TYPES))
for world, matrices in world_covariances.items():
    rng = np.random.default_rng(5)
    points = np.concatenate(
        [
            rng.multivariate_normal(centre, matrix, 100)
            for centre, matrix in zip(world_centres, matrices, strict=True)
        ]
    )
    world_bic[world] = {
        name: mixture_with(name).fit(points).bic(points)
        for name in COVARIANCE_TYPES
    }
    world_winner[world] = min(world_bic[world], key=world_bic[world].get)
    print(f"{world:10}", *(f"{one:9.1f}" for one in world_bic[world].values()))

# %% worlds_table [hidden]
world_loss = {
    world: {name: one - min(found.values()) for name, one in found.items()}
    for world, found in world_bic.items()
}
world_table = [
    [_("Drawn from"), *COVARIANCE_TYPES],
    *([world, *lost.values()] for world, lost in world_loss.items()),
]

# %% ten_dimensions
# Slanted ellipsoids in ten dimensions: only full can take their shapes.
rng = np.random.default_rng(0)
K, d = 3, 10
centres = rng.normal(0, 2, (K, d))
factors = rng.normal(size=(K, d, d)) / np.sqrt(d)
roots = np.linalg.cholesky(
    factors @ factors.transpose(0, 2, 1) + 0.3 * np.eye(d)
)


def draw_points(size):
    """Draw a component for each point, then the point from it, (size, d)."""
    k = rng.integers(K, size=size)
    noise = rng.standard_normal((size, d, 1))
    return centres[k] + (roots[k] @ noise)[:, :, 0]


training, unseen = draw_points(1920), draw_points(5000)

# %% sample_size
sample_sizes = [60, 120, 240, 480, 960, 1920]
training_scores = {name: [] for name in COVARIANCE_TYPES}
unseen_scores = {name: [] for name in COVARIANCE_TYPES}
for N in sample_sizes:
    for name in COVARIANCE_TYPES:
        mixture = mixture_with(name).fit(training[:N])
        training_scores[name].append(float(mixture.score(training[:N])))
        unseen_scores[name].append(float(mixture.score(unseen)))

print("N   ", *(f"{name:>9}" for name in COVARIANCE_TYPES))
for N, *scores in zip(sample_sizes, *unseen_scores.values(), strict=True):
    print(f"{N:4}", *(f"{score:9.2f}" for score in scores))

# %% sample_size_figure [folded]
fig, axes = plt.subplots(
    1, 2, figsize=(9, 4.6), sharex=True, sharey=True, layout="constrained"
)
for ax, scores in zip(axes, (training_scores, unseen_scores), strict=True):
    for (name, values), marker, style in zip(
        scores.items(), "os^D", LINE_STYLES, strict=True
    ):
        ax.semilogx(
            sample_sizes, values, marker=marker, linestyle=style, label=name
        )
    ax.set_xticks(sample_sizes, sample_sizes)
    ax.minorticks_off()
    ax.grid(True)
axes[0].set_title(_("Training points"))
axes[1].set_title(_("Unseen points"))
axes[0].set_ylabel(_("Mean log-likelihood"))
fig.supxlabel(_("Number of training points"), fontsize="medium")
axes[1].legend(loc="lower right")
plt.show()

# %% sample_size_table [hidden]
sample_size_table = [
    [_("Number of training points"), _("Judged on"), *COVARIANCE_TYPES]
]
for judged_on, scores in (
    (_("Training points"), training_scores),
    (_("Unseen points"), unseen_scores),
):
    for N, *values in zip(sample_sizes, *scores.values(), strict=True):
        sample_size_table.append([N, judged_on, *values])
