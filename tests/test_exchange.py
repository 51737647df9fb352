"""A page goes to a translator as a catalogue and comes back; what nobody changed stays."""

import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from sitegen.exchange import export_page, import_page
from sitegen.status import read_book
from tests.conftest import ROOT, Trial
from tests.exchanged import SOURCE, TRANSLATED, exchanged, exported, fill, run

site = exchanged


def test_every_block_with_words_is_exported(site: Trial, tmp_path: Path) -> None:
    text = exported(site, tmp_path).read_text(encoding="utf-8")
    catalog = read_po(io.StringIO(text))
    found = {one.context: str(one.id) for one in catalog if one.id}
    assert list(found) == list(TRANSLATED)
    assert found["one:1"] == "一"
    assert found["one:5"] == "続き。"
    assert found["one:7"] == "引用の\n二行。"
    assert {one.locations[0][1] for one in catalog if one.context == "one:3"} == {12}
    assert "#," not in text


def test_a_new_page_comes_back_whole(site: Trial, tmp_path: Path) -> None:
    file = exported(site, tmp_path)
    fill(file, TRANSLATED)
    assert run(site, "import", str(file)) == 0
    text = (site.folder / "content/s/a.es.md").read_text(encoding="utf-8")
    assert text.startswith('---\ntitle: "Página"\ndescription: "Una descripción."\nsource:\n')
    assert "  Sigue\n  aquí.\n- B\n" in text
    assert "> Una cita\n> de dos líneas.\n" in text
    assert "## Uno {#one}\n" in text
    assert "$$x_{k}$$" in text
    site.build(publish=False)
    assert site.problems == []


def test_a_page_with_words_missing_is_a_draft(site: Trial, tmp_path: Path) -> None:
    file = exported(site, tmp_path)
    fill(file, {name: TRANSLATED[name] for name in ("title", "one:3", "two:1", "two:2")})
    assert run(site, "import", str(file)) == 0
    text = (site.folder / "content/s/a.es.md").read_text(encoding="utf-8")
    assert "draft: true" in text
    assert "Dentro de la caja." in text
    assert "はじめの文。" in text
    assert "source:" not in text


def test_a_draft_is_gone_on_with_and_published_once_it_is_whole(
    site: Trial, tmp_path: Path
) -> None:
    first = {name: TRANSLATED[name] for name in ("title", "one:3", "two:1", "two:2")}
    fill(file := exported(site, tmp_path), first)
    run(site, "import", str(file))
    again = exported(site, tmp_path).read_text(encoding="utf-8")
    assert 'msgid "箱の中の文。"\nmsgstr "Dentro de la caja."' in again
    assert 'msgid "はじめの文。\\n"' not in again
    assert again.count('\nmsgstr ""\n') == len(TRANSLATED) - len(first) + 1  # and the head
    rest = {name: said for name, said in TRANSLATED.items() if name not in first}
    fill(file := exported(site, tmp_path), rest)
    run(site, "import", str(file))
    text = (site.folder / "content/s/a.es.md").read_text(encoding="utf-8")
    assert "draft" not in text
    site.build(publish=False)
    assert site.problems == []


def test_only_what_changed_is_written(site: Trial, tmp_path: Path) -> None:
    fill(first := exported(site, tmp_path), TRANSLATED)
    run(site, "import", str(first))
    page = site.folder / "content/s/a.es.md"
    before = page.read_text(encoding="utf-8")
    fill(second := exported(site, tmp_path), {"one:7": "Otra cita\nde\ntres.", "title": "Hoja: 1"})
    assert run(site, "import", str(second)) == 0
    expected = before.replace("> Una cita\n> de dos líneas.", "> Otra cita\n> de\n> tres.")
    assert page.read_text(encoding="utf-8") == expected.replace('"Página"', '"Hoja: 1"')


def test_what_is_stale_is_fuzzy_until_somebody_is_sure(
    site: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(file := exported(site, tmp_path), TRANSLATED)
    run(site, "import", str(file))
    site.write({"content/s/a.md": SOURCE.replace("箱の中の文", "箱の中の別の文")})
    file = exported(site, tmp_path)
    fuzzy = file.read_text(encoding="utf-8").split("\n\n")
    assert {one.partition('msgctxt "')[2][:3] for one in fuzzy if "#, fuzzy" in one} == {"one"}

    def state() -> str:
        capsys.readouterr()
        run(site, "status")
        line = next(one for one in capsys.readouterr().out.splitlines() if "/s/a " in one)
        return line.removeprefix("/s/a").strip()

    fill(file, {"one:3": "Otra frase en la caja."}, sure=False)
    run(site, "import", str(file))
    assert state() == "stale (1)"
    fill(file, {}, sure=True)
    run(site, "import", str(file))
    assert state() == "fresh"


def test_what_changed_since_the_export_is_not_taken(
    site: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(file := exported(site, tmp_path), TRANSLATED)
    site.write({"content/s/a.md": SOURCE.replace("箱の中の文", "箱の中の別の文")})
    capsys.readouterr()
    assert run(site, "import", str(file)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "content/s/a.es.md: 18 texts, 17 changed, 1 missing",
        "a.po: 'one:3' was not taken: its source has changed since the export",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "nope", "--locale", "es"], "there is no such page"),
        (["export", "a", "--locale", "fr"], "'fr' is no translation"),
        (["export", "a", "--locale", "ja"], "'ja' is no translation"),
        (["export", "a", "--locale", "es", "--to", "no/such/folder.po"], "cannot be written"),
        (["import", "no-such-file.po"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said(
    site: Trial, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(site, *arguments) == 2
    assert said in capsys.readouterr().err


def test_pages_that_are_not_alike_are_not_exported(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"content/s/a.es.md": "Nada.\n"})
    assert run(site, "export", "a", "--locale", "es") == 2
    assert "content/s/a.es.md: is not made like its source" in capsys.readouterr().err


def test_the_whole_course_comes_back_as_it_went(tmp_path: Path) -> None:
    whole = read_book(ROOT, [ROOT / "templates"])
    texts = 0
    for key in whole.sections:
        for code in whole.translations:
            page = whole.site.page(key, code)
            assert page is not None
            file = tmp_path / "content.po"
            text = export_page(whole, f"/{key}" if key else "_", code)
            file.write_text(text, encoding="utf-8")
            copy = tmp_path / page.document.path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(original := (ROOT / page.document.path).read_bytes())
            [said] = import_page(tmp_path, whole, file)
            assert said.endswith(" 0 changed, 0 missing")
            assert copy.read_bytes() == original
            texts += text.count("msgctxt")
    assert texts > 2500
