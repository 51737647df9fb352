"""What must be equal on two machines for them to make the same bytes."""

import platform
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sitegen.programs.store import PACKAGES as RUN_PACKAGES

PACKAGES = (
    *RUN_PACKAGES,
    *("babel", "budoux", "emoji", "jinja2", "markdown-it-py", "markupsafe", "math-core"),
    *("mdit-py-plugins", "nh3", "pygments", "pyphen"),
    *("japanize-matplotlib", "koreanize-matplotlib"),
)
"""What runs and rendered pages depend on, besides Python and sitegen."""

World = Mapping[str, str]
"""Versions by name; that of sitegen is a hash of its sources."""


def world() -> World:
    """Return the versions of this machine."""
    packages = {name: _version(name) for name in PACKAGES}
    return {"Python": platform.python_version(), "sitegen": _sources(), **packages}


def differences(theirs: World, ours: World) -> str:
    """Return in words how their world differs from ours; nothing where it does not."""
    return ", ".join(
        f"{name} {theirs.get(name) or '(none)'} instead of {ours.get(name) or '(none)'}"
        for name in {**ours, **theirs}
        if theirs.get(name) != ours.get(name)
    )


def _sources() -> str:
    """Return a hash of the code itself: between two releases no number tells it apart."""
    root = Path(__file__).parents[1]
    digest = sha256()
    for file in sorted(root.rglob("*.py")):
        digest.update(f"{file.relative_to(root).as_posix()}:".encode() + file.read_bytes())
    return digest.hexdigest()[:8]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
