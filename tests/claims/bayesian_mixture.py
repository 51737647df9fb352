"""What the page about the Bayesian mixture claims of its program's run."""

from typing import Any

import numpy as np
import pytest

Run = dict[str, Any]


def small_concentration_favours_few_weights(run: Run) -> None:
    """The largest of eight weights is 0.71 on average at α = 0.1, 0.34 at 1 and 0.19 at 10."""
    assert list(run["alphas"]) == [0.1, 1.0, 10.0]
    assert np.asarray(run["mean_largest"]).round(2).tolist() == [0.71, 0.34, 0.19]


def small_concentration_leaves_few_over_a_hundredth(run: Run) -> None:
    """At α = 0.1 on average 3.3 of the eight weights are over 0.01; at α = 10 all eight are."""
    assert run["mean_count"][0] == pytest.approx(3.3, abs=0.05)
    assert run["mean_count"][2] == 8.0


def three_of_eight_survive(run: Run) -> None:
    """Of eight components three keep a weight over 0.01 at α = 0.01 and at α = 1."""
    assert list(run["priors"]) == [0.01, 1.0, 10.0]
    assert list(run["survivors"][:2]) == [3, 3]


def large_concentration_keeps_all(run: Run) -> None:
    """At α = 10 all eight components survive, the smallest with a weight of 0.09."""
    assert run["survivors"][2] == 8
    assert run["weights"][2][-1] == pytest.approx(0.091, abs=5e-4)


def every_fit_has_converged(run: Run) -> None:
    """The three fits converge; the one at α = 10 takes the most iterations, 254."""
    assert list(run["converged"]) == [True, True, True]
    assert max(run["iterations"]) == run["iterations"][2] == 254


def survivors_share_all_points(run: Run) -> None:
    """The three that survive at α = 0.01 share all 500 points among them."""
    assert run["least_kept_share"] == pytest.approx(1.0, abs=1e-6)
    assert np.sum(run["points_per_component"]) == pytest.approx(500, abs=1e-3)


def survivors_are_those_of_em(run: Run) -> None:
    """The means of the three that survive are those of EM with K = 3, but for a tenth."""
    fitted = next(iter(run["candidates"].values()))
    means = fitted.means_[np.argsort(-fitted.weights_)]
    assert run["pruned"].means_[run["kept"]] == pytest.approx(means, abs=0.1)


def crowded_components_come_in_copies(run: Run) -> None:
    """At α = 10 two pairs of components have almost the same mean."""
    means = run["crowded"].means_
    distances = np.linalg.norm(means[:, None] - means, axis=2)
    assert (distances[np.triu_indices(8, 1)] < 0.1).sum() == 2
    assert (distances < 0.1).sum(axis=1).max() == 2


def dirichlet_process_keeps_three_too(run: Run) -> None:
    """With scikit-learn's default, a Dirichlet process, three weights are over 0.01 too."""
    assert run["process_survivors"] == 3


def eight_components_overfit_less(run: Run) -> None:
    """Of eight components EM's are likelier for seen points, the Bayesian ones for unseen ones."""
    _three, eight, bayesian = range(3)
    assert run["training"][eight] > run["training"][bayesian]
    assert run["held_out"][bayesian] > run["held_out"][eight]


def the_bayesian_mixture_predicts_like_three_components(run: Run) -> None:
    """For unseen points the Bayesian mixture is as good as EM with K = 3: -3.488 against -3.487."""
    three, eight, bayesian = run["held_out"]
    assert np.round([three, eight, bayesian], 3).tolist() == [-3.487, -3.548, -3.488]
    assert abs(bayesian - three) < 0.005
    assert three - eight > 0.05


def the_score_is_not_a_log_density(run: Run) -> None:
    """For EM's mixtures score is the mean log density; for the Bayesian mixture it is less.

    Its exponential does not integrate to one, that of the log density does.
    """
    assert run["scores"][:2] == pytest.approx(run["held_out"][:2], abs=1e-6)
    assert run["scores"][2] == pytest.approx(-3.513, abs=5e-4)
    assert run["scores"][2] < run["held_out"][2] - 0.02
    side = np.linspace(-12, 14, 80)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    area = (side[1] - side[0]) ** 2
    assert np.exp(run["pruned"].score_samples(grid)).sum() * area < 0.99
    densities = [np.exp(run["mean_log_density"](run["pruned"], point)) for point in grid]
    assert np.sum(densities) * area == pytest.approx(1.0, abs=1e-3)


def a_bad_start_keeps_five(run: Run) -> None:
    """From one start five components survive in one of the five training sets, three in the rest.

    The best of five starts leaves three in all of them.
    """
    assert run["one_start"] == [3, 3, 3, 5, 3]
    assert run["five_starts"] == [3] * 5


def few_points_blur_the_number(run: Run) -> None:
    """From 50 points two to four components survive, from 200 points three in all ten draws."""
    assert set(run["few_survivors"][0]) == {2, 3, 4}
    assert list(run["few_survivors"][1]) == [3] * 10


def an_empty_component_keeps_a_little_weight(run: Run) -> None:
    """An empty component has the weight α / (N + Kα); from α = 5.43 on that is over 0.01."""
    limit = run["alpha_limit"]
    assert limit == pytest.approx(5.43, abs=5e-3)
    assert limit / (500 + 8 * limit) == pytest.approx(0.01, rel=1e-12)
    assert run["empty_weights"][0] == pytest.approx(run["smallest_weights"][0], rel=1e-6)


def the_e_step_passes_an_empty_component_over(run: Run) -> None:
    """In the E step an empty component counts nothing at α = 0.01, as 9.5 points do at α = 10."""
    assert run["step_weights"][0] < 1e-40
    assert run["step_weights"][2] * (500 + 8 * 10) == pytest.approx(9.5, abs=0.05)


def spare_components_change_nothing(run: Run) -> None:
    """Of 3, 5, 8 or 20 components three survive at α = 0.01."""
    assert list(run["offered"]) == [3, 5, 8, 20]
    assert list(run["survivors_by_offer"]) == [3, 3, 3, 3]


def pruning_ends_between_two_and_four(run: Run) -> None:
    """At α = 2 three components survive, at α = 4 all eight."""
    assert list(run["scanned"]) == [0.1, 2.0, 4.0]
    assert list(run["survivors_by_alpha"]) == [3, 3, 8]
