"""Two builds at once on one cache: both are right, and leave a right cache."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SITE_YAML, Trial

PROGRAM = "import matplotlib.pyplot as plt\nx = {n}\nprint(x)\nplt.plot([0, x])\n"
PAGE = '{{< cell "setup" >}}\n\n{{< plot "setup" >}}a line{{< /plot >}}\n'


def start(trial: Trial, name: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "build.py", "--site", str(trial.folder), "--quiet"]
    places = ["--output", str(trial.folder / name), "--report", str(trial.folder / f"{name}.json")]
    return subprocess.Popen([*command, *places], cwd=ROOT)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_at_once_do_not_harm_each_other(trial: Trial) -> None:
    trial.write({"site.yaml": SITE_YAML + "programs: {package: demo}\n", "content/_index.md": "x"})
    for n in range(6):
        front = f"---\ntitle: T{n}\nprogram: p{n}\n---\n"
        trial.write(
            {f"demo/lessons/p{n}.py": PROGRAM.format(n=n), f"content/p{n}.md": front + PAGE}
        )
    both = [start(trial, name) for name in ("one", "two")]
    assert [process.wait() for process in both] == [0, 0]
    assert files(trial.folder / "one") == files(trial.folder / "two") != {}
    assert start(trial, "three").wait() == 0
    report = json.loads((trial.folder / "three.json").read_text(encoding="utf-8"))
    assert (report["programs_run"], report["problems"]) == ([], [])
    assert files(trial.folder / "three") == files(trial.folder / "one")
