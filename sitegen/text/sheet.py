"""Text that was put together from parts of a page, every line with the line it comes from."""

from dataclasses import dataclass, field


@dataclass
class Sheet:
    """Grows by `add`; `lines` are those of the page's body, from 0, one for each line of text."""

    pieces: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self.pieces)

    def add(self, text: str, line: int, *, stays: bool = False) -> None:
        """Add text that begins at a line of the body; if it `stays`, all of it is from there."""
        if not self.lines:
            self.lines.append(line)
        count = text.count("\n")
        self.lines += [line] * count if stays else range(line + 1, line + count + 1)
        self.pieces.append(text)

    def join(self, other: "Sheet") -> None:
        """Add another sheet."""
        self.lines += other.lines[1:] if self.lines else other.lines
        self.pieces += other.pieces

    def where(self, line: int) -> int:
        """Return the line of the body that a line of the text comes from."""
        return self.lines[min(line, len(self.lines) - 1)] if self.lines else line


def indented(body: str, column: int) -> str:
    """Return a body whose lines have `column` spaces in front instead of what they share."""
    lines = body.expandtabs(4).split("\n")
    told = [line for line in lines[1:] if line.strip()]
    shared = min((len(line) - len(line.lstrip(" ")) for line in told), default=0)
    pad = " " * column
    rest = (pad + line[shared:] if line.strip() else "" for line in lines[1:])
    return "\n".join([lines[0], *rest])
