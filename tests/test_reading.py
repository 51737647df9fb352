"""Files become a site: configuration, front matter, translations, order."""

from pathlib import Path

import pytest

from sitegen.model.page import State
from sitegen.model.problem import RULES, Severity
from sitegen.progress import Progress
from sitegen.reading.config import read_config
from sitegen.reading.content import looks_like_locale
from tests.conftest import SITE_YAML, Trial
from tests.html import by_class, links, text_of

HOME = {"content/_index.ja.md": "home"}


def test_a_locale_is_completed_from_cldr(trial: Trial) -> None:
    yaml = SITE_YAML.replace("[ja, es]", "[ja, ar, {code: id, label: Bahasa, font: X}, pt-BR]")
    trial.write({"site.yaml": yaml})
    locales = read_config(trial.folder).locales
    assert [(one.code, one.label, one.dir) for one in locales] == [
        ("ja", "日本語", "ltr"),
        ("ar", "العربية", "rtl"),
        ("id", "Bahasa", "ltr"),
        ("pt-BR", "Português (Brasil)", "ltr"),
    ]
    assert locales[2].font == "X"


def test_rules_may_be_moved_and_switched_off(trial: Trial) -> None:
    trial.write({"content/_index.ja.md": "[a](/nope/) ![](/favicon.svg)\n"})
    assert trial.build().exit == 1
    trial.write({"site.yaml": SITE_YAML + "checks: {link: warning, alt-text: off}\n"})
    report = trial.build()
    assert (report.exit, report.published) == (0, True)
    assert [problem.severity for problem in report.problems] == [Severity.WARNING]


def test_a_title_may_differ_by_locale(trial: Trial) -> None:
    trial.write({**HOME, "site.yaml": SITE_YAML.replace("Trial", "{ja: 試み, es: Prueba}")})
    trial.build()
    assert text_of(next(by_class(trial.page("es"), "site-title"))) == "Prueba"


def test_the_base_url_may_come_from_the_command_line(trial: Trial) -> None:
    trial.write(HOME)
    assert read_config(trial.folder, "https://a.example/repo").base_url == "https://a.example/repo/"


def test_text_in_yaml_is_what_is_written(trial: Trial) -> None:
    trial.write({**HOME, "content/a.ja.md": "---\ntitle: yes\npre: 2.10\nlinkTitle: 007\n---\n"})
    trial.build()
    assert trial.problems == []
    page = trial.page("ja/a")
    assert text_of(next(page.iter("h1"))) == "yes"
    [menu] = by_class(page, "menu")
    assert text_of(next(menu.iter("a"))) == "2.10 007"


def test_byte_order_marks_and_windows_line_endings_are_read(trial: Trial) -> None:
    text = "\ufeff---\r\ntitle: A\r\n---\r\n\r\nfirst\r\n\r\n$$\r\na\r\n\r\nb\r\n$$\r\n"
    trial.write({**HOME, "content/a.ja.md": text.encode()})
    trial.build()
    assert trial.problems == []
    page = trial.page("ja/a")
    assert "".join(next(page.iter("annotation")).itertext()) == "\na\n\nb\n"


def test_siblings_are_ordered_by_weight_date_title(trial: Trial) -> None:
    fronts = {
        "late": "weight: 9",
        "first": "weight: 1",
        "old": "date: 2020-01-01",
        "new": "date: 2021-01-01",
        "b": "",
        "a": "",
    }
    pages = {
        f"content/{n}.ja.md": f"---\ntitle: {n}\n{front}\n---\n" for n, front in fronts.items()
    }
    trial.write({**HOME, **pages})
    trial.build()
    [menu] = by_class(trial.page("ja"), "menu")
    names = [text_of(link) for link in menu.iter("a")]
    assert names == ["first", "late", "new", "old", "a", "b"]
    neighbours = {
        text_of(link).split()[-1] for link in trial.page("ja/late").iter("a") if link.get("rel")
    }
    assert neighbours == {"first", "new"}


def test_a_page_without_translation_is_shown_with_a_notice(trial: Trial) -> None:
    trial.write({**HOME, "content/_index.es.md": "inicio", "content/a.ja.md": "本文"})
    trial.build()
    page = trial.page("es/a")
    [notice] = by_class(page, "fallback")
    assert "japonés" in text_of(notice)
    article = next(page.iter("article"))
    assert (article.get("lang"), page.get("lang")) == ("ja", "es")
    [switcher] = by_class(page, "languages")
    assert [link.get("class") for link in switcher.iter("a")] == [None, "untranslated"]
    [home] = by_class(trial.page("es"), "languages")
    assert [link.get("class") for link in home.iter("a")] == [None, None]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("exclude: [es]\nexclude_reason: none", None),
        ("", "exclude: true"),
    ],
)
def test_a_page_may_be_kept_out_of_a_language(
    trial: Trial, source: str, translation: str | None
) -> None:
    trial.write({**HOME, "content/a.ja.md": f"---\ntitle: A\n{source}\n---\n"})
    if translation:
        trial.write({"content/a.es.md": f"---\ntitle: A\n{translation}\n---\n"})
    trial.build()
    assert trial.problems == []
    assert (trial.output / "ja/a/index.html").is_file()
    assert not (trial.output / "es/a").exists()
    [switcher] = by_class(trial.page("ja/a"), "languages")
    assert links(switcher)[1] == "../../es/index.html"


def test_a_page_kept_out_of_a_language_says_why(trial: Trial) -> None:
    trial.write({**HOME, "content/a.ja.md": "---\ntitle: A\nexclude: [es]\n---\n"})
    assert trial.build().exit == 0
    assert trial.problems == [
        "content/a.ja.md:3: the page is not for es and does not say why (write 'exclude_reason: …')"
    ]


def test_a_draft_is_not_published_in_any_language(trial: Trial) -> None:
    trial.write({**HOME, "content/a.ja.md": "---\ntitle: A\ndraft: true\n---\n"})
    trial.build()
    assert not list(trial.output.glob("*/a"))


def test_a_translation_inherits_all_that_is_not_words(trial: Trial) -> None:
    front = "---\ntitle: A\npre: '7 '\nslug: renamed\n---\n"
    trial.write({**HOME, "content/a.ja.md": front, "content/a.es.md": "---\ntitle: B\n---\n"})
    trial.build()
    assert trial.problems == []
    [menu] = by_class(trial.page("es/renamed"), "menu")
    assert text_of(next(menu.iter("a"))) == "7 B"


def test_a_translation_without_a_source_page_is_a_warning(trial: Trial) -> None:
    trial.write({**HOME, "content/a.es.md": "x"})
    report = trial.build()
    assert (report.exit, [problem.code for problem in report.problems]) == (0, ["orphan"])
    assert (trial.output / "es/a/index.html").is_file()
    assert not (trial.output / "ja/a").exists()


def test_folders_without_an_index_are_sections(trial: Trial) -> None:
    trial.write({"content/deep/er/a.ja.md": "x"})
    trial.build()
    assert trial.problems == []
    assert text_of(next(trial.page("es/deep").iter("h1"))) == "Deep"
    assert text_of(next(trial.page("ja").iter("h1"))) == "Trial"


def test_old_addresses_lead_to_the_page(trial: Trial) -> None:
    trial.write({**HOME, "content/a.ja.md": "---\ntitle: A\naliases: [/old/place]\n---\n"})
    trial.build()
    page = trial.page("old/place")
    [refresh] = [one for one in page.iter("meta") if one.get("http-equiv") == "refresh"]
    assert refresh.get("content") == "0; url=../../ja/a/index.html"


def test_a_site_of_its_own_may_replace_templates_strings_and_files(trial: Trial) -> None:
    trial.write(
        {
            **HOME,
            "templates/shortcodes/shout.html": (
                '{% macro shout(text, mark="!") %}<p>{{ text }}{{ mark }}{{ _("Loud") }}</p>'
                "{% endmacro %}"
            ),
            "i18n/ja.po": 'msgid "Loud"\nmsgstr "大声"\n\nmsgid "Output"\nmsgstr "結果"\n',
            "i18n/es.po": 'msgid "Loud"\nmsgstr "Alto"\n',
            "static/favicon.svg": "mine",
            "content/a.ja.md": '{{< shout "<hé>" mark="?" >}}\n',
        }
    )
    trial.build()
    assert trial.problems == []
    assert text_of(next(trial.page("ja/a").iter("article"))) == "A <hé>?大声"
    assert (trial.output / "favicon.svg").read_text(encoding="utf-8") == "mine"
    assert (trial.output / "assets/theme.css").is_file()


def test_references_are_numbered_as_they_are_cited(trial: Trial) -> None:
    trial.write(
        {
            "content/_index.ja.md": (
                'a{{< cite "two" >}} b{{< cite "one" >}} c{{< cite "two" >}}\n\n'
                "{{% references %}}\n- 追加\n{{% /references %}}\n"
            ),
            "content/references.bib": (
                "@article{one, author = {Pérez, Ana and Kim, Bo and others}, title = {On {EM}},\n"
                "  journal = {J. & K.}, volume = 3, number = 4, pages = {5--6}, year = 1999,\n"
                "  doi = {10.1/x}}\n@book{two, title = {Two}}\n"
            ),
        }
    )
    trial.build()
    assert trial.problems == []
    page = trial.page("ja")
    assert [text_of(one) for one in by_class(page, "cite")] == ["[1]", "[2]", "[1]"]
    [listed] = by_class(page, "references")
    items = [text_of(item) for item in listed.iter("li")]
    assert items == [
        "Two.",
        "Ana Pérez, Bo Kim et al. (1999). On EM. J. & K. 3(4): 5–6. doi:10.1/x",
        "追加",
    ]


def test_two_sites_can_be_built_in_one_process(trial: Trial, tmp_path: Path) -> None:
    other = Trial(tmp_path / "other")
    other.write({"site.yaml": SITE_YAML.replace("[ja, es]", "[ja]"), **HOME})
    trial.write(HOME)
    assert (trial.build().pages, other.build().pages, trial.build().pages) == (2, 1, 2)


@pytest.mark.parametrize(
    ("suffix", "is_one"),
    [("jp", True), ("fr", True), ("pt-BR", True), ("2", False), ("min", False)],
)
def test_a_suffix_somebody_meant_as_a_language_is_known(suffix: str, is_one: bool) -> None:  # noqa: FBT001 - expected value
    assert looks_like_locale(suffix) is is_one


def test_every_rule_has_a_weight_and_states_have_names() -> None:
    assert set(RULES.values()) <= set(Severity)
    assert [state.value for state in State] == ["translated", "fallback"]
    assert Progress().seconds == {}
