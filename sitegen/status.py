"""`status`: which translations and catalogues say what their source says now."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from sitegen.errors import SiteError
from sitegen.messages import Update, plan_messages
from sitegen.model.freshness import Freshness, Row, status
from sitegen.model.page import Document
from sitegen.model.problem import Severity, graded
from sitegen.model.shortcode import Signature
from sitegen.model.site import Site
from sitegen.model.skeleton import Section
from sitegen.output.templating import Templates
from sitegen.reading.config import read_config
from sitegen.reading.content import read_content
from sitegen.reading.site import read_site
from sitegen.text.markdown import make_parser
from sitegen.text.outline import sections_of


@dataclass(frozen=True, slots=True)
class Book:
    """A site as it was read, the sections of its source pages, and what reads its pages.

    `drafts` are the translations that are not published yet, by key and locale.
    """

    site: Site
    sections: Mapping[str, tuple[Section, ...]]
    drafts: Mapping[tuple[str, str], Document]
    parser: MarkdownIt
    signatures: Mapping[str, Signature]

    @property
    def translations(self) -> tuple[str, ...]:
        """The languages besides the source's."""
        config = self.site.config
        return tuple(code for code in config.codes if code != config.source_locale)


@dataclass(frozen=True, slots=True)
class Status:
    """The state of every page in every language, and that of the catalogues."""

    pages: tuple[Row, ...]
    catalogues: tuple[Update, ...]


def read_book(folder: Path, templates: Sequence[Path]) -> Book:
    """Read a site; raises SiteError when that is impossible."""
    config = read_config(folder)
    site, problems = read_site(folder, config)
    wrong = [one for one in graded(problems, config.checks) if one.severity is Severity.ERROR]
    if wrong:
        raise SiteError(wrong)
    signatures = Templates(templates).signatures()
    parser = make_parser(signatures, config.dialect)
    pages = {key: site.page(key, config.source_locale) for key in site.keys}
    found = {key: page for key, page in pages.items() if page}
    sections = {key: sections_of(page, site, parser, signatures) for key, page in found.items()}
    documents, _ = read_content(folder, config)
    drafts = {(one.key, one.locale): one for one in documents if one.front.draft}
    return Book(site, sections, drafts, parser, signatures)


def read_status(folder: Path, templates: Sequence[Path]) -> Status:
    """Return what is fresh and what is not; raises SiteError when the site cannot be read."""
    book = read_book(folder, templates)
    # What the site does not say itself of the interface, the theme says.
    catalogues = [
        one
        for one in plan_messages(folder, templates)
        if not one.path.startswith("i18n/") or (folder / one.path).exists()
    ]
    return Status(tuple(status(book.site, book.sections)), tuple(catalogues))


def as_table(found: Status) -> str:
    """Return a table of pages and languages, the stale sections and the catalogues below it."""
    rows = found.pages
    codes = list(dict.fromkeys(row.locale for row in rows))
    cells = {(row.key, row.locale): _cell(row) for row in rows}
    keys = list(dict.fromkeys(row.key for row in rows))
    wide = max(len(name) for name in ("page", *map(_name, keys)))
    lines = [f"{'page':{wide}}  " + "  ".join(f"{code:11}" for code in codes)]
    for key in keys:
        line = "  ".join(f"{cells.get((key, code), ''):11}" for code in codes)
        lines.append(f"{_name(key):{wide}}  {line}")
    stale = [row for row in rows if row.state is Freshness.STALE]
    lines += [f"stale: {_name(row.key)} [{row.locale}] {', '.join(row.sections)}" for row in stale]
    for one in found.catalogues:
        if one.missing or one.fuzzy or one.obsolete:
            left = f"{one.missing} missing, {one.fuzzy} fuzzy, {one.obsolete} obsolete"
            lines.append(f"catalogue: {one.path} {left}")
    return "\n".join(line.rstrip() for line in lines)


def _name(key: str) -> str:
    return f"/{key}"


def _cell(row: Row) -> str:
    return f"{row.state} ({len(row.sections)})" if row.state is Freshness.STALE else row.state


def as_json(found: Status) -> str:
    """Return pages and catalogues as JSON, in their order."""
    pages = [
        {"page": _name(row.key), "locale": row.locale, "state": row.state}
        | ({"sections": list(row.sections)} if row.sections else {})
        | ({"reason": row.reason} if row.reason else {})
        for row in found.pages
    ]
    catalogues = [
        {
            "catalogue": one.path,
            "locale": one.locale,
            "missing": one.missing,
            "fuzzy": one.fuzzy,
            "obsolete": one.obsolete,
        }
        for one in found.catalogues
    ]
    whole = {"version": 1, "pages": pages, "catalogues": catalogues}
    return json.dumps(whole, ensure_ascii=False, indent=1)


STATUS_FORMATS = {"text": as_table, "json": as_json}
