"""Builds into one folder take turns, and none waits for one that is no more."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.lock import turn
from sitegen.output.publish import MANIFEST
from tests.conftest import ROOT, Trial

HOLD = """
import sys
from pathlib import Path
from sitegen.lock import turn
with turn(Path(sys.argv[1]), lambda text: print(text, flush=True)):
    print("held", flush=True)
    sys.stdin.read()
"""

FORK = """
import os, signal, sys
from pathlib import Path
from sitegen.lock import turn
with turn(Path(sys.argv[1]), print):
    if os.fork() == 0:
        print("forked", flush=True)
        sys.stdin.read()
        os._exit(0)
    os.kill(os.getpid(), signal.SIGKILL)
"""

Running = subprocess.Popen[str]


@contextmanager
def running(*command: str) -> Iterator[Running]:
    """Start Python with pipes at both ends; it ends with the block."""
    pipe = subprocess.PIPE
    line = [sys.executable, *command]
    # Whoever starts the tests behind a shell has Ctrl-C ignored, which would be inherited.
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(line, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe)
    finally:
        signal.signal(signal.SIGINT, ours)
    with process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def holding(folder: Path) -> Iterator[Running]:
    """Hold the lock of a folder in another process."""
    with running("-c", HOLD, str(folder)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def building(site: Trial, *more: str) -> tuple[str, ...]:
    return ("build.py", "--site", str(site.folder), "--quiet", *more)


def until_told(process: Running) -> str:
    """Return the first thing that a process says on its standard error."""
    assert process.stderr is not None
    return process.stderr.readline()


def files(folder: Path) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file() and file.name != MANIFEST)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write({"content/_index.md": "家。\n", "content/a.md": "文。\n"})
    return trial


@pytest.mark.parametrize("ends", ["goes on", "is killed"])
def test_a_build_waits_for_another_and_says_so(site: Trial, ends: str) -> None:
    with holding(site.output) as other, running(*building(site)) as second:
        told = until_told(second)
        assert told == f"another build is writing to {site.output}; waiting\n"
        assert not site.output.exists()
        if ends == "is killed":
            other.send_signal(signal.SIGKILL)
        else:
            other.communicate("")
        assert second.wait(60) == 0
    assert (site.output / "ja/index.html").exists()
    assert not list(site.folder.glob(".public*"))


def test_a_build_that_waits_can_be_interrupted(site: Trial) -> None:
    with holding(site.output), running(*building(site)) as second:
        until_told(second)
        second.send_signal(signal.SIGINT)
        assert second.wait(60) == 130


def test_what_a_killed_build_left_keeps_nobody_waiting(tmp_path: Path) -> None:
    (tmp_path / ".public.lock").touch()
    said: list[str] = []
    with turn(tmp_path / "public", said.append):
        assert [file.name for file in tmp_path.iterdir()] == [".public.lock"]
    assert not said
    assert not list(tmp_path.iterdir())


def test_processes_that_outlive_a_build_do_not_hold_its_lock(tmp_path: Path) -> None:
    with running("-c", FORK, str(tmp_path / "public")) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "forked\n"
        assert process.wait(60) == -signal.SIGKILL
        with holding(tmp_path / "public"):
            pass


def test_each_folder_has_a_lock_of_its_own(tmp_path: Path) -> None:
    with holding(tmp_path / "a") as first, holding(tmp_path / "b") as second:
        assert (first.poll(), second.poll()) == (None, None)


def test_where_nothing_can_be_locked_nobody_waits(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with turn(tmp_path / "file" / "public", print):
        pass


def test_builds_at_once_leave_the_site_of_one_of_them(site: Trial, tmp_path: Path) -> None:
    """One cache, one output, two addresses: whole files, and all of one address."""
    addresses = [f"https://{name}.example/" for name in ("one", "two")]
    wanted = []
    for number, address in enumerate(addresses):
        aside = tmp_path / str(number)
        command = building(site, "--base-url", address, "--output", str(aside), "--no-cache")
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
        wanted.append(files(aside))
    commands = [building(site, "--base-url", address) for address in addresses * 2]
    with (
        running(*commands[0]) as one,
        running(*commands[1]) as two,
        running(*commands[2]) as three,
        running(*commands[3]) as four,
    ):
        assert [process.wait(120) for process in (one, two, three, four)] == [0, 0, 0, 0]
    assert wanted[0] != wanted[1]
    assert files(site.output) in wanted
    assert not list(site.folder.glob(".public*"))
