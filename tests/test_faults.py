"""What machines do to a build costs it no published byte, and the next build is right."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.programs import cards
from tests.conftest import ROOT, SITE_YAML, Trial
from tests.sabotage import held, left

FUTURE = 4_000_000_000
"""A day of the year 2096, in seconds."""

PAGES = {"content/_index.md": "家。\n", "content/a.md": "文。\n", "static/big.txt": "a" * 300_000}


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Return a site that is published, with one more page written since."""
    trial.write(PAGES)
    trial.build()
    trial.write({"content/b.md": "新。\n"})
    return trial


def command(site: Trial, *more: str) -> list[str]:
    return [sys.executable, str(ROOT / "build.py"), "--site", str(site.folder), "--quiet", *more]


@pytest.mark.parametrize(
    "kinds", [("killed",), ("refused", "--every", "11"), ("stages",), ("steps", "--every", "31")]
)
def test_no_fault_at_any_step_costs_a_byte(kinds: tuple[str, ...]) -> None:
    asked = [sys.executable, "-m", "tests.faults", *kinds]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_disk_without_room_leaves_the_last_site(site: Trial) -> None:
    """A file may not be longer than a limit here: the system says so in the midst of writing."""
    before = held(site.output)
    shutil.rmtree(site.output / "ja")  # Nothing can be linked: all has to be written.
    (site.output / "big.txt").unlink()
    whole = {path: file for path, file in before.items() if (site.output / path).exists()}

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = subprocess.run(
        command(site), capture_output=True, text=True, check=False, preexec_fn=limit
    )
    assert done.returncode == 2
    assert "cannot be written: File too large" in done.stderr
    files = {path: (site.output / path).read_bytes() for path in whole}
    assert files == whole
    assert not left(site.output)
    assert site.build().exit == 0
    assert held(site.output).keys() > before.keys()


@pytest.mark.parametrize("place", ["public", "."])
def test_a_folder_that_may_not_be_written_is_told_and_left(site: Trial, place: str) -> None:
    before = held(site.output)
    folder = site.folder / place
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        folder.chmod(0o700)
        pytest.skip("this user may write everywhere")
    report = site.build()
    folder.chmod(0o700)
    assert report.exit == 2
    assert "cannot be written: Permission denied" in site.problems[0]
    assert held(site.output) == before
    assert not left(site.output)
    assert site.build().exit == 0


UNREADABLE = {
    "site.yaml": "site.yaml",
    "content/a.md": "content/a.md",
    "content/references.bib": "content/references.bib",
    "content/glossary.yaml": "content/glossary.yaml",
    "i18n/es.po": "i18n/es.po",
    "static/big.txt": "static/big.txt",
    "templates/page.html": "page.html",
    "demo/lessons/p.py": "demo/lessons/p.py",
    "demo/messages/es.po": "demo/messages/es.po",
    "demo/plots.py": "demo/plots.py",
    "demo/data/rows.csv": "rows.csv",
}


@pytest.mark.skipif(sys.platform != "linux", reason="there is no file that cannot be read")
@pytest.mark.parametrize("path", UNREADABLE)
def test_a_file_that_cannot_be_read_is_named_and_the_last_site_stays(
    site: Trial, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reading the memory of a process from its start gives what a broken disk gives: EIO."""
    before = held(site.output)
    program = "# data: rows.csv\nfrom demo.plots import x\nprint(x)\n"
    page = "---\ntitle: A\nprogram: p\n---\n\n文。\n\n{{< cell setup >}}\n"
    site.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/p.py": program,
            "demo/plots.py": "x = 1\n",
            "demo/data/rows.csv": "1\n",
            "content/a.md": page,
        }
    )
    file = site.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.symlink_to("/proc/self/mem")
    code = main(["--site", str(site.folder), "--quiet"], home=ROOT)
    told = capsys.readouterr().err
    assert code in (1, 2)
    assert UNREADABLE[path] in told
    assert "cannot be read" in told
    assert "Traceback" not in told
    assert held(site.output) == before


def test_files_from_the_future_are_built_like_any_other(site: Trial) -> None:
    site.build()
    before = held(site.output)
    for file in [*site.folder.rglob("*"), *site.cache.rglob("*")]:
        os.utime(file, (FUTURE, FUTURE))
    for _ in range(2):
        assert main(["--site", str(site.folder), "--quiet"], home=ROOT) == 0
        assert held(site.output) == before
    site.write({"content/b.md": "別。\n"})
    assert main(["--site", str(site.folder), "--quiet"], home=ROOT) == 0
    assert "別。" in (site.output / "ja/b/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("how", "seconds", "told"),
    [
        (signal.SIGKILL, 60, "ended without a word"),
        (signal.SIGSTOP, 2, "still running after 2 s, stopped"),
    ],
)
def test_a_program_that_is_ended_or_stopped_is_told(
    trial: Trial, how: signal.Signals, seconds: int, told: str
) -> None:
    trial.write(
        {
            "site.yaml": f"{SITE_YAML}programs: {{package: demo, timeout: {seconds}}}\n",
            "content/_index.md": "---\ntitle: A\nprogram: p\n---\n\n{{< cell setup >}}\n",
            "demo/lessons/p.py": f"import os\n\nos.kill(os.getpid(), {int(how)})\n",
        }
    )
    assert trial.build().exit == 1
    assert told in trial.problems[0]


@pytest.mark.parametrize(
    ("how", "seconds", "told"),
    [
        (signal.SIGKILL, 60.0, "its process ended without a word"),
        (signal.SIGSTOP, 2.0, "not done in time, stopped"),
    ],
)
def test_cards_that_do_not_come_are_told(
    trial: Trial,
    how: signal.Signals,
    seconds: float,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cards, "ONCE", seconds)
    monkeypatch.setattr(cards, "EACH", 0.0)
    preamble = f"import os; os.kill(os.getpid(), {int(how)})"
    settings = SITE_YAML.replace("[ja, es]", f'[{{code: ja, preamble: "{preamble}"}}, es]')
    trial.write({"site.yaml": f"{settings}cards: true\n", "content/_index.md": "家。\n"})
    assert trial.build().exit == 1
    hint = "(look at the locale's preamble)"
    assert trial.problems == [f"site.yaml: ja: no card can be drawn: {told} {hint}"]


def test_a_font_that_is_cut_off_is_told(trial: Trial) -> None:
    from matplotlib import font_manager  # noqa: PLC0415 - slow to load

    whole = Path(font_manager.findfont("DejaVu Sans")).read_bytes()
    trial.write({"cut.ttf": whole[: len(whole) // 3], "content/_index.md": "家。\n"})
    font = trial.folder / "cut.ttf"
    preamble = f"from matplotlib.font_manager import fontManager; fontManager.addfont('{font}')"
    settings = SITE_YAML.replace("[ja, es]", f'[{{code: ja, preamble: "{preamble}"}}, es]')
    trial.write({"site.yaml": f"{settings}cards: true\n"})
    assert trial.build().exit == 1
    assert "ja: no card can be drawn" in trial.problems[0]
