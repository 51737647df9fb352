"""Changes that break a translation: blocks that are gone, new, or of another kind."""

import re
from collections.abc import Iterator

from tests.mutants.changes import Change, Setting, with_line, without


def no_item(on: Setting) -> Iterator[Change]:
    """Yield a list item fewer."""
    for n in on.page:
        if on.page.lines[n].startswith("- ") and on.page.lines[n - 1].startswith("- "):
            yield without(on.page, n)


def no_row(on: Setting) -> Iterator[Change]:
    """Yield a row of a table fewer."""
    for n in on.page:
        if on.page.lines[n].startswith("| ") and on.page.lines[n - 1].startswith("|"):
            yield without(on.page, n)


def no_paragraph(on: Setting) -> Iterator[Change]:
    """Yield a paragraph fewer."""
    yield from (without(on.page, n, 2) for n in on.page if on.page.is_paragraph(n))


def doubled(on: Setting) -> Iterator[Change]:
    """Yield a paragraph twice."""
    for n in on.page:
        if on.page.is_paragraph(n):
            lines = on.page.lines
            yield n + 2, [*lines[: n + 1], "", *lines[n:]]


def truncated(on: Setting) -> Iterator[Change]:
    """Yield the page cut off behind a paragraph."""
    found = [n for n in on.page if on.page.is_paragraph(n)]
    for n in found[-3:-1]:
        yield n, list(on.page.lines[: n + 1])


def level(on: Setting) -> Iterator[Change]:
    """Yield a heading of another level."""
    for n in on.page:
        if on.page.lines[n].startswith("## "):
            yield with_line(on.page, n, f"#{on.page.lines[n]}")


def no_fence(on: Setting) -> Iterator[Change]:
    """Yield a fence fewer."""
    opening = None
    for n in on.page:
        if opening is None and on.page.lines[n].startswith("```"):
            opening = n
        elif opening is not None and on.page.lines[n] == "```":
            yield without(on.page, opening, n - opening + 2)
            opening = None


def name_in_fence(on: Setting) -> Iterator[Change]:
    """Yield another name in the code of a fence."""
    inside = False
    for n in on.page:
        line = on.page.lines[n]
        match = re.match(r"(?!import|from)[a-z_]{3,}", line)
        if inside and match:
            yield with_line(on.page, n, f"{match[0]}q{line[match.end() :]}")
        if line.startswith("```"):
            inside = not inside and line.startswith("```py")


def fence(on: Setting) -> Iterator[Change]:
    """Yield a fence that does not end."""
    opening = 0
    for n in on.page:
        if on.page.lines[n] == "```":
            yield opening, without(on.page, n)[1]
        elif on.page.lines[n].startswith("```"):
            opening = n


def no_plot(on: Setting) -> Iterator[Change]:
    """Yield a figure fewer."""
    for n in on.page:
        if on.page.lines[n].startswith("{{< plot") and "/plot" in on.page.lines[n]:
            yield without(on.page, n, 2)
