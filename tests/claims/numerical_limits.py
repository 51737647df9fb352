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
    assert np.exp(run["collapsed_log_density"]) == pytest.approx(1 / (2e-6 * np.pi), rel=1e-6)
    assert round(np.exp(run["collapsed_log_density"]), -3) == 159_000


def a_spike_beats_every_fit(run: Run) -> None:
    """A component that shrinks onto one point raises the log-likelihood as far as one likes."""
    values = run["spike_log_likelihoods"]
    assert (np.diff(values) > 0).all()
    assert values[-1] > run["log_likelihood"] + 0.9


def densities_underflow(run: Run) -> None:
    """With 500 features both densities are 0.0 as floating-point numbers."""
    assert list(run["densities"]) == [0.0, 0.0]
    assert run["d"] == 500


def log_sum_exp_rescues(run: Run) -> None:
    """With log-sum-exp the same point gets the responsibilities 0.785 and 0.215."""
    assert np.asarray(run["rescued"]).round(3).tolist() == [0.785, 0.215]
    assert run["log_p"] == pytest.approx(-1063.521, abs=5e-4)
