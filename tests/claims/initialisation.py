"""What the page about initialisation claims of its program's run."""

from typing import Any

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

Run = dict[str, Any]


def three_of_twenty_starts_end_worse(run: Run) -> None:
    """Of 20 random starts, starts 4, 11 and 16 end in a worse optimum."""
    assert len(run["log_likelihoods"]) == 20
    assert list(run["worse_starts"]) == [4, 11, 16]


def worse_optima_differ(run: Run) -> None:
    """The worse optima are at -3.557, -3.600 and -3.590, the best at -3.440."""
    assert np.asarray(run["worse_log_likelihoods"]).round(3).tolist() == [-3.557, -3.6, -3.59]
    assert run["best_log_likelihood"] == pytest.approx(-3.44, abs=5e-4)


def other_starts_agree(run: Run) -> None:
    """The other 17 starts all end at the same log-likelihood, to four decimals."""
    others = np.delete(run["log_likelihoods"], run["worse_starts"])
    assert set(others.round(4)) == {-3.44}


def worst_optimum_merges_two_groups(run: Run) -> None:
    """In the worst optimum one component has 68 % of the weight and another only 8 %."""
    worst = [row[2] for row in run["optima_table"][4:]]
    assert worst == [0.683, 0.24, 0.078]
    best = [row[2] for row in run["optima_table"][1:4]]
    assert best == [0.492, 0.302, 0.206]


def one_component_takes_two_groups(run: Run) -> None:
    """The large component takes lower left and upper group; two others share the lower right."""
    mixture = run["worst_run"]
    order = np.argsort(-mixture.weights_)
    shares = mixture.predict_proba(run["X"])[:, order]
    lower_left, lower_right, upper = (shares[run["origin"] == k].mean(axis=0) for k in range(3))
    assert lower_left[0] > 0.85
    assert upper[0] > 0.99
    assert lower_right[1] + lower_right[2] > 0.7
    assert lower_right[2] > 0.2


def worse_optima_pull_back(run: Run) -> None:
    """From means shifted a little, EM comes back to each worse optimum."""
    rng = np.random.default_rng(0)
    for start in run["worse_starts"]:
        found = run["runs"][start]
        again = GaussianMixture(
            3,
            tol=1e-9,
            max_iter=10_000,
            weights_init=found.weights_,
            means_init=found.means_ + rng.normal(scale=0.05, size=(3, 2)),
            precisions_init=found.precisions_,
        ).fit(run["X"])
        assert again.score(run["X"]) == pytest.approx(run["log_likelihoods"][start], abs=1e-4)


def k_means_start_takes_38_iterations(run: Run) -> None:
    """From the k-means start EM takes 38 iterations at tolerance 1e-6."""
    assert run["kmeans_iterations"] == 38


def only_random_points_go_wrong(run: Run) -> None:
    """With k-means, k-means++ or random responsibilities all 20 starts reach the best optimum."""
    expected = {"random_from_data": 17, "random": 20, "k-means++": 20, "kmeans": 20}
    assert run["best_reached"] == expected


def default_tolerance_spoils_other_starts(run: Run) -> None:
    """With tol=1e-3 no random responsibilities and not all k-means++ starts reach the best."""
    counts = {}
    for init_params in ("random", "k-means++", "kmeans"):
        scores = [
            GaussianMixture(3, init_params=init_params, random_state=seed)
            .fit(run["X"])
            .score(run["X"])
            for seed in range(20)
        ]
        counts[init_params] = sum(score > run["best_log_likelihood"] - 0.01 for score in scores)
    assert counts["random"] == 0
    assert counts["k-means++"] < 20
    assert counts["kmeans"] == 20


def a_second_start_is_enough(run: Run) -> None:
    """Where one start ends at -3.557, the better of two ends at -3.440."""
    assert run["n_init_table"][1:] == [[1, -3.557], [2, -3.44], [5, -3.44]]


def default_tolerance_stops_at_iteration_2(run: Run) -> None:
    """From random responsibilities the default tolerance stops all 50 runs at iteration 2."""
    assert run["tolerances"][0] == 1e-3
    assert list(run["stopped_at"][0]) == [2, 2]


def k_means_also_stops_at_iteration_2(run: Run) -> None:
    """The fit of the first lesson, from k-means, needs 2 iterations too, for the optimum."""
    assert run["lesson_iterations"] == 2
    assert run["optimum"] == pytest.approx(-3.950589, abs=5e-7)


def tolerance_decides_the_result(run: Run) -> None:
    """Of the 50 runs 0 % reach the optimum at 1e-3, 30 % at 1e-4, 100 % at 1e-6."""
    assert list(run["tolerances"]) == [1e-3, 1e-4, 1e-6]
    assert list(run["reached"]) == [0.0, 0.3, 1.0]


def every_run_says_it_converged(run: Run) -> None:
    """All 50 runs at each tolerance have converged_ = True, those of the trap too."""
    assert [row[1] for row in run["tolerance_table"][1:]] == [50, 50, 50]


def trapped_runs_are_one_gaussian(run: Run) -> None:
    """The best run at tol=1e-3 is hardly better than one Gaussian and far from the optimum."""
    assert 0 <= run["best_trapped"] - run["single"] < 2e-3
    assert run["optimum"] - run["best_trapped"] > 1


def a_small_gain_stops_the_shown_run(run: Run) -> None:
    """The gain of iteration 2 is below 1e-3 and 1e-4; no gain before the last is below 1e-6."""
    assert run["first_gain"] < 1e-4
    assert run["gains"][:-1].min() > 1e-6
    assert run["gains"][-1] < 1e-6


def largest_gain_comes_late(run: Run) -> None:
    """Iteration 2 gains less than 1e-4, iteration 28 gains 0.262, 3000 times more."""
    assert run["first_gain"] < 1e-4
    assert run["largest_gain_at"] == 28
    assert run["largest_gain"] == pytest.approx(0.262, abs=5e-4)
    assert run["largest_gain"] / run["first_gain"] > 3000


def equal_components_stay_equal(run: Run) -> None:
    """Equal components stay where one Gaussian is, at -3.741; a nudge of 0.1 frees them."""
    still, nudged = run["equal_table"][1:]
    assert still == [0.0, 3, -3.741]
    assert GaussianMixture(1).fit(run["X"]).score(run["X"]) == pytest.approx(still[2], abs=5e-4)
    assert nudged == [0.1, 64, -3.44]


def three_starts_are_enough(run: Run) -> None:
    """If 3 of 20 starts fail, three independent starts all fail with a chance of 0.34 %."""
    assert run["chance_worse"] == pytest.approx(0.15)
    assert run["starts_needed"] == 3
    assert run["chance_all_worse"] == pytest.approx(0.003375)
