"""A build of what was built already: nothing has to be read to know that.

Loads next to nothing, so that the answer comes at once. Files are compared by size and time, as
git and make do; who sets times back by hand says `--no-cache`.
"""

import json
import os
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from sitegen.cache import Cache, key_of
from sitegen.lock import lock_of
from sitegen.model.output import BuildReport
from sitegen.report import as_json, from_json
from sitegen.request import Request

FORMAT = "2"
"""Rises with every change of what is kept."""

FOLDERS = ("content", "templates", "static", "i18n", "layouts")
SAFE = 50_000_000
"""Nanoseconds: a file that is changed twice within a tick of its clock shows it once only."""

Looks = dict[str, tuple[int, int]]
"""Files with their time of change and their size."""


def look(request: Request, own: Sequence[str]) -> Looks:
    """Return what a build of this request depends on; `own` are folders that the site names."""
    names = dict.fromkeys((*FOLDERS, *own))
    roots = [root for name in names for root in request.folders(name)]
    packages = Path(sysconfig.get_paths()["purelib"])
    files = [request.site / "site.yaml", *_git_files(request.site), packages]
    looks = dict(_looks([*roots, Path(__file__).parent]))
    return looks | {str(file): _seen(file.stat()) for file in files if file.exists()}


def look_tools(request: Request) -> Looks:
    """Return what every page depends on besides itself and its site's configuration."""
    roots = [root for name in ("templates", "i18n") for root in request.folders(name)]
    packages = Path(sysconfig.get_paths()["purelib"])
    return dict(_looks([*roots, Path(__file__).parent])) | {str(packages): _seen(packages.stat())}


def last_report(request: Request) -> BuildReport | None:
    """Return the report of the last build of this request where nothing has changed since."""
    started = time.perf_counter()
    if request.output and lock_of(request.output).exists():
        return None  # Somebody is at it, or was.
    stored = Cache(request.cache).get(_key(request))
    if stored is None:
        return None
    last = json.loads(stored)
    try:
        looks = _digest(look(request, last["folders"])), _digest(_published(request))
    except (OSError, ValueError):
        return None  # The build will say what cannot be read.
    if looks != (last["before"], last["after"]):
        return None
    report = from_json(last["report"])
    seconds = {"look": time.perf_counter() - started}
    return replace(report, rendered=0, reused=report.pages, programs_run=(), seconds=seconds)


def remember(
    request: Request, own: Sequence[str], before: Looks, began: int, report: BuildReport
) -> None:
    """Keep the report of a build for `last_report`.

    `before` is how things looked when it `began` (nanoseconds of Unix time). Where something
    changed while it was built, or just before, nothing is kept: the next build reads all.
    """
    newest = max(changed for changed, _ in before.values())
    try:
        after, published = look(request, own), _digest(_published(request))
    except (OSError, ValueError):
        return
    if began - newest < SAFE or before != after:
        return
    kept = {
        "folders": own,
        "before": _digest(before),
        "after": published,
        "report": as_json(report),
    }
    Cache(request.cache).put(_key(request), json.dumps(kept).encode())


def _key(request: Request) -> str:
    asked = replace(request, jobs=0, cache=None, force=False, scheduler="")
    return key_of("last build", FORMAT, repr(asked), sys.version, sys.prefix)


def _published(request: Request) -> Looks:
    return dict(_looks([request.output])) if request.output else {}


def _looks(roots: Iterable[Path]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield all files below some folders, but for what Python compiles."""
    waiting = [str(root) for root in roots if root.is_dir()]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    yield entry.path, _seen(entry.stat(follow_symlinks=not _leads_nowhere(entry)))


def _leads_nowhere(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a link to something that is not there."""
    return entry.is_symlink() and not Path(entry.path).exists()


def _seen(status: os.stat_result) -> tuple[int, int]:
    return status.st_mtime_ns, status.st_size


def _digest(looks: Looks) -> str:
    return sha256(repr(sorted(looks.items())).encode()).hexdigest()


def _git_files(site: Path) -> Iterator[Path]:
    """Yield the files of a repository that say which commit is checked out, and since when."""
    repository = next(
        (one / ".git" for one in (site, *site.parents) if (one / ".git").exists()), None
    )
    if repository is None:
        return
    yield from (repository / "logs/HEAD", repository / "shallow")
    head = repository / "HEAD"
    if head.is_file():
        yield head
        yield repository / head.read_text(encoding="utf-8").strip().removeprefix("ref: ")
        yield repository / "packed-refs"
