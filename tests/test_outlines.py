"""Shortened paths are the same outlines, to a hundredth of a point."""

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from hypothesis import given
from hypothesis import strategies as st

from sitegen.programs.outlines import short, shortened

NUMBER = st.floats(-2000, 2000).map(lambda number: f"{number:.6f}")
SEGMENT = st.sampled_from(["M", "L", "Q", "C"]).flatmap(
    lambda kind: st.lists(
        NUMBER, min_size={"Q": 4, "C": 6}.get(kind, 2), max_size={"Q": 4, "C": 6}.get(kind, 2)
    ).map(lambda numbers: " ".join([kind, *numbers]))
)
PATH = st.lists(SEGMENT, min_size=1, max_size=8).map(lambda parts: " ".join(["M 1 2", *parts]))


def outline(path: str) -> list[tuple[str, list[float]]]:
    """Return a path as an independent parser reads it, in absolute places."""
    pen = RecordingPen()
    parse_path(path, pen)
    return [(name, [float(v) for place in places for v in place]) for name, places in pen.value]


@given(path=PATH, closed=st.booleans())
def test_a_shortened_path_is_the_same_outline(*, path: str, closed: bool) -> None:
    path = f"{path} z" if closed else path
    ours, theirs = outline(shortened(path)), outline(path)
    assert [name for name, _ in ours] == [name for name, _ in theirs]
    for (_, one), (_, other) in zip(ours, theirs, strict=True):
        assert one == pytest.approx(other, abs=0.0051)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("M 10 20 L 10.5 19.25 L 12 19", "M 10 20l .5-.75l 1.5-.25"),
        ("M 0.001 -0.5 z", "M 0-.5z"),
        ("M 100.004 7 Q 1 2 3 4", "M 100 7q-99-5-97-3"),
    ],
)
def test_a_path_is_short(path: str, said: str) -> None:
    assert shortened(path) == said


@pytest.mark.parametrize(
    ("number", "said"), [("0", "0"), ("-0.004", "0"), ("12.50", "12.5"), ("-0.25", "-.25")]
)
def test_a_number_is_short(number: str, said: str) -> None:
    assert short(number) == said
