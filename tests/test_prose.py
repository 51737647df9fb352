"""Prose as a language wants it: soft hyphens, and an honest time to read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from sitegen.text.hyphens import SOFT_HYPHEN, hyphenated
from sitegen.text.phrases import phrases
from sitegen.text.reading_time import minutes_of
from tests.conftest import SITE_YAML, Trial
from tests.html import text_of

COPIES = {"site.yaml": SITE_YAML + "checks: {language: off}\n", "content/_index.md": "x"}


@pytest.mark.parametrize(
    ("text", "locale", "broken"),
    [
        ("las responsabilidades.", "es", "las res|pon|sa|bi|li|da|des."),
        ("sekelompok pengelompokan", "id", "seke|lom|pok penge|lom|pokan"),
        ("corto y breve", "es", "corto y breve"),
    ],
)
def test_long_words_may_break(text: str, locale: str, broken: str) -> None:
    assert hyphenated(text, locale).replace(SOFT_HYPHEN, "|") == broken


@given(st.text(), st.sampled_from(["es", "id"]))
def test_soft_hyphens_change_nothing_else(text: str, locale: str) -> None:
    plain = text.replace(SOFT_HYPHEN, "")
    assert hyphenated(plain, locale).replace(SOFT_HYPHEN, "") == plain


def test_headings_code_and_other_languages_are_left_alone(trial: Trial) -> None:
    body = "## Responsabilidades\n\nResponsabilidades `Responsabilidades`\n"
    trial.write(COPIES | {"content/a.md": body, "content/a.es.md": body})
    trial.build()
    spanish, japanese = trial.page("es/a"), trial.page("ja/a")
    broken = {
        element.tag: SOFT_HYPHEN in (element.text or "")
        for element in spanish.iter()
        if element.tag in ("h2", "p", "code") and "esponsa" in text_of(element)
    }
    assert broken == {"h2": False, "p": True, "code": False}
    assert SOFT_HYPHEN not in "".join(japanese.itertext())


@given(st.text(), st.sampled_from(["ja", "ko"]))
def test_phrases_change_nothing(text: str, locale: str) -> None:
    assert "".join(phrases(text, locale)) == text


def test_lines_of_japanese_headings_end_between_phrases(trial: Trial) -> None:
    page = "---\ntitle: 鶏が先か、卵が先か\n---\n## 反復を*目で*追う\n\n反復を目で追う。\n"
    trial.write(COPIES | {"content/a.md": page, "content/a.es.md": page})
    trial.build()

    def said(locale: str) -> list[str]:
        article = trial.page(f"{locale}/a").find(".//article")
        assert article is not None
        for mark in article.iter("wbr"):
            mark.text = "|"
        return [text_of(one).strip() for one in article if one.tag in ("h1", "h2", "p")]

    assert said("ja") == ["鶏が|先か、|卵が|先か", "反復を|目で|追う", "反復を目で追う。"]
    assert said("es") == ["鶏が先か、卵が先か", "反復を目で追う", "反復を目で追う。"]


def tokens(text: str) -> list[Token]:
    return [Token("inline", "", 0, children=[Token("text", "", 0, content=text)])]


def test_the_time_to_read_is_right_in_every_script() -> None:
    assert minutes_of(tokens("漢" * 4500), []) == 10
    assert minutes_of(tokens("palabra " * 1900), []) == 10
    assert minutes_of(tokens("가나다 " * 1500), []) == 10
    assert minutes_of(tokens("x"), ["a\n" * 300]) == 10
    assert minutes_of([], []) == 1
