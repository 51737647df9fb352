"""A lesson is begun with one command, in every language, and builds as it is."""

from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.doctor import examine
from sitegen.request import Request
from tests.conftest import ROOT, SITE_YAML, Trial

PO = 'msgid ""\nmsgstr "Language: {0}\\n"\n'


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "content/_index.md": "x",
            "demo/__init__.py": "",
            "demo/words.py": "def _(text):\n    return text\n",
        }
    )
    return trial


def begin(site: Trial, name: str = "basic/my-lesson", title: str = 'A "new" lesson') -> int:
    return main(["new", name, "--title", title, "--site", str(site.folder)], home=ROOT)


def test_a_new_lesson_builds_as_it_is(site: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    assert begin(site) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == [
        "content/basic/my-lesson.ja.md",
        "content/basic/my-lesson.es.md",
        "demo/lessons/my_lesson.py",
    ]
    assert "demo/messages/es.po: texts to translate: 4" in said
    assert said[-1].startswith("take 'draft: true' out of content/basic/my-lesson.ja.md")
    assert site.build().exit == 0
    assert site.problems == []
    assert not (site.output / "ja/basic/my-lesson").exists()


def test_once_it_is_no_draft_the_build_names_what_is_left(site: Trial) -> None:
    begin(site)
    for code in ("ja", "es"):
        page = site.folder / f"content/basic/my-lesson.{code}.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("draft: true\n", ""), encoding="utf-8")
    site.build()
    assert {problem.code for problem in site.report.problems} == {"message"}
    for code in ("ja", "es"):
        po = site.folder / f"demo/messages/{code}.po"
        words = po.read_text(encoding="utf-8").split("\n\n")
        filled = [one.replace('msgstr ""', f'msgstr "{code} 2"') for one in words[1:]]
        filled = [
            one.replace(f"{code} 2", f"Feature {n}" if "Feature" in one else "N:")
            for n, one in enumerate(filled)
        ]
        po.write_text("\n\n".join([words[0], *filled]), encoding="utf-8")
    site.build()
    assert site.problems == []
    assert 'A "new" lesson' in (site.output / "es/basic/my-lesson/index.md").read_text("utf-8")


def test_nothing_is_overwritten(site: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    begin(site)
    capsys.readouterr()
    assert begin(site) == 2
    assert "content/basic/my-lesson.ja.md: is there already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../x", "a b", "a//b", "a/.b"])
def test_a_name_that_is_none_is_said(
    site: Trial, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert begin(site, name) == 2
    assert "is no name of a page" in capsys.readouterr().err


def test_the_doctor_says_what_is_well_and_what_to_do(
    site: Trial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write({"site.yaml": SITE_YAML.replace("[ja,", "[{code: ja, font: No Such Font},")})
    monkeypatch.setenv("PATH", "")
    request = Request(site.folder, ROOT, tmp_path / "public", tmp_path / "cache")
    found = list(examine(request))
    assert found[0].startswith("ok  Python 3.")
    assert any(line.startswith("ok  markdown-it-py ") for line in found)
    assert "!!  font No Such Font for ja: install it, or name another in site.yaml" in found
    assert "ok  font DejaVu Sans for es" in found
    assert "!!  no git: pages will not know when they changed" in found
    assert f"ok  output {tmp_path / 'public'}" in found
