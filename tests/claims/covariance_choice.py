"""What the lesson on covariance types states about `covariance_choice`."""

from typing import Any

import numpy as np
import pytest

Run = dict[str, Any]
TYPES = ("full", "tied", "diag", "spherical")


def each_type_wins_at_home(run: Run) -> None:
    """BIC chooses, for each of four data sets, the type from which the points were drawn."""
    assert run["world_winner"] == {name: name for name in TYPES}


def too_rigid_costs_more_than_too_free(run: Run) -> None:
    """A type that can take the shapes loses at most 31.6 to the right one, others 57.1 or more."""
    wider = {"full": (), "tied": ("full",), "diag": ("full",), "spherical": ("full", "diag")}
    free, rigid = [], []
    for world, losses in run["world_loss"].items():
        assert losses[world] == 0
        free += [losses[name] for name in wider[world]]
        rigid += [losses[name] for name in TYPES if name not in (world, *wider[world])]
    assert max(free) == run["world_loss"]["tied"]["full"] == pytest.approx(31.6, abs=0.05)
    assert min(rigid) == run["world_loss"]["diag"]["spherical"] == pytest.approx(57.1, abs=0.05)


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


def full_flattens_its_ellipsoids(run: Run) -> None:
    """Fitted to 60 points, full's ellipsoids are much thinner than those the points come from."""
    roots = run["roots"]
    true = np.linalg.eigvalsh(roots @ roots.transpose(0, 2, 1))[:, 0]
    fitted = run["mixture_with"]("full").fit(run["training"][:60]).covariances_
    assert np.linalg.eigvalsh(fitted)[:, 0].max() < 0.6 * true.min()


def with_more_points_full_wins(run: Run) -> None:
    """From 120 points on full is the best on unseen points, and spherical at 60."""
    columns = zip(*(run["unseen_scores"][name] for name in TYPES), strict=True)
    best = [TYPES[scores.index(max(scores))] for scores in columns]
    assert best == ["spherical"] + ["full"] * 5


def the_turning_point_varies_with_the_draw(run: Run) -> None:
    """In other draws full is last at 60 points and first at 480; at 120 the winner varies."""
    winners = set()
    for seed in range(1, 7):
        rng = np.random.default_rng(seed)
        centres, factors = rng.normal(0, 2, (3, 10)), rng.normal(size=(3, 10, 10)) / np.sqrt(10)
        roots = np.linalg.cholesky(factors @ factors.transpose(0, 2, 1) + 0.3 * np.eye(10))
        k = rng.integers(3, size=2480)
        points = centres[k] + (roots[k] @ rng.standard_normal((2480, 10, 1)))[:, :, 0]
        ranks = {
            size: sorted(
                TYPES,
                key=lambda name, own=points[:size], rest=points[480:]: (  # type: ignore[misc]
                    run["mixture_with"](name).fit(own).score(rest)
                ),
            )
            for size in (60, 120, 480)
        }
        assert ranks[60][0] == ranks[480][-1] == "full"
        winners.add(ranks[120][-1])
    assert len(winners) > 1


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
