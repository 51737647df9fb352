"""What of a page is the same in every language: its skeleton, without the words."""

from dataclasses import dataclass


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
class Block:
    """A block of a page: itself, the pieces of its sentences in their order, a fence's code."""

    piece: Piece
    inside: tuple[Piece, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; the part before the first heading has no id.

    `digest` names what it says: eight hexadecimal digits that stay the same as long as only
    line breaks, spaces, emphasis and the targets of links change.
    """

    id: str
    line: int
    blocks: tuple[Block, ...]
    digest: str = ""
