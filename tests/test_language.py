"""A translation is in its own language, whole, and no copy; other letters are told."""

import pytest

from sitegen.checks.scripts import script_of, scripts_of
from tests.conftest import Trial

SITE = """\
title: Trial
base_url: https://example.org/
source_locale: ja
locales: [ja, es, id, ko]
"""
LONG = "混合ガウス分布は、いくつかの正規分布を重みを付けて足し合わせたモデルで、負担率を与えます。"
MUCH = "가우시안 혼합 모형은 여러 정규분포에 가중치를 주어 더한 모형입니다. " * 4


def told(trial: Trial, source: str, locale: str, translation: str) -> list[str]:
    """Build a page and its translation; return the problems of the rules about language."""
    trial.write({"site.yaml": SITE, "content/_index.md": "x"})
    trial.write({"content/a.md": source, f"content/a.{locale}.md": translation})
    trial.build(publish=False)
    assert {one.code for one in trial.report.problems} <= {"language", "length"}, trial.problems
    paths = {one.place.path for one in trial.report.problems}
    assert paths <= {f"content/a.{locale}.md"}
    return [f"{one.place.line} {one.message}" for one in trial.report.problems]


FOREIGN = {
    "kana in Korean": ("ko", "평균은 データ의 평균입니다.", "5 'データ' is not written"),
    "Hangul in Spanish": ("es", "La media\nes 평균 de los datos.", "6 '평균' is not written"),
    "Japanese in Indonesian": ("id", "Rata-rata データ itu.", "5 'データ' is not written"),
    "Cyrillic in Spanish": ("es", "La media es среднее.", "5 'среднее' is not written"),
    "English in Korean": (
        "ko",
        "이것은 EM입니다.\nThe mean of the data is shown here. 끝.",
        "6 'The mean of the data is shown …' is not in the language",
    ),
}


@pytest.mark.parametrize(("locale", "text", "said"), FOREIGN.values(), ids=FOREIGN)
def test_what_is_in_another_language_is_told(
    trial: Trial, locale: str, text: str, said: str
) -> None:
    [found] = told(trial, "データの平均です。", locale, text)
    assert found.startswith(said)


def test_the_source_is_in_its_own_language_too(trial: Trial) -> None:
    trial.write({"site.yaml": SITE, "content/_index.md": "平均です。\n평균です。\n"})
    trial.build(publish=False)
    [problem] = trial.report.problems
    assert (problem.place.line, problem.message[:6]) == (6, "'평균' i")


def test_comments_of_code_are_words(trial: Trial) -> None:
    source = "文です。\n\n```python\na = 1  # もの\n```\n"
    [found] = told(trial, source, "ko", source.replace("文です。", "문장입니다."))
    assert found.startswith("8 'もの' is not written")


def test_a_sentence_of_the_source_is_told(trial: Trial) -> None:
    source = "一つ目の段落です。\n\n二つ目の段落です。\n\n三つ目の段落です。\n"
    translated = "El primer párrafo.\n\n二つ目の段落です。\n\nEl tercer párrafo.\n"
    assert told(trial, source, "es", translated) == ["7 '二つ目の段落です。' is the source's"]


def test_a_copy_is_told_once(trial: Trial) -> None:
    source = "一つ目の段落です。\n\n二つ目の段落です。\n\n三つ目の段落です。\n"
    [found] = told(trial, source, "ko", source)
    assert found == "0 is a copy of its source (content/a.md), not a translation"


def test_a_copy_is_told_between_languages_of_the_same_letters(trial: Trial) -> None:
    text = "The mean of the data is here.\n\nAnother sentence stands below it.\n"
    trial.write({"site.yaml": SITE.replace("source_locale: ja", "source_locale: es")})
    trial.write({"content/_index.md": "x", "content/a.md": text, "content/a.id.md": text})
    trial.build(publish=False)
    assert [problem.message for problem in trial.report.problems] == [
        "is a copy of its source (content/a.md), not a translation"
    ]


@pytest.mark.parametrize(
    ("locale", "source", "text"),
    [
        ("ko", "`GaussianMixture`とEM。", "scikit-learn의 `GaussianMixture`는 EM을 씁니다."),
        ("ko", "クラスの名前とμとπ。", "클래스 GaussianMixture, KMeans, BIC와 AIC, 그리고 μ와 π."),
        ("ko", "\\(\\text{データ}\\)の期待値。", "\\(\\text{データ}\\)의 기댓값(期待値)."),
        ("id", "αとβとΣ。", "Data α, β dan Σ."),
    ],
)
def test_names_symbols_and_formulas_belong_to_every_language(
    trial: Trial, locale: str, source: str, text: str
) -> None:
    assert told(trial, source, locale, text) == []


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("혼합 모형.", "10%"),
        (MUCH.strip(), "271%"),
    ],
)
def test_what_is_far_too_short_or_too_long_is_told(trial: Trial, text: str, share: str) -> None:
    [found] = told(trial, LONG, "ko", text)
    assert found.startswith("5 the length of the paragraph differs from the source")
    assert found.endswith(f"it says {share} of what the source says"), found


@pytest.mark.parametrize(
    ("locale", "scripts"),
    [
        ("ja", {"CJK", "HIRAGANA", "KATAKANA"}),
        ("ko", {"CJK", "HANGUL"}),
        ("pt-BR", {"LATIN"}),
        ("sr", {"CYRILLIC"}),
        ("sr-Latn", {"LATIN"}),
        ("ar", {"ARABIC"}),
        ("zh-Hant", {"CJK"}),
        ("el", {"GREEK"}),
    ],
)
def test_the_writings_of_a_language_come_from_cldr(locale: str, scripts: set[str]) -> None:
    assert scripts_of(locale) == scripts


@pytest.mark.parametrize(
    ("letter", "script"),
    [("a", "LATIN"), ("ñ", "LATIN"), ("ア", "KATAKANA"), ("ー", "KATAKANA"), ("漢", "CJK"),
     ("한", "HANGUL"), ("π", "GREEK"), ("1", ""), ("。", ""), ("𝑥", "")],
)  # fmt: skip
def test_letters_know_their_writing(letter: str, script: str) -> None:
    assert script_of(letter) == script
