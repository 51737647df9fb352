"""Kinds of changes that a translator may make; nothing may be found."""

import re
from collections.abc import Iterator, Mapping

from tests.mutants.changes import Change, Kind, Setting, in_prose, with_line

FILLERS = {"es": "además", "id": "juga", "ko": "또한", "ja": "また、"}
NOTES = {
    "es": "nota del traductor",
    "id": "catatan penerjemah",
    "ko": "옮긴이의 메모",
    "ja": "訳注",
}
STOPS = r"(?<=[^\W\d_])(\. |。)(?=[^\W\d_])"


def reflowed(on: Setting) -> Iterator[Change]:
    """Yield a line break between two sentences."""
    yield from in_prose(on.page, STOPS, lambda match: f"{match[0].rstrip()}\n")


def split(on: Setting) -> Iterator[Change]:
    """Yield one sentence as two."""
    pattern = r"(?<=[^\W\d_])(, |、)(?=[^\W\d_])"
    yield from in_prose(on.page, pattern, lambda match: "。" if match[0] == "、" else ". ")


def reworded(on: Setting) -> Iterator[Change]:
    """Yield a sentence with a word more."""
    filler = FILLERS[on.locale]
    yield from in_prose(on.page, r"(?<=[^\W\d_]) (?=[^\W\d_])", lambda _: f" {filler} ")


def reordered(on: Setting) -> Iterator[Change]:
    """Yield two sentences of a paragraph the other way round."""
    for n in on.page:
        line = on.page.lines[n]
        found = [match.end() for match in re.finditer(STOPS, on.page.prose[n])]
        if on.page.is_paragraph(n) and found and "](" not in line and "claim" not in line:
            first, rest = line[: found[0]].rstrip(), line[found[0] :]
            yield with_line(on.page, n, f"{rest}{'' if on.locale == 'ja' else ' '}{first}")


def emphasised(on: Setting) -> Iterator[Change]:
    """Yield a word in italics."""
    pattern = r"(?<= )[^\W\d_]{4,}(?= )"
    for n in on.page:
        match = re.search(pattern, on.page.prose[n])
        if match and "*" not in on.page.lines[n]:
            line = on.page.lines[n]
            changed = f"{line[: match.start()]}*{match[0]}*{line[match.end() :]}"
            yield with_line(on.page, n, changed)


def commented(on: Setting) -> Iterator[Change]:
    """Yield a paragraph with a translator's note above it."""
    for n in on.page:
        if on.page.is_paragraph(n):
            lines = on.page.lines
            yield n, [*lines[:n], f"<!-- {NOTES[on.locale]} -->", "", *lines[n:]]


def spaced(on: Setting) -> Iterator[Change]:
    """Yield a list with blank lines between its items."""
    for n in on.page:
        if on.page.lines[n].startswith("- ") and on.page.lines[n - 1].startswith("- "):
            yield n, [*on.page.lines[:n], "", *on.page.lines[n:]]


def captioned(on: Setting) -> Iterator[Change]:
    """Yield another caption of a figure, and another text for who does not see it."""
    filler = FILLERS[on.locale]
    for n in on.page:
        line = on.page.lines[n]
        if line.startswith("{{< plot"):
            changed = re.sub(r'caption="', f'caption="{filler} ', line)
            yield with_line(on.page, n, changed.replace("{{< /plot", f" {filler}.{{{{< /plot"))


def labelled(on: Setting) -> Iterator[Change]:
    """Yield a link with another label."""
    for n in on.page:
        line = on.page.lines[n]
        if re.search(r"[^\W\d_]\]\(", line):
            changed = re.sub(r"(?<=[^\W\d_])\]\(", f" {FILLERS[on.locale]}](", line, count=1)
            yield with_line(on.page, n, changed)


def titled(on: Setting) -> Iterator[Change]:
    """Yield a heading with a word more."""
    for n in on.page:
        if on.page.lines[n].startswith("## "):
            yield with_line(on.page, n, f"{on.page.lines[n]} {FILLERS[on.locale]}")


KINDS: Mapping[str, Kind] = {
    "reflowed": reflowed,
    "split": split,
    "reworded": reworded,
    "reordered": reordered,
    "emphasised": emphasised,
    "commented": commented,
    "spaced": spaced,
    "captioned": captioned,
    "labelled": labelled,
    "titled": titled,
}
