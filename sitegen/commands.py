"""The commands behind the command line, with all that they load."""

import argparse
import time
from collections.abc import Callable, Sequence

from sitegen.errors import SiteError
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


def build_site(request: Request, progress: Progress) -> BuildReport:
    """Build a site, and remember the report for when nothing will have changed."""
    if request.output is None or request.cache is None:
        return build(request, progress)
    try:
        own = _folders(read_config(request.site, request.base_url))
    except SiteError:
        return build(request, progress)  # It says what is wrong.
    began, before = time.time_ns(), _looks(request, own)
    report = build(request, progress)
    if before and report.exit != CANNOT_GO_ON:
        remember(request, own, before, began, report)
    return report


def _folders(config: SiteConfig) -> list[str]:
    """Return the folders that a site names itself: of its programs, of a language's pages."""
    package = config.programs.package.replace(".", "/")
    return [*([package] if package else ()), *(locale.content for locale in config.locales)]


def _looks(request: Request, own: Sequence[str]) -> Looks | None:
    try:
        return look(request, own)
    except OSError:
        return None  # The build says what cannot be read.


def serve_site(request: Request, options: argparse.Namespace, say: Callable[[str], None]) -> None:
    """Show the site while it is written."""
    serve(Preview(request), options.port, opens=options.open, say=say)
