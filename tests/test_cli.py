"""The command line as people and CI use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.cli import display, main
from tests.conftest import ROOT, Trial

HOME = {"content/_index.ja.md": "home"}
BROKEN = {"content/_index.ja.md": "[a](/nope/)\n"}


def run(trial: Trial, *arguments: str) -> int:
    return main([*arguments, "--site", str(trial.folder)], home=ROOT)


def test_build_is_the_default_and_says_where_to_look(
    trial: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    trial.write(HOME)
    assert run(trial) == 0
    said = capsys.readouterr().err
    assert "2 pages, 0 program runs" in said
    assert str(trial.output / "index.html") in said
    for stage in ("read", "run", "pages", "site", "publish"):
        assert stage in said


@pytest.mark.parametrize("arguments", [["build", "--quiet"], ["--quiet", "build"], ["--quiet"]])
def test_options_stand_before_or_after_the_command(
    trial: Trial, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    trial.write(HOME)
    assert run(trial, *arguments) == 0
    assert capsys.readouterr() == ("", "")
    assert trial.output.is_dir()


def test_quiet_still_prints_problems(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    trial.write(BROKEN)
    assert run(trial, "--quiet") == 1
    assert capsys.readouterr().err == (
        "content/_index.ja.md:5: error: nothing is at '/nope/' (check the path)\n"
    )


def test_check_publishes_nothing(trial: Trial) -> None:
    trial.write(HOME)
    assert run(trial, "check") == 0
    assert not trial.output.exists()


def test_check_speaks_json(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    trial.write(BROKEN)
    assert run(trial, "check", "--format", "json", "--quiet") == 1
    [problem] = json.loads(capsys.readouterr().out)
    assert problem == {
        "path": "content/_index.ja.md",
        "line": 5,
        "column": 0,
        "code": "link",
        "severity": "error",
        "locale": "ja",
        "message": "nothing is at '/nope/'",
        "hint": "check the path",
    }


def test_check_speaks_to_github(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    trial.write(BROKEN)
    run(trial, "check", "--format", "github", "--quiet")
    assert capsys.readouterr().out == (
        "::error file=content/_index.ja.md,line=5,title=link::"
        "nothing is at '/nope/' (check the path)\n"
    )


def test_keep_going_publishes_the_rest_and_still_fails(trial: Trial) -> None:
    trial.write({"content/_index.ja.md": '[a](/nope/) b\n\n{{< cell "x" >}}\n\n$\\frac$ c\n'})
    assert run(trial, "--keep-going", "--quiet") == 1
    html = (trial.output / "ja/index.html").read_text(encoding="utf-8")
    assert "<p><a>a</a> b</p>" in html
    assert "この部分は生成できませんでした。" in html


@pytest.mark.parametrize("files", [HOME, BROKEN, {"site.yaml": "title: [\n"}])
def test_a_report_is_written_at_every_exit(
    trial: Trial, tmp_path: Path, files: dict[str, str]
) -> None:
    trial.write(files)
    file = tmp_path / "report.json"
    code = run(trial, "--quiet", "--report", str(file))
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["exit"] == code
    assert report["published"] is (code == 0)
    assert list(report) == [
        *("version", "pages", "rendered", "reused", "programs_run"),
        *("seconds", "problems", "published", "exit"),
    ]


def test_wrong_usage_is_exit_2(trial: Trial) -> None:
    for arguments in (["--nope"], ["bulid"], ["--jobs", "0"], ["check", "--format", "xml"]):
        with pytest.raises(SystemExit) as caught:
            run(trial, *arguments)
        assert caught.value.code == 2


def test_a_site_that_is_not_there_is_exit_2(
    trial: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--site", str(tmp_path / "nowhere")], home=ROOT) == 2
    assert "site.yaml: error: cannot be read: No such file or directory" in capsys.readouterr().err


def test_progress_is_a_moving_line_on_a_terminal_and_plain_lines_elsewhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for is_terminal in (True, False):
        monkeypatch.setattr(sys.stderr, "isatty", lambda answer=is_terminal: answer)
        show = display(quiet=False)
        for done in range(3):
            show("render", done, 2, 1.25)
    assert capsys.readouterr().err == (
        "\r\x1b[K   1.2 s  render 0 of 2\r\x1b[K   1.2 s  render 1 of 2"
        "\r\x1b[K   1.2 s  render 2 of 2\n   1.2 s  render (2)\n"
    )


def test_an_interrupted_build_says_so(
    trial: Trial, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sitegen.commands.build", interrupt)
    assert run(trial) == 130
    assert capsys.readouterr().err.endswith("interrupted; the last site is as it was\n")


def test_a_cached_build_loads_neither_matplotlib_nor_sklearn(course: Trial, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from sitegen.cli import display, main\n"
        f"arguments = ['--quiet', '--output', {str(tmp_path / 'o')!r}]\n"
        f"arguments += ['--cache-dir', {str(course.cache)!r}]\n"
        "main(arguments, home=Path.cwd())\n"
        "print(sorted({'matplotlib', 'numpy', 'sklearn'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_help_teaches_the_exit_codes() -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for word in ("--keep-going", "exit codes:", " 70 ", "serve", "check"):
        assert word in done.stdout


def test_a_second_build_runs_no_program_and_changes_no_byte(course: Trial, tmp_path: Path) -> None:
    first, second, report = course.output, tmp_path / "second", tmp_path / "report.json"
    places = {"--cache-dir": course.cache, "--output": second, "--report": report}
    arguments = [str(one) for pair in places.items() for one in pair]
    assert main([*arguments, "--quiet"], home=ROOT) == 0
    assert json.loads(report.read_text(encoding="utf-8"))["programs_run"] == []
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(second) for p in second.rglob("*") if p.is_file())
    assert all((first / path).read_bytes() == (second / path).read_bytes() for path in files)
