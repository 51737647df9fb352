"""The arguments of the command line."""

import argparse
from datetime import date
from pathlib import Path

from sitegen.report import FORMATS

EXITS = """exit codes:
  0  the site is right (there may be warnings)
  1  something in it is wrong; nothing was published unless --keep-going
  2  the build could not go on: usage, site.yaml, catalogues, templates, output
 70  a fault of this program itself; it says where it is written down
130  interrupted; the last site is as it was"""


def parser(prog: str = "build.py") -> argparse.ArgumentParser:
    """Return the parser; every option may stand before or after the command."""
    options = _options()
    top = argparse.ArgumentParser(
        prog=prog,
        description="Build a tutorial site in several languages from one set of programs.",
        epilog=EXITS,
        parents=[options],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(
        dest="command",
        metavar="{build,check,serve,new,status,stamp,export,import,import-hugo,messages,explain,"
        "doctor,clean}",
    )

    def command(name: str, says: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, parents=[options], help=says, description=f"{says[:1].upper()}{says[1:]}."
        )

    command("build", "build and publish (the default)")
    checking = command("check", "build without publishing")
    checking.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help="how problems are written"
    )
    telling = command("status", "say which translations are fresh, stale or missing")
    telling.add_argument("--format", choices=("json", "text"), default="text")
    command("messages", "bring all catalogues up to date")
    explaining = command("explain", "say whether a program would run, and why")
    explaining.add_argument("program", metavar="PROGRAM")
    stamping = command("stamp", "say that translations of a page, or a program's words, are right")
    stamping.add_argument("name", metavar="PAGE|PROGRAM")
    stamping.add_argument("--locale", metavar="L", default="", help="only in this language")
    beginning = command("new", "begin a lesson in every language, with its program")
    beginning.add_argument("name", metavar="SECTION/SLUG", help="its place: basic/outliers")
    beginning.add_argument("--title", required=True, help="its title, for you to translate")
    command("doctor", "look at this machine, say what to do")
    exporting = command("export", "write a page's blocks as a .po for a translator")
    exporting.add_argument("name", metavar="PAGE")
    exporting.add_argument("--locale", metavar="L", required=True, help="of the translation")
    exporting.add_argument("--to", type=Path, metavar="FILE", help="default: PAGE.L.po, here")
    importing = command("import", "take such a .po back")
    importing.add_argument("file", type=Path, metavar="FILE")
    converting = command("import-hugo", "write the site.yaml of a book that is kept in Hugo")
    converting.add_argument("folder", type=Path, metavar="DIR", help="the folder of the book")
    cleaning = command("clean", "prune the cache")
    cleaning.add_argument(
        "--older-than",
        type=float,
        metavar="DAYS",
        default=30.0,
        help="what was used since stays (30)",
    )
    serving = command("serve", "show the site on loopback while it is written")
    serving.add_argument("--port", type=int, default=8000, help="8000; 0 takes any free port")
    serving.add_argument("--open", action="store_true", help="open a browser")
    return top


def _options() -> argparse.ArgumentParser:
    """Return the options of all commands; unset ones leave no trace, so either place may set."""
    options = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = options.add_argument_group("the site")
    group.add_argument("--site", type=Path, metavar="DIR", help="the site (default: this one)")
    group.add_argument("--output", type=Path, metavar="DIR", help="default: DIR/public")
    group.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="DATE",
        help="hide what is not shown that day (hugo)",
    )
    group.add_argument("--base-url", metavar="URL", help="instead of the one in site.yaml")
    group = options.add_argument_group("the build")
    group.add_argument("--jobs", type=int, metavar="N", help="processes at once (all cores)")
    group.add_argument(
        "--executor", choices=("dask", "local"), help="where programs and pages are made (local)"
    )
    group.add_argument(
        "--scheduler", metavar="ADDRESS", help="of the Dask cluster: tcp://10.0.0.5:8786"
    )
    group.add_argument("--cache-dir", type=Path, metavar="DIR", help="default: DIR/.cache")
    group.add_argument("--no-cache", action="store_true", help="run everything, keep nothing")
    group.add_argument("--no-search", action="store_true", help="leave the search index out")
    group.add_argument("--keep-going", action="store_true", help="publish in spite of errors")
    group.add_argument(
        "--force", action="store_true", help="replace all that is in the output, whoever wrote it"
    )
    group.add_argument("--report", type=Path, metavar="FILE", help="write what was done as JSON")
    group.add_argument(
        "--verbose", action="store_true", help="say how long each stage took, and more of faults"
    )
    group.add_argument("--quiet", action="store_true", help="print nothing but problems")
    return options
