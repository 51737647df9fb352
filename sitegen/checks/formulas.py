"""Translations keep the source's formulas, sign for sign."""

from collections.abc import Iterator

from sitegen.checks.align import Pair
from sitegen.checks.structure import unordered
from sitegen.model.problem import Problem

CODE = "formulas"


def same_formulas(pair: Pair) -> Iterator[Problem]:
    """Yield the formulas that differ; what is only written differently is equal already."""
    for stretch in pair.stretches:
        if not stretch.is_pair:
            continue
        theirs, ours = stretch.theirs[0], stretch.ours[0]
        if ours.piece.kind == "formula" and theirs.piece.said != ours.piece.said:
            lines = (theirs.piece.line, ours.piece.line)
            change = f"{theirs.piece.said} → {ours.piece.said}"
            yield pair.problem(CODE, "a formula", lines, change, "copy the source's formula")
        yield from unordered(pair, CODE, "formula", theirs, ours)
