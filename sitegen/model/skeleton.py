"""What of a page is the same in every language: its skeleton, without the words."""

from bisect import bisect_right
from dataclasses import dataclass

OBJECT = "\ufffc"
"""Stands in a passage for what is no words: a formula, code, a shortcode."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that every language must have, and the line of the file it stands in.

    `kind` is what a reader would call it (a list, a formula, a link); `said` is what must
    be equal in every language, as it is shown in a message.
    """

    kind: str
    said: str
    line: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together, as a reader sees them, and the line of the file they begin in.

    `breaks` are the offsets in the text at which the file's next line begins.
    """

    text: str
    line: int
    breaks: tuple[int, ...] = ()

    def line_at(self, offset: int) -> int:
        """Return the line of the file that a letter of the text stands in."""
        return self.line + bisect_right(self.breaks, offset)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page: itself, the pieces of its sentences in their order, its words.

    `code` is that of a fence.
    """

    piece: Piece
    inside: tuple[Piece, ...] = ()
    prose: tuple[Passage, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; what stands before the first heading has no id.

    That first section begins with the words of the front matter.

    `digest` names what it says: eight hexadecimal digits that stay the same as long as only
    line breaks, spaces, emphasis and the targets of links change.
    """

    id: str
    line: int
    blocks: tuple[Block, ...]
    digest: str = ""
