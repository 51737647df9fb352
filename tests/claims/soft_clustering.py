"""What the lesson on soft clustering claims about its program."""

import itertools
from typing import Any

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from gmm_demo.data import overlapping_clusters

Run = dict[str, Any]


def _easy_mixture(run: Run, covariance_type: str = "full") -> GaussianMixture:
    mixture = GaussianMixture(3, covariance_type=covariance_type, random_state=7, n_init=8)
    return mixture.fit(run["X"])


def easy_weights_are_thirds(run: Run) -> None:
    """On the easy data, each of the three mixing coefficients is almost a third."""
    assert run["metrics"]["weights"] == pytest.approx([1 / 3] * 3, abs=2e-4)


def easy_numbers_are_not_the_order_of_the_blobs(run: Run) -> None:
    """On the easy data, the components are not numbered in the order the blobs were made."""
    _, blobs = make_blobs(n_samples=600, centers=3, cluster_std=(1.0, 1.4, 0.8), random_state=7)
    labels = _easy_mixture(run).predict(run["X"])
    most_common = [int(np.bincount(labels[blobs == blob]).argmax()) for blob in range(3)]
    assert sorted(most_common) == [0, 1, 2]
    assert most_common != [0, 1, 2]


def easy_clouds_hardly_overlap(run: Run) -> None:
    """Of the three easy clouds, the right one is far away and the other two hardly overlap."""
    centres = np.array([row[2:4] for row in run["clusters_table"][1:]])
    left, middle, right = centres[centres[:, 0].argsort()]
    near, far = np.linalg.norm(left - middle), np.linalg.norm(middle - right)
    assert near < far
    spread = max(np.sqrt(np.linalg.eigvalsh(one).max()) for one in _easy_mixture(run).covariances_)
    assert near > 4 * spread


def units_shift_the_log_likelihood(run: Run) -> None:
    """The same data in another unit have another mean log-likelihood, with the same labels."""
    mixture = _easy_mixture(run)
    metres = GaussianMixture(3, random_state=7, n_init=8, reg_covar=1e-10).fit(run["X"] / 100)
    shift = metres.score(run["X"] / 100) - mixture.score(run["X"])
    assert shift == pytest.approx(2 * np.log(100), abs=1e-3)
    assert metres.score(run["X"] / 100) > 0
    # The fits may number their components differently, so pairs of points are compared.
    ours, theirs = mixture.predict(run["X"]), metres.predict(run["X"] / 100)
    assert ((ours[:, None] == ours) == (theirs[:, None] == theirs)).all()


def easy_data_have_no_soft_point(run: Run) -> None:
    """On the easy data, even the softest point has a responsibility above 0.9."""
    assert run["smallest_share"] == pytest.approx(0.917, abs=5e-4)


def easy_data_converge_in_two_iterations(run: Run) -> None:
    """On the easy data, EM converges in two iterations."""
    assert run["iterations"] == 2


def far_away_points_are_shared_out_too(run: Run) -> None:
    """Responsibilities sum to one, and one is near one, even where the density is as good as 0."""
    far = np.array([[60.0, 60.0]])
    mixture = _easy_mixture(run)
    shares = mixture.predict_proba(far)
    assert shares.sum() == pytest.approx(1)
    assert shares.max() > 0.999
    assert np.exp(mixture.score_samples(far)) < 1e-100


def both_criteria_prefer_circles(run: Run) -> None:
    """On the easy data, AIC and BIC prefer spherical to full, and to the other two."""
    for criterion in (run["aic"], run["bic"]):
        assert criterion["spherical"] < criterion["full"]
        assert min(criterion, key=criterion.get) == "spherical"


def four_types_give_the_same_easy_labels(run: Run) -> None:
    """On the easy data, all four covariance types give every point the same hard label."""
    labels = _easy_mixture(run).predict(run["X"])
    for kind in ("tied", "diag", "spherical"):
        other = _easy_mixture(run, kind).predict(run["X"])
        orders = itertools.permutations(range(3))
        assert any((np.array(order)[other] == labels).all() for order in orders), kind


def overlap_makes_em_slow(run: Run) -> None:
    """On the overlapping data, EM takes 38 iterations; on the easy ones, as strict, three."""
    assert run["overlap_iterations"] == 38
    easy = GaussianMixture(3, tol=1e-6, random_state=7, n_init=8).fit(run["X"])
    assert (easy.n_iter_, run["overlap"].tol) == (3, 1e-6)


def three_in_ten_points_are_soft(run: Run) -> None:
    """On the overlapping data, 150 of 500 points, 30 %, have no responsibility of 0.9 or more."""
    assert run["soft_count"] == 150
    assert run["soft_percentage"] == pytest.approx(30)
    assert len(run["points"]) == 500


def soft_points_lie_between_two_components(run: Run) -> None:
    """Soft points lie between 1 and 2, fewer between 1 and 3; where two ellipses meet, all do."""
    soft = run["soft"]
    pairs = np.sort(np.argsort(run["shares"], axis=1)[:, 1:], axis=1)[soft].tolist()
    assert (pairs.count([0, 1]), pairs.count([0, 2]), len(pairs)) == (120, 30, 150)
    offsets = run["points"][:, None] - run["overlap_means"]
    inverses = np.linalg.inv(run["overlap"].covariances_[run["order"]])
    distances = np.einsum("nki,kij,nkj->nk", offsets, inverses, offsets)
    in_two = (distances < 2**2).sum(axis=1) > 1
    assert (in_two.sum(), in_two[soft].sum()) == (63, 61)


def softest_point_lies_between_one_and_three(run: Run) -> None:
    """The softest point is shared almost equally by components 1 and 3; 2 has 7 % of it."""
    assert run["softest_shares"] == pytest.approx([0.454, 0.071, 0.475], abs=5e-4)
    assert run["softest_shares"].max() < 0.5


def softest_point_comes_from_the_unlikeliest_component(run: Run) -> None:
    """The softest point was drawn from the component to which the model gives least of it."""
    assert run["softest_origin"] == 2
    assert run["softest_shares"].argmin() + 1 == run["softest_origin"]


def mixture_agrees_better_than_k_means(run: Run) -> None:
    """With the origins, the mixture's labels agree at 0.68 and those of k-means at 0.59."""
    assert run["agreement"]["mixture"] == pytest.approx(0.68, abs=5e-3)
    assert run["agreement"]["k_means"] == pytest.approx(0.59, abs=5e-3)


def misses_are_soft_points(run: Run) -> None:
    """Of the 55 labels that miss the origin, 51 are soft points and only four are clear ones."""
    assert (run["missed_count"], run["missed_soft"], run["missed_clear"]) == (55, 51, 4)
    soft_rate = run["missed_soft"] / run["soft_count"]
    clear_rate = run["missed_clear"] / (len(run["points"]) - run["soft_count"])
    assert soft_rate > 0.3
    assert clear_rate < 0.012


def model_expects_too_few_misses(run: Run) -> None:
    """The responsibilities let us expect 39 misses; there are 55: the fit is too sure of itself."""
    assert run["expected_misses"] == pytest.approx(39.2, abs=0.05)
    assert run["missed_count"] > run["expected_misses"]


def true_parameters_miss_too(run: Run) -> None:
    """Even the true parameters miss 50 origins, as many as they let us expect: the data overlap."""
    points, origins = overlapping_clusters()
    truth = (
        (0.44, (0, 0), ((1.5, 0.9), (0.9, 1))),
        (0.36, (2.2, -0.6), ((0.7, -0.5), (-0.5, 1.2))),
        (0.2, (0.8, 3), ((2, 0), (0, 0.3))),
    )
    terms = [
        weight * multivariate_normal(mean, matrix).pdf(points) for weight, mean, matrix in truth
    ]
    assert (np.argmax(terms, axis=0) != origins).sum() == 50
    shares = np.array(terms) / np.sum(terms, axis=0)
    assert (1 - shares.max(axis=0)).sum() == pytest.approx(48.7, abs=0.05)
    assert run["missed_count"] > 50


def midpoint_shares_are_the_weights(run: Run) -> None:
    """Halfway between two equally wide components the responsibilities are the weights."""
    assert run["at_midpoint"] == pytest.approx([0.7, 0.3], abs=1e-12)


def heavier_component_pushes_the_boundary_away(run: Run) -> None:
    """The boundary lies at 1.782, nearer to the component with the smaller weight."""
    assert run["boundary"] == pytest.approx(1.782, abs=5e-4)
    assert 1.5 < run["boundary"] < 3


def wider_clouds_have_more_soft_points(run: Run) -> None:
    """With spreads of 1, 2, 3 and 4 the number of soft points grows: 0, 33, 128, 239."""
    assert run["soft_points"] == [0, 33, 128, 239]
