"""Numbers in prose are read as the language writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.numerals import numerals


@pytest.mark.parametrize(
    ("text", "locale", "read"),
    [
        ("1,234.5と95％", "ja", ["1234.5", "95%"]),
        ("2万人、7割、100億", "ja", ["20000", "70%", "10000000000"]),
        ("1.234,5 y 95 %", "es", ["1234.5", "95%"]),
        ("20\u00a0000 puntos", "es", ["20000"]),
        ("1,5 juta; 10.000 titik", "id", ["1.5", "10000"]),
        ("2만 명, 0.1만큼, 20만큼", "ko", ["20000", "0.1", "20"]),
        ("0.516 y 0,516", "es", ["0.516", "0.516"]),
        ("Python 3.11 y 1.9.1", "es", ["3.11", "1.9.1"]),
        ("3つのL2とx_10、5", "ja", []),
        ("١٢٫٥", "ar", ["12.5"]),
        ("1.9.1万", "ja", ["1.9.1"]),
    ],
)
def test_numbers_are_read_as_written(text: str, locale: str, read: list[str]) -> None:
    assert list(numerals(text, locale)) == read


@given(st.integers(10, 10**12), st.sampled_from(["ja", "es", "id", "ko"]), st.integers(0, 99))
def test_every_language_says_the_same_number(number: int, locale: str, cents: int) -> None:
    point, group = {"es": (",", "."), "id": (",", ".")}.get(locale, (".", ","))
    written = f"{number:,}".replace(",", group) + f"{point}{cents:02d}"
    assert list(numerals(f"a {written} b", locale)) == [f"{number}.{cents:02d}"]


@given(st.text("0123456789.,%万割만 \u00a0a", max_size=30), st.sampled_from(["ja", "es", "ko"]))
def test_any_text_can_be_read(text: str, locale: str) -> None:
    assert all(one.strip("%") for one in numerals(text, locale))
