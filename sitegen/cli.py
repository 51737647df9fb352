"""The command line: arguments → request, report → words and exit code."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sitegen.cache import Cache
from sitegen.errors import SiteError
from sitegen.explain import explain
from sitegen.messages import is_program, stamp_program, update_messages
from sitegen.model.output import BuildReport
from sitegen.pipeline import Request, build
from sitegen.progress import Progress, Show, silent
from sitegen.report import FORMATS, as_json
from sitegen.serve import serve
from sitegen.stamping import stamp_page
from sitegen.status import STATUS_FORMATS, read_book, read_status

EXITS = """exit codes:
  0  the site is right (there may be warnings)
  1  something in it is wrong; nothing was published unless --keep-going
  2  the build could not go on: usage, site.yaml, catalogues, templates, output
130  interrupted; the last site is as it was"""

INTERRUPTED = 130
"""What shells give a program that Ctrl-C ended."""


def parser() -> argparse.ArgumentParser:
    """Return the parser; every option may stand before or after the command."""
    options = _options()
    top = argparse.ArgumentParser(
        prog="build.py",
        description="Build a tutorial site in several languages from one set of programs.",
        epilog=EXITS,
        parents=[options],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(
        dest="command", metavar="{build,check,status,messages,stamp,explain,clean,serve}"
    )
    commands.add_parser("build", parents=[options], help="build and publish (the default)")
    checking = commands.add_parser("check", parents=[options], help="build without publishing")
    checking.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help="how problems are written"
    )
    telling = commands.add_parser(
        "status", parents=[options], help="say which translations are fresh, stale or missing"
    )
    telling.add_argument("--format", choices=sorted(STATUS_FORMATS), default="text")
    commands.add_parser("messages", parents=[options], help="bring all catalogues up to date")
    explaining = commands.add_parser(
        "explain", parents=[options], help="say whether a program would run, and why"
    )
    explaining.add_argument("program", metavar="PROGRAM")
    stamping = commands.add_parser(
        "stamp",
        parents=[options],
        help="say that a translated page, or a program's fuzzy words, are still right",
    )
    stamping.add_argument("name", metavar="PAGE|PROGRAM")
    stamping.add_argument("--locale", metavar="L", default="", help="only in this language")
    cleaning = commands.add_parser("clean", parents=[options], help="prune the cache")
    cleaning.add_argument("--older-than", type=float, metavar="DAYS", default=30.0)
    serving = commands.add_parser("serve", parents=[options], help="build, then show on loopback")
    serving.add_argument("--port", type=int, default=8000, help="0 takes any free port")
    return top


def _options() -> argparse.ArgumentParser:
    """Return the options of all commands; unset ones leave no trace, so either place may set."""
    options = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = options.add_argument_group("the site")
    group.add_argument("--site", type=Path, metavar="DIR", help="the site (default: this one)")
    group.add_argument("--output", type=Path, metavar="DIR", help="default: DIR/public")
    group.add_argument("--base-url", metavar="URL", help="instead of the one in site.yaml")
    group = options.add_argument_group("the build")
    group.add_argument("--jobs", type=int, metavar="N", help="programs run at once (all cores)")
    group.add_argument("--cache-dir", type=Path, metavar="DIR", help="default: DIR/.cache")
    group.add_argument("--no-cache", action="store_true", help="run everything, keep nothing")
    group.add_argument("--no-search", action="store_true", help="leave the search index out")
    group.add_argument("--keep-going", action="store_true", help="publish in spite of errors")
    group.add_argument("--report", type=Path, metavar="FILE", help="write what was done as JSON")
    group.add_argument("--quiet", action="store_true", help="print nothing but problems")
    return options


def main(arguments: Sequence[str], home: Path) -> int:
    """Run the command line for the site and theme in `home`; return the exit code."""
    options = parser().parse_args(arguments)
    try:
        return _run(options, home)
    except SiteError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read what we say has gone; Python would complain once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; the last site is as it was", file=sys.stderr)
        return INTERRUPTED


def _run(options: argparse.Namespace, home: Path) -> int:
    command = options.command or "build"
    quiet = getattr(options, "quiet", False)
    request = _request(options, home)
    if command in TOOLS:
        for line in TOOLS[command](options, request):
            if not quiet:
                print(line)
        return 0
    if command == "check":
        request = replace(request, output=None)
    if getattr(options, "jobs", 1) < 1:
        parser().error("--jobs must be at least 1")
    report = build(request, Progress(display(quiet=quiet)))
    if written := FORMATS[getattr(options, "format", "text")](report.problems):
        print(written, file=sys.stdout if command == "check" else sys.stderr)
    if not _write_report(options, report):
        return 2
    if not quiet:
        print(_summary(report, request), file=sys.stderr)
    if command == "serve" and request.output and report.exit != 2:
        serve(request.output, options.port)
    return report.exit


def _messages(_: argparse.Namespace, request: Request) -> Iterator[str]:
    """Update the catalogues and say what is left to do in each."""
    for one in update_messages(request.site, request.folders("templates")):
        state = "updated" if one.changed else "unchanged"
        left = f"{one.missing} missing, {one.fuzzy} fuzzy, {one.obsolete} obsolete"
        yield f"{one.path}: {state}; {left}"


def _stamp(options: argparse.Namespace, request: Request) -> Iterator[str]:
    """Stamp a program by its name, or a page by its key, address or file."""
    if is_program(request.site, options.name):
        yield from stamp_program(request.site, options.name, options.locale)
    else:
        book = read_book(request.site, request.folders("templates"))
        yield from stamp_page(request.site, book, options.name, options.locale)


def _status(options: argparse.Namespace, request: Request) -> Iterator[str]:
    yield STATUS_FORMATS[options.format](read_status(request.site, request.folders("templates")))


def _explain(options: argparse.Namespace, request: Request) -> Iterator[str]:
    yield from explain(
        request.site, request.folders("templates"), Cache(request.cache), options.program
    )


def _clean(options: argparse.Namespace, request: Request) -> Iterator[str]:
    before = time.time() - options.older_than * 86_400
    yield f"{Cache(request.cache).prune(before)} entries removed from {request.cache}"


TOOLS: Mapping[str, Callable[[argparse.Namespace, Request], Iterable[str]]] = {
    "messages": _messages,
    "stamp": _stamp,
    "status": _status,
    "explain": _explain,
    "clean": _clean,
}
"""Commands that build nothing: each says what it did, line by line."""


def _request(options: argparse.Namespace, home: Path) -> Request:
    site = getattr(options, "site", home).resolve()
    cache = getattr(options, "cache_dir", site / ".cache").resolve()
    return Request(
        site=site,
        theme=home,
        output=getattr(options, "output", site / "public").resolve(),
        cache=None if getattr(options, "no_cache", False) else cache,
        base_url=getattr(options, "base_url", ""),
        jobs=getattr(options, "jobs", os.cpu_count() or 1),
        keep_going=getattr(options, "keep_going", False),
        search=not getattr(options, "no_search", False),
    )


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
