"""Code to HTML: a span for each run of tokens that the theme colours, and for no other.

Pygments would wrap every name and bracket; a lesson has thousands of them, and they would be a
quarter of its weight.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
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


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=True)
    except ClassNotFound:
        return None


def _kind(token: _TokenType) -> str:
    return next((KINDS[one] for one in reversed(token.split()) if one in KINDS), "")


@lru_cache(maxsize=4096)
def highlight(code: str, language: str) -> Markup:
    """Return the code as HTML; a language nobody knows is plain text.

    The function has no state: the cache only saves work, since all locales share code.
    """
    lexer = _lexer(language) if language else None
    if lexer is None:
        return escape(code)
    runs = groupby(lexer.get_tokens(code), key=lambda pair: _kind(pair[0]))
    parts = []
    for kind, tokens in runs:
        text = escape("".join(text for _, text in tokens))
        parts.append(Markup('<span class="{}">{}</span>').format(kind, text) if kind else text)
    return Markup("").join(parts)
