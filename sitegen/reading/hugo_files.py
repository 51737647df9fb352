"""The files of a book for Hugo: which are pages, of which language, and which go with a page."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from sitegen.model.config import SiteConfig
from sitegen.model.page import Page, Source
from sitegen.model.site import Site

BUNDLE, SECTION = "index", "_index"
PAGES = (".md", ".markdown", ".mdown")


def hugo_sources(site: Path, config: SiteConfig) -> list[Source]:
    """Return the Markdown files that are pages, in the order of their paths.

    What lies in a bundle beside its `index.md` belongs to it and is no page.
    """
    found = []
    keys: dict[str, str] = {}
    for root, codes in _roots(config).items():
        files = [file for file in _files(site, root, config) if file.suffix.lower() in PAGES]
        bundles = {file.parent for file in files if _stem(file, config).lower() == BUNDLE}
        for file in files:
            stem = _stem(file, config)
            is_bundle = stem.lower() == BUNDLE
            above = list(file.parents)[1:] if is_bundle else file.parents
            if any(folder in bundles for folder in above):
                continue
            folder = _key(file.parent)
            own = stem if folder == "" else f"{folder}/{stem}"
            key = folder if is_bundle or stem == SECTION else own
            locale = _suffix(file, config) or codes[0]
            # Case does not count, nor whether a space or a hyphen stands in a name.
            key = keys.setdefault(key.replace(" ", "-").lower(), key)
            found.append(Source(f"{root}/{file}", key, locale, stem == SECTION))
    return sorted(found, key=lambda source: source.path)


def _roots(config: SiteConfig) -> Mapping[str, Sequence[str]]:
    """Return the folders of pages with their languages, first the one of files without a suffix."""
    roots: dict[str, list[str]] = defaultdict(list)
    for locale in config.locales:
        roots[locale.content].append(locale.code)
    for codes in roots.values():
        codes.sort(key=lambda code: code != config.source_locale)
    return roots


def _files(site: Path, root: str, config: SiteConfig) -> Iterator[PurePosixPath]:
    """Yield the files below a folder of pages by their path in it, but for hidden ones."""
    others = {site / locale.content for locale in config.locales} - {site / root}
    for here, names, files in os.walk(site / root):
        folder = Path(here)
        names[:] = sorted(one for one in names if one[0] != "." and folder / one not in others)
        for name in sorted(files):
            if name[0] != "." and name[-1] != "~" and not name[0] == name[-1] == "#":
                yield PurePosixPath((folder / name).relative_to(site / root).as_posix())


def _key(folder: PurePosixPath) -> str:
    return "" if folder == PurePosixPath() else folder.as_posix()


def _suffix(file: PurePosixPath, config: SiteConfig) -> str:
    """Return the language that a file's name says, or nothing."""
    stem, dot, suffix = file.stem.rpartition(".")
    known = {code.lower(): code for code in config.codes}
    return known.get(suffix.lower(), "") if dot and stem else ""


def _stem(file: PurePosixPath, config: SiteConfig) -> str:
    return file.stem.rpartition(".")[0] if _suffix(file, config) else file.stem


def hugo_resources(folder: Path, site: Site) -> dict[str, str]:
    """Return the files that go with pages, by their path in the site, and where they are published.

    A file is published once, beside the page of its bundle or section in the language that the
    file names, or in the first that has the page.
    """
    found = {}
    config = site.config
    for root, codes in _roots(config).items():
        for file in sorted(_files(folder, root, config)):
            if file.suffix.lower() in PAGES:
                continue
            own = _suffix(file, config)
            owner = _owner(file, site, [own] if own else codes)
            if owner is not None:
                key, page = owner
                inside = file.relative_to(key or ".").as_posix()
                found[f"{root}/{file}"] = f"{page.url.rpartition('/')[0]}/{inside}".lstrip("/")
    return found


def _owner(file: PurePosixPath, site: Site, codes: Iterable[str]) -> tuple[str, Page] | None:
    """Return the bundle or section that a file belongs to: the nearest above it."""
    for folder in file.parents:
        key = _key(folder)
        found = (site.page(key, code) for code in codes)
        page = next((page for page in found if page), None)
        # A folder deeper down that has no page of its own keeps its name as it is.
        if page and not (page.document.path.endswith("/") and "/" in key):
            return key, page
    return None


def hugo_templates(folder: Path) -> dict[str, str]:
    """Return the shortcodes that a book has Go templates for, with their paths, by name."""
    found = {}
    for place in ("layouts/shortcodes", "layouts/_shortcodes"):
        for file in sorted((folder / place).rglob("*.html")):
            name = file.relative_to(folder / place).as_posix().removesuffix(".html")
            found[name] = file.relative_to(folder).as_posix()
    return found
