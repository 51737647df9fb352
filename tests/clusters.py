"""A Dask cluster on loopback: a real scheduler, and workers that come and are killed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT, Trial

KILLING = """
import os, signal, sys
from pathlib import Path
from sitegen.pipeline import build
from sitegen.progress import Progress
from sitegen.report import problems_as_text
from sitegen.request import Request

site, theme, output, address, pid = sys.argv[1:]

def show(stage, done, total, elapsed):
    if (stage, done) == ("pages", 1):
        os.kill(int(pid), signal.SIGKILL)

request = Request(
    Path(site), Path(theme), Path(output), None, keep_going=True, search=False, scheduler=address
)
report = build(request, Progress(show))
print(problems_as_text(report.problems), file=sys.stderr)
sys.exit(report.exit)
"""
"""Builds a site and kills a process when the first page is done."""

WAITING = """
import sys
from pathlib import Path
from sitegen.cluster.client import connected
from sitegen.errors import SiteError
from sitegen.model.output import Written
from sitegen.pages import make_pages
from sitegen.preparing import prepare
from sitegen.progress import Progress
from sitegen.request import Request

site, theme, *addresses = sys.argv[1:]
ready = prepare(Request(Path(site), Path(theme), None, None), Progress())

def keep(file):
    return Written(file.path, "")

for address in addresses:
    try:
        with connected(address, timeout=1, patience=0.5) as cluster:
            make_pages(ready, keep, Progress(), cluster.share, search=False, reused={})
    except SiteError as error:
        print(error)
"""
"""Makes the pages of a site on one cluster after the other, with little patience."""

BARE = """
import sys
from pathlib import Path
from sitegen.cli import main

sys.modules["dask"] = None
sys.exit(main(sys.argv[2:], home=Path(sys.argv[1])))
"""
"""Builds where Dask cannot be loaded."""


class Cluster:
    """A scheduler and its workers, each a process of one thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[str]] = []
        self.buried: list[subprocess.Popen[str]] = []
        self.scheduler = _start("scheduler", ["--port", "0"], folder)
        self.address = _heard(self.scheduler, "Scheduler at:").split()[-1]

    def complete(self, size: int = 2, code: Path = ROOT) -> None:
        """Start workers, of sitegen as it is in a folder, until so many are alive."""
        self.buried += [one for one in self.workers if one.poll() is not None]
        self.workers = [one for one in self.workers if one.poll() is None]
        fresh = [
            _start("worker", [self.address, "--nthreads", "1", "--no-nanny"], self.folder, code)
            for _ in range(size - len(self.workers))
        ]
        for worker in fresh:
            _heard(worker, "Registered to:")
        self.workers += fresh

    def stop(self) -> None:
        """End all."""
        for process in (*self.buried, *self.workers, self.scheduler):
            process.kill()
            process.wait()
            assert process.stderr is not None
            process.stderr.close()


@contextmanager
def a_cluster(folder: Path, size: int) -> Iterator[Cluster]:
    """Start a cluster of so many workers, and end it."""
    cluster = Cluster(folder)
    try:
        cluster.complete(size)
        yield cluster
    finally:
        cluster.stop()


def _start(
    what: str, arguments: list[str], folder: Path, code: Path = ROOT
) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--no-dashboard"]
    if what == "worker":
        command += ["--local-directory", str(folder), "--death-timeout", "30"]
    return subprocess.Popen(
        [*command, "--host", "127.0.0.1"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(code), "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _heard(process: subprocess.Popen[str], sign: str) -> str:
    """Return the line of a log that has a sign in it."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if sign in line:
            return line.strip()
    raise AssertionError("".join(said))


Built = tuple[int, str, dict[str, bytes]]
"""The exit code, what was said, the files."""


def built(site: Trial, name: str, *more: str) -> Built:
    """Build into a folder of that name."""
    output = site.folder.parent / name
    command = [str(ROOT / "build.py"), "--keep-going", "--quiet", "--no-search"]
    return run([*command, "--site", str(site.folder), "--output", str(output), *more], output)


def run(command: list[str], output: Path) -> Built:
    """Run Python; return what came of it."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    files = {one.relative_to(output).as_posix(): one.read_bytes() for one in output.rglob("*.*")}
    return done.returncode, done.stderr + done.stdout, files


def there(cluster: Cluster) -> list[str]:
    """Return the options that send work to a cluster."""
    return ["--executor", "dask", "--scheduler", cluster.address]


def killing(site: Trial, name: str, cluster: Cluster, process: subprocess.Popen[str]) -> Built:
    """Build on a cluster and kill one of its processes in the middle."""
    output = site.folder.parent / name
    folders = map(str, (site.folder, ROOT, output))
    return run(["-c", KILLING, *folders, cluster.address, str(process.pid)], output)
