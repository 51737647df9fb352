"""`status` tells what is fresh, stale, missing or an orphan, from the files alone."""

import shutil
from pathlib import Path

import pytest

from sitegen.cli import main
from tests.conftest import ROOT, Trial
from tests.stamped import edit, stamped, told

site = stamped


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


def test_a_renamed_source_page_leaves_orphans(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.folder / "content/a.md").rename(site.folder / "content/b.md")
    found = told(site, capsys)
    assert (found["/a", "es"], found["/a", "ko"]) == ("orphan", "orphan")
    assert (found["/b", "es"], found["/b", "ko"]) == ("missing", "missing")


def test_catalogues_are_in_the_status(site: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    (site.folder / "i18n").mkdir()
    said = (ROOT / "i18n/ko.po").read_text(encoding="utf-8")
    unsure = said.replace('msgid "Contents"', '#, fuzzy\nmsgid "Contents"')
    (site.folder / "i18n/ko.po").write_text(unsure, encoding="utf-8")
    capsys.readouterr()
    main(["status", "--site", str(site.folder)], home=ROOT)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "catalogue: i18n/ko.po 0 missing, 1 fuzzy, 0 obsolete"
