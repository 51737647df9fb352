"""The data and the drawings that several lessons share are what their texts say."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from gmm_demo.data import overlapping_clusters
from gmm_demo.plots import draw_ellipse, mix_colours


def test_the_overlapping_clusters_have_the_sizes_of_the_course() -> None:
    points, origins = overlapping_clusters()
    assert points.shape == (500, 2)
    assert np.bincount(origins).tolist() == [220, 180, 100]
    again, _ = overlapping_clusters()
    assert np.array_equal(points, again)


def test_a_sure_point_has_its_components_colour_and_a_torn_one_the_mean_of_both() -> None:
    mixed = mix_colours(np.array([[0.0, 1.0], [0.5, 0.5]]))
    first, second = np.array(to_rgb("C0")), np.array(to_rgb("C1"))
    assert mixed[0] == pytest.approx(second)
    assert mixed[1] == pytest.approx((first + second) / 2)


@pytest.mark.parametrize("covariance", [[[1.5, 0.9], [0.9, 1.0]], [[0.2, 0.0], [0.0, 3.0]]])
def test_an_ellipse_is_where_the_mahalanobis_distance_is_two(
    covariance: list[list[float]],
) -> None:
    mpl.use("agg")
    centre = np.array([1.0, -2.0])
    patch = draw_ellipse(Figure().add_subplot(), centre, covariance, 1)
    angles = np.linspace(0, 2 * np.pi, 60)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    outline = patch.get_patch_transform().transform(circle)
    offsets = outline - centre
    squares = np.einsum("ni,ij,nj->n", offsets, np.linalg.inv(covariance), offsets)
    assert np.sqrt(squares) == pytest.approx(2.0)
