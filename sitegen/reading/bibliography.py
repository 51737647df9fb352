"""`content/references.bib` → References, read with bibtexparser."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    NameParts,
    NormalizeFieldKeys,
    SeparateCoAuthors,
    SplitNameParts,
)
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    Field,
    ParsingFailedBlock,
)

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem
from sitegen.model.reference import Reference
from sitegen.reading.text import read_text

PATH = "content/references.bib"


def read_bibliography(site: Path) -> Mapping[str, Reference]:
    """Read the bibliography; a site without one has no references.

    Raises SiteError with every entry that is malformed or has a key twice.
    """
    if not (site / PATH).exists():
        return {}
    text = read_text(site / PATH, PATH, "bibliography")
    # The library also logs what it could not read; here that becomes problems.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    middleware = [NormalizeFieldKeys(), LatexDecodingMiddleware(), SeparateCoAuthors()]
    # Authors write & and % as they are; for LaTeX they would be signs of its own.
    for sign in "&%":
        text = text.replace(f"\\{sign}", sign).replace(sign, f"\\{sign}")
    library = parse_string(text, append_middleware=[*middleware, SplitNameParts()])
    problems = [_failed(block) for block in library.failed_blocks]
    raw = parse_string(text).entries
    verbatim = {entry.key: _addresses(entry) for entry in raw}
    problems += [_torn(entry) for entry in raw if any(map(_is_torn, entry.fields))]
    references = {entry.key: _reference(entry, verbatim[entry.key]) for entry in library.entries}
    for entry in library.entries:
        place = Place(PATH, (entry.start_line or 0) + 1)
        for message, hint in _faults(references[entry.key]):
            told = f"entry '{entry.key}' {message}"
            problems.append(Problem("bibliography", place, told, hint))
    if problems:
        raise SiteError(problems)
    return references


def _failed(block: ParsingFailedBlock) -> Problem:
    message, hint = "malformed entry", "check its braces and commas"
    if isinstance(block, DuplicateBlockKeyBlock):
        message, hint = f"key '{block.key}' appears twice", "rename one"
    elif isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(block.duplicate_keys))
        message, hint = f"an entry has the field {names} twice", "remove one"
    return Problem("bibliography", Place(PATH, (block.start_line or 0) + 1), message, hint)


def _is_torn(field: Field) -> bool:
    """Tell whether a value runs into the next field: `{T} year = {2000}`."""
    value = str(field.value).replace(" ", "")
    return "={" in value or '="' in value


def _torn(entry: Entry) -> Problem:
    place = Place(PATH, (entry.start_line or 0) + 1)
    message = f"entry '{entry.key}' runs two fields together"
    return Problem("bibliography", place, message, "put a comma between them")


def _faults(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield what a reader could not make sense of in an entry."""
    if not reference.title:
        yield "has no title", "write title = {…}"
    if reference.url and urlsplit(reference.url).scheme not in ("http", "https"):
        yield f"has the address '{reference.url}'", "use http or https"


def _addresses(entry: Entry) -> dict[str, str]:
    """Return the fields that are no LaTeX: a tilde in an address is a tilde."""
    values = {field.key.lower(): str(field.value) for field in entry.fields}
    kept = {key: value for key, value in values.items() if key in ("url", "doi")}
    return {key: value.replace("\\", "") for key, value in kept.items()}


def _reference(entry: Entry, addresses: Mapping[str, str]) -> Reference:
    fields = {field.key.lower(): field.value for field in entry.fields} | dict(addresses)

    def text(*names: str) -> str:
        found = next((str(fields[name]) for name in names if name in fields), "")
        plain = found.replace("{", "").replace("}", "")
        return plain.replace("---", "—").replace("--", "–").strip()

    names = [_name(author) for author in fields.get("author", ())]
    return Reference(
        key=entry.key,
        authors=tuple(name for name in names if name != "others"),
        has_more_authors="others" in names,
        year=text("year"),
        title=text("title"),
        container=text("journal", "booktitle"),
        volume=text("volume"),
        number=text("number"),
        pages=text("pages"),
        publisher=text("publisher"),
        chapter=text("chapter"),
        doi=text("doi").removeprefix("https://doi.org/").removeprefix("doi:"),
        isbn=text("isbn"),
        url=text("url"),
    )


def _name(author: NameParts) -> str:
    """Return a name with the given names first; braces keep a group's name whole."""
    parts = (*author.first, *author.von, *author.last, *author.jr)
    return " ".join(parts).replace("{", "").replace("}", "")
