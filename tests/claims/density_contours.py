"""What the lesson on density and prediction states about `density_contours`."""

from typing import Any

import numpy as np
import pytest
from scipy import ndimage
from sklearn.mixture import GaussianMixture

Run = dict[str, Any]


def one_point_gets_the_wrong_label(run: Run) -> None:
    """One of the 500 points gets the label of the Gaussian it was not drawn from."""
    drawn_from = np.repeat([0, 1], [200, 300])
    assert int((run["assigned"] != drawn_from).sum()) == run["wrong_labels"] == 1


def em_stops_after_two_iterations(run: Run) -> None:
    """EM stops after 2 iterations: no two groups are easier to tell apart."""
    assert run["iterations"] == 2


def the_estimates_are_near_the_true_values(run: Run) -> None:
    """The weights are those of 200 and 300 points to 0.002, the means the true ones to 0.05."""
    assert run["weights"] == pytest.approx([0.4, 0.6], abs=0.002)
    assert run["means"] == pytest.approx(np.array([[0, 0], [5, 5]]), abs=0.05)


def contours_join_between_the_groups(run: Run) -> None:
    """The seven innermost lines go round each group; the eighth, 8.3, is the first round both."""
    rings = [ndimage.label(-run["log_density"] < level)[1] for level in run["levels"]]
    assert rings == [2] * 7 + [1] * 13
    assert run["levels"][6:8] == pytest.approx([7.15, 8.30], abs=5e-3)


def the_lines_lie_a_factor_apart(run: Run) -> None:
    """Line by line the value grows 1.16 times; at even steps 18 of 20 would hold both groups."""
    steps = run["levels"][1:] / run["levels"][:-1]
    assert steps == pytest.approx(steps[0])
    assert run["lowest"] == pytest.approx(-np.log(run["highest_density"]))
    evenly = np.linspace(run["lowest"], run["highest"], 22)[1:-1]
    assert (evenly > run["levels"][6]).sum() == 19
    assert (evenly > run["levels"][7]).sum() == 18


def the_density_adds_up_to_one(run: Run) -> None:
    """The density, added up over the grid times the area of a cell, gives 1 to four digits."""
    assert run["mass"] == pytest.approx(1, abs=5e-5)


def the_highest_density_is_no_probability(run: Run) -> None:
    """The density is highest, 0.080, near the mean of the second component."""
    assert run["highest_density"] == pytest.approx(0.080, abs=5e-4)
    assert run["peak_density"][1] > run["peak_density"][0]
    assert run["peak_density"][1] == pytest.approx(run["highest_density"], abs=5e-5)


def a_density_may_exceed_one(run: Run) -> None:
    """The density of N(0, 0.1²) at 0 is 3.989, yet an interval of length 0.1 there holds 0.383."""
    assert run["narrow_density"] == pytest.approx(3.989, abs=5e-4)
    assert run["narrow_probability"] == pytest.approx(0.383, abs=5e-4)
    assert run["narrow_probability"] < run["narrow_density"] * 0.1


def a_sample_looks_like_the_data(run: Run) -> None:
    """Of 500 points drawn from the mixture, 198 and 302 come from its two components."""
    assert list(run["drawn_counts"]) == [198, 302]
    assert run["drawn"].mean(axis=0) == pytest.approx(run["data"].mean(axis=0), abs=0.2)


def the_seed_of_the_data_would_replay_its_numbers(run: Run) -> None:
    """A sample drawn with seed 42 lies almost on the data; one drawn with seed 1 does not."""

    def to_the_nearest(points: Any) -> Any:
        gaps = points[:, None] - run["data"]
        return np.median(np.sqrt((gaps**2).sum(axis=2)).min(axis=1))

    replayed, _ = GaussianMixture(2, random_state=42).fit(run["data"]).sample(500)
    assert to_the_nearest(replayed) < 0.08
    assert to_the_nearest(run["drawn"]) > 0.1


def the_place_between_is_soft_and_rare(run: Run) -> None:
    """Between the groups the shares are 0.58 and 0.42, and the density is below the threshold."""
    assert run["place_responsibilities"][1] == pytest.approx([0.583, 0.417], abs=5e-4)
    assert run["place_log_density"][1] == pytest.approx(-7.62, abs=5e-3)
    assert run["place_log_density"][1] < run["threshold"]


def a_far_point_is_sure_and_unbelievable(run: Run) -> None:
    """At (9, −3) p(2 | x) is 1 to thirteen digits, while p(x) is about 5 · 10⁻¹⁷."""
    assert 1 - run["outlier_shares"][1] < 1e-13
    assert run["outlier_density"] == pytest.approx(5.06e-17, rel=1e-3)
    assert np.log(run["outlier_density"]) == pytest.approx(run["place_log_density"][2])
    assert run["outlier_shares"] == pytest.approx(run["place_responsibilities"][2])


def only_the_ratio_survives_in_the_responsibility(run: Run) -> None:
    """The far point is sure because one tiny density is 10¹³ times the other tiny density."""
    assert run["component_density"].max() < 1e-15
    assert run["component_density"][1] / run["component_density"][0] > 1e13


def a_quantile_always_flags_its_share(run: Run) -> None:
    """The 2 % quantile flags 10 of the 500 points, though none of them is an intruder."""
    assert run["flagged_count"] == 10
    assert run["threshold"] == pytest.approx(-6.190, abs=5e-4)


def new_points_are_flagged_more_often(run: Run) -> None:
    """Of 10,000 harmless new points 3.4 % fall below the threshold, not 2 %."""
    assert run["false_alarms"] == pytest.approx(0.0338, abs=5e-5)


def the_false_alarms_move_with_the_data(run: Run) -> None:
    """Drawn anew twenty times, the share of false alarms lies on both sides of 2 %, more above."""
    shares = []
    for seed in range(20):
        rng = np.random.RandomState(seed)
        seen = run["draw_points"](rng, (200, 300))
        mixture = GaussianMixture(2, random_state=0).fit(seen)
        limit = np.quantile(mixture.score_samples(seen), 0.02)
        fresh = run["draw_points"](rng, (4000, 6000))
        shares.append((mixture.score_samples(fresh) < limit).mean())
    assert 0.01 < min(shares) < 0.015
    assert 0.035 < max(shares) < 0.04
    assert 0.02 < np.mean(shares) < 0.03


def units_shift_the_log_likelihood_only(run: Run) -> None:
    """A unit ten times as large raises the mean log-likelihood by 2 log 10, about 4.605."""
    assert run["score_gain"] == pytest.approx(2 * np.log(10), abs=1e-6)
    assert run["share_change"] < 1e-4


def in_other_units_the_density_exceeds_one(run: Run) -> None:
    """In the larger unit the density at a mean is 7.96, a hundred times the former."""
    assert run["rescaled_peak"] == pytest.approx(7.96, abs=5e-3)
    assert run["rescaled_peak"] == pytest.approx(100 * run["peak_density"].max(), rel=1e-3)


def the_rest_of_the_change_is_reg_covar(run: Run) -> None:
    """Divided by a hundred too, reg_covar leaves no change of a responsibility."""
    rescaled = GaussianMixture(2, random_state=42, reg_covar=1e-8).fit(run["data"] / 10)
    change = abs(
        rescaled.predict_proba(run["data"] / 10) - run["mixture"].predict_proba(run["data"])
    )
    assert change.max() < 1e-12
    assert run["share_change"] > 1e-6
