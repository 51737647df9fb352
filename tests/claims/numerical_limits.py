"""What the page about the limits of numbers claims of its program's run."""

from typing import Any

import numpy as np
import pytest

Run = dict[str, Any]


def identical_points_raise(run: Run) -> None:
    """Thirty identical points without reg_covar raise ValueError; with it the variance is 1e-6."""
    assert run["collapse_error"] == "ValueError"
    assert run["collapsed_variance"] == pytest.approx(1e-6, rel=1e-9)


def a_density_exceeds_one(run: Run) -> None:
    """With the variance 1e-6 the density of such a point is about 159 thousand, far above one."""
    assert run["collapsed_density"] == pytest.approx(1 / (2e-6 * np.pi), rel=1e-6)
    assert round(run["collapsed_density"], -3) == 159_000


def a_spike_beats_every_fit(run: Run) -> None:
    """A component that shrinks onto one point raises the log-likelihood as far as one likes."""
    values = run["spike_log_likelihoods"]
    assert (np.diff(values) > 0).all()
    assert values[-1] > run["log_likelihood"] + 0.9


def a_spike_gains_as_the_formula_says(run: Run) -> None:
    """Every spike ten times as narrow gains d log 10 / N, 0.0092: 50 of them 0.46."""
    _wide, first, second, third = run["spike_log_likelihoods"]
    assert run["gain_per_tenth"] == pytest.approx(0.0092103, abs=1e-7)
    assert second - first == pytest.approx(40 * run["gain_per_tenth"], rel=1e-6)
    assert third - second == pytest.approx(50 * run["gain_per_tenth"], rel=1e-6)


def densities_underflow(run: Run) -> None:
    """With 500 features both densities are 0.0 as floating-point numbers."""
    assert list(run["densities"]) == [0.0, 0.0]
    assert run["d"] == 500


def log_sum_exp_rescues(run: Run) -> None:
    """With log-sum-exp the same point gets the responsibilities 0.785 and 0.215."""
    assert np.asarray(run["rescued"]).round(3).tolist() == [0.785, 0.215]
    assert run["log_p"] == pytest.approx(-1063.521, abs=5e-4)
