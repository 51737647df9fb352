"""The program on covariance types gives the course's numbers and holds against oracles."""

from typing import Any

import numpy as np
import pytest

from gmm_demo.covariances import count_parameters, expand
from tests.programs import run_of

TYPES = ("full", "tied", "diag", "spherical")


@pytest.fixture(scope="module")
def program() -> dict[str, Any]:
    """Return the names of the program after running it by hand, in English."""
    return run_of("covariance_types")


@pytest.mark.parametrize("covariance_type", TYPES)
def test_the_matrices_are_those_the_type_stands_for(
    program: dict[str, Any], covariance_type: str
) -> None:
    mixture = program["mixtures"][covariance_type]
    expected = expand(mixture.covariances_, covariance_type, 3, 2)
    assert np.array_equal(program["covariance_matrices"](mixture), expected)
    inverses = np.linalg.inv(expected)
    logs = [
        np.log(weight) - 0.5 * (np.einsum("ni,ij,nj->n", z, P, z) - np.linalg.slogdet(P)[1])
        for weight, P, z in zip(
            mixture.weights_, inverses, program["X"] - mixture.means_[:, None], strict=True
        )
    ]
    density = np.logaddexp.reduce(logs) - np.log(2 * np.pi)
    assert density == pytest.approx(mixture.score_samples(program["X"]), abs=1e-9)


@pytest.mark.parametrize("covariance_type", TYPES)
@pytest.mark.parametrize(("size", "d"), [(1, 1), (3, 2), (3, 10), (10, 784)])
def test_parameters_are_counted_as_in_the_teaching_estimator(
    program: dict[str, Any],
    covariance_type: str,
    size: int,
    d: int,
) -> None:
    ours = program["count_parameters"](covariance_type, size, d)
    assert ours == count_parameters(covariance_type, size, d)


@pytest.mark.parametrize("covariance_type", TYPES)
def test_parameters_are_counted_as_scikit_learn_counts_them(
    program: dict[str, Any], covariance_type: str
) -> None:
    counted = program["mixtures"][covariance_type]._n_parameters()  # noqa: SLF001
    assert program["parameters"][covariance_type] == counted


def test_the_criteria_follow_from_count_and_likelihood(program: dict[str, Any]) -> None:
    for name in TYPES:
        total, free = 500 * program["log_likelihood"][name], program["parameters"][name]
        assert program["bic"][name] == pytest.approx(free * np.log(500) - 2 * total)
        assert program["aic"][name] == pytest.approx(2 * free - 2 * total)


def test_components_are_numbered_from_left_to_right(program: dict[str, Any]) -> None:
    for name in TYPES:
        assert (np.diff(program["means"][name][:, 0]) > 0).all()
        assert program["weights"][name].sum() == pytest.approx(1)


def test_no_other_start_finds_a_better_optimum(program: dict[str, Any]) -> None:
    for name in TYPES:
        for seed in range(1, 9):
            other = program["new_mixture"](name).set_params(random_state=seed)
            assert other.fit(program["X"]).score(program["X"]) < (
                program["log_likelihood"][name] + 1e-4
            )


def test_the_tables_tell_what_the_figures_show(program: dict[str, Any]) -> None:
    assert [row[0] for row in program["criteria_table"][1:]] == list(TYPES)
    assert len(program["shape_table"]) == 13
    assert [row[0] for row in program["growth_table"][1:]] == program["dimensions"]
    for name in ("criteria_table", "shape_table", "growth_table"):
        assert len({len(row) for row in program[name]}) == 1
