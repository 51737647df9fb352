"""Figures: both palettes in one SVG, real text, the same bytes every time."""

from xml.etree import ElementTree

import pytest

from sitegen.model.program import Run
from sitegen.programs.roles import ROLES
from tests.test_execute import run

SVG = "{http://www.w3.org/2000/svg}"
DRAW = """\
import matplotlib.pyplot as plt
fig, ax = plt.subplots(figsize=(4, 3))
ax.plot([0, 1], [0, 1], label="日本 & <b>")
ax.scatter([0, 1], [1, 0], c=[0, 1], cmap="viridis")
ax.set_title("Title")
ax.legend()
ax.grid(True)
"""


@pytest.fixture(scope="module")
def drawn() -> tuple[bytes, bytes]:
    """Return the SVG and the PNG of one figure."""
    outcome = run(DRAW)
    assert isinstance(outcome, Run)
    figure = outcome.cells["setup"].figures[0]
    assert (figure.width, figure.height) == (384, 288)
    return figure.svg, figure.png


def test_no_two_roles_share_a_light_colour() -> None:
    assert len({light for light, _ in ROLES.values()}) == len(ROLES)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_text_and_marks_stand_out_in_both_schemes(scheme: int) -> None:
    paper = ROLES["paper"][scheme]
    for role, least in (("ink", 7), ("soft-ink", 4.5), *((f"c{n}", 3) for n in range(1, 6))):
        assert contrast(ROLES[role][scheme], paper) >= least, role


def test_colours_with_a_role_are_variables_for_light_and_dark(drawn: tuple[bytes, bytes]) -> None:
    svg = drawn[0].decode()
    root = ElementTree.fromstring(svg)
    sheet = root.find(f"{SVG}style")
    assert sheet is not None
    assert "prefers-color-scheme: dark" in (sheet.text or "")
    drawing = svg.replace(sheet.text or "", "")
    assert "var(--c1)" in drawing
    assert "var(--paper)" in drawing
    for role, (light, _) in ROLES.items():
        assert light not in drawing, role


def test_text_is_text_in_the_fonts_of_the_reader(drawn: tuple[bytes, bytes]) -> None:
    root = ElementTree.fromstring(drawn[0])
    texts = {element.text for element in root.iter(f"{SVG}text")}
    assert {"Title", "日本 & <b>"} <= texts
    [sheet] = (one.text or "" for one in root.iter(f"{SVG}style") if "--ink" in (one.text or ""))
    assert "text{font-family:system-ui," in sheet
    assert not [one for one in root.iter() if "font-family" in (one.get("style") or "")]


def test_the_same_program_draws_the_same_bytes(drawn: tuple[bytes, bytes]) -> None:
    again = run(DRAW)
    assert isinstance(again, Run)
    figure = again.cells["setup"].figures[0]
    assert (figure.svg, figure.png) == drawn
