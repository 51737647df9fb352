"""What the page about the limits of BIC claims of its program's run."""

from typing import Any

import numpy as np
import pytest

Run = dict[str, Any]


def one_ring_gets_six_components(run: Run) -> None:
    """For one ring without a gap BIC chooses six Gaussian components."""
    assert run["ring_choice"] == 6
    assert run["ring_bic"][0] - run["ring_bic"][5] == pytest.approx(989.2, abs=0.05)


def few_points_get_fewer_components(run: Run) -> None:
    """BIC chooses fewer than three in 14 of 20 draws of 50 points, in 7 of 100, in none of 200."""
    fewer = np.asarray(run["times_chosen"])[:, :2].sum(axis=1)
    assert list(run["sizes"]) == [50, 100, 200]
    assert fewer.tolist() == [14, 7, 0]


def few_points_never_get_four(run: Run) -> None:
    """In none of these draws does BIC choose more than three components."""
    assert np.asarray(run["times_chosen"])[:, 3].sum() == 0
    assert np.asarray(run["times_chosen"]).sum(axis=1).tolist() == [20, 20, 20]
