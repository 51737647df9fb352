"""The shortcode lexer: `{{< name "a" key="b" >}}`, `{{% name %}}`, `{{< /name >}}`.

Tags inside code fences and code spans are text. `{{</* name */>}}` prints itself without
the stars. Nothing here knows what a shortcode does.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from sitegen.errors import ShortcodeError

OPENERS = {"{{<": ">}}", "{{%": "%}}"}
_NAME_END = frozenset(' \t\n="`<>%/{}')


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of the text, from `start` up to `end`; `literal` is what an escaped tag prints."""

    start: int
    end: int
    name: str
    positional: tuple[str, ...]
    named: Mapping[str, str]
    markdown: bool
    closes: bool
    self_closing: bool
    literal: str = ""


def read_tag(text: str, start: int, escaped: str = '"\\') -> Tag | None:
    """Return the tag that starts at `start`, or None where the text merely looks like one.

    In quotation marks a backslash is needed before what is `escaped`; Hugo knows but the mark.
    Raises ShortcodeError for a tag that was clearly meant and is malformed.
    """
    opener = text[start : start + 3]
    if opener not in OPENERS:
        return None
    closer = OPENERS[opener]
    markdown = opener == "{{%"
    if text.startswith("/*", start + 3):
        stop = text.find("*/" + closer, start)
        if stop < 0:
            raise ShortcodeError(f"'{opener}/*' is not closed", f"end it with '*/{closer}'")
        literal = opener + text[start + 5 : stop] + closer
        return Tag(start, stop + 5, "", (), {}, markdown, False, False, literal)
    at = _skip_space(text, start + 3)
    closes = text.startswith("/", at)
    at = _skip_space(text, at + closes)
    name_start, at = at, _word_end(text, at)
    name = text[name_start:at]
    if not name or not (name[0].isalpha() or name[0] == "_"):
        return None
    positional, named, self_closing, end = _arguments(text, at, closer, name, escaped)
    return Tag(start, end, name, positional, named, markdown, closes, self_closing)


def _arguments(
    text: str, at: int, closer: str, name: str, escaped: str
) -> tuple[tuple[str, ...], dict[str, str], bool, int]:
    """Read what stands between a tag's name and its end."""
    positional: list[str] = []
    named: dict[str, str] = {}
    while True:
        at = _skip_space(text, at)
        if text.startswith(closer, at):
            return tuple(positional), named, False, at + 3
        if text.startswith("/", at) and text.startswith(closer, end := _skip_space(text, at + 1)):
            return tuple(positional), named, True, end + 3
        if at >= len(text) or text.startswith(tuple(OPENERS), at):
            raise ShortcodeError(f"the tag of shortcode '{name}' is not closed with '{closer}'")
        value, quoted, after = _value(text, at, name, escaped)
        sign = _skip_space(text, after)
        if not quoted and text.startswith("=", sign):
            key = value
            value, quoted, after = _value(text, _skip_space(text, sign + 1), name, escaped)
            while not quoted and text.startswith("=", after):
                rest, _, after = _value(text, after + 1, name, escaped)
                value += f"={rest}"
            if key in named:
                raise ShortcodeError(f"shortcode '{name}' has the argument '{key}' twice")
            named[key] = value
        else:
            positional.append(value)
        if after == at:
            raise ShortcodeError(f"shortcode '{name}': '{text[at]}' is not expected here")
        at = after


def _value(text: str, at: int, name: str, escaped: str) -> tuple[str, bool, int]:
    """Read one argument: quoted with escapes, in backquotes as it stands, or a bare word."""
    quote = text[at : at + 1]
    if quote == "`":
        end = text.find("`", at + 1)
        if end < 0:
            raise ShortcodeError(f"shortcode '{name}': a '`' is not closed")
        return text[at + 1 : end], True, end + 1
    if quote != '"':
        end = _word_end(text, at)
        return text[at:end], False, end
    letters: list[str] = []
    at += 1
    while at < len(text) and text[at] != '"':
        if text[at] == "\\" and text[at + 1 : at + 2] in tuple(escaped):
            at += 1
        letters.append(text[at])
        at += 1
    if at >= len(text):
        raise ShortcodeError(f"shortcode '{name}': a quotation mark is not closed")
    return "".join(letters), True, at + 1


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at] not in _NAME_END:
        at += 1
    return at


def tags(text: str, start: int = 0, escaped: str = '"\\') -> Iterator[Tag]:
    """Yield the tags of the text from `start` on, leaving out code fences and code spans."""
    at, at_line_start = start, start == 0 or text[start - 1] == "\n"
    while at < len(text):
        if at_line_start and (after := _fence_end(text, at)):
            at = after
            continue
        letter = text[at]
        at_line_start = letter == "\n"
        if letter == "\\":
            at_line_start = text.startswith("\n", at + 1)
            at += 2
        elif letter == "`":
            at = _code_span_end(text, at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
            at = len(text) if end < 0 else end
        elif letter == "{" and (tag := read_tag(text, at, escaped)):
            yield tag
            at = tag.end
        else:
            at += 1


def readable_tags(text: str) -> list[Tag]:
    """Return the tags up to the first malformed one, which the page's rendering reports."""
    found: list[Tag] = []
    if "{{" not in text:
        return found
    with suppress(ShortcodeError):
        found.extend(tags(text))
    return found


def code_end(text: str, at: int, *, at_line_start: bool) -> int:
    """Return where the fence or code span that starts at `at` ends, or 0 if none does."""
    if at_line_start and (after := _fence_end(text, at)):
        return after
    return _code_span_end(text, at) if text.startswith("`", at) else 0


def find_close(text: str, opening: Tag, limit: int) -> Tag | None:
    """Return the tag that closes `opening`, counting inner calls of the same name."""
    depth = 1
    for tag in tags(text[:limit], opening.end):
        if tag.name != opening.name or tag.literal or tag.self_closing:
            continue
        depth += -1 if tag.closes else 1
        if depth == 0:
            return tag
    return None


def _fence_end(text: str, start: int) -> int:
    """Return where the code fence that starts on this line ends, or 0 if none does."""
    line_end = _line_end(text, start)
    marker = text[start:line_end].lstrip(" \t>")
    run = len(marker) - len(marker.lstrip(marker[:1])) if marker[:1] in ("`", "~") else 0
    if run < 3 or (marker[0] == "`" and "`" in marker[run:]):
        return 0
    at = line_end
    while at < len(text):
        line_end = _line_end(text, at)
        line = text[at:line_end].strip().lstrip("> \t")
        if len(line) >= run and not line.strip(marker[0]):
            return line_end
        at = line_end
    return len(text)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end + 1


def _code_span_end(text: str, start: int) -> int:
    """Return where the code span ends, or just after its backquotes if it is none.

    A span ends with its paragraph at the latest.
    """
    after = start
    while text.startswith("`", after):
        after += 1
    run = after - start
    limit = _paragraph_end(text, after)
    at = text.find("`" * run, after, limit)
    while at >= 0:
        stop = at + run
        if not text.startswith("`", stop) and text[at - 1] != "`":
            return stop
        while text.startswith("`", stop):
            stop += 1
        at = text.find("`" * run, stop, limit)
    return after


def _paragraph_end(text: str, start: int) -> int:
    """Return where the next line with nothing but white space (or `>`) begins."""
    at = start
    while at < len(text):
        at = _line_end(text, at)
        line = text[at : _line_end(text, at)]
        if not line.strip(" \t>\n") or line.lstrip(" \t>").startswith(("{{%", "{{<")):
            return at
    return len(text)
