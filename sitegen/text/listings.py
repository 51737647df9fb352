"""Code as `highlight` shows it: with numbers before its lines, with some lines marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from sitegen.errors import ShortcodeError
from sitegen.model.problem import did_you_mean
from sitegen.text.highlight import highlight

KNOWN = {
    "hl_lines": "",
    "linenos": "false",
    "linenostart": "1",
    # What a theme or Chroma would do with these, this theme does its own way.
    **dict.fromkeys(("anchorlinenos", "guesssyntax", "hl_inline", "hl_style", "lineanchors"), ""),
    **dict.fromkeys(("linenumbersintable", "nobackground", "noclasses", "style", "tabwidth"), ""),
    **dict.fromkeys(("title", "type", "wrap", "wrapperclass"), ""),
}
"""The options of code, and what they are where nobody says it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Code as HTML; with line numbers where `first`, the number of the first line, is one."""

    html: Markup
    first: int | None


def listing(code: str, language: str, options: str, more: Mapping[str, str]) -> Listing:
    """Return the code with what its options ask for.

    Args:
        code: without the lines around it.
        language: as Pygments calls it; one that nobody knows is plain text.
        options: as in `linenos=table,hl_lines=2 5-7,linenostart=10`.
        more: options that stand as arguments of their own, empty where nobody gave them.

    Raises ShortcodeError for an option that is unknown or no number.
    """
    given = {
        **KNOWN,
        **dict(_options(options)),
        **{key: text for key, text in more.items() if text},
    }
    code = code.strip("\r\n") + "\n"
    marked = frozenset(_numbers(given["hl_lines"]))
    first = (
        _number(given["linenostart"]) if given["linenos"].lower() not in ("false", "0") else None
    )
    html = highlight(code, language)
    if not marked and first is None:
        return Listing(html, None)
    rows = []
    for number, line in enumerate(islice(_lines(str(html)), code.count("\n")), 1):
        tag = "mark" if number in marked else "span"
        rows.append(f'<{tag} class="line">{line}\n</{tag}>')
    return Listing(Markup("".join(rows)), first)  # noqa: S704 - highlighted above


def _options(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names and values of `a=1,b=2 3,c=[4,5]`; names are told apart without capitals."""
    name, value = "", ""
    for part in text.split(","):
        key, sign, rest = part.partition("=")
        if not sign:
            value += f" {part}"  # A comma within a value.
            continue
        if name:
            yield name, value
        name, value = key.strip().lower(), rest
        if name not in KNOWN:
            raise ShortcodeError(
                f"unknown option '{key.strip()}' of code", did_you_mean(name, KNOWN)
            )
    if name:
        yield name, value
    elif value.strip():
        raise ShortcodeError(f"'{text}' is no option of code", "write it like hl_lines=2-3")


def _numbers(text: str) -> Iterator[int]:
    """Yield the lines that `2 5-7` or `[2,"5-7"]` names."""
    kept = "".join(" " if sign in "[],\"'" else sign for sign in text)
    for part in kept.split():
        first, dash, last = part.partition("-")
        yield from range(_number(first), _number(last if dash else first) + 1)


def _number(text: str) -> int:
    digits = text.strip()
    if not digits.isdecimal():
        raise ShortcodeError(f"'{text}' is no number of a line", "write it like hl_lines=2-3")
    return int(digits)


def _lines(html: str) -> Iterator[str]:
    """Yield the lines of highlighted code; a span that goes on beyond one is in each of them."""
    opener = ""
    for line in html.split("\n"):
        whole = opener + line
        at = whole.rfind("<span")
        goes_on = at > whole.rfind("</span>")
        opener = whole[at : whole.index(">", at) + 1] if goes_on else ""
        yield whole + ("</span>" if goes_on else "")
