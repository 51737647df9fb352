"""`export` and `import`: a page's blocks as a gettext catalogue, for the tools of translators."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from sitegen.disk import write_file
from sitegen.errors import SiteError
from sitegen.model.freshness import OPENING, Freshness, stamps_of, states
from sitegen.model.page import Document, State
from sitegen.model.problem import Place, Problem, did_you_mean
from sitegen.reading.entries import with_entry, with_stamps, with_words
from sitegen.reading.i18n import check_po
from sitegen.reading.text import read_text, rewrite
from sitegen.stamping import key_of
from sitegen.status import Book
from sitegen.text.units import Unit, replaced, units_of

HEADER = "X-Page"
"""The field of a catalogue's head that names the page."""

HEAD = """\
msgid ""
msgstr ""
"X-Page: {page}\\n"
"Language: {locale}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the source page and what it is in the translation, empty where it is not yet.

    `name` says which it is: `title`, or section and place (`e-step:3`).
    """

    name: str
    section: str
    text: str
    said: str
    line: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """A page of the source, its translation where there is one, and the words of both."""

    key: str
    source: Document
    own: Document | None
    units: tuple[Unit, ...]
    words: tuple[Words, ...]
    stale: frozenset[str]


def export_page(book: Book, name: str, locale: str) -> str:
    """Return the words of a page and what they are in a language, as a catalogue.

    What has changed in the source since it was translated is fuzzy. Raises SiteError when
    there is no such page or language, or when the two pages are not made alike.
    """
    page = _exchange(book, key_of(name, book), locale)
    catalog = Catalog()
    for one in page.words:
        place = [(page.source.path, one.line)]
        message = catalog.add(one.text, one.said, context=one.name, locations=place)
        # The braces of LaTeX are no placeholders, whatever Babel takes them for.
        message.flags = {"fuzzy"} if one.said and one.section in page.stale else set()
    written = io.BytesIO()
    write_po(written, catalog, width=0, omit_header=True)
    head = HEAD.format(page=page.key or OPENING, locale=locale)
    return f"{head}\n{written.getvalue().decode().strip()}\n"


def import_page(folder: Path, book: Book, file: Path) -> Iterator[str]:
    """Write a catalogue's words into its page and yield what was done; see `export_page`.

    A text whose source has changed since the export is not taken. A page that is not there
    yet is made, as a draft while words are missing. Raises SiteError when the catalogue is
    malformed, or of no page of this site.
    """
    text = read_text(file, file.name, "usage")
    check_po(text, file.name)
    page = _exchange(book, key_of(_field(text, HEADER), book), _field(text, "Language"))
    entries = {one.context or "": one for one in read_po(io.StringIO(text)) if one.id}
    texts = {one.name: one.text for one in page.words}
    late = [name for name, one in entries.items() if one.id != texts.get(name)]
    said = {name: str(one.string) for name, one in entries.items() if one.string}
    taken = {name: words for name, words in said.items() if name not in late}
    sure = {name for name in taken if not entries[name].fuzzy}
    path = page.own.path if page.own else _path_of(page.source, _field(text, "Language"))
    stamps = _stamps(page, book, sure)
    if page.own:
        rewrite(folder / path, lambda text: _written(page, text, taken, stamps))
    else:
        write_file(folder / path, _written(page, "", taken, stamps).encode())
    changed = sum(one.said != taken.get(one.name, one.said) for one in page.words)
    missing = sum(not (one.said or taken.get(one.name)) for one in page.words)
    yield f"{path}: {len(page.words)} texts, {changed} changed, {missing} missing"
    for name in late:
        yield f"{file.name}: '{name}' was not taken: its source has changed since the export"


def _exchange(book: Book, key: str, locale: str) -> Exchange:
    """Return a page and its translation side by side."""
    if locale not in book.translations:
        hint = did_you_mean(locale, book.translations)
        raise SiteError(Problem("usage", Place("export"), f"'{locale}' is no translation", hint))
    sections = book.sections[key]
    ids = [section.id for section in sections if section.id]
    page, lead = (book.site.page(key, code) for code in (locale, book.site.config.source_locale))
    assert lead is not None  # `sections` are those of the source pages.
    source = lead.document
    draft = book.drafts.get((key, locale))
    own = page.document if page and page.state is State.TRANSLATED else draft
    theirs = units_of(source, book.parser, book.signatures, ids)
    ours = units_of(own, book.parser, book.signatures, ids) if own else []
    if own and [unit.name for unit in ours] != [unit.name for unit in theirs]:
        message = f"is not made like its source ({source.path})"
        hint = "`python build.py check` says where"
        raise SiteError(Problem("structure", own.at(), message, hint, locale))
    stale = states(sections, own.front.stamps if own else {})
    said = [unit.text for unit in ours] or [""] * len(theirs)
    words = [
        Words(name, OPENING, text, own.words.get(name, "") if own else "", source.lines[name])
        for name, text in source.words.items()
    ]
    words += [
        Words(unit.name, unit.section, unit.text, own_text, source.body_line + unit.line)
        for unit, own_text in zip(theirs, said, strict=True)
    ]
    if draft and own is draft:  # What is in the source's words waits for its translation.
        words = [replace(one, said="") if one.said == one.text else one for one in words]
    old = frozenset(one.id or OPENING for one, state in stale if state is not Freshness.FRESH)
    return Exchange(key, source, own, tuple(ours or theirs), tuple(words), old)


def _stamps(page: Exchange, book: Book, sure: Iterable[str]) -> Mapping[str, str]:
    """Return the stamps of the translation once the texts in `sure` are in it."""
    if page.own and not (page.own.front.stamps or page.own.front.draft):
        return {}
    unsure = {one.section for one in page.words if one.name not in sure}
    own = page.own.front.stamps if page.own else {}
    fresh = stamps_of(book.sections[page.key])
    named = {one.section for one in page.words}
    return {
        name: stamp if name in named - unsure else own[name]
        for name, stamp in fresh.items()
        if name in own or name in named - unsure
    }


def _written(
    page: Exchange, before: str, taken: Mapping[str, str], stamps: Mapping[str, str]
) -> str:
    """Return the text of the translation's file with the words that were taken."""
    document = page.own or page.source
    body = replaced(document.body, page.units, taken)
    head = before.removesuffix(document.body) if page.own else "---\n---\n"
    text = head + body
    for one in page.words:
        said = taken.get(one.name, "" if page.own else one.text)
        if one.name in document.words and said and said != one.said:
            text = with_words(text, one.name, said)
    missing = [one for one in page.words if not one.said]
    is_whole = all(one.name in taken for one in missing)
    if not page.own and not is_whole:
        text = with_entry(text, "draft", ["draft: true"])
    elif page.own and page.own.front.draft and missing and is_whole:
        text = with_entry(text, "draft", [])
    return with_stamps(text, stamps) if stamps and not _has(page, stamps) else text


def _has(page: Exchange, stamps: Mapping[str, str]) -> bool:
    return page.own is not None and page.own.front.stamps == stamps


def _path_of(source: Document, locale: str) -> str:
    """Return the path of a translation that is not there yet."""
    path = PurePosixPath(source.path)
    stem = path.name.removesuffix(".md").removesuffix(f".{source.locale}")
    return str(path.with_name(f"{stem}.{locale}.md"))


def _field(text: str, name: str) -> str:
    """Return a field of a catalogue's head as it is written there."""
    head = text.partition("\n\n")[0]
    lines = (line.strip('"').removesuffix("\\n") for line in head.split("\n"))
    return next((line.partition(": ")[2] for line in lines if line.startswith(f"{name}: ")), "")
