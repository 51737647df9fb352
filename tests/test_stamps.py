"""Stamps are written into the front matter, and nothing else of a page changes."""

import pytest

from sitegen.reading.entries import with_stamps


@pytest.mark.parametrize(
    "before",
    [
        'source: {_: "00000000"}\ntitle: x',
        'title: x\nsource:\n  _: "00000000"\n  gone: "11111111"\nweight: 1',
        "title: x",
    ],
)
def test_old_stamps_give_way_to_new_ones(before: str) -> None:
    stamped = with_stamps(f"---\n{before}\n---\nbody\n", {"_": "12345678", "one": "1e234567"})
    assert stamped.count("source:") == 1
    assert "00000000" not in stamped
    assert '  _: "12345678"\n  one: "1e234567"\n' in stamped
    assert stamped.endswith("---\nbody\n")
    assert stamped == with_stamps(stamped, {"_": "12345678", "one": "1e234567"})
