"""Faults on purpose, each in a process of its own, and what is left after them."""

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from sitegen.cli import main
from sitegen.errors import SiteError
from sitegen.model.output import OutputFile
from sitegen.output.publish import MANIFEST

ROOT = Path(__file__).resolve().parents[1]
OWN = {"os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.utime"}
REFUSALS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS)
UNHARMED = 7
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

Act = Callable[[], object]
Files = dict[str, bytes]


@dataclass
class Tally:
    """What a kind of fault did: how often, how many bytes it cost, and what else was wrong."""

    name: str
    faults: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def survived(self) -> int:
        return self.faults - len(self.wrong)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(number: int) -> None:
    raise OSError(number, os.strerror(number))


def sabotage(step: int, act: Act, *, lasting: bool = False) -> Callable[[], int]:
    """Let this process's step on disk of this number, from 1, be its last, or fail.

    `lasting` faults come back at every step after that one. What is returned tells whether there
    was a fault, as an exit code: 0, or UNHARMED.
    """
    taken = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal taken
        if event in OWN or (event == "open" and arguments[2] & WRITING):
            taken += 1
            if taken == step or (lasting and taken > step):
                act()

    sys.addaudithook(watch)
    return lambda: 0 if taken >= step else UNHARMED


def forked(act: Act) -> int:
    """Do something in a process of its own; return 0, 3 for a SiteError, else how it ended."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        result = act()
        os._exit(result if isinstance(result, int) else 0)
    except SiteError:
        os._exit(3)
    except BaseException as error:  # noqa: BLE001 - told by the exit code
        print(repr(error), file=sys.stderr)
        os._exit(4)


def held(folder: Path) -> Files:
    """Return the files of a folder that hold, each by its path, what its manifest says."""
    found = (file for file in folder.rglob("*") if file.is_file() and file.name != MANIFEST)
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert manifest == {path: sha256(raw).hexdigest() for path, raw in files.items()}
    return files


def lost(folder: Path, versions: Iterable[Files]) -> int:
    """Return how many bytes lack for a folder to be one of some versions of a site."""
    try:
        files = held(folder)
    except (OSError, ValueError, AssertionError):
        files = {}
    return min(
        sum(len(raw) for path, raw in version.items() if files.get(path) != raw)
        + sum(len(raw) for path, raw in files.items() if path not in version)
        for version in versions
    )


def left(output: Path) -> list[str]:
    """Return what lies beside a published site and was not to stay."""
    return sorted(path.name for path in output.parent.glob(f".{output.name}*"))


def judge(tally: Tally, what: str, output: Path, versions: tuple[Files, Files], then: Act) -> None:
    """Count a fault: the folder is whole, and what comes then makes it right and tidy."""
    tally.faults += 1
    missing = lost(output, versions)
    tally.lost += missing
    code = forked(then)
    still = lost(output, versions[1:])
    if missing or code or still or left(output):
        tally.wrong.append(
            f"{what}: {missing} lost; then {code}, {still} lost, {left(output)} left"
        )


def as_output(files: Files) -> list[OutputFile]:
    return [OutputFile(path, raw) for path, raw in files.items()]


class Site:
    """A small site in two versions: its folder, and what is published of each."""

    def __init__(self, folder: Path, *, pages: int = 4, assets: int = 0) -> None:
        self.folder, self.output = folder / "site", folder / "site/public"
        self.cache, self.kept = folder / "site/.cache", folder / "kept"
        self.pages = pages
        (self.folder / "content").mkdir(parents=True)
        (self.folder / "static").mkdir()
        settings = "title: Trial\nbase_url: https://example.org/\n"
        (self.folder / "site.yaml").write_text(f"{settings}source_locale: ja\nlocales: [ja, es]\n")
        for number in range(assets):
            (self.folder / f"static/{number}.bin").write_bytes(bytes([number % 256]) * 20_000)
        self.write("二")
        assert forked(self.build) == 0
        after = held(self.output)
        self.write("一")
        assert forked(self.build) == 0
        self.versions = held(self.output), after
        shutil.copytree(self.folder, self.kept)

    def write(self, word: str) -> None:
        for number in range(self.pages):
            name = f"p{number}" if number else "_index"
            text = f"---\ntitle: 頁{number}\n---\n\n{word}。\n"
            (self.folder / f"content/{name}.md").write_text(text, encoding="utf-8")

    def reset(self) -> None:
        """Have the first version published and the second written."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)
        self.write("二")

    @property
    def arguments(self) -> list[str]:
        return ["--site", str(self.folder), "--quiet", "--jobs", "2"]

    def build(self) -> int:
        return main(self.arguments, home=ROOT)
