"""What moves, what is displayed and what is a picture of dots."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sitegen.model.problem import Problem
from sitegen.model.program import Run, evenly
from sitegen.programs.execute import run_programs
from sitegen.programs.roles import ROLES
from sitegen.programs.store import dump_run, load_run
from tests.test_execute import QUICK, copy, run

MOVING = """\
import matplotlib.pyplot as plt
from matplotlib.animation import FuncAnimation

fig, ax = plt.subplots()
drawn = []


def update(step):
    drawn.append(step)
    ax.clear()
    ax.set_xlim(0, 100)
    ax.scatter([step], [0])
    ax.set_title(f"Step {step}")


animation = FuncAnimation(fig, update, frames=FRAMES, interval=50)
"""


def moving(frames: str, end: str = "plt.show()\n") -> Run:
    outcome = run(MOVING.replace("FRAMES", frames) + end)
    assert isinstance(outcome, Run), outcome
    return outcome


@given(st.integers(1, 500), st.integers(2, 40))
def test_frames_are_evenly_spaced_from_the_first_to_the_last(length: int, most: int) -> None:
    chosen = evenly(length, most)
    assert len(chosen) == min(length, most)
    assert (chosen[0], chosen[-1]) == (0, length - 1)
    gaps = [after - before for before, after in pairwise(chosen)]
    assert not gaps or (max(gaps) - min(gaps) <= 1 and min(gaps) >= 1)


def test_an_animation_is_a_film_of_at_most_24_frames() -> None:
    outcome = moving("range(58)")
    [figure] = outcome.cells["setup"].figures
    assert figure.film is not None
    assert [frame.number for frame in figure.film.frames][:3] == [1, 3, 6]
    assert len(figure.film.frames) == 24
    assert (figure.film.length, figure.film.interval) == (58, 50)
    assert b">Step 0<" in figure.film.frames[0].svg
    assert b">Step 57<" in figure.film.frames[-1].svg
    assert b">Step 57<" in figure.svg
    assert load_run(dump_run(outcome), outcome.localised) == outcome


@pytest.mark.parametrize("frames", ["3", "iter([5, 6, 7])", "[5, 6, 7]"])
def test_frames_may_be_counted_by_anything(frames: str) -> None:
    [figure] = moving(frames).cells["setup"].figures
    assert figure.film is not None
    assert [frame.number for frame in figure.film.frames] == [1, 2, 3]


def test_two_films_that_differ_in_one_frame_have_other_drawings() -> None:
    ours, theirs = moving("[1, 2, 3]"), moving("[1, 9, 3]")
    drawings = [one.cells["setup"].figures[0].drawing for one in (ours, theirs)]
    assert drawings[0] != drawings[1]


SHOWN = [
    ("plt.show()\n", 1),
    ("from IPython.display import HTML\nHTML(animation.to_jshtml())\n", 1),
    ("from IPython.display import HTML, display\ndisplay(HTML(animation.to_jshtml()))\n1;", 1),
    ("display(animation)\nplt.close()\n", 1),
    ("plt.close()\n", 0),
]


@pytest.mark.parametrize(("end", "count"), SHOWN)
def test_an_animation_is_shown_as_readers_know_it(end: str, count: int) -> None:
    cell = moving("4", end).cells["setup"]
    assert len(cell.figures) == count
    assert all(figure.film for figure in cell.figures)
    assert (cell.stdout, cell.html) == ("", ())


def test_an_update_that_raises_is_told_at_its_line() -> None:
    outcome = run(MOVING.replace("FRAMES", "4").replace("drawn.append(step)", "1 / (2 - step)"))
    assert isinstance(outcome, Problem)
    assert str(outcome).startswith("demo/p.py:9: en: cell 'setup' raises ZeroDivisionError")


@pytest.mark.parametrize(
    ("source", "stdout", "html"),
    [
        ("x = 2\nx * 3\n", "6\n", ()),
        ("x = 2\nx * 3;\n", "", ()),
        ("None\n", "", ()),
        ("'a'\n# the end\n", "'a'\n", ()),
        ("object()\n", "", ()),
        ("display(1, 'b')\n", "1\n'b'\n", ()),
        ("from IPython.display import HTML\nHTML('<b>1</b>')\n", "", ("<b>1</b>",)),
        ("class T:\n    def _repr_html_(self): return '<i>t</i>'\nT()\n", "", ("<i>t</i>",)),
    ],
)
def test_the_value_of_the_last_expression_is_displayed(
    source: str, stdout: str, html: tuple[str, ...]
) -> None:
    outcome = run(source)
    assert isinstance(outcome, Run)
    assert (outcome.cells["setup"].stdout, outcome.cells["setup"].html) == (stdout, html)


def test_a_figure_as_webp_has_the_papers_of_light_and_dark() -> None:
    source = "import matplotlib.pyplot as plt\nplt.contourf([[0, 1], [1, 2]])\nplt.show()\n"
    asking = replace(copy(source), rasters=frozenset({"setup:1"}))
    [outcome] = run_programs([asking], QUICK, 1, lambda _: None)
    assert isinstance(outcome, Run)
    [figure] = outcome.cells["setup"].figures
    assert figure.raster is not None
    for side, raw in enumerate((figure.raster.light, figure.raster.dark)):
        picture = Image.open(BytesIO(raw))
        assert picture.format == "WEBP"
        assert picture.size == pytest.approx((figure.width * 2, figure.height * 2), abs=1)
        paper = ROLES["paper"][side]
        wanted = tuple(int(paper[n : n + 2], 16) for n in (1, 3, 5))
        corner = picture.convert("RGB").getpixel((2, 2))
        assert isinstance(corner, tuple)
        assert all(abs(a - b) <= 3 for a, b in zip(corner, wanted, strict=True))
