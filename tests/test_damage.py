"""Damage is told: markup that is left over, letters that were lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.damage import damaged
from tests.conftest import ROOT, Trial

DAMAGED = {
    "bold that does not open": ("a ** b** c", 5, "'**' is left over"),
    "a link with a space": ("a\n[b](http://x y)", 6, "'](' is left over"),
    "the end of a formula": ("a \\) b", 5, "'\\)' without its other half"),
    "the end of a shortcode": ("a >}} b", 5, "' >}}' is left over"),
    "a value in a formula": ('a \\(x = {{< value "x" >}}\\) b', 5, "a shortcode inside a formula"),
    "a value in a block": ('a\n\n$$\nx = {{< value "x" >}}\n$$', 7, "a shortcode inside a formula"),
    "struck text": ("a ~~ b~~", 5, "'~~' is left over"),
    "a fence": ("a\n\n```python\nb\n\nc", 7, "a fence that is not closed"),
    "a fence in a list": ("- a\n\n  ```\n  b\n\nc", 7, "a fence that is not closed"),
    "a control character": ("a\n\nb\x08c", 7, "a control character (U+0008)"),
    "full-width brackets": ("値は{{＜ value x ＞}}です", 5, "in full-width brackets"),
    "a footnote without its note": ("文[^1]です", 5, "a footnote that is not there"),
    "a byte order mark": ("a\ufeffb", 5, "a byte order mark inside the text"),
    "a lost letter": ("```text\na\ufffdb\n```", 6, "a letter that was lost (U+FFFD)"),
    "a turned direction": ("a\u202eb", 5, "a sign that turns the direction"),
    "Spanish in Windows-1252": ("La media es aquÃ\xad", 5, "'Ã\xad' is 'í' read in the wrong"),
    "Japanese in Windows-1252": ("ã\x81‚ã\x81„", 5, "'ã\x81‚' is 'あ' read in the wrong"),
    "Japanese in Shift_JIS": ("縺ゅｊ縺後→縺", 5, "'縺ゅ' is 'あ' read in the wrong"),
}


@pytest.mark.parametrize(("body", "line", "said"), DAMAGED.values(), ids=DAMAGED)
def test_damage_is_told_at_its_line(trial: Trial, body: str, line: int, said: str) -> None:
    trial.write({"content/_index.md": body})
    assert trial.build(publish=False).exit == 1
    told = [problem for problem in trial.report.problems if problem.code == "damage"]
    assert [problem.place.line for problem in told] == [line], trial.problems
    assert said in told[0].message


def test_damage_in_the_front_matter_is_told(trial: Trial) -> None:
    trial.write({"content/_index.md": "---\nweight: 1\ntitle: aquÃ\xad\n---\n\nx\n"})
    trial.build(publish=False)
    [problem] = trial.report.problems
    assert (problem.code, problem.place.line) == ("damage", 3)


@pytest.mark.parametrize(
    "body",
    [
        "\\*\\*a\\*\\* and `**` and `](` and 2 * 3 * 4",
        "{{</* value x */>}} and {{%/* summary */%}}",
        "```python\na = b ** 2\n```",
        "````text\n```\n````",
        "> ```\n> a\n> ```",
        "- a\n\n  ~~~\n  b\n  ~~~",
        "MANHÃ and «É» and Ávila, São Paulo, Ångström, naïve, 100 € „“",
        "a[^1]\n\n[^1]: b",
        "a \\(x\\) b \\[y\\]",
        "```\nwith a tab\tin it\n```",
    ],
)
def test_what_is_meant_is_no_damage(trial: Trial, body: str) -> None:
    trial.write({"content/_index.md": body})
    trial.build(publish=False)
    assert [one for one in trial.report.problems if one.code != "language"] == []


@pytest.mark.parametrize(
    ("locale", "encoding"),
    [
        *((locale, "latin-1") for locale in ("ja", "es", "id", "ko")),
        *((locale, "cp1252") for locale in ("ja", "es", "id", "ko")),
        *((locale, "cp932") for locale in ("ja", "ko")),  # Spanish becomes half-width kana.
    ],
)
def test_a_page_read_in_the_wrong_encoding_is_damaged(locale: str, encoding: str) -> None:
    text = (ROOT / f"content/_index.{locale}.md").read_text(encoding="utf-8")
    letters = [line for line in text.splitlines() if not line.isascii()]
    assert letters
    garbled = [line.encode().decode(encoding, "replace") for line in letters]
    assert all(list(damaged(line)) for line in garbled)
    assert not any(list(damaged(line)) for line in letters)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=50))
def test_any_text_may_be_looked_at(text: str) -> None:
    for what in damaged(text):
        assert what
