"""A page as lines, and which of its letters are prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HIDDEN = "\0"
"""Stands for a letter that is no prose."""

NO_PROSE = re.compile(
    r"\{\{[<%].*?[>%]\}\}|\\\(.*?\\\)|`[^`]*`|\]\([^)]*\)|\{#[^}]*\}|\$\$.*?\$\$|<!--.*?-->",
    re.DOTALL,
)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """A page's file: its lines, and the same lines with all but the prose hidden."""

    lines: tuple[str, ...]
    prose: tuple[str, ...]
    first: int

    def __iter__(self) -> Iterator[int]:
        """Yield the numbers, from 0, of the lines of the body."""
        yield from range(self.first, len(self.lines))

    def is_paragraph(self, n: int) -> bool:
        """Tell whether a line is a paragraph by itself."""
        line = self.lines[n]
        alone = n > 0 and not self.lines[n - 1].strip()
        alone = alone and (n + 1 == len(self.lines) or not self.lines[n + 1].strip())
        return alone and bool(re.match(r"[^\W\d_]|\*\*", self.prose[n])) and len(line) > 40


def text_of(content: str) -> Text:
    """Return a page's file as lines."""

    def hide(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", HIDDEN, match[0])

    head, _, _ = content.removeprefix("---\n").partition("\n---\n")
    first = head.count("\n") + 3
    prose = NO_PROSE.sub(hide, FENCE.sub(hide, content))
    return Text(tuple(content.split("\n")), tuple(prose.split("\n")), first)
