"""What the page about model selection claims of its program's run."""

from typing import Any

import numpy as np
import pytest

Run = dict[str, Any]


def three_full_components_have_17_parameters(run: Run) -> None:
    """Three components with full covariances in two dimensions have 17 free parameters."""
    assert run["parameters"] == {"full": 17, "tied": 11, "diag": 14, "spherical": 11}


def training_likelihood_always_rises(run: Run) -> None:
    """Each further component raises the log-likelihood of the points it was fitted to."""
    assert (np.diff(run["training"]) > 0).all()
    assert (np.diff(run["log_likelihood"]) > 0).all()


def all_three_choose_three(run: Run) -> None:
    """Of these fits AIC, BIC and the held-out points all choose three components."""
    choices = [run[f"{name}_choice"] for name in ("aic", "bic", "held_out")]
    assert choices == [3, 3, 3]


def bic_is_surer_than_aic(run: Run) -> None:
    """AIC puts K = 3 only 1.5 ahead of K = 4, BIC 26.8 ahead."""
    assert (run["aic_lead"], run["bic_lead"]) == (1.5, 26.8)
    assert np.argsort(run["aic"])[:2].tolist() == [2, 3]
    assert np.argsort(run["bic"])[:2].tolist() == [2, 3]


def held_out_falls_after_three(run: Run) -> None:
    """The held-out log-likelihood rises up to K = 3 and falls with each component after it."""
    steps = np.diff(run["held_out"])
    assert (steps[:2] > 0).all()
    assert (steps[2:] < 0).all()


def held_out_is_below_training(run: Run) -> None:
    """Unseen points are less likely than seen ones for every K, and for K > 2 ever less so."""
    gap = np.asarray(run["training"]) - np.asarray(run["held_out"])
    assert (gap > 0).all()
    assert (np.diff(gap[2:]) > 0).all()


def one_part_prefers_four(run: Run) -> None:
    """In four of the five held-out parts K = 3 beats K = 4."""
    assert run["parts_won"] == 4


def bic_is_least_at_full_3(run: Run) -> None:
    """Over four covariance types and six K, BIC is least at full, 3; full, 4 comes next."""
    assert list(run["best"]) == [3545.7, "full", 3]
    assert list(run["second"]) == [3572.5, "full", 4]


def simpler_types_need_more_components(run: Run) -> None:
    """With simpler covariances BIC wants more components: 5 tied, 4 diag, 6 spherical."""
    choices = {name: int(np.argmin(values)) + 1 for name, values in run["bic_by_type"].items()}
    assert choices == {"full": 3, "tied": 5, "diag": 4, "spherical": 6}


def full_covariances_grow_fastest(run: Run) -> None:
    """At 50 features three full components have 3977 parameters, three spherical ones 155."""
    assert run["dimensions"][-1] == 50
    assert run["parameters_by_type"]["full"][-1] == 3977
    assert run["parameters_by_type"]["spherical"][-1] == 155


def another_search_changes_aic_but_not_bic(run: Run) -> None:
    """Searched for from other starts, four and more components get below three in AIC, not in BIC.

    AIC then chooses five components; three, searched for in the same way, stay where they were.
    """
    aic, bic = run["searched_aic"], run["searched_bic"]
    assert aic[0] == pytest.approx(run["aic"][2], abs=0.01)
    assert (np.asarray(aic[1:]) < aic[0]).all()
    assert (np.asarray(aic[1:]) < run["aic"][3:]).all()
    assert (run["searched_aic_choice"], run["searched_bic_choice"]) == (5, 3)
    assert (np.diff(bic) > 20).all()


def two_further_components_earn_their_price(run: Run) -> None:
    """The second and third component earn far more than BIC's price, the later ones far less."""
    gains, price = run["gains"], run["prices"]["BIC"]
    assert (gains[:2] > 3 * price).all()
    assert (gains[2:] < price / 2).all()


def the_fourth_misses_the_price_of_aic_narrowly(run: Run) -> None:
    """The fourth component earns 5.2 where AIC asks 6; the sixth earns just above 6."""
    assert run["gains"].round(1)[2:].tolist() == [5.2, 3.3, 6.1]
    assert run["prices"]["AIC"] == 6
    assert run["aic"][2] < run["aic"][5] < run["aic"][4]


def parts_differ_more_than_k(run: Run) -> None:
    """Between parts the score of K = 3 differs by ten times as much as between K = 3 and K = 4."""
    scores, means = run["held_out_scores"], run["held_out"]
    assert scores[2].argmin() == 2
    assert scores[2].argmax() == 3
    assert np.ptp(scores[2]) > 10 * (means[2] - means[3]) > 0


def the_third_component_pays_from_200_points(run: Run) -> None:
    """At its gain per point, the third component earns its price with 200 points, not with 50."""
    gain = run["gains"][1] / run["N"]
    size = run["numbers_per_component"]
    assert 50 * gain < size * np.log(50) / 2
    assert 200 * gain > size * np.log(200) / 2
