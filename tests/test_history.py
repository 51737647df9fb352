"""Pages know when they changed: from themselves, else from git, else not at all."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from sitegen.reading.history import read_history
from tests.conftest import Trial


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    who = {"NAME": "A", "EMAIL": "a@example.org", "DATE": f"{day}T12:00:00+09:00"}
    own = {
        f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()
    }
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-C", str(folder), *arguments],
        env=os.environ | own | {"GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
    )


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Return a site in a folder of a repository, with two commits."""
    trial.write({"content/_index.md": "x", "content/a.md": "一", "content/é b.md": "二"})
    root = trial.folder.parent
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "first")
    trial.write({"content/a.md": "三"})
    git(root, "commit", "-am", "second", day="2026-02-03")
    return trial


def test_the_day_of_the_last_commit_counts(site: Trial) -> None:
    assert read_history(site.folder) == {
        "content/_index.md": date(2026, 1, 1),
        "content/a.md": date(2026, 2, 3),
        "content/é b.md": date(2026, 1, 1),
    }


def test_what_a_page_says_itself_counts_more(site: Trial) -> None:
    site.write({"content/é b.md": "---\ntitle: B\nlastmod: 2025-05-05\n---\n"})
    site.build()
    listed = (site.output / "sitemap.xml").read_text(encoding="utf-8")
    assert listed.count("<lastmod>2025-05-05</lastmod>") == 1
    assert listed.count("<lastmod>2026-02-03</lastmod>") == 1


def test_a_shallow_history_is_none(site: Trial, tmp_path: Path) -> None:
    origin = f"file://{site.folder.parent}"
    git(tmp_path, "clone", "--depth", "1", origin, str(tmp_path / "shallow"))
    assert read_history(tmp_path / "shallow" / site.folder.name) == {}


def test_a_folder_in_no_repository_has_no_history(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(trial.folder.parent))
    trial.folder.mkdir(exist_ok=True)
    assert read_history(trial.folder) == {}


def test_without_git_there_is_no_history(site: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_history(site.folder) == {}
