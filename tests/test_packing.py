"""Packed numbers are the recorded ones, to the digits that were asked for."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import ShortcodeError
from sitegen.text.packing import packed, units

NUMBERS = st.floats(-1e6, 1e6)
ROWS = st.lists(st.fixed_dictionaries({"a": NUMBERS, "b": st.tuples(NUMBERS, NUMBERS).map(list)}))


@given(ROWS.filter(bool))
def test_columns_add_up_to_the_rows(rows: list[dict[str, object]]) -> None:
    columns = packed(rows, {"a": 3, "b": 0}, "rows")
    [a] = [list(accumulate(column)) for column in columns["a"]]
    pairs = zip(*(accumulate(column) for column in columns["b"]), strict=True)
    assert [value / 1000 for value in a] == pytest.approx([row["a"] for row in rows], abs=6e-4)
    assert [list(pair) for pair in pairs] == [units(row["b"], 0, "b") for row in rows]


@pytest.mark.parametrize(
    "rows", [[], 3, [{"b": 1}], [{"a": "x"}], [{"a": [1, 2]}, {"a": [1]}], [{"a": float("nan")}]]
)
def test_anything_but_rows_of_numbers_is_told(rows: object) -> None:
    with pytest.raises(ShortcodeError, match=r"'steps' is no list of {a} with numbers alone"):
        packed(rows, {"a": 1}, "steps")


def test_points_are_numbers() -> None:
    assert units([[0.1234, -2], [3, 0.0005]], 3, "points") == [123, -2000, 3000, 0]
    with pytest.raises(ShortcodeError, match="'points' holds more than numbers"):
        units([["a", 1]], 3, "points")
