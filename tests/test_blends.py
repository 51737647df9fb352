"""Blends of the components' colours are blends in the dark as well."""

import io

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from sitegen.programs.blends import as_css, blends_of, in_the_dark
from sitegen.programs.roles import ROLES
from sitegen.programs.theme import themed

SHARES = st.lists(
    st.tuples(*[st.floats(0, 1)] * 3).filter(lambda parts: sum(parts) > 0.1), min_size=1, max_size=8
)


def light(parts: tuple[float, ...]) -> str:
    weights = np.array(parts) / sum(parts)
    return to_hex(weights @ np.array([to_rgb(ROLES[f"c{k}"][0]) for k in (1, 2, 3)]))


@given(SHARES)
def test_any_blend_of_three_components_is_taken_apart(shares: list[tuple[float, ...]]) -> None:
    colours = [light(parts) for parts in shares]
    blends = blends_of(colours)
    assert set(blends) == set(colours)
    for colour, blend in blends.items():
        again = sum(part * np.array(to_rgb(ROLES[role][0])) for role, part in blend.items())
        assert np.abs(again - np.array(to_rgb(colour))).max() < 6 / 255


def test_a_colour_map_is_no_blend() -> None:
    viridis = mpl.colormaps["viridis"](np.linspace(0, 1, 12))
    assert blends_of([to_hex(colour) for colour in viridis]) == {}


def test_a_pure_colour_is_its_role_and_a_blend_lies_between_in_the_dark() -> None:
    pure, half = light((0, 1, 0)), light((1, 1, 0))
    blends = blends_of([pure, half])
    assert as_css(blends[pure]) == "var(--c2)"
    assert as_css(blends[half]) == "color-mix(in srgb,var(--c1),var(--c2) 50%)"
    ends = [np.array(to_rgb(ROLES[role][1])) for role in ("c1", "c2")]
    assert in_the_dark(blends[half]) == pytest.approx(sum(ends) / 2, abs=0.01)


def test_marks_of_many_blends_follow_the_scheme_and_a_colour_map_does_not() -> None:
    shares = [(1, 0, 0), (3, 1, 0), (1, 1, 0), (1, 1, 1), (0, 1, 2)]
    own = [light(parts) for parts in shares]
    mapped = [to_hex(one) for one in mpl.colormaps["viridis"](np.linspace(0, 1, 5))]
    for colours, count in ((own, 4), (mapped, 0)):
        figure = Figure()
        figure.add_subplot().scatter(range(5), range(5), color=colours)
        written = io.BytesIO()
        figure.savefig(written, format="svg")
        assert themed(written.getvalue(), "en").count(b"fill: color-mix") == count
