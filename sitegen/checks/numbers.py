"""Translations keep the source's numbers, section by section."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sitegen.checks.align import Pair, Stretch
from sitegen.model.problem import Problem
from sitegen.model.skeleton import Block, Piece

CODE = "numbers"

ROW = "row of a table"

HINT = 'or accept it above the block: <!-- check: off numbers "why" -->'


@dataclass(frozen=True, slots=True)
class Found:
    """A number in one of two pages, with the lines of its block in both."""

    said: str
    lines: tuple[int, int]


@dataclass(slots=True)
class Numbers:
    """The numbers of a section in the source and in the translation."""

    theirs: list[Found] = field(default_factory=list)
    ours: list[Found] = field(default_factory=list)

    def add(self, stretch: Stretch) -> None:
        """Take up the numbers of some blocks."""
        there, here = stretch.lines
        copied = _copied(stretch)
        read = {*copied, *(number.replace(".", "") for number in copied)}
        self.theirs += [
            Found(one.said, (one.line, here))
            for one in numbers(stretch.theirs)
            if one.said not in copied
        ]
        self.ours += [
            Found(one.said, (there, one.line))
            for one in numbers(stretch.ours)
            if one.said not in read
        ]


def _copied(stretch: Stretch) -> set[str]:
    """Return the decimals of a row that the translation took over: `1.000` among others is no 1000.

    Tables show what programs print, and in prose nobody would write the noughts.
    """
    if not all(block.piece.kind == ROW for block in (*stretch.theirs, *stretch.ours)):
        return set()
    words = {word for block in stretch.ours for one in block.prose for word in one.text.split()}
    return {one.said for one in numbers(stretch.theirs) if "." in one.said and one.said in words}


def same_numbers(pair: Pair) -> Iterator[Problem]:
    """Yield the numbers that only one of the pages has.

    Within a section languages may tell things in another order; what is lost and what is
    new is set side by side as far as it goes.
    """
    allowed = pair.config.allowed_numbers
    for section in _sections(pair):
        lost = _without(section.theirs, section.ours, allowed)
        new = _without(section.ours, section.theirs, allowed)
        for a, b in zip(lost, new, strict=False):
            lines = (a.lines[0], b.lines[1])
            yield pair.problem(CODE, "a number", lines, f"{a.said} → {b.said}", HINT)
        for one in lost[len(new) :]:
            if not _is_power_of_ten(one.said):
                yield pair.problem(CODE, "a number", one.lines, f"{one.said} → nothing", HINT)
        for one in new[len(lost) :]:
            if not _is_power_of_ten(one.said):
                yield pair.problem(CODE, "a number", one.lines, f"nothing → {one.said}", HINT)


def _sections(pair: Pair) -> Iterator[Numbers]:
    section = Numbers()
    for stretch in pair.stretches:
        if any(block.piece.kind == "heading" for block in stretch.ours):
            yield section
            section = Numbers()
        section.add(stretch)
    yield section


def numbers(blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield the numbers that some blocks write in figures."""
    return (one for block in blocks for one in block.inside if one.kind == "number")


def _without(
    pieces: Sequence[Found], others: Sequence[Found], allowed: frozenset[str]
) -> list[Found]:
    """Return the numbers that the others never say; how often each is said does not count."""
    known = {one.said for one in others} | allowed
    missing = {one.said: one for one in reversed(pieces) if one.said not in known}
    return [one for one in pieces if missing.get(one.said) is one]


def _is_power_of_ten(number: str) -> bool:
    """Tell whether a language may well write a number as a word: ten, hundred, thousand."""
    return number.startswith("1") and not number[1:].strip("0")
