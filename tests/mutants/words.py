"""Changes that break a translation: words of another language, of another time, or damaged."""

import re
from collections.abc import Iterator

from tests.mutants.changes import Change, Setting, in_prose, with_line
from tests.mutants.text import HIDDEN


def foreign(on: Setting) -> Iterator[Change]:
    """Yield a word in the letters of another language."""
    word = "데이터" if on.locale == "ja" else "データ"
    for n in on.page:
        if on.page.is_paragraph(n) and " " in on.page.prose[n]:
            at = on.page.prose[n].index(" ")
            line = on.page.lines[n]
            yield with_line(on.page, n, f"{line[:at]} {word}{line[at:]}")


def untranslated(on: Setting) -> Iterator[Change]:
    """Yield a paragraph in the source's words."""
    ours = [n for n in on.page if on.page.is_paragraph(n)]
    theirs = [n for n in on.source if on.source.is_paragraph(n)]
    if len(ours) == len(theirs):
        for n, m in zip(ours, theirs, strict=True):
            yield with_line(on.page, n, on.source.lines[m])


def term(on: Setting) -> Iterator[Change]:
    """Yield a rendering that the glossary avoids."""
    for name, avoided in on.avoided.items():
        for n, lines in in_prose(on.page, rf"\b{re.escape(name)}\b", lambda _: HIDDEN):
            yield n, [line.replace(HIDDEN, avoided) for line in lines]


def bold(on: Setting) -> Iterator[Change]:
    """Yield bold text that does not end."""
    yield from in_prose(on.page, r"\*\*([^*]+)\*\*(?!\*)", lambda match: f"**{match[1]}")


def encoding(on: Setting) -> Iterator[Change]:
    """Yield a line that was read in the wrong encoding."""
    for n in on.page:
        if on.page.is_paragraph(n) and not on.page.lines[n].isascii():
            yield with_line(on.page, n, on.page.lines[n].encode().decode("latin-1"))


def control(on: Setting) -> Iterator[Change]:
    """Yield a control character."""
    for n in on.page:
        if on.page.is_paragraph(n):
            yield with_line(on.page, n, on.page.lines[n][:20] + "\x0b" + on.page.lines[n][20:])
