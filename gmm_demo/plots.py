"""What several lessons draw: ellipses of components, colours of shares."""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import Ellipse

LINE_STYLES = ("solid", "dashed", "dotted", "dashdot")


def mix_colours(responsibilities):
    """Return one colour per point, (N, 3): those of the components, mixed.

    A point that belongs half to one component and half to another gets the
    colour halfway between theirs.
    """
    K = responsibilities.shape[1]
    return responsibilities @ np.array([to_rgb(f"C{k}") for k in range(K)])


def draw_ellipse(ax, mean, covariance, k):
    """Draw component k as the ellipse two standard deviations around its mean.

    The eigenvectors of the covariance matrix are the axes of the ellipse, the
    roots of the eigenvalues are the standard deviations along them.
    """
    variances, axes = np.linalg.eigh(covariance)
    width, height = 4 * np.sqrt(variances)
    angle = np.degrees(np.arctan2(axes[1, 0], axes[0, 0]))
    style = {"edgecolor": f"C{k}", "linestyle": LINE_STYLES[k % 4]}
    ellipse = Ellipse(mean, width, height, angle=angle, fill=False, **style)
    ellipse.set_linewidth(2)
    return ax.add_patch(ellipse)
