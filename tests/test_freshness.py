"""A translation knows which state of its source it was made from; nothing goes stale unseen."""

import json
import shutil
from pathlib import Path

import pytest

from sitegen.cli import main
from tests.conftest import ROOT, Trial
from tests.html import by_class, links, text_of

SOURCE = """\
---
title: 頁
---

はじめの文。
次の文と \\(x_k\\)。

## 一 {#one}

[本文](https://example.org)です。

- 甲
- 乙

## 二 {#two}

別の文。

```python
a = 1
```
"""

TRANSLATION = """\
---
# What the translator should know stays.
title: "Página"
weight: 3

---

Primera frase, y otra con \\(x_k\\).

## Uno

El [texto](https://example.org).

- A
- B

## Dos

Otra frase.

```python
a = 1
```
"""


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Return a site of one page, its translations stamped."""
    yaml = "title: t\nbase_url: https://example.org/\nsource_locale: ja\nlocales: [ja, es, ko]\n"
    trial.write(
        {
            "site.yaml": yaml,
            "content/_index.md": "x",
            "content/a.md": SOURCE.replace("title: 頁", "title: 頁\nweight: 3"),
            "content/a.es.md": TRANSLATION,
            "content/a.ko.md": TRANSLATION,
        }
    )
    run(trial, "stamp", "a")
    return trial


def run(site: Trial, *arguments: str) -> int:
    return main([*arguments, "--site", str(site.folder), "--quiet"], home=ROOT)


def told(site: Trial, capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str], object]:
    """Return what `status` says of every translation: its state, or its stale sections."""
    capsys.readouterr()
    arguments = ["status", "--format", "json", "--site", str(site.folder)]
    assert main(arguments, home=ROOT) == 0
    rows = json.loads(capsys.readouterr().out)["pages"]
    return {(row["page"], row["locale"]): row.get("sections", row["state"]) for row in rows}


def edit(site: Trial, old: str, new: str) -> None:
    page = site.folder / "content/a.md"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")


def test_a_stamped_translation_is_fresh(site: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(site, capsys) == {
        ("/", "es"): "missing",
        ("/", "ko"): "missing",
        ("/a", "es"): "fresh",
        ("/a", "ko"): "fresh",
    }
    site.build(publish=False)
    assert site.problems == []


@pytest.mark.parametrize(
    ("old", "new", "stale"),
    [
        ("別の文", "別の話", "two"),
        ("a = 1", "a = 2", "two"),
        ("- 乙\n", "- 乙\n- 丙\n", "one"),
        ("一 {#one}", "第一 {#one}", "one"),
        ("x_k", "x_j", "_"),
        ("はじめの文。\n", "", "_"),
    ],
)
def test_exactly_the_edited_section_is_stale_in_every_language(
    site: Trial, capsys: pytest.CaptureFixture[str], old: str, new: str, stale: str
) -> None:
    edit(site, old, new)
    found = told(site, capsys)
    assert found["/a", "es"] == found["/a", "ko"] == [stale]
    site.build(publish=False)
    warnings = [one for one in site.report.problems if one.code == "stale"]
    assert [one.place.path for one in warnings] == ["content/a.es.md", "content/a.ko.md"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("はじめの文。\n次の", "はじめの文。次の"),
        ("別の文。", "別の\n文。"),
        ("別の文。\n\n", "別の文。\n\n\n\n"),
        ("別の文", "**別**の文"),
        ("https://example.org)", "https://example.com/b)"),
        ("\\(x_k\\)", "\\( x_{k} \\)"),
        ("- 甲\n- 乙", "* 甲\n\n* 乙"),
        ("## 二 {#two}", "## 二   {#two}"),
    ],
)
def test_cosmetic_edits_change_nothing(
    site: Trial, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    edit(site, old, new)
    found = told(site, capsys)
    assert found["/a", "es"] == found["/a", "ko"] == "fresh"


def test_a_stamp_makes_one_language_fresh_again(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(site, "別の文", "別の話")
    assert run(site, "stamp", "content/a.md", "--locale", "ko") == 0
    found = told(site, capsys)
    assert (found["/a", "es"], found["/a", "ko"]) == (["two"], "fresh")


def test_a_new_section_is_told(site: Trial) -> None:
    edit(site, "## 二", "## 新しい {#new}\n\n文\n\n## 二")
    site.build(publish=False)
    said = [problem for problem in site.problems if "section 'new' of the source is new" in problem]
    assert len(said) == 2


def test_a_stamp_leaves_all_else_of_the_page_alone(site: Trial) -> None:
    text = (site.folder / "content/a.es.md").read_text(encoding="utf-8")
    kept = [line for line in text.split("\n") if '"' not in line or "title" in line]
    assert "\n".join(kept).replace("source:\n", "") == TRANSLATION
    assert run(site, "stamp", "a", "--locale", "es") == 0
    assert (site.folder / "content/a.es.md").read_text(encoding="utf-8") == text


def test_readers_are_told_of_stale_sections_and_led_to_their_source(site: Trial) -> None:
    edit(site, "別の文", "別の話")
    edit(site, "はじめの文", "最初の文")
    site.build()
    [notice] = by_class(site.page("es/a"), "stale")
    assert [text_of(link) for link in notice.iter("a")] == ["El comienzo de la página", "Dos"]
    assert links(notice) == ["../../ja/a/index.html", "../../ja/a/index.html#two"]
    assert "ha cambiado" in text_of(notice)
    assert list(by_class(site.page("ja/a"), "stale")) == []
    edit(site, "{#two}", "{#二}")
    site.build()
    [notice] = by_class(site.page("es/a"), "stale")
    assert links(notice)[-1] == "../../ja/a/index.html#%E4%BA%8C"
    run(site, "stamp", "a", "--locale", "es")
    site.build()
    assert list(by_class(site.page("es/a"), "stale")) == []
    assert len(list(by_class(site.page("ko/a"), "stale"))) == 1


def test_status_needs_no_history(
    site: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Trial(tmp_path / "elsewhere")
    shutil.copytree(site.folder / "content", copy.folder / "content")
    shutil.copy(site.folder / "site.yaml", copy.folder)
    assert told(copy, capsys) == told(site, capsys)


def test_the_table_names_the_stale_sections(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(site, "別の文", "別の話")
    main(["status", "--site", str(site.folder)], home=ROOT)
    assert capsys.readouterr().out == (
        "page  es           ko\n"
        "/     missing      missing\n"
        "/a    stale (1)    stale (1)\n"
        "stale: /a [es] two\n"
        "stale: /a [ko] two\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "there is no page 'nope'"),
        (["a", "--locale", "fr"], "'fr' is no translation"),
        (["_", "--locale", "es"], "'_' is not translated into es"),
    ],
)
def test_a_stamp_that_cannot_be_set_says_why(
    site: Trial, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(site, "stamp", *arguments) == 2
    assert said in capsys.readouterr().err


def test_a_site_without_stamps_is_not_bothered(site: Trial) -> None:
    for code in ("es", "ko"):
        site.write({f"content/a.{code}.md": TRANSLATION})
    site.build(publish=False)
    assert site.problems == []
