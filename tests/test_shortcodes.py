"""The lexer reads tags, their arguments and what they enclose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import ShortcodeError
from sitegen.text.shortcodes import find_close, read_tag, tags


@pytest.mark.parametrize(
    ("text", "positional", "named"),
    [
        ("{{< a >}}", (), {}),
        ('{{<a "x y" b>}}', ("x y", "b"), {}),
        ('{{% a k="v w" n=3 %}}', (), {"k": "v w", "n": "3"}),
        (r'{{< a "q \"r\" \\ \n" >}}', (r'q "r" \ \n',), {}),
        ('{{< a `raw "q" \\` >}}', ('raw "q" \\',), {}),
        ('{{< a\n  "b"\n  k="v"\n>}}', ("b",), {"k": "v"}),
        ("{{< a k=`v>}}` >}}", (), {"k": "v>}}"}),
        ("{{< a 日本語 >}}", ("日本語",), {}),
    ],
)
def test_arguments(text: str, positional: tuple[str, ...], named: dict[str, str]) -> None:
    tag = read_tag(text, 0)
    assert tag is not None
    assert (tag.positional, dict(tag.named), tag.end) == (positional, named, len(text))


def test_the_delimiter_tells_whether_the_body_is_markdown() -> None:
    kinds = [tag.markdown for tag in tags("{{% a %}} {{< a >}}")]
    assert kinds == [True, False]


@pytest.mark.parametrize("text", ["{{", "{{<", "{{< >}}", "{{<1>}}", "{{ a }}", "{{=< a >}}"])
def test_what_is_no_tag_is_text(text: str) -> None:
    assert read_tag(text, 0) is None


@pytest.mark.parametrize(
    "text",
    ["{{< a", '{{< a "b >}}', "{{< a `b >}}", "{{< a k=1 k=2 >}}", "{{< a {{< b >}}", "{{< a %}}"],
)
def test_what_was_meant_and_is_malformed_is_an_error(text: str) -> None:
    with pytest.raises(ShortcodeError):
        read_tag(text, 0)


def test_tags_in_code_are_text() -> None:
    text = "`{{< a >}}` {{< b >}}\n\n~~~\n{{< c >}}\n~~~\n{{< d >}}\n```x\n{{< e >}}\n"
    assert [tag.name for tag in tags(text)] == ["b", "d"]


def test_the_closing_tag_is_the_one_of_the_same_depth() -> None:
    text = "{{% a %}} {{% a /%}} {{% a %}} {{% /a %}} {{< b >}} {{% /a %}} rest"
    opening = read_tag(text, 0)
    assert opening is not None
    close = find_close(text, opening, len(text))
    assert close is not None
    assert text[close.end :] == " rest"


@given(st.text(alphabet='{}<>%/`"= \nab\\*~', max_size=60))
def test_any_text_is_lexed_or_refused_and_never_hangs(text: str) -> None:
    try:
        found = list(tags(text))
    except ShortcodeError:
        return
    ends = [0, *(tag.end for tag in found)]
    assert all(tag.start >= end for tag, end in zip(found, ends, strict=False))
    assert all(text[tag.start : tag.start + 2] == "{{" for tag in found)
