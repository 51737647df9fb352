"""`import-hugo DIR`: a site.yaml for a book that is kept in Hugo, and what it cannot say."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from shlex import quote

import yaml

from sitegen.errors import SiteError
from sitegen.migration.converting import convert, themes
from sitegen.migration.counterparts import GROUPS, advice, is_harmless
from sitegen.migration.draft import Draft
from sitegen.migration.ledger import Ledger
from sitegen.model.problem import Place, Problem
from sitegen.output.publish import MANIFEST
from sitegen.reading.hugo import ENVIRONMENTS, NAMES, HugoBook, read_hugo

WIDTH = 100
"""How long a line of site.yaml may become."""

DEFAULTS = ("source_locale", "locales", "default_locale_in_subdir", "math")
"""Keys that Hugo has a value for where a book says nothing."""

SHORTCODES = ("layouts/shortcodes", "layouts/_shortcodes")

FOLDERS = {
    "layouts": "are Go templates: pages have the theme's looks, templates/ changes them",
    "assets": "are not compiled: put what pages load into static/",
    "data": "are read by no page: write the values into the pages, or record them in a program",
    "archetypes": "are not needed: 'python build.py new' begins a page",
    "i18n": "are words for Go templates: those of the interface here are i18n/<locale>.po",
}
"""What becomes of the files in the folders of a book."""


def import_hugo(folder: Path, shortcodes: Collection[str]) -> Iterator[str]:
    """Write the site.yaml of the book in `folder` and yield what it took over, and what not.

    `shortcodes` are the names of those that the theme has. Raises SiteError when there is a
    site.yaml already, no configuration of Hugo, or one that cannot be read.
    """
    file = folder / "site.yaml"
    if file.exists():
        hint = "remove it or give it another name"
        raise SiteError(Problem("usage", Place(str(file)), "is there already", hint))
    try:
        book = read_hugo(folder)
        draft = Draft(folder, Ledger(book.table), Place(_main(book.files)))
        convert(draft)
        text = as_yaml(draft.site, book.files)
    except RecursionError as error:
        message = "the configuration has tables in too many tables"
        raise SiteError(Problem("configuration", Place(str(folder)), message)) from error
    if draft.ledger.problems:
        raise SiteError(draft.ledger.problems)
    try:
        with file.open("x", encoding="utf-8") as written:
            written.write(text)
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise SiteError(Problem("usage", Place(str(file)), message)) from error
    yield from _told(draft, book)
    yield from _files(draft, shortcodes)
    yield f"next: read {file}, then: python build.py --site {quote(str(folder))}"


def _main(files: Sequence[str]) -> str:
    """Return the file in which an author would look first."""
    return next((file for file in files if Path(file).stem in NAMES), files[0])


def as_yaml(site: dict[str, object], files: Sequence[str]) -> str:
    """Return the text of a site.yaml."""
    others = f" and {len(files) - 1} more files" if len(files) > 1 else ""
    head = f"# Taken over from {_main(files)}{others} by 'python build.py import-hugo'.\n"
    return head + yaml.safe_dump(site, allow_unicode=True, sort_keys=False, width=WIDTH)


def _told(draft: Draft, book: HugoBook) -> Iterator[str]:
    """Yield what was taken over, and one line for each setting that was not."""
    left = [*draft.ledger.left()]
    summary = {
        "took over": [key for key in draft.site if key in draft.said] or ["nothing"],
        "by default": [key for key in DEFAULTS if key not in draft.said],
        "so here anyway": [one.name for one in left if is_harmless(one)],
    }
    yield from (f"{what}: {', '.join(names)}" for what, names in summary.items() if names)
    yield from draft.notes
    for path in book.unread:
        why = f"Hugo takes {book.files[0]}" if path[-1] != "/" else f"only {_environments()} count"
        yield f"{path}: is not read: {why}"
    told = [(*advice(one), one) for one in left if not is_harmless(one)]
    for group in GROUPS:
        lines = [(what, one) for name, what, one in told if name == group]
        if lines:
            yield f"{group}:"
        for what, one in lines:
            yield f"  {one.setting.place}: '{one.name}' has no counterpart: {what}"


def _environments() -> str:
    return " and ".join(f"config/{name}/" for name in ENVIRONMENTS)


def _files(draft: Draft, shortcodes: Collection[str]) -> Iterator[str]:
    """Yield what becomes of the book's files beside its pages."""
    lines = [*_templates(draft.folder, shortcodes), *_folders(draft.folder)]
    for theme in themes(draft.ledger):
        names = [name for _, name in _calls(draft.folder, f"{theme}/") if name not in shortcodes]
        if names:
            lines.append(f"{theme}: its shortcodes are not here: {', '.join(names)}")
    public = draft.folder / "public"
    if public.is_dir() and any(public.iterdir()) and not (public / MANIFEST).exists():
        lines.append("public/: Hugo made it, and it stays: remove it, or build with '--output DIR'")
    if lines:
        yield "files:"
    yield from (f"  {line}" for line in lines)


def _templates(folder: Path, shortcodes: Collection[str]) -> Iterator[str]:
    """Yield a line for each shortcode of the book."""
    for path, name in _calls(folder, ""):
        if name in shortcodes:
            said = "there is one of this name here, compare what it takes"
        else:
            plain = name.replace("/", "-")
            said = f"it is a Go template, write templates/shortcodes/{plain}.html"
        yield f"{path}: shortcode '{name}': {said}"


def _calls(folder: Path, above: str) -> Iterator[tuple[str, str]]:
    """Yield path and name of the shortcodes below a folder of the book."""
    for where in SHORTCODES:
        root = folder / above / where
        for file in sorted(root.rglob("*.html")):
            name = file.relative_to(root).with_suffix("").as_posix()
            yield file.relative_to(folder).as_posix(), name


def _folders(folder: Path) -> Iterator[str]:
    """Yield a line for each folder whose files mean nothing here."""
    for name, said in FOLDERS.items():
        paths = [
            one.relative_to(folder).as_posix()
            for one in (folder / name).rglob("*")
            if one.is_file() and not one.name.startswith(".") and one.suffix != ".po"
        ]
        count = sum(not path.startswith(SHORTCODES) for path in paths)
        if count:
            yield f"{name}/: its files ({count}) {said}"
