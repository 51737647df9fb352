"""A build of what was built already reads nothing; any change makes it read all again."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.model.output import BuildReport, ProgramRun
from sitegen.model.problem import Place, Problem, Severity
from sitegen.report import as_json, from_json
from tests.conftest import ROOT, SITE_YAML, Trial

FILES = {
    "site.yaml": SITE_YAML + "programs: {package: demo}\n",
    "content/_index.md": "家です。\n",
    "content/a.md": "---\ntitle: A\nprogram: p\n---\n\n文。\n\n{{< cell setup >}}\n",
    "content/glossary.yaml": "{}\n",
    "demo/lessons/p.py": "x = 2\nprint(x)\n",
    "demo/data/rows.csv": "1\n",
    "static/a.txt": "a",
    "templates/shortcodes/mine.html": "{% macro mine() %}a{% endmacro %}",
    "i18n/es.po": 'msgid "Output"\nmsgstr "Salida"\n',
}


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Return a site whose files are an hour old, built."""
    trial.write(FILES)
    for file in trial.folder.rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    assert reused(trial) == 0
    return trial


def reused(site: Trial, *more: str) -> int:
    """Build on the command line; return how many pages were not read, all or none."""
    report = site.folder / "report.json"
    code = main(["--site", str(site.folder), "--quiet", "--report", str(report), *more], home=ROOT)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["exit"] == code
    # Where nothing was read there was nothing but a look; a build takes over what it can as well.
    return int(told["pages"]) if "look" in told["seconds"] else 0


def test_nothing_is_read_where_nothing_has_changed(site: Trial) -> None:
    before = {file: file.stat().st_mtime_ns for file in site.output.rglob("*")}
    assert reused(site) == 4
    assert {file: file.stat().st_mtime_ns for file in site.output.rglob("*")} == before


def test_a_change_of_any_file_is_seen(site: Trial) -> None:
    for day, path in enumerate(sorted(FILES), 1):
        file = site.folder / path
        file.write_bytes(file.read_bytes() + b"\n")
        os.utime(file, (1_700_000_000 + day, 1_700_000_000 + day))
        assert reused(site) == 0, path


CHANGES: dict[str, Callable[[Trial], object]] = {
    "a new page": lambda site: site.write({"content/b.md": "新。\n"}),
    "a page removed": lambda site: (site.folder / "content/a.md").unlink(),
    "a page of the same size": lambda site: site.write({"content/_index.md": "森です。\n"}),
    "an output file lost": lambda site: (site.output / "ja/index.html").unlink(),
    "a file among the output": lambda site: (site.output / "stray.txt").write_text("x"),
    "an output file changed": lambda site: (site.output / "ja/index.html").write_text("x"),
    "a commit": lambda site: [
        subprocess.run(["git", *command], cwd=site.folder, check=True, capture_output=True)
        for command in (
            ("init", "-q"),
            ("config", "user.name", "a"),
            ("config", "user.email", "a@b.c"),
            ("commit", "-q", "--allow-empty", "-m", "a"),
        )
    ],
}


@pytest.mark.parametrize("name", CHANGES)
def test_other_changes_are_seen(site: Trial, name: str) -> None:
    CHANGES[name](site)
    assert reused(site) == 0
    assert (site.output / "ja/index.html").read_text(encoding="utf-8").startswith("<!doctype")
    assert not (site.output / "stray.txt").exists()


@pytest.mark.parametrize("option", ["--base-url=https://other.org/", "--no-search", "--no-cache"])
def test_another_request_is_another_build(site: Trial, option: str) -> None:
    assert reused(site, option) == 0


def test_what_was_wrong_is_told_again(site: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    site.write({"content/_index.md": "[x](gone.md)\n"})
    os.utime(site.folder / "content/_index.md", (1_700_000_001, 1_700_000_001))
    assert reused(site) == 0
    told = capsys.readouterr().err
    assert "gone.md" in told
    assert reused(site) == 4
    assert capsys.readouterr().err == told


def test_what_changed_a_moment_ago_is_read_once_more(site: Trial) -> None:
    site.write({"content/_index.md": "森です。\n"})
    assert reused(site) == 0
    # The clock of files ticks too slowly to tell an edit during the build from this one.
    assert reused(site) == 0


def test_next_to_nothing_is_loaded(site: Trial) -> None:
    code = (
        "import sys; from pathlib import Path; from sitegen.cli import main\n"
        f"main(['--site', {str(site.folder)!r}, '--quiet'], home=Path({str(ROOT)!r}))\n"
        "print(sorted({'yaml', 'jinja2', 'markdown_it', 'babel'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"


def test_a_report_is_read_as_it_was_written() -> None:
    problem = Problem("link", Place("a.md", 3, 1), "m", "h", "es", Severity.WARNING)
    runs = (ProgramRun("p", "ja", "it has never run here"),)
    report = BuildReport(2, 2, 0, runs, {"read": 0.5}, (problem,), published=True, exit=1)
    assert from_json(as_json(report)) == report


def test_links_that_lead_nowhere_or_in_circles_do_no_harm(site: Trial) -> None:
    (site.folder / "static/gone").symlink_to("nothing")
    (site.folder / "static/circle").symlink_to(site.folder, target_is_directory=True)
    assert reused(site) == 0


def test_a_site_without_a_cache_remembers_nothing(trial: Trial, tmp_path: Path) -> None:
    trial.write({"content/_index.md": "家。\n"})
    for _ in range(2):
        assert reused(trial, "--no-cache", "--output", str(tmp_path / "o")) == 0
