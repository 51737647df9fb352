"""A fault of our own ends in plain words, its own exit code, and an account without secrets."""

import json
import os
import platform
import tempfile
from pathlib import Path

import pytest

from sitegen import crash
from sitegen.cli import main
from sitegen.crash import crashed
from tests.conftest import ROOT, Trial

TOKEN = "ghp_nobody_may_read_this"


@pytest.fixture
def site(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> Trial:
    """Return a site whose build has a fault, in a world with secrets."""

    def fail(*_: object) -> None:
        raise LookupError(f"no page 'x' for {TOKEN}\nin {Path.home()}/site")

    trial.write({"content/_index.md": "家。\n"})
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    monkeypatch.setenv("HOME", str(trial.folder.parent))
    monkeypatch.setattr("sitegen.commands.build", fail)
    return trial


def run(site: Trial, *more: str) -> int:
    return main(["--site", str(site.folder), *more], home=ROOT)


def accounts(folder: Path) -> list[Path]:
    return list(folder.glob("sitegen-crash-*.txt"))


def test_a_fault_is_told_in_two_lines(site: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(site) == 70
    [account] = accounts(site.cache)
    first, second = capsys.readouterr().err.splitlines()
    what = "LookupError: no page 'x' for <GITHUB_TOKEN> (commands.py:"
    assert first.startswith(f"this is a fault of sitegen itself: {what}")
    assert second.startswith(f"What happened stands in {account}: please ")


def test_the_account_has_all_but_secrets(site: Trial) -> None:
    run(site)
    [account] = accounts(site.cache)
    text = account.read_text(encoding="utf-8")
    assert "Traceback (most recent call last):" in text
    assert "in ~/site" in text
    assert f"Python {platform.python_version()}" in text
    assert TOKEN not in text
    assert str(site.folder.parent) not in text
    assert os.environ["PATH"] not in text


def test_one_fault_has_one_account(site: Trial) -> None:
    assert run(site) == run(site) == 70
    assert len(accounts(site.cache)) == 1


def test_the_report_knows_it(site: Trial, tmp_path: Path) -> None:
    run(site, "--report", str(tmp_path / "report.json"))
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (report["exit"], report["published"]) == (70, False)


def test_without_a_cache_the_account_is_among_temporary_files(
    site: Trial, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    assert run(site, "--no-cache") == 70
    assert len(accounts(tmp_path / "tmp")) == 1
    assert not site.cache.exists()


def test_where_nothing_can_be_written_the_account_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
    told = crashed(LookupError("x"), tmp_path / "file", {})
    assert told.splitlines()[-2] == "this is a fault of sitegen itself: LookupError: x"
    assert "LookupError: x" in told.splitlines()[2]


def test_verbose_shows_the_traceback_and_ends_in_words(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site, "--verbose") == 70
    told = capsys.readouterr().err
    assert told.startswith("Traceback (most recent call last):")
    assert told.splitlines()[-1].startswith("What happened stands in ")


def test_verbose_says_how_long_each_stage_took(
    trial: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trial.write({"content/_index.md": "家。\n"})
    assert run(trial, "--verbose", "--report", str(tmp_path / "report.json")) == 0
    seconds = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["seconds"]
    *_, last = lines = capsys.readouterr().err.splitlines()
    told = [f"{length:8.2f} s  {stage}" for stage, length in seconds.items()]
    assert lines[-1 - len(told) : -1] == told
    assert "no problems. Open " in last


def test_a_disk_that_refuses_is_no_fault_of_ours(
    site: Trial, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error", "/disk/page.md")

    monkeypatch.setattr("sitegen.commands.build", refuse)
    assert run(site) == 2
    told = "/disk/page.md: error: cannot be read or written: Input/output error\n"
    assert capsys.readouterr().err == told
    assert not accounts(site.cache)


def test_the_package_says_where_to_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(crash, "PACKAGE", "pytest")
    assert "please report it at https://github.com/pytest-dev/pytest" in crashed(
        LookupError("x"), tmp_path, {}
    )
