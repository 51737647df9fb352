"""`doctor`: whether this machine has what a build needs, and what to do where it has not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from sitegen.reading.config import read_config
from sitegen.request import Request

OLDEST = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

FONT = """\
{preamble}
from matplotlib.font_manager import findfont
print(findfont({font!r}, fallback_to_default=False))
"""
"""What a program of a locale does to find its font."""


def examine(request: Request) -> Iterator[str]:
    """Yield a line for each thing that was looked at, the remedy on those that are not well."""
    for check in CHECKS:
        for is_well, what in check(request):
            yield f"{'ok' if is_well else '!!'}  {what}"


Finding = tuple[bool, str]


def _python(_: Request) -> Iterator[Finding]:
    own = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= OLDEST, f"Python {own} (3.11 or newer is needed)"


def _packages(_: Request) -> Iterator[Finding]:
    names = [line.split(";")[0] for line in requires("gmm-tutorials") or () if "extra" not in line]
    for line in sorted(names):
        name = line.split(">")[0].split("<")[0].split("=")[0].split("[")[0].strip()
        try:
            yield True, f"{name} {version(name)}"
        except PackageNotFoundError:
            yield False, f"{name} is missing: run `make site`, or `pip install '{line}'`"


def _fonts(request: Request) -> Iterator[Finding]:
    for locale in read_config(request.site).locales:
        script = FONT.format(preamble=locale.preamble, font=locale.font)
        command = [sys.executable, "-W", "ignore", "-c", script]
        found = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the site's own words
        hint = "" if found.returncode == 0 else ": install it, or name another in site.yaml"
        yield found.returncode == 0, f"font {locale.font} for {locale.code}{hint}"


def _tools(_: Request) -> Iterator[Finding]:
    git = shutil.which("git")
    yield bool(git), "git" if git else "no git: pages will not know when they changed"
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    hint = "no Chromium: tests in a browser are skipped; install chromium"
    yield bool(browser), Path(browser).name if browser else hint


def _folders(request: Request) -> Iterator[Finding]:
    for name, folder in (("cache", request.cache), ("output", request.output)):
        if folder is None:
            continue
        near = next(path for path in (folder, *folder.parents) if path.exists())
        is_writable = os.access(near, os.W_OK)
        hint = "" if is_writable else f": may not be written; choose another with --{name}"
        yield is_writable, f"{name} {folder}{hint}"


CHECKS: tuple[Callable[[Request], Iterator[Finding]], ...] = (
    _python,
    _packages,
    _fonts,
    _tools,
    _folders,
)
"""What is looked at, in order."""
