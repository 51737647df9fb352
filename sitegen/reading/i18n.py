"""Catalogues: the words of the interface and of the programs, one gettext file per locale."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from sitegen.errors import SiteError
from sitegen.model.catalogue import Catalogue, Entry, UiString, placeholders
from sitegen.model.problem import Place, Problem
from sitegen.reading.text import read_text


def read_catalogue(file: Path, path: str, locale: str) -> Catalogue:
    """Read a gettext catalogue; one that does not exist is empty.

    Raises SiteError when the file is not valid.
    """
    if not file.exists():
        return Catalogue(locale, path, {})
    messages = check_po(read_text(file, path, "ui-string"), path)
    return Catalogue(
        locale,
        path,
        {
            (message.context or "", message.id): Entry(
                str(message.string), message.fuzzy, message.lineno or 0
            )
            for message in messages
            if message.id and isinstance(message.id, str)
        },
    )


def check_po(text: str, path: str) -> Catalog:
    """Return the messages of a catalogue's text; raises SiteError when it is malformed."""
    if problems := list(_open_quotes(text, path)):
        raise SiteError(problems)
    try:
        # As text, not as bytes: the header's charset is not asked, catalogues are UTF-8.
        return read_po(io.StringIO(text), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        place = Place(path, getattr(error, "lineno", -1) + 1)
        raise SiteError(Problem("ui-string", place, f"malformed catalogue: {error}")) from error


def _open_quotes(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for every line whose quotation mark is not closed; Babel cuts it silently."""
    for number, line in enumerate(text.split("\n"), 1):
        start = line.find('"')
        if start < 0 or line.lstrip().startswith("#"):
            continue
        inner = line.rstrip()[start + 1 :]
        escapes = len(inner[:-1]) - len(inner[:-1].rstrip("\\"))
        if not inner.endswith('"') or escapes % 2:
            message = "malformed catalogue: the quotation mark is not closed"
            yield Problem("ui-string", Place(path, number), message)


def read_catalogues(site: Path, package: str, codes: Iterable[str]) -> dict[str, Catalogue]:
    """Return the words of the programs of a package in these locales."""
    folder = Path(*package.split("."), "messages").as_posix()
    paths = {code: f"{folder}/{code}.po" for code in codes}
    return {code: read_catalogue(site / path, path, code) for code, path in paths.items()}


def read_interface(folders: Sequence[Path], locales: Sequence[str]) -> dict[str, Catalogue]:
    """Read `i18n/<locale>.po` of every locale; an earlier folder's entry wins."""
    catalogues = {}
    for locale in locales:
        read = [read_catalogue(f / f"{locale}.po", f"i18n/{locale}.po", locale) for f in folders]
        merged = {key: entry for one in reversed(read) for key, entry in one.entries.items()}
        catalogues[locale] = Catalogue(locale, f"i18n/{locale}.po", merged)
    return catalogues


def _placeholder_faults(string: UiString, entry: Entry, catalogue: Catalogue) -> Iterator[Problem]:
    ours, theirs = placeholders(entry.text), placeholders(string.text)
    if ours != theirs:
        have, want = (", ".join(fields) or "none" for fields in (ours, theirs))
        place = Place(catalogue.path, entry.line)
        message = f"placeholders {have} where the English has {want}"
        hint = f"in the translation of '{string.text}'"
        yield Problem("ui-string", place, message, hint, catalogue.locale)


def missing_strings(
    strings: Sequence[UiString], catalogues: Mapping[str, Catalogue]
) -> list[Problem]:
    """Return a problem for every string of the interface that a locale cannot say.

    English is the language of the templates and needs no catalogue.
    """
    problems = []
    for locale, catalogue in catalogues.items():
        if locale.split("-")[0] == "en":
            continue
        if not catalogue.entries:
            message = f"there are no words for '{locale}': the interface has {len(strings)} strings"
            hint = "`python build.py messages` writes the catalogue; translate it"
            problems.append(Problem("ui-string", Place(catalogue.path), message, hint, locale))
            continue
        for string in strings:
            entry = catalogue.entries.get((string.context, string.text))
            if entry and entry.text and not entry.fuzzy:
                problems += _placeholder_faults(string, entry, catalogue)
                continue
            state = "fuzzy" if entry and entry.fuzzy else "missing"
            problems.append(
                Problem(
                    "ui-string",
                    Place(catalogue.path, entry.line if entry else 0),
                    f"{locale}: the interface string '{string.text}' is {state}",
                    f"used in {string.place}; add a msgstr",
                    locale,
                )
            )
    return problems
