"""What the lesson on covariance types states about `covariance_types`."""

from typing import Any

import numpy as np
import pytest

Run = dict[str, Any]
TYPES = ("full", "tied", "diag", "spherical")


def full_takes_38_iterations(run: Run) -> None:
    """With full covariances EM takes 38 iterations from the k-means start at tolerance 1e-6."""
    assert run["iterations"]["full"] == 38


def the_fit_obeys_the_updates(run: Run) -> None:
    """Each type's covariances are its mean of the scatter matrices that its own shares weigh."""
    points = run["X"]
    for name in TYPES:
        shares, means = run["responsibilities"][name], run["means"][name]
        z = points - means[:, None]
        sizes = shares.sum(axis=0)
        scatter = np.einsum("nk,kni,knj->kij", shares, z, z) / sizes[:, None, None]
        expected = {
            "full": scatter,
            "tied": np.stack([np.average(scatter, axis=0, weights=sizes)] * 3),
            "diag": scatter * np.eye(2),
            "spherical": np.trace(scatter, axis1=1, axis2=2)[:, None, None] / 2 * np.eye(2),
        }
        assert run["covariances"][name] == pytest.approx(expected[name], abs=5e-3)


def only_full_takes_both_slopes(run: Run) -> None:
    """Full lets the left ellipse rise and the right one fall; tied has one slope, a rising one."""
    slopes = {name: run["covariances"][name][:, 0, 1] for name in TYPES}
    left, top, right = slopes["full"]
    assert left > 0.7
    assert right < -0.3
    assert 0 < top < 0.2
    assert slopes["tied"].tolist() == [slopes["tied"][0]] * 3
    assert slopes["tied"][0] > 0
    assert not slopes["diag"].any()
    assert not slopes["spherical"].any()


def a_wide_component_swallows_its_neighbour(run: Run) -> None:
    """Under tied and diag component 1 weighs over 0.6 and takes most of the right cluster."""
    right = run["origin"] == 1
    for name in ("tied", "diag"):
        labels = run["responsibilities"][name].argmax(axis=1)
        assert run["weights"][name][0] > 0.6
        assert (labels[right] == 0).mean() > 0.5
    labels = run["responsibilities"]["full"].argmax(axis=1)
    assert (labels[right] == 0).mean() < 0.25
    assert abs(run["weights"]["full"][0] - 220 / 500) < 0.05


def full_has_17_free_parameters(run: Run) -> None:
    """Three components in two dimensions have 17, 11, 14 and 11 free parameters."""
    assert run["parameters"] == {"full": 17, "tied": 11, "diag": 14, "spherical": 11}


def full_has_197_in_ten_dimensions(run: Run) -> None:
    """With ten features full has 197 free parameters, spherical 35."""
    ten = run["dimensions"].index(10)
    counts = {name: run["growth"][name][ten] for name in TYPES}
    assert counts == {"full": 197, "tied": 87, "diag": 62, "spherical": 35}


def tied_overtakes_diag_beyond_five_features(run: Run) -> None:
    """For three components tied is cheaper than diag below d = 5, equal at 5, dearer above."""
    for d, tied, diag in zip(
        run["dimensions"], run["growth"]["tied"], run["growth"]["diag"], strict=True
    ):
        assert np.sign(tied - diag) == np.sign(d - 5)


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


def a_turn_brings_two_slopes_to_the_axes(run: Run) -> None:
    """Turned by 45°, the ellipses 1 and 3 of full lie closer to the axes, ellipse 2 less so."""

    def tilt(covariance: Any) -> float:
        """Return the angle between an ellipse and the nearer axis, in degrees."""
        axis = np.abs(np.linalg.eigh(covariance)[1][:, -1])
        return float(np.degrees(np.arctan2(axis.min(), axis.max())))

    turn = run["rotation"]
    before = [tilt(one) for one in run["covariances"]["full"]]
    after = [tilt(turn @ one @ turn.T) for one in run["covariances"]["full"]]
    assert before[0] > after[0]
    assert before[2] > after[2]
    assert before[1] < after[1]
    assert max(before[1], after[0], after[2]) < 15


def seven_circles_do_not_replace_three_ellipses(run: Run) -> None:
    """BIC asks for 7 round components, 27 parameters, and is 52.5 above three full ones."""
    assert run["best_round"] == 7
    assert run["best_round_parameters"] == 27
    difference = run["round_bic"][7] - run["bic"]["full"]
    assert difference == pytest.approx(52.5, abs=0.05)


def the_number_of_circles_depends_on_the_start(run: Run) -> None:
    """With ten starts each, five circles have a slightly lower BIC than seven, by less than 2."""
    points = run["X"]
    five, seven = (
        run["new_mixture"]("spherical", K).set_params(n_init=10).fit(points).bic(points)
        for K in (5, 7)
    )
    assert 0 < seven - five < 2
    assert five - run["bic"]["full"] > 50


def circles_are_not_clusters(run: Run) -> None:
    """Three of seven circles lie in the top cluster; the heaviest holds 80 points of each other."""
    mixture = run["new_mixture"]("spherical", 7).fit(run["X"])
    labels = mixture.predict(run["X"])
    shares = np.array([np.bincount(run["origin"][labels == k], minlength=3) for k in range(7)])
    assert (shares.argmax(axis=1) == 2).sum() == 3
    left, right, top = shares[mixture.weights_.argmax()]
    assert min(left, right) > 80 > top
