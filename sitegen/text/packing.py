"""Recorded numbers packed to be light: what changes little is told by its changes."""

from collections.abc import Iterator, Mapping, Sequence

from sitegen.errors import ShortcodeError

Packed = dict[str, list[list[int]]]


def packed(rows: object, digits: Mapping[str, int], name: str) -> Packed:
    """Return each named quantity of the rows as columns of integers.

    A quantity of a row is a number or nested lists of numbers; every one of its numbers is a
    column, in order. A column holds its first value and then what each row adds to the last,
    in units of 10 to the power of minus the quantity's digits. Raises ShortcodeError for
    anything else.
    """
    try:
        return {key: _columns(_each(rows, key), places) for key, places in digits.items()}
    except (KeyError, TypeError, ValueError) as error:
        message = f"'{name}' is no list of {{{', '.join(digits)}}} with numbers alone"
        raise ShortcodeError(message, "record such a list", "value") from error


def _each(rows: object, key: str) -> Iterator[object]:
    if not isinstance(rows, Sequence) or not rows:
        raise TypeError
    return (row[key] for row in rows)


def _columns(values: Iterator[object], digits: int) -> list[list[int]]:
    rows = [list(_units(value, digits)) for value in values]
    columns = [list(column) for column in zip(*rows, strict=True)]
    return [
        [one - before for before, one in zip([0, *column], column, strict=False)]
        for column in columns
    ]


def units(value: object, digits: int, name: str) -> list[int]:
    """Return all numbers of nested lists in order, in units of 10 to the power of -digits."""
    try:
        return list(_units(value, digits))
    except (TypeError, ValueError) as error:
        message = f"'{name}' holds more than numbers"
        raise ShortcodeError(message, "record numbers", "value") from error


def _units(value: object, digits: int) -> Iterator[int]:
    if isinstance(value, list):
        for item in value:
            yield from _units(item, digits)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield round(value * 10**digits)
    else:
        raise TypeError
