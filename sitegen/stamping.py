"""`stamp PAGE`: "reviewed, still right", said of a page's translations."""

from pathlib import Path

from sitegen.errors import SiteError
from sitegen.model.freshness import OPENING, stamps_of
from sitegen.model.page import State
from sitegen.model.problem import Place, Problem, did_you_mean
from sitegen.reading.entries import with_stamps
from sitegen.reading.text import rewrite
from sitegen.status import Book


def stamp_page(folder: Path, book: Book, name: str, locale: str) -> list[str]:
    """Give a page's translations the stamps of its sections.

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
        rewrite(folder / path, lambda text: with_stamps(text, stamps))
        lines.append(f"{path}: {len(stamps)} sections stamped")
    if not lines:
        message = f"'{name}' is not translated into {', '.join(codes)}"
        raise SiteError(Problem("usage", Place("stamp"), message))
    return lines


def is_translated(name: str, book: Book) -> bool:
    """Tell whether there is a page of this name, and a translation of it."""
    try:
        pages = book.site.translations(key_of(name, book))
    except SiteError:
        return False
    translated = [page for page in pages if page.state is State.TRANSLATED]
    return any(page.locale in book.translations for page in translated)


def key_of(name: str, book: Book) -> str:
    """Return the key of a page named by its key, address or file, or by the last part of those.

    Raises SiteError when there is none, or more than one.
    """
    bare = name.removeprefix("content/").removesuffix(".md").strip("/")
    for code in book.site.config.codes:
        bare = bare.removesuffix(f".{code}")
    bare = bare.removesuffix("_index").strip("/")
    bare = "" if bare == OPENING else bare
    if bare in book.sections:
        return bare
    found = [key for key in book.sections if key.rpartition("/")[2] == bare]
    if len(found) == 1:
        return found[0]
    hint = did_you_mean(bare, book.sections)
    message = f"there are {len(found)} pages of this name" if found else "there is no such page"
    raise SiteError(Problem("usage", Place(name), message, hint))
