"""When pages changed, as their history in git says; without a whole history nobody knows."""

import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

SEPARATOR = "\x1e"


def read_history(site: Path) -> Mapping[str, date]:
    """Return the day of the last commit that changed each file of `content/`, by path.

    The day is the author's own. A folder that is in no repository, a shallow clone and a
    machine without git all give nothing.
    """
    if _git(site, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    options = (f"--format={SEPARATOR}%as", "--name-only", "-z", "--relative")
    log = _git(site, "log", *options, "--", "content")
    days: dict[str, date] = {}
    for commit in log.split(SEPARATOR)[1:]:
        day, _, names = commit.partition("\0")
        changed = date.fromisoformat(day.strip())
        for path in filter(None, (name.strip("\n") for name in names.split("\0"))):
            days[path] = max(changed, days.get(path, changed))
    return days


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the one on the author's path
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")
