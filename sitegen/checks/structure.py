"""Translations keep the source's structure: blocks, lists, tables, shortcodes, links, images."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen.checks.align import Pair, Stretch
from sitegen.model.problem import Problem
from sitegen.model.skeleton import Block, Piece

CODE = "structure"

IN_ORDER = ("link", "image", "footnote mark")
"""What stands in a block's sentences in the source's order."""

ELSEWHERE = frozenset({"heading", "formula", "code", "inline code", "number"})
"""Kinds that have rules of their own."""


def same_structure(pair: Pair) -> Iterator[Problem]:
    """Yield where a translation has other blocks than its source, or others inside them."""
    for stretch in pair.stretches:
        if stretch.is_pair:
            yield from _inside(pair, stretch.theirs[0], stretch.ours[0])
        else:
            yield from _blocks(pair, stretch)


def _blocks(pair: Pair, stretch: Stretch) -> Iterator[Problem]:
    """Yield one problem for a stretch of blocks that only one side has, or that differ."""
    theirs = [block.piece for block in stretch.theirs if block.piece.kind != "heading"]
    ours = [block.piece for block in stretch.ours if block.piece.kind != "heading"]
    there, here = stretch.lines
    lines = (theirs[0].line if theirs else there, ours[0].line if ours else here)
    if theirs and ours:
        change = f"{_listed(theirs)} → {_listed(ours)}"
        yield pair.problem(CODE, "the structure", lines, change, "keep the source's blocks")
    elif theirs:
        change = f"{_listed(theirs)} → nothing"
        yield pair.problem(CODE, "the structure", lines, change, "translate what is missing")
    elif ours:
        change = f"nothing → {_listed(ours)}"
        yield pair.problem(CODE, "the structure", lines, change, "add it to the source too")


LISTED = 3
"""How many blocks a message names before it counts them."""


def _listed(pieces: Sequence[Piece]) -> str:
    names = [f"{piece.kind} {piece.said}".strip() for piece in pieces]
    more = len(names) - LISTED
    return ", ".join(names[:LISTED]) + (f" and {more} more" if more > 0 else "")


def _inside(pair: Pair, theirs: Block, ours: Block) -> Iterator[Problem]:
    """Yield where two blocks of one kind differ in size, arguments or what they contain."""
    kind, lines = ours.piece.kind, (theirs.piece.line, ours.piece.line)
    if kind not in ELSEWHERE and theirs.piece.said != ours.piece.said:
        change = f"{theirs.piece.said or 'no arguments'} → {ours.piece.said or 'no arguments'}"
        yield pair.problem(CODE, kind, lines, change)
    for name in IN_ORDER:
        yield from _ordered(pair, name, theirs, ours)
    names = {one.kind for one in (*theirs.inside, *ours.inside)}
    for name in sorted(names - ELSEWHERE - set(IN_ORDER)):
        yield from unordered(pair, CODE, name, theirs, ours)


def _ordered(pair: Pair, name: str, theirs: Block, ours: Block) -> Iterator[Problem]:
    left = [one for one in theirs.inside if one.kind == name]
    right = [one for one in ours.inside if one.kind == name]
    for a, b in zip(left, right, strict=False):
        if a.said != b.said and a.said and b.said:  # One that leads nowhere is told already.
            yield pair.problem(CODE, name, (a.line, b.line), f"'{a.said}' → '{b.said}'")
    if len(left) != len(right):
        lines = (theirs.piece.line, ours.piece.line)
        change = f"{len(left)} → {len(right)}"
        yield pair.problem(CODE, f"the number of {name}s", lines, change)


def unordered(pair: Pair, code: str, name: str, theirs: Block, ours: Block) -> Iterator[Problem]:
    """Yield the pieces of a kind that only one of two blocks has, paired as far as they go.

    Languages put words in another order, and with them what stands between the words.
    """
    left = [one for one in theirs.inside if one.kind == name]
    right = [one for one in ours.inside if one.kind == name]
    lost, new = _without(left, right), _without(right, left)
    for n in range(max(len(lost), len(new))):
        a, b = (side[n] if n < len(side) else None for side in (lost, new))
        lines = (a.line if a else theirs.piece.line, b.line if b else ours.piece.line)
        change = (
            f"{a.said or 'present' if a else 'nothing'} → {b.said or 'present' if b else 'nothing'}"
        )
        yield pair.problem(code, name, lines, change)


def _without(pieces: Sequence[Piece], others: Sequence[Piece]) -> list[Piece]:
    """Return the pieces that are more than the others have of their kind."""
    left = Counter(piece.said for piece in others)
    rest = []
    for piece in pieces:
        left[piece.said] -= 1
        if left[piece.said] < 0:
            rest.append(piece)
    return rest
