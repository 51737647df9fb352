"""What the lesson on density and prediction states about `mixture_class`."""

from typing import Any

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

Run = dict[str, Any]


def the_log_likelihood_never_decreases(run: Run) -> None:
    """From start to end no iteration lowers the log-likelihood."""
    assert run["smallest_gain"] > 0
    assert (np.diff(run["log_likelihoods"]) > 0).all()


def the_class_converges_in_33_iterations(run: Run) -> None:
    """Seed 0 takes 33 iterations from −1214.4 to −865.86."""
    assert run["iterations"] == 33
    assert run["log_likelihoods"][0] == pytest.approx(-1214.43, abs=5e-3)
    assert run["log_likelihood"] == pytest.approx(-865.8627, abs=5e-5)


def the_climb_slows_and_speeds_up_again(run: Run) -> None:
    """Iteration 8 gains less than the four that follow; the twelfth gains almost three times it."""
    gains = np.diff(run["log_likelihoods"])
    assert (np.diff(gains[7:12]) > 0).all()
    assert gains[7] < gains[6]
    assert gains[11] / gains[7] == pytest.approx(2.89, abs=5e-3)


def labels_agree_up_to_permutation(run: Run) -> None:
    """The labels are those of scikit-learn under other numbers: adjusted Rand index 1."""
    assert run["agreement"] == 1
    assert list(run["ours"]) != list(run["theirs"])


def parameters_agree_to_four_digits(run: Run) -> None:
    """Weights, means and covariances differ from scikit-learn's by less than 0.0001."""
    assert max(run["differences"].values()) < 1e-4


def the_rest_of_the_difference_is_the_stop(run: Run) -> None:
    """Iterated on, both come at least ten times closer to each other."""
    longer = run["GaussianMixtureModel"](3, tol=1e-12, max_iter=5000, seed=0).fit(run["X"])
    reference = GaussianMixture(3, tol=1e-14, max_iter=5000, random_state=0).fit(run["X"])
    for name, difference in run["differences"].items():
        own = getattr(longer, name + "_")[run["ours"]]
        other = getattr(reference, name + "_")[run["theirs"]]
        assert abs(own - other).max() < difference / 10


def the_default_tolerance_stops_early(run: Run) -> None:
    """With its default tolerance scikit-learn stops after 2 iterations, 0.007 below the optimum."""
    assert run["hasty_iterations"] == 2
    gap = run["log_likelihood"] - run["hasty_log_likelihood"]
    assert gap == pytest.approx(0.0065, abs=5e-5)


def stopping_early_moves_one_label(run: Run) -> None:
    """Stopped early, scikit-learn labels one of the 300 points otherwise: Rand index 0.990."""
    hasty, labels = run["hasty"].predict(run["X"]), run["labels"]
    table = [[((hasty == i) & (labels == j)).sum() for j in range(3)] for i in range(3)]
    assert 300 - np.max(table, axis=1).sum() == run["moved_labels"] == 1
    assert run["hasty_agreement"] == pytest.approx(0.990, abs=5e-4)


def a_plain_sum_underflows(run: Run) -> None:
    """At (60, 60) the plain sum of the terms is 0.0, its logarithm by log-sum-exp is −8695.2."""
    assert run["plain_sum"] == 0.0
    assert run["far_log_density"] == pytest.approx(-8695.2, abs=0.05)


def responsibilities_survive_far_away(run: Run) -> None:
    """At (60, 60) the responsibilities are still 0.057, 0 and 0.943, and they sum to one."""
    assert run["far_responsibilities"] == pytest.approx([0.057, 0, 0.943], abs=5e-4)
    assert run["far_responsibilities"].sum() == pytest.approx(1)


def far_from_all_yet_shared(run: Run) -> None:
    """At (60, 60) the logarithms of two terms, both under −8,600, differ by less than 3."""
    [first, second, third] = run["far_terms"][0]
    assert max(first, third) < -8600
    assert abs(first - third) < 3
    assert second < first - 3000


def one_of_twenty_starts_ends_worse(run: Run) -> None:
    """Of 20 seeds only seed 7 ends in a worse optimum, −919.59 against −865.86."""
    assert list(run["worse_starts"]) == [7]
    assert run["worst_log_likelihood"] == pytest.approx(-919.59, abs=5e-3)
    others = np.delete(run["finals"], 7)
    assert others == pytest.approx(-865.86, abs=5e-3)


def few_points_are_soft(run: Run) -> None:
    """Four of the 300 points have no responsibility of 0.9 or more."""
    assert run["soft_count"] == 4


def drawn_points_follow_the_model(run: Run) -> None:
    """Means and covariances of 20,000 points drawn differ from the model's by less than 0.02."""
    assert run["mean_error"] < 0.02
    assert run["covariance_error"] < 0.02
    assert run["drawn_shares"] == pytest.approx(run["model"].weights_, abs=0.005)
