"""A translation laid beside its source, block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sitegen.model.config import SiteConfig
from sitegen.model.page import RenderedPage, State
from sitegen.model.problem import Place, Problem
from sitegen.model.skeleton import Block


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks of the source and what stands in their place in the translation.

    `lines` are where that is in both: where a side has no block, that of the block which
    stands in its place.
    """

    theirs: Sequence[Block]
    ours: Sequence[Block]
    lines: tuple[int, int]

    @property
    def is_pair(self) -> bool:
        """Whether both sides have one block of the same kind: what differs is inside."""
        both = (*self.theirs[:2], *self.ours[:2])
        return len(self.theirs) == len(self.ours) == 1 and len({b.piece.kind for b in both}) == 1


@dataclass(frozen=True, slots=True)
class Pair:
    """A translated page and the page it was made from, laid side by side."""

    source: RenderedPage
    translation: RenderedPage
    stretches: tuple[Stretch, ...]
    config: SiteConfig

    def problem(
        self, code: str, what: str, lines: tuple[int, int], change: str, hint: str = ""
    ) -> Problem:
        """Return a problem at a line of the translation that names the source's line too.

        `lines` are the source's and the translation's, `change` is what became of what.
        """
        document = self.translation.page.document
        there = Place(self.source.page.document.path, lines[0])
        message = f"{what} differs from the source ({there}): {change}"
        return Problem(code, document.at(lines[1]), message, hint, document.locale)


def couples(
    rendered: Sequence[RenderedPage], config: SiteConfig
) -> Iterator[tuple[RenderedPage, RenderedPage]]:
    """Yield the source page of every translated page, and that page."""
    sources = {one.page.key: one for one in rendered if one.page.locale == config.source_locale}
    for one in rendered:
        source = sources.get(one.page.key)
        if one.page.state is State.TRANSLATED and source and source is not one:
            yield source, one


def aligned(source: RenderedPage, translation: RenderedPage, config: SiteConfig) -> Pair:
    """Return a translated page beside its source page, block by block."""
    return Pair(source, translation, tuple(_stretches(source, translation)), config)


def blocks_of(page: RenderedPage) -> list[Block]:
    """Return the blocks of a page in order."""
    return [block for section in page.sections for block in section.blocks]


def _stretches(source: RenderedPage, translation: RenderedPage) -> Iterator[Stretch]:
    """Yield the blocks of both pages side by side, in order.

    Blocks are paired by their kind and what is inside them, then by their kind alone; what
    finds no partner stands in a stretch where the other side is empty.
    """
    theirs, ours = blocks_of(source), blocks_of(translation)
    for first, end, start, stop in matched([*map(_mark, theirs)], [*map(_mark, ours)]):
        left, right = theirs[first:end], ours[start:stop]
        if [*map(_mark, left)] == [*map(_mark, right)]:
            yield from map(_both, left, right)
            continue
        kinds = [block.piece.kind for block in left], [block.piece.kind for block in right]
        for a, b, c, d in matched(*kinds):
            if kinds[0][a:b] == kinds[1][c:d]:
                yield from map(_both, left[a:b], right[c:d])
            else:
                there = _line(theirs, first + a, first + b, source)
                here = _line(ours, start + c, start + d, translation)
                yield Stretch(left[a:b], right[c:d], (there, here))


def _both(theirs: Block, ours: Block) -> Stretch:
    return Stretch([theirs], [ours], (theirs.piece.line, ours.piece.line))


def _line(blocks: Sequence[Block], first: int, end: int, page: RenderedPage) -> int:
    """Return the line of the first of some blocks, else of what stands where they should."""
    near = blocks[first:end] or blocks[end : end + 1] or blocks[max(0, first - 1) : first]
    return near[0].piece.line if near else page.page.document.body_line


def _mark(block: Block) -> tuple[object, ...]:
    inside = sorted((one.kind, one.said) for one in block.inside)
    return (block.piece.kind, block.piece.said, *inside)


def matched(left: Sequence[object], right: Sequence[object]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches in which two sequences agree or differ, as index pairs."""
    if left == right:
        yield 0, len(left), 0, len(right)
        return
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    yield from ((first, end, start, stop) for _, first, end, start, stop in matcher.get_opcodes())
