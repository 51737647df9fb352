"""The blocks of a page that translators write, each as it stands in its file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.model.freshness import OPENING
from sitegen.model.page import Document
from sitegen.model.shortcode import Call, Signature
from sitegen.text.notes import Notes
from sitegen.text.passages import call_passages
from sitegen.text.shortcodes import read_tag


@dataclass(frozen=True, slots=True)
class Unit:
    """A block's Markdown without what holds it: the sign of a list, `##`, an anchor.

    `name` is its section and its place in it (`e-step:3`), `line` its first line in the
    body from 0; `before` is what stands on its lines before the text, `after` behind it.
    """

    section: str
    name: str
    text: str
    line: int
    before: tuple[str, ...]
    after: str = ""

    @property
    def end(self) -> int:
        """The line of the body behind the last."""
        return self.line + len(self.before)

    def written(self, text: str) -> list[str]:
        """Return the lines of the file for another text in the unit's place."""
        lines = text.split("\n")
        more = self.before[-1] if len(self.before) > 1 else _continued(self.before[0])
        before = [*self.before, *[more] * len(lines)]
        lines = [start + line for start, line in zip(before, lines, strict=False)]
        return [*lines[:-1], lines[-1] + self.after]


def units_of(
    document: Document, parser: MarkdownIt, signatures: Mapping[str, Signature], ids: Sequence[str]
) -> list[Unit]:
    """Return the units of a page in order; `ids` are those of its headings."""
    tokens: list[Token] = []
    env = {"notes": Notes(document, document.body_line), "signatures": signatures}
    parser.block.parse(document.body, parser, env, tokens)
    lines = document.body.split("\n")
    sections = iter(ids)
    section, count = OPENING, 0
    units: list[Unit] = []
    for token, before in _leaves(tokens, signatures, lines):
        if before == "heading_open":
            section, count = next(sections, section), 0
        count += 1
        if unit := _unit(token, f"{section}:{count}", section, lines):
            units.append(unit)
    return units


def replaced(body: str, units: Sequence[Unit], texts: Mapping[str, str]) -> str:
    """Return a body with other texts in the place of its units, by their names."""
    lines = body.split("\n")
    for unit in reversed(units):
        text = texts.get(unit.name, unit.text)
        if text != unit.text:
            lines[unit.line : unit.end] = unit.written(text)
    return "\n".join(lines)


def _leaves(
    tokens: Sequence[Token], signatures: Mapping[str, Signature], lines: Sequence[str]
) -> Iterator[tuple[Token, str]]:
    """Yield the tokens that hold words, and the type of the token before each."""
    skip_to = 0
    previous = ""
    for token in tokens:
        first, end = token.map or (0, 0)
        if token.map and first >= skip_to:
            if token.type in ("table_open", "html_block", "fence", "code_block"):
                skip_to = end
                yield token, previous
            elif token.type in ("shortcode", "shortcode_open") and _has_words(token, signatures):
                if token.type == "shortcode" or not _is_alone(lines[first]):
                    skip_to = end
                yield token, previous
            elif token.type == "inline" and token.content.strip():
                yield token, previous
        previous = token.type


def _has_words(token: Token, signatures: Mapping[str, Signature]) -> bool:
    """Tell whether a call says something itself, besides the Markdown that it encloses."""
    call: Call = token.meta["call"]
    return any(one.text.strip() for one in call_passages(token, signatures[call.name]))


def _is_alone(line: str) -> bool:
    """Tell whether a line has one tag and nothing else."""
    start = len(line) - len(line.lstrip(" >"))
    tag = read_tag(line, start)
    return tag is not None and not line[tag.end :].strip()


def _unit(token: Token, name: str, section: str, lines: Sequence[str]) -> Unit | None:
    first, end = token.map or (0, 0)
    if token.type == "inline":
        return _inline(token, name, section, lines, first)
    if token.type == "fence":
        first, end = first + 1, end - 1
    elif token.type == "shortcode_open" and _is_alone(lines[first]):
        end = first + 1
    while end > first and not lines[end - 1].strip():
        end -= 1
    raw = list(lines[first:end])
    return Unit(section, name, "\n".join(raw), first, ("",) * len(raw)) if raw else None


def _inline(token: Token, name: str, section: str, lines: Sequence[str], first: int) -> Unit | None:
    """Return the unit of a paragraph, a heading or an item: its lines less their signs."""
    content = token.content
    anchor = content.rfind("{#")
    if anchor > 0 and content.endswith("}"):
        content = content[:anchor].rstrip()
    parts = content.split("\n")
    before = []
    after = ""
    for part, line in zip(parts, lines[first:], strict=False):
        at = line.find(part)
        if at < 0:
            return None
        before.append(line[:at])
        after = line[at + len(part) :]
    return Unit(section, name, content, first, tuple(before), after)


def _continued(before: str) -> str:
    """Return what the next line begins with under a first line that begins like this."""
    return "".join(sign if sign in " \t>" else " " for sign in before)
