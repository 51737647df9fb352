"""`status` and `stamp PAGE`: which translations say what their source says now."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import SiteError
from sitegen.model.freshness import OPENING, Freshness, stamps_of, states
from sitegen.model.page import Page, State
from sitegen.model.problem import Place, Problem, did_you_mean
from sitegen.model.site import Site
from sitegen.model.skeleton import Section
from sitegen.output.templating import Templates
from sitegen.reading.assemble import assemble
from sitegen.reading.config import read_config
from sitegen.reading.content import read_content
from sitegen.reading.stamps import with_stamps
from sitegen.text.markdown import make_parser
from sitegen.text.outline import sections_of

EXCLUDED = "excluded"
"""What a page is in a locale that it is deliberately not for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A page in one language: its state, and the sections that are not fresh."""

    key: str
    locale: str
    state: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A site as it was read, and the sections of its source pages."""

    site: Site
    sections: Mapping[str, tuple[Section, ...]]

    @property
    def translations(self) -> tuple[str, ...]:
        """The languages besides the source's."""
        config = self.site.config
        return tuple(code for code in config.codes if code != config.source_locale)


def read_book(folder: Path, templates: Sequence[Path]) -> Book:
    """Read a site; raises SiteError when that is impossible."""
    config = read_config(folder)
    sources, problems = read_content(folder, config)
    if problems:
        raise SiteError(problems)
    site, _ = assemble(sources, config, {}, {}, frozenset())
    signatures = Templates(templates).signatures()
    parser = make_parser(signatures, single_dollar=config.single_dollar)
    pages = {key: site.page(key, config.source_locale) for key in site.keys}
    found = {key: page for key, page in pages.items() if page}
    return Book(
        site, {key: sections_of(page, site, parser, signatures) for key, page in found.items()}
    )


def status(book: Book) -> Iterator[Row]:
    """Yield every page of the source in every other language."""
    for key, sections in book.sections.items():
        for code in book.translations:
            page = book.site.page(key, code)
            if page is None:
                yield Row(key, code, EXCLUDED)
            elif page.state is State.FALLBACK:
                yield Row(key, code, Freshness.MISSING)
            else:
                yield _row(page, sections)


def _row(page: Page, sections: Sequence[Section]) -> Row:
    found = list(states(sections, page.document.front.stamps))
    old = tuple(one.id or OPENING for one, state in found if state is not Freshness.FRESH)
    if not old:
        return Row(page.key, page.locale, Freshness.FRESH)
    stamped = bool(page.document.front.stamps)
    return Row(page.key, page.locale, Freshness.STALE if stamped else Freshness.UNSTAMPED, old)


def as_table(rows: Sequence[Row]) -> str:
    """Return the rows as a table of pages and languages, and the stale sections below it."""
    codes = list(dict.fromkeys(row.locale for row in rows))
    cells = {(row.key, row.locale): _cell(row) for row in rows}
    keys = list(dict.fromkeys(row.key for row in rows))
    wide = max(len(name) for name in ("page", *map(_name, keys)))
    lines = [f"{'page':{wide}}  " + "  ".join(f"{code:11}" for code in codes)]
    for key in keys:
        found = "  ".join(f"{cells[key, code]:11}" for code in codes)
        lines.append(f"{_name(key):{wide}}  {found}".rstrip())
    stale = [row for row in rows if row.state == Freshness.STALE]
    lines += [f"stale: {_name(row.key)} [{row.locale}] {', '.join(row.sections)}" for row in stale]
    return "\n".join(line.rstrip() for line in lines)


def _name(key: str) -> str:
    return f"/{key}"


def _cell(row: Row) -> str:
    return f"{row.state} ({len(row.sections)})" if row.state == Freshness.STALE else str(row.state)


def as_json(rows: Sequence[Row]) -> str:
    """Return the rows as JSON, in their order."""
    pages = [
        {"page": _name(row.key), "locale": row.locale, "state": str(row.state)}
        | ({"sections": list(row.sections)} if row.sections else {})
        for row in rows
    ]
    return json.dumps({"version": 1, "pages": pages}, ensure_ascii=False, indent=1)


STATUS_FORMATS = {"text": as_table, "json": as_json}


def stamp_page(folder: Path, book: Book, name: str, locale: str) -> list[str]:
    """Say "reviewed, still right" of a page: its translations get the stamps of its sections.

    Returns a line per translation. Raises SiteError when there is no such locale, or no
    translation to stamp.
    """
    key = key_of(name, book)
    codes = [code for code in book.translations if locale in ("", code)]
    if not codes:
        hint = did_you_mean(locale, book.translations)
        raise SiteError(Problem("usage", Place("stamp"), f"'{locale}' is no translation", hint))
    stamps = stamps_of(book.sections[key])
    lines = []
    for code in codes:
        page = book.site.page(key, code)
        if page is None or page.state is State.FALLBACK:
            continue
        path = page.document.path
        file = folder / path
        file.write_text(with_stamps(file.read_text(encoding="utf-8"), stamps), encoding="utf-8")
        lines.append(f"{path}: {len(stamps)} sections stamped")
    if not lines:
        message = f"'{name}' is not translated into {', '.join(codes)}"
        raise SiteError(Problem("usage", Place("stamp"), message))
    return lines


def key_of(name: str, book: Book) -> str:
    """Return the key of a page named by its key, address or file; raises SiteError for none."""
    bare = name.removeprefix("content/").removesuffix(".md").strip("/")
    for code in book.site.config.codes:
        bare = bare.removesuffix(f".{code}")
    bare = bare.removesuffix("_index").strip("/")
    bare = "" if bare == OPENING else bare
    if bare not in book.sections:
        hint = did_you_mean(bare, book.sections)
        raise SiteError(Problem("usage", Place("stamp"), f"there is no page '{name}'", hint))
    return bare
