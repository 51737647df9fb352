"""Recorded values as tables: a list of rows, the first of them the headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.errors import ShortcodeError
from sitegen.text.numbers import format_value


@dataclass(frozen=True, slots=True)
class Datum:
    """One field of a table as the reader's language writes it."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of a run; every row has as many fields as there are headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Datum, ...], ...]


def table_of(value: object, formats: str, locale: str) -> DataTable:
    """Return a recorded value as a table.

    `formats` are the format specifications of the columns, separated by `|`; a single one
    holds for all numbers with a fraction. Raises ShortcodeError where the value is no table.
    """
    rows = value if isinstance(value, list) else []
    if not rows or not all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows):
        hint = 'a list of rows of one length, the first of them headings: [[_("K"), …], [1, …]]'
        raise ShortcodeError("is no table", hint, "value")
    width = len(rows[0])
    specs = formats.split("|")
    if len(specs) not in (1, width):
        message = f"{len(specs)} formats for {width} columns"
        raise ShortcodeError(message, "give one for each, separated by '|'", "value")
    headings = tuple(str(heading) for heading in rows[0])
    return DataTable(headings, tuple(tuple(_fields(row, specs, locale)) for row in rows[1:]))


def _fields(row: Sequence[object], specs: Sequence[str], locale: str) -> Iterator[Datum]:
    for column, value in enumerate(row):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        shared = len(specs) == 1
        spec = specs[0] if shared else specs[column]
        if value is None:
            yield Datum("–", is_number=True)
        elif not is_number or (shared and isinstance(value, int)):
            yield Datum(format_value(value, "", locale), is_number)
        else:
            yield Datum(format_value(value, spec, locale), is_number)
