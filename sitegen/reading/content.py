"""`content/` → Documents: one Markdown file, one page in one locale."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from babel import localedata

from sitegen.errors import SiteError
from sitegen.model.config import SiteConfig
from sitegen.model.page import Document, Source, named_after, own_program
from sitegen.model.problem import Place, Problem, did_you_mean
from sitegen.reading.frontmatter import parse_page
from sitegen.reading.hugo_files import hugo_sources
from sitegen.reading.hugo_page import parse_hugo_page
from sitegen.reading.text import read_text

MARKDOWN = (".md", ".markdown", ".mdown")
"""How the names of Markdown files end, in other places."""


def read_content(site: Path, config: SiteConfig) -> tuple[list[Document], list[Problem]]:
    """Read every Markdown file of `content/`, in the order of their paths.

    A file that cannot be read is a problem and left out; the others go on.
    """
    documents = []
    problems: list[Problem] = []
    is_hugo = config.dialect.hugo
    names = hugo_sources(site, config) if is_hugo else sorted(markdown_files(site / "content"))
    if not names:
        message, hint = "there is no page", "write content/_index.md"
        raise SiteError(Problem("configuration", Place("content"), message, hint))
    for name in names:
        try:
            source = name if isinstance(name, Source) else _source_of(name, config)
            document, faults = _read(site, source, config)
        except SiteError as error:
            problems += error.problems
        else:
            documents.append(document)
            problems += faults
    if is_hugo:
        doubts = (fault for one in documents for fault in _doubts(one, config))
        return documents, [*problems, *doubts]
    return documents, [*problems, *_misnamed(site / "content")]


def _doubts(document: Document, config: SiteConfig) -> Iterator[Problem]:
    """Yield a problem when a page of a book is probably not what its name says.

    Its name may end in what was meant as a language; at the root, a bundle hides all pages.
    """
    if document.key == "" and not document.is_section:
        message = "is a bundle at the root: no other page of the folder is read"
        yield Problem("url", document.at(), message, "call it _index.md")
    suffix = document.key.rpartition("/")[2].rpartition(".")[2]
    if suffix != document.key.rpartition("/")[2] and looks_like_locale(suffix):
        message = f"'{suffix}' is no locale of this site: the page is one in '{document.locale}'"
        yield Problem("orphan", document.at(), message, did_you_mean(suffix, config.codes))


def _misnamed(content: Path) -> Iterator[Problem]:
    """Yield the files that somebody may take for pages, and that are none by their name."""
    for file in sorted(content.rglob("*")):
        if file.suffix != ".md" and file.suffix.lower() in MARKDOWN and file.is_file():
            path = file.relative_to(content.parent).as_posix()
            message, hint = f"is not read: it ends in {file.suffix}", "pages end in .md"
            yield Problem("orphan", Place(path), message, hint)


def markdown_files(content: Path) -> Iterator[str]:
    """Yield the paths of all Markdown files below `content`, with forward slashes."""
    for folder, names, files in os.walk(content):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in files:
            if name.endswith(".md") and not name.startswith("."):
                yield (Path(folder) / name).relative_to(content).as_posix()


def _source_of(relative: str, config: SiteConfig) -> Source:
    """Return which page a file of `content/` is."""
    path = f"content/{relative}"
    _refuse_unreadable(path)
    folder, _, name = relative.rpartition("/")
    stem, locale = _locale_of(name.removesuffix(".md"), path, config)
    is_section = stem == "_index"
    key = folder if is_section else f"{folder}/{stem}".removeprefix("/")
    return Source(path, key, locale, is_section)


def _read(site: Path, source: Source, config: SiteConfig) -> tuple[Document, list[Problem]]:
    path, key = source.path, source.key
    _refuse_unreadable(path)
    text = read_text(site / path, path, "encoding")
    parse = parse_hugo_page if config.dialect.hugo else parse_page
    parts, problems = parse(text, path, config.codes)
    programs = (own_program(key),) if parts.front.execute else parts.front.programs
    title = parts.front.title or named_after(key) or config.title[source.locale]
    document = Document(
        path=path,
        key=key,
        locale=source.locale,
        is_section=source.is_section,
        front=replace(parts.front, programs=programs, title=title),
        body=parts.body,
        body_line=parts.body_line,
        lines=parts.lines,
    )
    return document, problems


def _refuse_unreadable(path: str) -> None:
    """Raise when a path cannot be shown to anybody."""
    if not path.isprintable() or any("\udc80" <= letter <= "\udcff" for letter in path):
        shown = path.encode("utf-8", "backslashreplace").decode()
        raise SiteError(Problem("encoding", Place(shown), "its name is not UTF-8", "rename it"))


def _locale_of(stem: str, path: str, config: SiteConfig) -> tuple[str, str]:
    """Split `em.ko` into name and locale; without a suffix the page is in the source locale."""
    name, dot, suffix = stem.rpartition(".")
    if suffix in config.codes and dot:
        return name, suffix
    if dot and looks_like_locale(suffix):
        message = f"'{suffix}' is no locale of this site"
        hint = did_you_mean(suffix, config.codes)
        raise SiteError(Problem("front-matter", Place(path), message, hint))
    return stem, config.source_locale


def looks_like_locale(suffix: str) -> bool:
    """Tell whether somebody meant a language by this suffix: `jp`, `fr` or `pt-BR`."""
    language, _, region = suffix.partition("-")
    if not language.isascii() or not language.isalpha():
        return False
    return len(language) == 2 or (bool(region) and localedata.exists(language))
