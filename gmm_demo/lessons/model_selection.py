"""Model selection: how many components the points can pay for."""

import matplotlib.pyplot as plt
import numpy as np
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import KFold, cross_val_score

from gmm_demo.data import overlapping_clusters
from gmm_demo.words import _


# %% count_parameters
def count_parameters(covariance_type, K, d):
    """Return how many numbers of a mixture are free."""
    symmetric = d * (d + 1) // 2
    covariances = {
        "full": K * symmetric,
        "tied": symmetric,
        "diag": K * d,
        "spherical": K,
    }
    # The weights sum to one, so the last of them follows from the others.
    weights = K - 1
    means = K * d
    return weights + means + covariances[covariance_type]


covariance_types = ["full", "tied", "diag", "spherical"]
parameters = {
    covariance_type: count_parameters(covariance_type, K=3, d=2)
    for covariance_type in covariance_types
}
print(_("Free parameters for K = 3, d = 2:"), parameters)

# %% fit
X, origin = overlapping_clusters()
N, d = X.shape
component_counts = [1, 2, 3, 4, 5, 6]
mixtures = {
    covariance_type: [
        GaussianMixture(
            K,
            covariance_type=covariance_type,
            n_init=2,
            tol=1e-6,
            max_iter=1000,
            random_state=11,
        ).fit(X)
        for K in component_counts
    ]
    for covariance_type in covariance_types
}

# %% criteria
p = np.array([count_parameters("full", K, d) for K in component_counts])
# score gives the mean per point, the criteria need the sum over all points.
log_likelihood = np.array([N * fit.score(X) for fit in mixtures["full"]])
aic = 2 * p - 2 * log_likelihood
bic = p * np.log(N) - 2 * log_likelihood

criteria_table = [["K", _("Parameters"), _("Log-likelihood"), "AIC", "BIC"]]
for k, K in enumerate(component_counts):
    numbers = [log_likelihood[k], aic[k], bic[k]]
    criteria_table.append([K, int(p[k]), *np.round(numbers, 1).tolist()])
    print(K, p[k], *np.round(numbers, 1))

aic_choice = component_counts[aic.argmin()]
bic_choice = component_counts[bic.argmin()]
aic_lead = round(np.sort(aic)[1] - aic.min(), 1)
bic_lead = round(np.sort(bic)[1] - bic.min(), 1)
line = _("{name} chooses K = {K}; the next is {lead} behind")
print(line.format(name="AIC", K=aic_choice, lead=aic_lead))
print(line.format(name="BIC", K=bic_choice, lead=bic_lead))

# %% price
# A component pays if the log-likelihood rises by more than its price.
gains = np.diff(log_likelihood)
numbers_per_component = int(p[1] - p[0])
prices = {
    "AIC": float(numbers_per_component),
    "BIC": float(numbers_per_component * np.log(N) / 2),
}
print(_("Gain by each further component:"), gains.round(1))
for name, price in prices.items():
    print(_("Price of a component, {name}:").format(name=name), f"{price:.1f}")

# %% held_out
folds = KFold(n_splits=5, shuffle=True, random_state=11)
# One row for each K, one column for each of the five parts left out in turn.
held_out_scores = np.array(
    [
        cross_val_score(
            GaussianMixture(K, n_init=2, tol=1e-4, random_state=11),
            X,
            cv=folds,
        )
        for K in component_counts
    ]
)
held_out = held_out_scores.mean(axis=1)
training = log_likelihood / N
held_out_choice = component_counts[held_out.argmax()]
parts_won = int((held_out_scores[2] > held_out_scores[3]).sum())
print(_("Training:"), training.round(3))
print(_("Held out:"), held_out.round(3))
print(_("Held-out points choose K ="), held_out_choice)
print(_("Parts in which K = 3 beats K = 4:"), parts_won)

held_out_table = [["K", _("Training"), _("Held out")]]
for K, seen, unseen in zip(component_counts, training, held_out, strict=True):
    held_out_table.append([K, round(float(seen), 3), round(float(unseen), 3)])


# %% draw_criteria [folded]
def mark_choice(ax, values, k, colour):
    """Ring the value that a criterion chooses."""
    style = {"facecolor": "none", "edgecolor": colour, "linewidth": 1.8}
    ax.scatter(component_counts[k], values[k], s=170, **style)


def draw_criteria():
    """Draw both criteria, and the likelihood of seen and unseen points."""
    figure, (left, right) = plt.subplots(
        1, 2, figsize=(9, 4.2), layout="constrained"
    )
    left.plot(component_counts, aic, "C0o-", label="AIC")
    left.plot(component_counts, bic, "C1s--", label="BIC")
    mark_choice(left, aic, aic.argmin(), "C0")
    mark_choice(left, bic, bic.argmin(), "C1")
    left.set_title(_("Less is better"))
    right.plot(component_counts, training, "C2^-", label=_("Training"))
    right.plot(component_counts, held_out, "C3D--", label=_("Held out"))
    mark_choice(right, held_out, held_out.argmax(), "C3")
    right.set_title(_("More is better"))
    right.set_ylabel(_("Mean log-likelihood"))
    for ax in (left, right):
        ax.set_xlabel(_("Number of components"))
        ax.grid(True)
    left.legend(loc="upper right")
    right.legend(loc="lower right")
    plt.show()


draw_criteria()

# %% types
bic_by_type = {
    covariance_type: [mixture.bic(X) for mixture in candidates]
    for covariance_type, candidates in mixtures.items()
}
bic_table = [[_("Covariances"), *(f"K = {K}" for K in component_counts)]]
for covariance_type, values in bic_by_type.items():
    bic_table.append([covariance_type, *np.round(values, 1).tolist()])
    print(f"{covariance_type:9}", *np.round(values, 1))

ranking = sorted(
    (round(value, 1), covariance_type, K)
    for covariance_type, values in bic_by_type.items()
    for K, value in zip(component_counts, values, strict=True)
)
best, second = ranking[:2]
print(_("Least BIC:"), *best)
print(_("Next:"), *second)

# %% exercise_dimensions
# How many parameters do three components need when there are d features?
dimensions = [2, 5, 10, 20, 50]
parameters_by_type = {
    covariance_type: [
        count_parameters(covariance_type, 3, d) for d in dimensions
    ]
    for covariance_type in covariance_types
}
for covariance_type, counts in parameters_by_type.items():
    print(f"{covariance_type:9}", *counts)

# %% exercise_search
# Does the choice hold when the mixtures are searched for from other starts?
searched_counts = component_counts[2:]
searched = [
    GaussianMixture(
        K,
        init_params="random_from_data",
        n_init=5,
        tol=1e-6,
        max_iter=1000,
        random_state=0,
    ).fit(X)
    for K in searched_counts
]
searched_aic = np.array([mixture.aic(X) for mixture in searched])
searched_bic = np.array([mixture.bic(X) for mixture in searched])
search_table = [
    ["K", _("AIC before"), _("AIC now"), _("BIC before"), _("BIC now")]
]
for k, K in enumerate(searched_counts):
    numbers = [aic[k + 2], searched_aic[k], bic[k + 2], searched_bic[k]]
    search_table.append([K, *np.round(numbers, 1).tolist()])
    print(K, *np.round(numbers, 1))
searched_aic_choice = searched_counts[searched_aic.argmin()]
searched_bic_choice = searched_counts[searched_bic.argmin()]
print(_("AIC and BIC choose now:"), searched_aic_choice, searched_bic_choice)
