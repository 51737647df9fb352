"""A book that is kept in Hugo gets a site.yaml that says what its configuration says."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from sitegen.reading.config import read_config
from tests.hugo_books import JSON, TOML, YAML, hugo, imported

SAID: Mapping[str, object] = {
    "title": {"es": "Libro", "ja": "本"},
    "base_url": "https://e.org/book/",
    "source_locale": "ja",
    "locales": [{"code": "es", "label": "Español"}, "ja"],
    "hugo": True,
    "default_locale_in_subdir": True,
    "math": {"single_dollar": True},
    "markdown": {"typographer": False, "emoji": True, "hard_breaks": True, "passthrough": True},
    "params": {"subTitle": "x", "Deep": {"list": [1, 2]}},
}

SPLIT = {
    "config/_default/hugo.toml": TOML.split("[Params]", maxsplit=1)[0],
    "config/_default/params.yaml": "subTitle: x\nDeep: {list: [1]}\n",
    "config/production/params.json": '{"deep": {"LIST": [1, 2]}}',
    "config/_default/languages.toml": "[ja]\nweight = 2\n[es]\ntitle = 'Libro'\n",
    "config/_default/languages.es.yaml": "weight: 1\nlabel: Español\n",
    "config/_default/markup.toml": TOML[TOML.index("[markup") :].replace("markup.", ""),
}


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": TOML},
        {"hugo.yaml": YAML},
        {"config.yml": YAML},
        {"hugo.json": JSON},
        {"config.json": f"\n {JSON}\n"},
        {"hugo.toml": TOML, "hugo.yaml": "title: other", "config.toml": "title = 'another'"},
    ],
    ids="+".join,
)
def test_the_same_book_is_the_same_in_every_format(tmp_path: Path, files: dict[str, str]) -> None:
    site, lines = imported(tmp_path, files)
    assert site == SAID
    assert list(site) == list(SAID)
    assert [line for line in lines if "no counterpart" in line] == []
    assert lines[0].startswith("took over: title, base_url, source_locale, locales,")
    assert lines[-1].startswith(f"next: read {tmp_path / 'site.yaml'}, then")


def test_a_configuration_in_parts_is_put_together(tmp_path: Path) -> None:
    site, lines = imported(tmp_path, SPLIT | {"config/staging/hugo.toml": "title = 'no'"})
    deep = {"subTitle": "x", "Deep": {"LIST": [1, 2]}}
    assert site == {**SAID, "params": deep}
    assert [line for line in lines if line.startswith("config/staging/: is not read")]


def test_site_yaml_says_where_it_is_from_and_is_made_to_be_read(tmp_path: Path) -> None:
    hugo(tmp_path, TOML)
    text = (tmp_path / "site.yaml").read_text(encoding="utf-8")
    head = "# Taken over from hugo.toml by 'python build.py import-hugo'.\ntitle:\n  es: Libro\n"
    assert text.startswith(f"{head}  ja: 本\n")


def test_our_own_reader_takes_what_was_written(tmp_path: Path) -> None:
    """The keys that every version reads, without those that books for Hugo bring."""
    site, _ = hugo(tmp_path, TOML + "[languages.ar]\nlanguageDirection = 'rtl'\n")
    kept = {key: value for key, value in site.items() if key not in ("hugo", "markdown")}
    (tmp_path / "site.yaml").write_text(yaml.safe_dump(kept), encoding="utf-8")
    config = read_config(tmp_path)
    assert config.codes == ("es", "ja", "ar")
    assert config.title == {"es": "Libro", "ja": "本", "ar": "本"}
    assert config.locale("es").label == "Español"
    assert config.locale("ar").dir == "rtl"
    assert config.dialect.single_dollar


def test_languages_stand_as_hugo_orders_them(tmp_path: Path) -> None:
    toml = (
        "[languages.ko]\n[languages.ja]\nweight = 3\n[languages.es]\n[languages.id]\nweight = -1\n"
    )
    site, _ = hugo(tmp_path, toml)
    assert site["locales"] == ["id", "ja", "es", "ko"]
    assert site["source_locale"] == "id"  # There is no English, which Hugo would take first.


def test_disabled_languages_are_left_out(tmp_path: Path) -> None:
    toml = "disableLanguages = ['ja']\ntitle = 'x'\n[languages.en]\n[languages.ja]\nfoo = 1\n"
    site, lines = hugo(tmp_path, f"{toml}[languages.es]\ndisabled = true\n")
    assert (site["locales"], site["title"]) == (["en"], "x")
    assert [line.split(",")[0] for line in lines if "is disabled" in line] == [
        "hugo.toml:4: 'ja' is disabled",
        "hugo.toml:6: 'es' is disabled",
    ]
    assert not [line for line in lines if "foo" in line]


def test_folders_of_languages_are_kept(tmp_path: Path) -> None:
    toml = """
contentDir = "docs"
[languages.en]
weight = 1
[languages.es]
weight = 2
contentDir = "content/es/"
[languages.ja]
weight = 3
contentDir = "content"
[languages.ko]
weight = 4
contentDir = "../other"
[languages.id]
weight = 5
[[module.mounts]]
source = "pages-id"
target = "content"
lang = "id"
"""
    site, lines = hugo(tmp_path, toml)
    assert site["locales"] == [
        {"code": "en", "content": "docs"},
        {"code": "es", "content": "content/es"},
        "ja",
        "ko",
        {"code": "id", "content": "pages-id"},
    ]
    said = "hugo.toml:13: the folder '../other' is not in the book: put its pages into content/"
    assert said in lines


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("", "en"),
        ("defaultContentLanguage = 'ja'", "ja"),
        ("languageCode = 'en-us'", "en"),
        ("locale = 'ja-JP'", "ja"),
        ("languageCode = 'zh-tw'", "zh-tw"),
        ("defaultContentLanguage = 'fr'\nlanguageCode = 'fr-fr'", "fr"),
    ],
)
def test_a_book_in_one_language_has_one_locale(tmp_path: Path, toml: str, code: str) -> None:
    site, lines = hugo(tmp_path, toml)
    assert (site["locales"], site["source_locale"]) == ([code], code)
    assert site["default_locale_in_subdir"] is False
    is_guessed = [line for line in lines if "taken for the source locale" in line]
    assert bool(is_guessed) == (code in ("ja", "zh-tw") and "default" not in toml)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://e.org", "https://e.org/"),
        ("http://e.org/a/b/", "http://e.org/a/b/"),
        ("//e.org/a", "https://e.org/a/"),
        ("/", "https://example.org/"),
        ("", "https://example.org/"),
        ("/docs/", "https://example.org/docs/"),
        ("e.org", "https://example.org/"),
    ],
)
def test_the_address_is_whole(tmp_path: Path, written: str, url: str) -> None:
    site, lines = hugo(tmp_path, f"baseURL = '{written}'")
    assert site["base_url"] == url
    assert [line for line in lines if url in line] or written.startswith("http")


def test_only_what_differs_from_hugo_s_markdown_is_written(tmp_path: Path) -> None:
    plain = "enableEmoji = false\n[markup.goldmark.renderer]\nhardWraps = false\nunsafe = true\n"
    site, _ = hugo(tmp_path, plain)
    assert "markdown" not in site
    assert site["math"] == {"single_dollar": False}


def test_parameters_of_a_language_are_below_its_code(tmp_path: Path) -> None:
    toml = "[params]\na = 1\n[languages.ja]\n[languages.ja.params]\nB = 2\n"
    site, lines = hugo(tmp_path, toml)
    assert site["params"] == {"a": 1, "ja": {"B": 2}}
    said = "hugo.toml:4: its params are below params.ja: templates ask for them there"
    assert said in lines


def test_texts_of_yaml_stay_texts(tmp_path: Path) -> None:
    """Hugo reads YAML 1.2, where `no` and `12:30` are nothing special."""
    text = "title: No\nparams: {a: yes, b: 12:30, no: 1, c: true, d: 2026-01-02, e: ~}\n"
    site, _ = imported(tmp_path, {"hugo.yaml": f"{text}languages: {{no: {{weight: 1}}}}\n"})
    assert (site["title"], site["locales"]) == ("No", ["no"])
    params = site["params"]
    assert isinstance(params, dict)
    assert {**params, "d": str(params["d"])} == {
        "a": "yes",
        "b": "12:30",
        "no": 1,
        "c": True,
        "d": "2026-01-02",
        "e": None,
    }
