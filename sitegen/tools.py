"""Commands that build nothing: each says what it did, line by line."""

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from sitegen.cache import Cache
from sitegen.doctor import examine
from sitegen.errors import SiteError
from sitegen.exchange import export_page, import_page
from sitegen.explain import explain
from sitegen.messages import is_program, stamp_program, update_messages
from sitegen.migration.migrate import import_hugo
from sitegen.model.problem import Place, Problem
from sitegen.new import new_page
from sitegen.request import Request
from sitegen.stamping import is_translated, key_of, stamp_page
from sitegen.status import STATUS_FORMATS, read_book, read_status


def _messages(_: argparse.Namespace, request: Request) -> Iterator[str]:
    """Update the catalogues and say what is left to do in each."""
    for one in update_messages(request.site, request.folders("templates")):
        state = "updated" if one.changed else "unchanged"
        left = f"{one.missing} missing, {one.fuzzy} fuzzy, {one.obsolete} obsolete"
        yield f"{one.path}: {state}; {left}"


def _stamp(options: argparse.Namespace, request: Request) -> Iterator[str]:
    """Stamp a page by its key, address or file, and a program by its name: a lesson has both."""
    name, locale = options.name, options.locale
    book = read_book(request.site, request.folders("templates"))
    has_program = is_program(request.site, name)
    if has_program:
        yield from stamp_program(request.site, name, locale)
    if not has_program or is_translated(name, book):
        yield from stamp_page(request.site, book, name, locale)


def _export(options: argparse.Namespace, request: Request) -> Iterator[str]:
    book = read_book(request.site, request.folders("templates"))
    text = export_page(book, options.name, options.locale)
    stem = key_of(options.name, book).rpartition("/")[2] or "index"
    file: Path = options.to or Path(f"{stem}.{options.locale}.po")
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise SiteError(Problem("usage", Place(str(file)), message)) from error
    yield f"{file}: {text.count('msgctxt')} texts"


def _import(options: argparse.Namespace, request: Request) -> Iterator[str]:
    book = read_book(request.site, request.folders("templates"))
    yield from import_page(request.site, book, options.file)


def _import_hugo(options: argparse.Namespace, request: Request) -> Iterator[str]:
    """Write the site.yaml of another folder than the site's, which need not be one yet."""
    templates = [folder / "shortcodes" for folder in request.folders("templates")]
    known = {file.stem for folder in templates for file in folder.glob("*.html")}
    yield from import_hugo(options.folder, known)


def _status(options: argparse.Namespace, request: Request) -> Iterator[str]:
    yield STATUS_FORMATS[options.format](read_status(request.site, request.folders("templates")))


def _new(options: argparse.Namespace, request: Request) -> Iterator[str]:
    yield from new_page(request.site, request.folders("templates"), options.name, options.title)


def _doctor(_: argparse.Namespace, request: Request) -> Iterator[str]:
    yield from examine(request)


def _explain(options: argparse.Namespace, request: Request) -> Iterator[str]:
    yield from explain(
        request.site, request.folders("templates"), Cache(request.cache), options.program
    )


def _clean(options: argparse.Namespace, request: Request) -> Iterator[str]:
    before = time.time() - options.older_than * 86_400
    yield f"{Cache(request.cache).prune(before)} entries removed from {request.cache}"


TOOLS: Mapping[str, Callable[[argparse.Namespace, Request], Iterable[str]]] = {
    "new": _new,
    "doctor": _doctor,
    "messages": _messages,
    "stamp": _stamp,
    "status": _status,
    "export": _export,
    "import": _import,
    "import-hugo": _import_hugo,
    "explain": _explain,
    "clean": _clean,
}
