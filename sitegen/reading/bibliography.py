"""`content/references.bib` → References, read with bibtexparser."""

import logging
from collections.abc import Mapping
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import NameParts, SeparateCoAuthors, SplitNameParts
from bibtexparser.model import DuplicateBlockKeyBlock, Entry

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
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    problems = []
    for block in library.failed_blocks:
        message, hint = "malformed entry", "check its braces and commas"
        if isinstance(block, DuplicateBlockKeyBlock):
            message, hint = f"key '{block.key}' appears twice", "rename one"
        place = Place(PATH, (block.start_line or 0) + 1)
        problems.append(Problem("bibliography", place, message, hint))
    if problems:
        raise SiteError(problems)
    return {entry.key: _reference(entry) for entry in library.entries}


def _reference(entry: Entry) -> Reference:
    fields = {field.key.lower(): field.value for field in entry.fields}

    def text(*names: str) -> str:
        found = next((str(fields[name]) for name in names if name in fields), "")
        return found.replace("{", "").replace("}", "").replace("--", "–").strip()

    names = [_name(author) for author in fields.get("author", ())]
    return Reference(
        key=entry.key,
        kind=entry.entry_type.lower(),
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
        note=text("note"),
        doi=text("doi"),
        isbn=text("isbn"),
        url=text("url"),
    )


def _name(author: NameParts) -> str:
    """Return a name with the given names first; braces keep a group's name whole."""
    parts = (*author.first, *author.von, *author.last, *author.jr)
    return " ".join(parts).replace("{", "").replace("}", "")
