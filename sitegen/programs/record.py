"""What is kept of a run: its output as a page can show it, and its values as JSON has them."""

import contextlib
import sys
from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")

RECORDED_ELEMENTS = 10_000
"""The largest array that is recorded."""

RECORDED_BITS = 1023
"""The largest whole number that is recorded: what a float can still hold."""


def printable(text: str) -> str:
    """Return output as a page can show it: no control characters, no half characters."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(
        letter if letter in "\n\t" or letter.isprintable() or ord(letter) > 0x9F else "\ufffd"
        for letter in whole
    )


def recorded(namespace: Mapping[str, object]) -> dict[str, object]:
    """Return the public names whose values are data: numbers, texts, and arrays of those."""
    values = {}
    for name, value in namespace.items():
        if not name.startswith("_"):
            with contextlib.suppress(TypeError, RecursionError):
                values[name] = _plain(value)
    return values


def _plain(value: object) -> object:
    """Return the value as JSON has it; raises TypeError for anything that is not data."""
    if isinstance(value, int) and value.bit_length() > RECORDED_BITS:
        raise TypeError
    if isinstance(value, str):
        return printable(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic):
        return _plain(value.item())
    if numpy is not None and isinstance(value, numpy.ndarray):
        if value.size > RECORDED_ELEMENTS:
            raise TypeError
        return _plain(value.tolist())
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in _few(value.items())}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in _few(value)]
    raise TypeError


def _few(items: Iterable[T]) -> list[T]:
    listed = list(items)
    if len(listed) > RECORDED_ELEMENTS:
        raise TypeError
    return listed
