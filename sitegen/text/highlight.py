"""Code to HTML: a span for each run of tokens that the theme colours, and for no other.

Pygments would wrap every name and bracket; a lesson has thousands of them, and they would be a
quarter of its weight. It reads code once: the same code in another language differs in comments
and strings alone, and those are filled in.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType
from pygments.util import ClassNotFound

KINDS: Mapping[_TokenType, str] = {
    Comment: "c",
    String.Doc: "c",
    Keyword: "k",
    Operator.Word: "k",
    String: "s",
    Number: "m",
    Name.Function: "f",
    Name.Class: "f",
    Name.Builtin: "b",
    Name.Decorator: "b",
}
"""The classes of the theme; a kind of token has that of its nearest ancestor here."""

TRIPLE = ('"""', "'''")
SPECIAL = frozenset("\\{}%\"'\n")
"""What a string may hold that is more than words."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A token of Python: its class, its text, and for words what they begin with and end before."""

    kind: str
    text: str
    opens: str = ""
    closes: str = ""


@lru_cache(maxsize=4096)
def highlight(code: str, language: str) -> Markup:
    """Return the code as HTML; a language nobody knows is plain text.

    The function has no state: the caches only save work, since all locales share code.
    """
    lexer = _lexer(language) if language else None
    if lexer is None:
        return escape(code)
    if not isinstance(lexer, PythonLexer):
        return _html(_Part(_kind(token), text) for token, text in lexer.get_tokens(code))
    known = _alike(_without_words(code))
    for parts in known:
        if filled := _filled(parts, code):
            return _html(filled)
    parts = tuple(_parts(lexer.get_tokens(code)))
    if _is_whole(code):
        known.append(parts)
    return _html(parts)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=True)
    except ClassNotFound:
        return None


@lru_cache(maxsize=1024)
def _alike(lines: tuple[str, ...]) -> list[tuple[_Part, ...]]:
    """Return where the parts of codes with these lines are kept."""
    del lines
    return []


def _is_whole(code: str) -> bool:
    """Tell whether strings end where they seem to: in code that Python itself can read."""
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _without_words(code: str) -> tuple[str, ...]:
    """Return the lines that have no comment and no string: equal in every language."""
    return tuple(line for line in code.split("\n") if not set("#'\"") & set(line))


@lru_cache(maxsize=256)
def _kind(token: _TokenType) -> str:
    return next((KINDS[one] for one in reversed(token.split()) if one in KINDS), "")


@lru_cache(maxsize=256)
def _is_string(token: _TokenType) -> bool:
    return String in token.split()


def _html(parts: Iterator[_Part] | Sequence[_Part]) -> Markup:
    """Return a span for each run of parts of one class."""
    html = []
    for kind, run in groupby(parts, key=lambda part: part.kind):
        text = escape("".join([part.text for part in run]))
        html.append(f'<span class="{kind}">{text}</span>' if kind else text)
    return Markup("".join(html))  # noqa: S704 - escaped above


def _parts(tokens: Iterator[tuple[_TokenType, str]]) -> Iterator[_Part]:
    """Yield the parts of Python code; those that are words know where words end."""
    found = list(tokens)
    for (token, text), (_, after) in zip(found, [*found[1:], (Comment, "")], strict=True):
        kind = _kind(token)
        quote = next((one for one in TRIPLE if text.startswith(one)), text[:1])
        if token is Comment.Single:
            yield _Part(kind, text, "#", "\n")
        elif token is String.Doc and len(text) > 2 * len(quote):
            yield _Part(kind, text, quote, quote)
        elif _is_string(token) and not SPECIAL & set(text) and after:
            yield _Part(kind, text, "", after)
        else:
            yield _Part(kind, text)


def _filled(parts: Sequence[_Part], code: str) -> list[_Part] | None:
    """Return the parts of code that differs from theirs in words alone; None where it does not."""
    code = code if code.endswith("\n") else f"{code}\n"
    filled = []
    at = 0
    for part in parts:
        if not part.closes:
            if not code.startswith(part.text, at):
                return None
            filled.append(part)
            at += len(part.text)
            continue
        start = at + len(part.opens)
        end = code.find(part.closes, start)
        if end < 0 or not code.startswith(part.opens, at):
            return None
        words = code[start:end]
        if part.opens == part.closes:
            end += len(part.closes)
            if "\\" in words or ("\n" in words and part.opens not in TRIPLE) or not words:
                return None
        elif not part.opens and (not words or SPECIAL & set(words)):
            return None  # Without words between them, quotes may be three.
        filled.append(_Part(part.kind, code[at:end]))
        at = end
    return filled if at == len(code) else None
