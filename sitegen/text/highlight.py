"""Code to HTML with a span per kind of token; the same code is highlighted once."""

from functools import lru_cache

from markupsafe import Markup, escape
from pygments import highlight as pygments_highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_FORMATTER = HtmlFormatter(nowrap=True)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=True)
    except ClassNotFound:
        return None


@lru_cache(maxsize=4096)
def highlight(code: str, language: str) -> Markup:
    """Return the code as HTML; a language nobody knows is plain text.

    The function has no state: the cache only saves work, since all locales share code.
    """
    lexer = _lexer(language) if language else None
    if lexer is None:
        return escape(code)
    return Markup(pygments_highlight(code, lexer, _FORMATTER))  # noqa: S704 - Pygments escapes
