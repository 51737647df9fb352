"""What the lesson on covariance types states about `covariance_types`."""

from typing import Any

import pytest

Run = dict[str, Any]
TYPES = ("full", "tied", "diag", "spherical")


def full_takes_38_iterations(run: Run) -> None:
    """With full covariances EM takes 38 iterations from the k-means start at tolerance 1e-6."""
    assert run["iterations"]["full"] == 38


def full_has_17_free_parameters(run: Run) -> None:
    """Three components in two dimensions have 17, 11, 14 and 11 free parameters."""
    assert run["parameters"] == {"full": 17, "tied": 11, "diag": 14, "spherical": 11}


def full_has_197_in_ten_dimensions(run: Run) -> None:
    """With ten features full has 197 free parameters, spherical 35."""
    ten = run["dimensions"].index(10)
    counts = {name: run["growth"][name][ten] for name in TYPES}
    assert counts == {"full": 197, "tied": 87, "diag": 62, "spherical": 35}


def full_grows_with_the_square_of_d(run: Run) -> None:
    """From 50 to 100 features full grows almost fourfold and spherical twofold."""
    full, spherical = run["growth"]["full"], run["growth"]["spherical"]
    assert (full[-2], full[-1]) == (3977, 15452)
    assert full[-1] / full[-2] == pytest.approx(3.9, abs=0.05)
    assert spherical[-1] / spherical[-2] == pytest.approx(2.0, abs=0.05)


def every_criterion_prefers_full(run: Run) -> None:
    """On the running example BIC, AIC and held-out likelihood all prefer full."""
    assert min(run["bic"], key=run["bic"].get) == "full"
    assert min(run["aic"], key=run["aic"].get) == "full"
    assert max(run["held_out"], key=run["held_out"].get) == "full"
    assert run["bic"]["full"] == pytest.approx(3545.7, abs=0.05)


def full_recovers_the_groups_best(run: Run) -> None:
    """The adjusted Rand index of full is 0.68, that of k-means 0.59."""
    assert run["rand_index"]["full"] == pytest.approx(0.68, abs=5e-3)
    assert run["rand_index"]["kmeans"] == pytest.approx(0.59, abs=5e-3)
    assert max(run["rand_index"], key=run["rand_index"].get) == "full"


def a_wrong_shape_is_worse_than_k_means(run: Run) -> None:
    """Tied, diag and spherical agree less with the groups than k-means does."""
    kmeans = run["rand_index"]["kmeans"]
    assert all(run["rand_index"][name] < kmeans for name in ("tied", "diag", "spherical"))


def a_better_criterion_may_cluster_worse(run: Run) -> None:
    """Diag has a lower BIC than spherical, and yet the lower adjusted Rand index of the two."""
    assert run["bic"]["diag"] < run["bic"]["spherical"]
    assert run["rand_index"]["diag"] < run["rand_index"]["spherical"]


def only_diag_notices_a_rotation(run: Run) -> None:
    """A rotation by 45° changes the mean log-likelihood of diag by 0.028, of the others by 0."""
    assert run["rotation_gain"]["diag"] == pytest.approx(0.0282, abs=5e-5)
    for name in ("full", "tied", "spherical"):
        assert abs(run["rotation_gain"][name]) < 1e-6


def seven_circles_do_not_replace_three_ellipses(run: Run) -> None:
    """BIC asks for 7 round components, 27 parameters, and is 52.5 above three full ones."""
    assert run["best_round"] == 7
    assert run["best_round_parameters"] == 27
    difference = run["round_bic"][7] - run["bic"]["full"]
    assert difference == pytest.approx(52.5, abs=0.05)
