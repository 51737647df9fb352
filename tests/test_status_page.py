"""A public page shows which translations say what their source says now, each in its words."""

from sitegen.cli import main
from tests.conftest import ROOT, Trial
from tests.html import by_class, text_of

SITE = """\
title: Trial
base_url: https://example.org/
source_locale: ja
locales: [ja, es, ko]
"""

ONLY = "只\nexclude: [es]\nexclude_reason: 日本の話\n"


def test_every_state_is_told_in_the_words_of_its_language(trial: Trial) -> None:
    source = "---\ntitle: 旧\n---\n\n文です。\n"
    trial.write(
        {
            "site.yaml": SITE,
            "content/_index.md": "---\ntitle: Trial\n---\nx",
            "content/fresh.md": source.replace("旧", "新"),
            "content/fresh.es.md": "Una frase.",
            "content/fresh.ko.md": "문장입니다.",
            "content/stale.md": source,
            "content/stale.es.md": "Una frase.",
            "content/only.md": source.replace(
                "旧\n", "只\nexclude: [es]\nexclude_reason: 日本の話\n"
            ),
            "content/lost.ko.md": "문장입니다.",
        }
    )
    for name in ("fresh", "stale"):
        assert main(["stamp", name, "--site", str(trial.folder), "--quiet"], home=ROOT) == 0
    trial.write({"content/stale.md": source.replace("文です", "別の文です")})
    assert trial.build().exit == 0
    body = trial.page("status").find(".//tbody")
    assert body is not None
    rows = [[text_of(cell).strip() for cell in row] for row in body]
    assert sorted(rows) == [
        ["Trial", "Español Aún sin traducir", "한국어 아직 번역되지 않음"],
        ["—", "", "한국어 원문 페이지 없음"],
        ["只", "Español No es para este idioma 日本の話", "한국어 아직 번역되지 않음"],
        ["新", "Español Al día", "한국어 최신"],
        ["旧", "Español El original ha cambiado (1)", "한국어 아직 번역되지 않음"],
    ]
    head = trial.page("status").find(".//thead")
    assert head is not None
    assert [text_of(one) for one in head.iter("small")] == ["1 de 3 al día", "4쪽 중 1쪽 최신"]
    [title] = trial.page("status").iter("h1")
    assert [(one.get("lang"), text_of(one)) for one in title] == [
        ("ja", "翻訳の状態"),
        ("es", "Estado de las traducciones"),
        ("ko", "번역 상태"),
    ]


def test_every_page_leads_to_it(trial: Trial) -> None:
    trial.write({"content/_index.md": "x", "content/a/b.md": "x"})
    trial.build()
    [footer] = by_class(trial.page("es/a/b"), "bottom")
    assert [link.get("href") for link in footer.iter("a")] == ["../../../status/index.html"]


def test_a_site_in_one_language_has_none(trial: Trial) -> None:
    trial.write({"site.yaml": SITE.replace("[ja, es, ko]", "[ja]"), "content/_index.md": "x"})
    trial.build()
    assert not (trial.output / "status").exists()
    [footer] = by_class(trial.page("ja"), "bottom")
    assert list(footer.iter("a")) == []
