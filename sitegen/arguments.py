"""The arguments of the command line."""

import argparse
from pathlib import Path

from sitegen.report import FORMATS

EXITS = """exit codes:
  0  the site is right (there may be warnings)
  1  something in it is wrong; nothing was published unless --keep-going
  2  the build could not go on: usage, site.yaml, catalogues, templates, output
130  interrupted; the last site is as it was"""


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
        dest="command",
        metavar="{build,check,serve,new,status,stamp,export,import,messages,explain,doctor,clean}",
    )
    commands.add_parser("build", parents=[options], help="build and publish (the default)")
    checking = commands.add_parser("check", parents=[options], help="build without publishing")
    checking.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help="how problems are written"
    )
    telling = commands.add_parser(
        "status", parents=[options], help="say which translations are fresh, stale or missing"
    )
    telling.add_argument("--format", choices=("json", "text"), default="text")
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
    beginning = commands.add_parser(
        "new", parents=[options], help="begin a lesson in every language, with its program"
    )
    beginning.add_argument("name", metavar="SECTION/SLUG")
    beginning.add_argument("--title", required=True)
    commands.add_parser("doctor", parents=[options], help="look at this machine, say what to do")
    exporting = commands.add_parser(
        "export", parents=[options], help="write a page's blocks as a .po for a translator"
    )
    exporting.add_argument("name", metavar="PAGE")
    exporting.add_argument("--locale", metavar="L", required=True)
    exporting.add_argument("--to", type=Path, metavar="FILE", help="default: PAGE.L.po, here")
    importing = commands.add_parser("import", parents=[options], help="take such a .po back")
    importing.add_argument("file", type=Path, metavar="FILE")
    cleaning = commands.add_parser("clean", parents=[options], help="prune the cache")
    cleaning.add_argument("--older-than", type=float, metavar="DAYS", default=30.0)
    serving = commands.add_parser(
        "serve", parents=[options], help="show the site on loopback while it is written"
    )
    serving.add_argument("--port", type=int, default=8000, help="0 takes any free port")
    serving.add_argument("--open", action="store_true", help="open a browser")
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
