"""A change of a page, and what it may draw on."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.mutants.text import Text

Change = tuple[int, list[str]]
"""Where a page is changed, as a line from 0, and its lines then."""


@dataclass(frozen=True)
class Setting:
    """What a change may draw on: the page, its source page, its language, words to avoid."""

    page: Text
    source: Text
    locale: str
    avoided: Mapping[str, str]


Kind = Callable[[Setting], Iterator[Change]]
"""Yields every page that a change of one kind makes of a page."""


def with_line(page: Text, n: int, line: str) -> Change:
    """Return the page with another line."""
    return n, [*page.lines[:n], line, *page.lines[n + 1 :]]


def without(page: Text, n: int, count: int = 1) -> Change:
    """Return the page without some lines."""
    return n, [*page.lines[:n], *page.lines[n + count :]]


def in_prose(page: Text, pattern: str, new: Callable[[re.Match[str]], str]) -> Iterator[Change]:
    """Yield the page with each match of a pattern in its prose replaced."""
    for n in page:
        for match in re.finditer(pattern, page.prose[n]):
            line = page.lines[n]
            yield with_line(page, n, line[: match.start()] + new(match) + line[match.end() :])


def in_lines(page: Text, pattern: str, new: Callable[[re.Match[str]], str]) -> Iterator[Change]:
    """Yield the page with each match of a pattern replaced, shortcodes and formulas included."""
    for n in page:
        for match in re.finditer(pattern, page.lines[n]):
            line = page.lines[n]
            yield with_line(page, n, line[: match.start()] + new(match) + line[match.end() :])
