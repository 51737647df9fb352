"""The program about the limits of BIC gives the course's numbers and holds against oracles."""

import inspect
import runpy
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from tests.claims import bic_limits as page
from tests.conftest import ROOT

CLAIMS = [
    claim
    for _name, claim in inspect.getmembers(page, inspect.isfunction)
    if claim.__module__ == page.__name__
]


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    mpl.use("agg")
    return runpy.run_path(str(ROOT / "gmm_demo/lessons/bic_limits.py"))


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_the_page_may_claim(claim: Callable[[dict[str, Any]], None], run: dict[str, Any]) -> None:
    claim(run)


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
