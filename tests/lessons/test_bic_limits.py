"""The program about the limits of BIC gives the course's numbers and holds against oracles."""

from typing import Any

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from tests.programs import run_of


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("bic_limits")


def test_the_ring_has_no_gap(run: dict[str, Any]) -> None:
    angles = np.sort(np.arctan2(run["ring"][:, 1], run["ring"][:, 0]))
    gaps = np.diff([*angles, angles[0] + 2 * np.pi])
    assert gaps.max() < np.radians(6)


def test_every_fit_of_the_ring_has_converged(run: dict[str, Any]) -> None:
    assert all(mixture.converged_ for mixture in run["ring_mixtures"])


def test_a_longer_search_gives_the_ring_six_components_too(run: dict[str, Any]) -> None:
    ring = run["ring"]
    fits = [GaussianMixture(k, n_init=5, tol=1e-4, random_state=1).fit(ring) for k in range(4, 9)]
    assert int(np.argmin([mixture.bic(ring) for mixture in fits])) + 4 == 6


def test_the_tables_hold_what_the_figures_show(run: dict[str, Any]) -> None:
    assert [row[1:] for row in run["few_points_table"][1:]] == run["times_chosen"].tolist()
    assert min(run["ring_table"][1:], key=lambda row: row[1])[0] == run["ring_choice"]
