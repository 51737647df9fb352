"""Bad input: place, fault and remedy in one line, nothing lost, no traceback.

The cases stand in `tests/bad_input`: a name (`===`), the files (`---`), and what is said.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.model.problem import Severity
from tests.conftest import ROOT, SITE_YAML, Trial

HOME = "content/_index.ja.md"
FILES = sorted((Path(__file__).parent / "bad_input").glob("*.txt"))

PROGRAM = {
    "site.yaml": SITE_YAML + "programs: {package: demo}\n",
    "demo/lessons/line.py": (
        "import matplotlib.pyplot as plt\n\nfrom demo.words import _\n\n"
        "# %% draw\n# Draw one line.\nplt.plot([0, 1])\n"
        'plt.title(_("A line"))\nscore = 0.5\n'
    ),
    "demo/messages/ja.po": (
        'msgid "A line"\nmsgstr "A 1"\n\nmsgid "Draw one line."\nmsgstr "B 1"\n'
    ),
}
"""What the cases of `programs.txt` begin with."""


@dataclass(frozen=True)
class Case:
    """Files that are wrong, the exit code, and how each problem begins, in order."""

    name: str
    files: dict[str, str]
    exit: int
    said: list[str]


def cases() -> Iterator[Case]:
    for file in FILES:
        for text in file.read_text(encoding="utf-8").split("=== ")[1:]:
            name, *parts = text.split("\n--- ")
            files = dict(part.split("\n", 1) for part in parts)
            code = next(key for key in files if key.startswith("exit "))
            said = [line for line in files.pop(code).split("\n") if line]
            before = PROGRAM if file.stem == "programs" else {}
            yield Case(f"{file.stem}: {name}", {**before, **files}, int(code[5:]), said)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_every_fault_names_its_place_and_its_remedy(case: Case, trial: Trial) -> None:
    trial.write({HOME: "the last good site"})
    trial.build()
    before = (trial.output / "ja/index.html").read_bytes()
    trial.write(case.files)
    report = trial.build()
    assert (report.exit, report.published) == (case.exit, False), trial.problems
    errors = [str(one) for one in report.problems if one.severity is Severity.ERROR]
    assert len(errors) == len(case.said), errors
    for problem, beginning in zip(errors, case.said, strict=True):
        assert problem.startswith(beginning), errors
    assert (trial.output / "ja/index.html").read_bytes() == before


def test_there_are_cases_in_every_file() -> None:
    assert len(list(cases())) >= 50


def test_bytes_that_are_not_utf8_are_found(trial: Trial) -> None:
    trial.write({HOME: b"---\ntitle: a\n---\n\ngood\n\xff\n"})
    trial.build()
    assert trial.problems == [f"{HOME}:6: not UTF-8: byte 0xff (save it as UTF-8)"]


@pytest.mark.parametrize(
    ("entry", "state"),
    [("", "missing"), ('msgid "Next"\nmsgstr ""\n', "missing"), ("#, fuzzy\n", "fuzzy")],
)
def test_a_string_of_the_interface_that_is_not_translated_is_told(
    trial: Trial, entry: str, state: str
) -> None:
    trial.write(
        {
            HOME: "x",
            "templates/shortcodes/mine.html": '{% macro mine() %}{{ _("Mine") }}{% endmacro %}',
            "i18n/es.po": entry + 'msgid "Mine"\nmsgstr "Mío"\n' if state == "fuzzy" else entry,
            "i18n/ja.po": 'msgid "Mine"\nmsgstr "私の"\n',
        }
    )
    trial.build()
    [problem] = [problem for problem in trial.problems if "Mine" in problem]
    assert problem.partition(": ")[2] == (
        f"es: the interface string 'Mine' is {state} "
        "(used in templates/shortcodes/mine.html:1; add a msgstr)"
    )


def test_the_command_line_prints_problems_and_no_traceback(trial: Trial) -> None:
    trial.write({HOME: "{{< nope >}}\n"})
    command = [sys.executable, str(ROOT / "build.py"), "check", "--site", str(trial.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{HOME}:5: error: unknown shortcode 'nope'")
    assert "Traceback" not in done.stdout + done.stderr
