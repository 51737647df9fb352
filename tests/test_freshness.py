"""A translation knows which state of its source it was made from; nothing goes stale unseen."""

import pytest

from tests.conftest import Trial
from tests.html import by_class, links, text_of
from tests.stamped import TRANSLATION, edit, run, stamped, told

site = stamped


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "nope: there is no such page"),
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
