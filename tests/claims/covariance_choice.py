"""What the lesson on covariance types states about `covariance_choice`."""

from typing import Any

import numpy as np
import pytest

Run = dict[str, Any]
TYPES = ("full", "tied", "diag", "spherical")


def each_type_wins_at_home(run: Run) -> None:
    """BIC chooses, for each of four data sets, the type from which the points were drawn."""
    assert run["world_winner"] == {name: name for name in TYPES}


def full_always_looks_best_on_its_training_points(run: Run) -> None:
    """On training points full has the highest likelihood at every sample size."""
    seen = run["training_scores"]
    for name in ("tied", "diag", "spherical"):
        assert all(np.greater(seen["full"], seen[name]))


def full_overfits_sixty_points(run: Run) -> None:
    """With 60 points in ten dimensions full falls from −13.1 to −24.1 on unseen points: last."""
    assert run["training_scores"]["full"][0] == pytest.approx(-13.1, abs=0.05)
    assert run["unseen_scores"]["full"][0] == pytest.approx(-24.1, abs=0.05)
    first = {name: run["unseen_scores"][name][0] for name in TYPES}
    assert min(first, key=first.get) == "full"  # type: ignore[arg-type]
    assert max(first, key=first.get) == "spherical"  # type: ignore[arg-type]


def with_more_points_full_wins(run: Run) -> None:
    """From 120 points on full is the best on unseen points, and spherical at 60."""
    columns = zip(*(run["unseen_scores"][name] for name in TYPES), strict=True)
    best = [TYPES[scores.index(max(scores))] for scores in columns]
    assert best == ["spherical"] + ["full"] * 5


def more_points_close_the_gap(run: Run) -> None:
    """At 1920 points full scores −15.03 on training points and −15.14 on unseen ones."""
    gap = run["training_scores"]["full"][-1] - run["unseen_scores"]["full"][-1]
    assert run["unseen_scores"]["full"][-1] == pytest.approx(-15.14, abs=5e-3)
    assert 0 < gap < 0.2


def simple_types_stop_learning(run: Run) -> None:
    """From 120 to 1920 points spherical gains less than 0.1 on unseen points, full almost 1."""
    gains = {name: run["unseen_scores"][name][-1] - run["unseen_scores"][name][1] for name in TYPES}
    assert 0 < gains["spherical"] < 0.1
    assert gains["full"] == pytest.approx(0.98, abs=5e-3)
