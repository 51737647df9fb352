"""The data sets that several lessons share."""

import numpy as np


def overlapping_clusters():
    """Return 500 points of three overlapping clusters, (500, 2), and origins.

    The origins, (500,), say which component each point was drawn from; a
    clustering never gets to see them.
    """
    rng = np.random.default_rng(11)
    sizes = (220, 180, 100)
    means = ((0, 0), (2.2, -0.6), (0.8, 3))
    covariances = (
        ((1.5, 0.9), (0.9, 1)),
        ((0.7, -0.5), (-0.5, 1.2)),
        ((2, 0), (0, 0.3)),
    )
    draws = [
        rng.multivariate_normal(mean, covariance, size)
        for mean, covariance, size in zip(
            means, covariances, sizes, strict=True
        )
    ]
    return np.concatenate(draws), np.repeat([0, 1, 2], sizes)
