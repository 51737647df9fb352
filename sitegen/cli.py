"""The command line: arguments → request, report → words and exit code."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sitegen.arguments import parser
from sitegen.errors import SiteError, refused
from sitegen.model.output import BuildReport
from sitegen.model.problem import Place, Problem, graded
from sitegen.progress import Progress, Show, silent
from sitegen.report import FORMATS, as_json, problems_as_text
from sitegen.request import Request
from sitegen.unchanged import last_report

CANNOT_GO_ON = 2

FAULT = 70
"""What systems give a program that is itself at fault."""

INTERRUPTED = 130
"""What shells give a program that Ctrl-C ended."""


def main(arguments: Sequence[str], home: Path, theme: Path | None = None) -> int:
    """Run the command line for the site in `home`; return the exit code.

    What a site does not bring itself it takes from `theme`, by default from `home` as well.
    """
    options = parser(_called(theme)).parse_args(arguments)
    try:
        return _run(options, home, theme or home)
    except SiteError as error:
        _say(str(error))
        return CANNOT_GO_ON
    except BrokenPipeError:
        # Whoever read what we say has gone; Python would complain once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; the last site is as it was", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - what nobody has thought of is told as well
        return _fail(error, options, home)


def _run(options: argparse.Namespace, home: Path, theme: Path) -> int:
    command = options.command or "build"
    quiet = getattr(options, "quiet", False)
    request = _request(options, home, theme)
    if command == "build" and (report := last_report(request)):
        return _tell(report, options, request, quiet=quiet)
    # Loading what follows takes longer than finding out that there is nothing to do.
    from sitegen import commands  # noqa: PLC0415

    if command in commands.TOOLS:
        for line in commands.TOOLS[command](options, request):
            if not quiet:
                print(line)
        return 0
    if command == "check":
        request = replace(request, output=None)
    if getattr(options, "jobs", 1) < 1:
        parser(_called(theme)).error("--jobs must be at least 1")
    if command == "serve":
        commands.serve_site(
            replace(request, output=None),
            options,
            _say,
            lambda error: _say(_account(error, request.cache)),
        )
        return 0
    report = commands.build_site(request, Progress(display(quiet=quiet)), _say)
    return _tell(report, options, request, quiet=quiet)


def _tell(
    report: BuildReport, options: argparse.Namespace, request: Request, *, quiet: bool
) -> int:
    """Say what a build did and found; return the exit code."""
    _clear_line()
    if written := FORMATS[getattr(options, "format", "text")](report.problems):
        print(written, file=sys.stdout if options.command == "check" else sys.stderr)
    if not _write_report(options, report):
        return CANNOT_GO_ON
    if getattr(options, "verbose", False):
        for stage, seconds in report.seconds.items():
            _say(f"{seconds:8.2f} s  {stage}")
    if not quiet:
        _say(_summary(report, request))
    return report.exit


def _fail(error: Exception, options: argparse.Namespace, home: Path) -> int:
    """Tell of what nobody has thought of: a disk that refuses, or a fault of our own."""
    _clear_line()
    if getattr(options, "verbose", False):
        traceback.print_exception(error)
    if isinstance(error, OSError):
        problems = graded(refused(error).problems, {})
        code, said = CANNOT_GO_ON, problems_as_text(problems)
    else:
        cache = None
        with suppress(Exception):  # It may be at fault itself.
            cache = _request(options, home, home).cache
        code, said, problems = FAULT, _account(error, cache), ()
    _say(said)
    _write_report(options, BuildReport(problems=problems, exit=code))
    return code


def _account(error: Exception, cache: Path | None) -> str:
    """Write down a fault of our own and return how to tell of it."""
    from sitegen.crash import crashed  # noqa: PLC0415 - most builds go without

    return crashed(error, cache, os.environ)


def _called(theme: Path | None) -> str:
    """Return what the program is called: it is installed where the theme is not the site's."""
    return "sitegen" if theme else "build.py"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _clear_line() -> None:
    """Remove what shows the progress of a build that ended in the midst of a stage."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _request(options: argparse.Namespace, home: Path, theme: Path) -> Request:
    site = getattr(options, "site", home).resolve()
    cache = getattr(options, "cache_dir", site / ".cache").resolve()
    return Request(
        site=site,
        theme=theme,
        output=getattr(options, "output", site / "public").resolve(),
        cache=None if getattr(options, "no_cache", False) else cache,
        base_url=getattr(options, "base_url", ""),
        jobs=getattr(options, "jobs", os.cpu_count() or 1),
        keep_going=getattr(options, "keep_going", False),
        search=not getattr(options, "no_search", False),
        as_of=getattr(options, "as_of", None),
        force=getattr(options, "force", False),
        scheduler=_scheduler(options),
    )


def _scheduler(options: argparse.Namespace) -> str:
    """Return the address of the cluster to work on; nothing for this machine."""
    scheduler: str = getattr(options, "scheduler", "")
    is_dask = getattr(options, "executor", "local") == "dask"
    if is_dask != bool(scheduler):
        given, missing = ("dask", "--scheduler") if is_dask else (scheduler, "--executor dask")
        option = "--executor" if is_dask else "--scheduler"
        message, hint = f"{option} {given} needs {missing}", "say both, or none"
        raise SiteError(Problem("usage", Place("command line"), message, hint))
    return scheduler


def _write_report(options: argparse.Namespace, report: BuildReport) -> bool:
    if not hasattr(options, "report"):
        return True
    try:
        options.report.write_text(as_json(report) + "\n", encoding="utf-8")
    except OSError as error:
        print(f"{options.report}: the report cannot be written: {error.strerror}", file=sys.stderr)
        return False
    return True


def _summary(report: BuildReport, request: Request) -> str:
    """Return what a person wants to know at the end: what was done and where to look."""
    seconds = sum(report.seconds.values())
    errors = sum(problem.severity == "error" for problem in report.problems)
    warnings = len(report.problems) - errors
    done = f"{report.pages} pages, {len(report.programs_run)} program runs, {seconds:.1f} s"
    found = f"{errors} errors, {warnings} warnings" if report.problems else "no problems"
    if report.published and request.output:
        return f"{done}; {found}. Open {request.output / 'index.html'}"
    if request.output is None:
        return f"{done}; {found}."
    return f"{done}; {found}. Nothing was published; the last site is as it was."


def display(*, quiet: bool) -> Show:
    """Return how progress is shown: not at all, as plain lines, or as a moving line."""
    if quiet:
        return silent
    return _moving_line if sys.stderr.isatty() else _plain_lines


def _plain_lines(stage: str, done: int, total: int, elapsed: float) -> None:
    if done == 0:
        steps = f" ({total})" if total else ""
        print(f"{elapsed:6.1f} s  {stage}{steps}", file=sys.stderr)


def _moving_line(stage: str, done: int, total: int, elapsed: float) -> None:
    steps = f" {done} of {total}" if total else ""
    ends = "\n" if total and done == total else ""
    print(f"\r\x1b[K{elapsed:6.1f} s  {stage}{steps}", end=ends, file=sys.stderr, flush=True)
