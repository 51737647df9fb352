"""The commands behind the command line, with all that they load."""

import argparse
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from sitegen.errors import DiskError, SiteError
from sitegen.executor import executor_of
from sitegen.lock import turn
from sitegen.model.config import SiteConfig
from sitegen.model.output import BuildReport
from sitegen.pipeline import build
from sitegen.preview import Preview
from sitegen.progress import Progress
from sitegen.reading.config import read_config
from sitegen.request import Request
from sitegen.serve import serve
from sitegen.tools import TOOLS
from sitegen.unchanged import Looks, look, remember

__all__ = ["TOOLS", "build_site", "serve_site"]

CANNOT_GO_ON = 2
"""The exit code of a build that did not come to its end."""


def build_site(request: Request, progress: Progress, say: Callable[[str], None]) -> BuildReport:
    """Build a site, and remember the report for when nothing will have changed.

    Builds into one folder take turns, from reading the site to the end; `say` is told of a wait.
    """
    if request.output is None:
        return build(request, progress)
    try:
        own = _folders(read_config(request.site, request.base_url))
    except SiteError:
        # It says what is wrong, and there is nothing to publish.
        return build(replace(request, output=None), progress)
    with turn(request.output, say):
        return _build_and_remember(request, own, progress)


def _build_and_remember(request: Request, own: Sequence[str], progress: Progress) -> BuildReport:
    began, before = time.time_ns(), _looks(request, own) if request.cache else None
    report = build(request, progress)
    if before and report.exit != CANNOT_GO_ON:
        with suppress(DiskError):  # The site is there; only that it is will not be remembered.
            remember(request, own, before, began, report)
    return report


def _folders(config: SiteConfig) -> list[str]:
    """Return the folders that a site names itself: of its programs, of a language's pages."""
    package = config.programs.package.replace(".", "/")
    return [*([package] if package else ()), *(locale.content for locale in config.locales)]


def _looks(request: Request, own: Sequence[str]) -> Looks | None:
    try:
        return look(request, own)
    except (OSError, ValueError):
        return None  # The build says what cannot be read.


def serve_site(
    request: Request,
    options: argparse.Namespace,
    say: Callable[[str], None],
    failed: Callable[[Exception], None],
) -> None:
    """Show the site while it is written; `failed` is told of faults of our own."""
    with executor_of(request) as executor:
        preview = Preview(request, executor.run)
        serve(preview, options.port, opens=options.open, say=say, failed=failed)
