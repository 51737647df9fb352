"""Code is coloured as Pygments reads it, in every language, though it is read in one alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pygments.lexers.python import PythonLexer

from sitegen.text.highlight import _html, _kind, _Part, highlight
from tests.html import parse, text_of

CODE = '''\
"""{0}."""
import numpy as np  # {1}

# {0}
NAME = '{0}' + f"{{NAME!r}} {1}" + r"\\n"


def fit(x: int = 3) -> str:
    """{1}

    {0}
    """
    return "%s {0}" % x  # {1}
'''


def read(code: str) -> Markup:
    """Return the code as Pygments reads it."""
    lexer = PythonLexer(stripnl=False, ensurenl=True)
    return _html(_Part(_kind(token), text) for token, text in lexer.get_tokens(code))


@given(st.text("語a \"'#{}%\\\n.", max_size=12), st.text("ñ b\"'#{}\\", max_size=12))
def test_words_are_filled_in_as_they_would_be_read(one: str, other: str) -> None:
    highlight(CODE.format("Words", "more words"), "python")
    code = CODE.format(one, other)
    assert highlight(code, "python") == read(code)


@pytest.mark.parametrize("language", ["python", "py", "bash", "javascript", "nobody-knows", ""])
def test_nothing_of_the_code_is_lost(language: str) -> None:
    code = 'x = "<b>" # 語\n'
    assert text_of(parse(f"<pre>{highlight(code, language)}</pre>")).strip() == code.strip()


def test_equal_code_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    highlight("count = 7  # one\nprint(count)\n", "python")

    def refuse(*_: object) -> None:
        raise AssertionError("the code was read again")

    monkeypatch.setattr(PythonLexer, "get_tokens", refuse)
    html = highlight("count = 7  # uno\nprint(count)\n", "python")
    assert '<span class="c"># uno</span>' in html
