"""What people do who have read the README and nothing else."""

import os
import select
import signal
import subprocess
import sys
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from sitegen.cli import main
from tests.conftest import ROOT, SITE_YAML, Trial
from tests.html import by_class

THEIRS = "---\ntitle: 頁\n---\n\n一つの文です。\n"
PAGE = "---\ntitle: T\nprogram: a\n---\n\n{}\n"
OURS = "---\ntitle: Una página\n---\n\nUna frase.\n"


def run(site: Trial, *arguments: str) -> int:
    return main([*arguments, "--site", str(site.folder)], home=ROOT)


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(
        {"content/_index.md": "家です。\n", "content/a.md": THEIRS, "content/a.es.md": OURS}
    )
    return trial


def test_a_draft_of_a_translation_takes_no_page_away(site: Trial) -> None:
    site.write({"content/a.es.md": OURS.replace("---\n", "---\ndraft: true\n", 1)})
    site.build()
    assert site.problems == []
    [notice] = by_class(site.page("es/a"), "fallback")
    assert notice is not None


def test_stamp_means_the_page_and_its_program(site: Trial) -> None:
    site.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/a.py": "x = 2\nprint(x)\n",
            "content/a.md": THEIRS.replace("---\n", "---\nprogram: a\n", 1)
            + "{{< cell setup >}}\n",
            "content/a.es.md": OURS + "\n{{< cell setup >}}\n",
        }
    )
    assert run(site, "stamp", "a") == 0
    assert "source:" in (site.folder / "content/a.es.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("mark", [b"", BOM_UTF8])
def test_tools_keep_the_ends_of_lines(site: Trial, tmp_path: Path, mark: bytes) -> None:
    page = site.folder / "content/a.es.md"
    page.write_bytes(mark + OURS.replace("\n", "\r\n").encode())
    catalogue = str(tmp_path / "a.po")
    assert run(site, "stamp", "a") == 0
    assert run(site, "export", "a", "--locale", "es", "--to", catalogue) == 0
    po = Path(catalogue)
    po.write_text(po.read_text(encoding="utf-8").replace("Una frase.", "Otra."), encoding="utf-8")
    assert run(site, "import", catalogue) == 0
    content = page.read_bytes()
    assert b"Otra." in content
    assert content.startswith(mark + b"---")
    assert all(line.endswith(b"\r") for line in content.split(b"\n")[:-1])


@pytest.mark.parametrize(
    ("path", "line"),
    [("content/a.md", 5), ("site.yaml", 2), ("i18n/es.po", 1), ("content/references.bib", 1)],
)
def test_a_merge_conflict_is_called_one(site: Trial, path: str, line: int) -> None:
    file = site.folder / path
    kept = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    conflict = ["<<<<<<< HEAD", "uno", "=======", "dos", ">>>>>>> topic"]
    site.write({path: "\n".join([*kept[: line - 1], *conflict, *kept[line - 1 :]]) + "\n"})
    site.build()
    assert site.report.exit in (1, 2)
    assert site.problems[0].startswith(f"{path}:{line}: a merge conflict that is not resolved")


def test_a_conflict_in_a_listing_is_a_lesson_on_git(site: Trial) -> None:
    listing = "\n```text\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n```\n"
    site.write({"content/a.md": THEIRS + listing, "content/a.es.md": OURS + listing})
    site.build()
    assert site.problems == []


def test_a_source_page_that_cannot_be_read_is_all_that_is_told(site: Trial) -> None:
    site.write(
        {"content/a.md": "---\ntitle: a: b\n---\n\n文。\n", "content/a.es.md": OURS + "\n## B\n"}
    )
    site.build()
    [told] = site.problems
    assert told.startswith("content/a.md:")


def test_a_page_with_another_ending_is_told(site: Trial) -> None:
    site.write({"content/b.MD": "x", "content/c.es.markdown": "x", "content/d.txt": "x"})
    site.build()
    assert site.problems == [
        "content/b.MD: is not read: it ends in .MD (pages end in .md)",
        "content/c.es.markdown: is not read: it ends in .markdown (pages end in .md)",
    ]
    assert site.report.exit == 0


def test_words_of_the_theme_are_not_copied_into_a_site(site: Trial) -> None:
    config = SITE_YAML.replace("[ja, es]", "[ja, es, fr]")
    site.write({"site.yaml": config})
    assert run(site, "messages") == 0
    assert [file.name for file in (site.folder / "i18n").iterdir()] == ["fr.po"]


def test_a_title_for_each_language_is_one_for_each(site: Trial) -> None:
    config = SITE_YAML.replace("title: Trial", "title: {ja: 試み}")
    site.write({"site.yaml": config})
    site.build()
    assert site.problems == ["site.yaml:1: the title is missing in 'es' (add 'es: …' to it)"]


def test_a_bracket_that_is_not_closed_has_a_line(site: Trial) -> None:
    page = "---\ntitle: T\nprogram: a\n---\n"
    config = SITE_YAML + "programs: {package: demo}\n"
    site.write(
        {"site.yaml": config, "demo/lessons/a.py": "y = 1\nx = (1 +\n", "content/b.md": page}
    )
    site.build()
    assert "demo/lessons/a.py:2: is no valid Python: '(' was never closed" in site.problems[0]


@pytest.mark.parametrize("command", ["build", "new", "serve", "stamp", "clean"])
def test_every_command_says_what_it_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"], home=ROOT)
    usage, _, rest = capsys.readouterr().out.partition("\n\n")
    assert usage.startswith(f"usage: build.py {command}")
    assert not rest.startswith(("positional", "options"))


def test_no_worker_outlives_a_build_that_was_killed(site: Trial, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    program = (
        f"import os\nopen({str(pipe)!r}, 'w').write(str(os.getpid()))\nwhile True:\n    pass\n"
    )
    page = "---\ntitle: T\nprogram: a\n---\n"
    config = SITE_YAML + "programs: {package: demo}\n"
    site.write({"site.yaml": config, "demo/lessons/a.py": program, "content/b.md": page})
    command = [sys.executable, str(ROOT / "build.py"), "--quiet", "--site", str(site.folder)]
    with subprocess.Popen([*command, "--jobs", "1"]) as building:
        worker = os.pidfd_open(int(pipe.read_text(encoding="utf-8")))
        building.send_signal(signal.SIGKILL)
    ended = select.poll()
    ended.register(worker, select.POLLIN)
    assert ended.poll(10_000)
