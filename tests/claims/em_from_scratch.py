"""What the page about the EM algorithm claims of its program's run."""

from typing import Any

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

Run = dict[str, Any]


def em_never_decreases(run: Run) -> None:
    """From the start on, no iteration lowers the log-likelihood."""
    values = [run["start_log_likelihood"], *run["trace"]]
    assert (np.diff(values) > 0).all()
    assert (run["gains"] == np.diff(values)).all()


def converges_at_iteration_57(run: Run) -> None:
    """Iteration 57, counted from 0, is the first that gains less than 1e-5."""
    assert run["last_iteration"] == 57
    assert run["final_log_likelihood"] == pytest.approx(-3936.64088, abs=5e-6)
    assert run["gains"][57] < 1e-5
    assert run["gains"][:57].min() >= 1e-5


def first_iteration_makes_half_the_climb(run: Run) -> None:
    """The first iteration alone makes 52 % of the climb from the start to the end."""
    climb = run["final_log_likelihood"] - run["start_log_likelihood"]
    assert climb == pytest.approx(818.075, abs=5e-4)
    assert run["gains"][0] == pytest.approx(423.567, abs=5e-4)
    assert round(run["first_part"], 2) == 0.52
    assert run["first_part"] == pytest.approx(run["gains"][0] / climb)


def plateau_lies_in_the_middle(run: Run) -> None:
    """Iterations 7 to 23 gain 5.6 in all, each less than 1; what follows gains 257.8."""
    gains = run["gains"]
    assert (run["plateau_start"], run["plateau_end"]) == (7, 23)
    assert gains[:7].min() > 1
    assert gains[7:24].max() < 1
    assert gains[24:38].min() > 1
    assert run["plateau_gain"] == pytest.approx(5.639, abs=5e-4)
    assert run["second_climb"] == pytest.approx(gains[24:].sum())
    assert run["second_climb"] == pytest.approx(257.801, abs=5e-4)


def gains_grow_again_after_iteration_10(run: Run) -> None:
    """The gain falls to 0.148 in iteration 10, then grows every time, to 65.0 in iteration 33."""
    gains = run["gains"]
    assert gains[:24].argmin() == 10
    assert run["slowest"] == 10
    assert gains[10] == pytest.approx(0.1485, abs=5e-5)
    assert (np.diff(gains[10:34]) > 0).all()
    assert run["fastest"] == 33
    assert run["fastest_gain"] == pytest.approx(64.953, abs=5e-4)
    assert (np.diff(gains[33:]) < 0).all()


def two_components_share_two_clusters_on_the_plateau(run: Run) -> None:
    """On the plateau components 2 and 3 both lie across both upper clusters, 1 has its own."""
    # The clusters' variances of feature 1 are 1.5 and 1, and their means -3 and 3.
    for _weights, means, covariances, _value in run["history"][7:24]:
        assert np.abs(means[1:, 0]).max() < 1.2
        assert covariances[1:, 0, 0].min() > 8
        assert np.linalg.norm(means[0]) < 0.2
        assert covariances[0, 0, 0] < 1


def small_differences_grow(run: Run) -> None:
    """Means 2 and 3 part ever faster on the plateau, from 0.42 to 1.89, and to 5.6 at 33."""
    gaps = run["gaps"]
    assert gaps[7] == pytest.approx(0.416, abs=5e-4)
    assert gaps[23] == pytest.approx(1.887, abs=5e-4)
    assert gaps[33] == pytest.approx(5.585, abs=5e-4)
    assert np.diff(gaps).min() > 0
    assert np.diff(gaps[7:24], n=2).min() > 0
    for weights, means, covariances, _value in run["history"][7:24]:
        shares = run["e_step"](run["X"], weights, means, covariances)
        right, left = (shares[run["origin"] == cluster].mean(axis=0) for cluster in (1, 2))
        assert left[1] > right[1]
        assert right[2] > left[2]


def two_components_start_in_one_cluster(run: Run) -> None:
    """Two of the three points drawn as the first means belong to the cluster around (3, 3)."""
    found = [int(np.flatnonzero((run["X"] == mean).all(axis=1))[0]) for mean in run["start_means"]]
    assert run["origin"][found].tolist() == [0, 1, 1]


def last_gains_shrink_by_a_constant_factor(run: Run) -> None:
    """From iteration 42 on every gain is between 53 % and 56 % of the one before."""
    ratios = run["gains"][42:] / run["gains"][41:-1]
    assert ratios.min() > 0.53
    assert ratios.max() < 0.56
    assert round(run["last_ratio"], 2) == 0.55


def responsibilities_harden(run: Run) -> None:
    """Of 1000 points 877 have no responsibility of 0.9 at the start, and 62 at the end."""
    assert run["soft_points"][0] == 877
    assert run["soft_points"][-1] == 62
    final = run["e_step"](run["X"], run["weights"], run["means"], run["covariances"])
    assert (final.max(axis=1) < 0.9).sum() == 62


def hand_iteration_is_the_first_of_the_run(run: Run) -> None:
    """The shares of the fifth point and component 1 by hand are those of iteration 0."""
    np.testing.assert_allclose(run["shares"], run["responsibilities"][4], rtol=1e-12)
    weights, means, covariances, _value = run["history"][0]
    assert run["first_weight"] == pytest.approx(weights[0], rel=1e-12)
    np.testing.assert_allclose(run["first_mean"], means[0], rtol=1e-12)
    np.testing.assert_allclose(run["first_covariance"], covariances[0], rtol=1e-12)


def m_step_keeps_mean_and_covariance_of_the_data(run: Run) -> None:
    """After every M step the mixture has exactly the mean and the covariance of the data."""
    points = run["X"]
    for weights, means, covariances, _value in run["history"]:
        centre = weights @ means
        second = np.tensordot(weights, covariances, 1) + (weights * means.T) @ means
        np.testing.assert_allclose(centre, points.mean(axis=0), atol=1e-12)
        np.testing.assert_allclose(second - np.outer(centre, centre), np.cov(points.T, bias=True))


def loose_tolerance_stops_on_the_plateau(run: Run) -> None:
    """With a tolerance of 1 the same run stops at iteration 7, 262.6 below its end."""
    assert run["early_iteration"] == 7
    assert run["early_log_likelihood"] == run["trace"][7]
    assert run["lost"] == pytest.approx(262.585, abs=5e-4)


def twins_never_part(run: Run) -> None:
    """Two components with one start stay alike and stop at iteration 28, 264.2 below the end."""
    _weights, means, covariances, _value = run["twins"][-1]
    assert run["twins_iteration"] == 28
    assert run["twins_log_likelihood"] == pytest.approx(-4200.8805, abs=5e-5)
    np.testing.assert_array_equal(means[1], means[2])
    np.testing.assert_array_equal(covariances[1], covariances[2])
    assert run["twins_log_likelihood"] < run["trace"][run["plateau_start"]]


def nudged_twins_reach_the_end(run: Run) -> None:
    """Starts moved by 0.001 lead to the end of the long run, after 78 iterations."""
    assert run["nudged_iteration"] == 78
    assert run["nudged_log_likelihood"] == pytest.approx(run["final_log_likelihood"], abs=1e-5)


def twins_stop_at_no_maximum(run: Run) -> None:
    """Moved apart by 0.01 where they stop, they soon climb to the end."""
    weights, means, covariances, value = run["twins"][-1]
    apart = means + np.array([[0, 0], [0.01, 0], [-0.01, 0]])
    history = run["fit"](run["X"], weights, apart, covariances)
    assert history[0][3] > value + 1e-4
    assert np.abs(history[0][1] - means).max() < 0.02
    assert history[-1][3] == pytest.approx(run["final_log_likelihood"], abs=1e-5)


def library_start_meets_no_plateau(run: Run) -> None:
    """From its own k-means start GaussianMixture ends less than 1 below, by default."""
    for seed in range(5):
        mixture = GaussianMixture(3, random_state=seed).fit(run["X"])
        short = run["final_log_likelihood"] - mixture.score(run["X"]) * 1000
        assert 0 < short < 0.2


def default_tolerance_of_the_library_stops_there_too(run: Run) -> None:
    """GaussianMixture from the same start, by default, converges on the plateau after 9 M steps."""
    assert run["default_converged"]
    assert run["default_iterations"] == 9
    assert run["default_log_likelihood"] == pytest.approx(run["trace"][8], abs=1e-8)


def library_takes_the_same_steps(run: Run) -> None:
    """GaussianMixture from the same start takes one M step more, 59, and agrees to 1e-9."""
    assert run["library_iterations"] == run["last_iteration"] + 2 == 59
    assert run["library_difference"] < 1e-9
    assert abs(run["library_log_likelihood"] - run["final_log_likelihood"]) < 1e-5


def estimates_are_near_the_truth(run: Run) -> None:
    """Weights are off by 0.011 at most, entries of means by 0.157, of covariances by 0.224."""
    assert run["weight_errors"].max() == pytest.approx(0.0105, abs=5e-5)
    assert run["mean_errors"].max() == pytest.approx(0.1571, abs=5e-5)
    assert run["covariance_errors"].max() == pytest.approx(0.2244, abs=5e-5)


def largest_error_is_mostly_that_of_the_sample(run: Run) -> None:
    """The worst variance is 1.276 for 1.5; with every label known the same points give 1.326."""
    worst = np.unravel_index(run["covariance_errors"].argmax(), (3, 2, 2))
    assert worst == (2, 1, 1)
    assert run["covariances"][2, 1, 1] == pytest.approx(1.2756, abs=5e-5)
    assert run["true_covariances"][1, 1, 1] == 1.5
    assert run["known"][2][1, 1, 1] == pytest.approx(1.3262, abs=5e-5)


def fit_is_likelier_than_the_truth(run: Run) -> None:
    """The fit has a log-likelihood 10.8 above the true parameters' and 1.3 above known labels'."""
    final = run["final_log_likelihood"]
    assert final - run["true_log_likelihood"] == pytest.approx(10.753, abs=5e-4)
    assert final - run["known_log_likelihood"] == pytest.approx(1.332, abs=5e-4)


def numbers_of_components_come_from_the_start(run: Run) -> None:
    """Component 2 found the third cluster; other numbers at the start, other numbers at the end."""
    assert run["nearest"].tolist() == [0, 2, 1]
    order = [2, 0, 1]
    renumbered = run["fit"](run["X"], *(array[order] for array in run["start"]))
    assert len(renumbered) == 58
    for ours, theirs in zip(run["history"][-1][:3], renumbered[-1][:3], strict=True):
        np.testing.assert_allclose(theirs, ours[order], atol=1e-9)


def other_starts_end_alike_but_not_as_fast(run: Run) -> None:
    """Starts drawn with the seeds 0 to 19 end at the same place, after 26 to 69 iterations."""
    lengths = []
    weights, _means, covariances = run["start"]
    for seed in range(20):
        drawn = np.random.RandomState(seed).choice(1000, 3, replace=False)
        history = run["fit"](run["X"], weights, run["X"][drawn], covariances)
        assert history[-1][3] == pytest.approx(run["final_log_likelihood"], abs=1e-3)
        lengths.append(len(history))
    assert (min(lengths), max(lengths)) == (26, 69)


def far_point_is_lost_without_logarithms(run: Run) -> None:
    """At (100, 100) the plain E step gives nan, while logarithms give 0, 1 and 0."""
    assert run["e_step_difference"] < 1e-12
    parameters = (run["weights"], run["means"], run["covariances"])
    with np.errstate(invalid="ignore"):
        assert np.isnan(run["e_step"](run["far"], *parameters)).all()
    np.testing.assert_allclose(run["stable_far"], [0, 1, 0], atol=1e-12)


def far_point_goes_to_the_farthest_mean(run: Run) -> None:
    """The far point belongs wholly to component 2, the one whose mean is farthest from it."""
    assert run["stable_far"].argmax() == run["far_distances"].argmax() == 1
    assert run["far_distances"].argmin() == 2
    assert run["far_squares"].argmin() == 1
    assert np.sort(run["far_squares"])[1] - run["far_squares"][1] > 200


def shared_covariance_fits_worse(run: Run) -> None:
    """With one covariance for all, EM never decreases either and ends 40.1 below."""
    assert np.diff(run["tied_trace"]).min() > -1e-8
    assert run["tied_log_likelihood"] == pytest.approx(-3976.745, abs=5e-4)
    assert run["tied_loss"] == pytest.approx(40.104, abs=5e-4)
