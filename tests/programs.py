"""The programs of the course, run by hand, in English, once for all tests."""

import runpy
from functools import cache
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt

from tests.conftest import ROOT


@cache
def run_of(program: str) -> dict[str, Any]:
    """Return the names of a program after its run; its figures are drawn and stay open."""
    mpl.use("agg")
    mpl.rcParams["figure.max_open_warning"] = 0
    before = set(plt.get_fignums())
    names = runpy.run_path(str(ROOT / f"gmm_demo/lessons/{program}.py"))
    for number in set(plt.get_fignums()) - before:
        plt.figure(number).canvas.draw()  # An animation complains if nobody looks at it.
    return names
