"""Processes that share the work give what one alone gives."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Trial

BEGIN = """
import os, sys
from sitegen.crew import FEWEST, shared
from sitegen.errors import SiteError

class Thing:
    pass

class Strange(Exception):
    def __init__(self, one, two):
        super().__init__(one)

def strange():
    raise Strange(1, 2)

thing = Thing()
many = list(range(FEWEST + 5))
here = os.getpid()
"""


def run(script: str, code: int = 0) -> str:
    """Run a script in a process without other threads; return what it prints."""
    command = [sys.executable, "-c", BEGIN + script]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == code, done.stderr
    return done.stdout.strip()


def test_results_come_in_order_and_from_elsewhere() -> None:
    script = """
results = list(shared(many, lambda n: (n * n, os.getpid()), 3))
print([square for square, _ in results] == [n * n for n in many])
print(len({pid for _, pid in results} - {here}))
"""
    assert run(script).split() == ["True", "3"]


def test_little_work_is_done_here() -> None:
    assert run("print({*shared(many[:3], lambda n: os.getpid(), 3)} == {here})") == "True"
    assert run("print({*shared(many, lambda n: os.getpid(), 1)} == {here})") == "True"


def test_what_both_sides_know_is_the_same_thing() -> None:
    script = """
results = list(shared(many, lambda n: [thing, n], 2, [thing]))
print(all(one is thing for one, _ in results))
"""
    assert run(script) == "True"


@pytest.mark.parametrize(
    ("work", "told"),
    [
        ("lambda n: 1 // (n - 7)", "ZeroDivisionError"),
        ("lambda n: os.kill(os.getpid(), 9) if n == 7 else n", "SiteError"),
        ("lambda n: sys if n == 7 else n", "TypeError"),
        ("lambda n: strange() if n == 7 else n", "RuntimeError"),
    ],
)
def test_what_goes_wrong_there_is_raised_here(work: str, told: str) -> None:
    script = f"""
try:
    list(shared(many, {work}, 2))
except Exception as error:
    print(type(error).__name__)
"""
    assert run(script) == told


def test_it_is_told_where_it_went_wrong() -> None:
    script = """
try:
    list(shared(many, lambda n: strange() if n == 7 else n, 2))
except Exception as error:
    print(error, *error.__notes__)
"""
    assert "in strange" in run(script)
    assert "Strange: 1" in run(script)


def test_a_process_that_is_stopped_does_not_hang_the_build() -> None:
    script = """
import signal
from sitegen import crew
crew.STEP, crew.STILL = 0.01, 20
try:
    list(shared(many, lambda n: os.kill(os.getpid(), signal.SIGSTOP) if n == 7 else n, 2))
except SiteError as error:
    print(error)
"""
    assert "a process of the build was stopped" in run(script)


def test_a_process_that_goes_on_is_waited_for() -> None:
    script = """
import signal
from sitegen import crew
crew.STEP, crew.STILL = 0.01, 10_000

def work(n):
    if n == 7:
        if os.fork() == 0:
            while open(f"/proc/{os.getppid()}/stat").read().rpartition(")")[2].split()[0] != "T":
                pass
            os.kill(os.getppid(), signal.SIGCONT)
            os._exit(0)
        os.kill(os.getpid(), signal.SIGSTOP)
    return n

print(list(shared(many, work, 2)) == many)
"""
    assert run(script) == "True"


def test_nobody_outlives_a_build_that_is_killed() -> None:
    """Every process holds the standard output that `run` reads to its end."""
    script = """
import signal
found = shared(many, lambda n: n if n < 4 else signal.pause(), 3)
print(next(found), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert run(script, -9) == "0"


def test_nobody_is_left_when_the_work_is_given_up() -> None:
    script = """
found = shared(many, lambda n: os.getpid(), 2)
pids = {next(found), next(found)}
found.close()
print([pid for pid in pids if os.path.exists(f"/proc/{pid}")])
"""
    assert run(script) == "[]"


def test_a_site_is_the_same_to_the_byte(trial: Trial, tmp_path: Path) -> None:
    pages = {
        f"content/p{n}.md": f"## 節 {{#s}}\n\n{n + 10}番。[次](p{n + 1}.md)\n" for n in range(40)
    }
    ours = {f"content/p{n}.es.md": f"## S\n\nEl {n + 11}. [x](p{n}.md)\n" for n in range(40)}
    trial.write({"content/_index.md": "家。\n", **pages, **ours})
    made = {}
    for jobs in ("1", "3"):
        output = tmp_path / jobs
        command = [sys.executable, str(ROOT / "build.py"), "--no-cache", "--keep-going", "--quiet"]
        command += ["--site", str(trial.folder), "--output", str(output), "--jobs", jobs]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        files = {one.relative_to(output): one.read_bytes() for one in output.rglob("*.*")}
        made[jobs] = done.returncode, done.stderr, files
    assert made["1"] == made["3"]
    code, said, files = made["1"]
    assert code == 1
    assert "a number differs from the source" in said
    assert len(files) > 160
