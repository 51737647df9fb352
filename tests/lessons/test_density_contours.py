"""The density lesson's first program gives the published numbers and tells the truth."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture

from tests.programs import run_of


@pytest.fixture(scope="module")
def program() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("density_contours")


def test_the_points_are_those_of_the_published_figure(program: dict[str, Any]) -> None:
    np.random.seed(42)  # noqa: NPY002 - the published draws
    draw = np.random.multivariate_normal
    first = draw([0, 0], [[1, 0.3], [0.3, 1]], 200)
    second = draw([5, 5], [[1.5, -0.2], [-0.2, 1]], 300)
    assert np.array_equal(program["data"], np.concatenate([first, second]))


def test_the_estimates_are_the_published_ones(program: dict[str, Any]) -> None:
    means = [[-0.03940957, 0.01060906], [5.00388127, 5.02327101]]
    covariances = [
        [[0.85941267, 0.24723053], [0.24723053, 0.93113753]],
        [[1.45153574, -0.13154263], [-0.13154263, 1.00698026]],
    ]
    assert program["weights"] == pytest.approx([0.39857162, 0.60142838], abs=5e-9)
    assert program["means"] == pytest.approx(np.array(means), abs=5e-9)
    assert program["covariances"] == pytest.approx(np.array(covariances), abs=5e-9)


def test_the_figure_shows_twenty_levels_on_a_grid_of_200_by_200(program: dict[str, Any]) -> None:
    assert program["log_density"].shape == (200, 200)
    levels = program["levels"]
    assert len(levels) == 20
    assert (np.diff(levels) > 0).all()
    assert program["lowest"] < levels[0]
    assert levels[-1] < program["highest"]


def test_the_density_is_the_formula_of_the_lesson(program: dict[str, Any]) -> None:
    components = zip(program["weights"], program["means"], program["covariances"], strict=True)
    density = sum(
        weight * multivariate_normal(mean, covariance).pdf(program["data"])
        for weight, mean, covariance in components
    )
    assert np.log(density) == pytest.approx(program["data_log_density"], abs=1e-12)


def test_row_and_column_of_the_grid_are_feature_2_and_feature_1(program: dict[str, Any]) -> None:
    place = [[program["x"][150], program["y"][20]]]
    [expected] = program["mixture"].score_samples(place)
    assert program["log_density"][20, 150] == pytest.approx(expected, abs=1e-12)


def test_sampling_is_seeded(program: dict[str, Any]) -> None:
    again, origin = program["mixture"].sample(500)
    assert np.array_equal(again, program["drawn"])
    assert np.array_equal(origin, program["drawn_from"])


def test_the_sample_does_not_replay_the_random_numbers_of_the_data(
    program: dict[str, Any],
) -> None:
    def distance_to_nearest(points: Any) -> Any:
        gaps = points[:, None] - program["data"]
        return np.median(np.sqrt((gaps**2).sum(axis=2)).min(axis=1))

    replayed, _ = GaussianMixture(2, random_state=42).fit(program["data"]).sample(500)
    assert distance_to_nearest(replayed) < 0.08
    assert distance_to_nearest(program["drawn"]) > 0.1


def test_false_alarms_are_a_little_over_two_per_cent_in_other_draws_too(
    program: dict[str, Any],
) -> None:
    shares = []
    for seed in range(20):
        rng = np.random.RandomState(seed)
        seen = program["draw_points"](rng, (200, 300))
        mixture = GaussianMixture(2, random_state=0).fit(seen)
        limit = np.quantile(mixture.score_samples(seen), 0.02)
        fresh = program["draw_points"](rng, (4000, 6000))
        shares.append((mixture.score_samples(fresh) < limit).mean())
    assert 0.02 < np.mean(shares) < 0.03
    assert min(shares) > 0.01
    assert max(shares) < 0.045


def test_a_shift_of_units_shifts_the_score_by_what_theory_says(program: dict[str, Any]) -> None:
    for factor in (0.5, 4.0):
        scaled = program["data"] * factor
        mixture = GaussianMixture(2, random_state=42).fit(scaled)
        shift = mixture.score(scaled) - program["mixture"].score(program["data"])
        assert shift == pytest.approx(-2 * np.log(factor), abs=1e-6)


def test_the_tables_tell_what_the_figures_show(program: dict[str, Any]) -> None:
    table = program["component_table"]
    assert [row[0] for row in table[1:]] == [1, 2]
    assert [row[1] for row in table[1:]] == np.bincount(program["assigned"]).tolist()
    assert sum(row[1] for row in table[1:]) == 500
    assert sum(row[2] for row in program["sample_table"][1:]) == 500
    assert sum(row[2] for row in program["outlier_table"][1:]) == program["flagged_count"]
