"""Addresses as Hugo makes them: from names of files, from `slug`, from `url`."""

import posixpath
from collections.abc import Mapping
from unicodedata import category

from sitegen.model.config import SiteConfig
from sitegen.model.page import Document, Who

Slugs = Mapping[Who, str]
"""The slugs of pages and sections in each locale."""

KEPT = frozenset("./\\_#+~-@")
STEPS = (".", "..")
"""What a path may hold that is no name; an address never leaves its folder."""

HEX = frozenset("0123456789abcdefABCDEF")


def hugo_segment(name: str) -> str:
    """Return what a file or a folder is called in an address.

    Spaces become hyphens; letters, digits, marks and some signs stay, all else goes.
    """
    name = name.replace(" ", "-")
    kept: list[str] = []
    is_waiting = False
    for at, letter in enumerate(name):
        if _stays(name, at):
            if is_waiting and letter != "-":
                kept.append("-")
            is_waiting = False
            kept.append(letter)
        elif kept and kept[-1] != "-" and letter.isspace():
            is_waiting = True
    return "".join(kept).replace("İ", "i").lower()


def _stays(name: str, at: int) -> bool:
    letter = name[at]
    if letter == "%":
        return len(name) > at + 2 and HEX.issuperset(name[at + 1 : at + 3])
    return letter in KEPT or category(letter)[0] in "LM" or category(letter) == "Nd"


def hugo_slug(slug: str) -> str:
    """Return what a slug becomes in an address; a slash in it makes levels."""
    parts = hugo_segment(slug.strip().replace(" ", "\t")).strip("-/ ").split("/")
    return "/".join(part for part in parts if part not in STEPS)


def hugo_url(document: Document, locale: str, slugs: Slugs, config: SiteConfig) -> str:
    """Return a page's address under the site's root in a locale; one of a page ends in a slash.

    A `url` of its own counts from the language's folder, with a slash in front from the root;
    the slug of a section stands in the addresses of all below it.
    """
    prefix = language_folder(locale, config)
    own = document.front.url if locale == document.locale else ""
    if own and document.key:
        parts = [part for part in own.split("/") if part not in ("", *STEPS)]
        path = ("" if own.startswith("/") else prefix) + "/".join(parts)
        is_file = bool(parts) and "." in parts[-1] and not own.endswith("/")
        return path if is_file or not parts else f"{path}/"
    names = document.key.split("/") if document.key else []
    segments = []
    for depth, name in enumerate(names, 1):
        slug = hugo_slug(slugs.get(("/".join(names[:depth]), locale), ""))
        segments.append("" if slug == "index" else slug or hugo_segment(name))
    return prefix + "".join(f"{segment}/" for segment in segments if segment)


def hugo_alias(alias: str, url: str, locale: str, config: SiteConfig) -> str:
    """Return an old address of the page at `url` from the site's root.

    It counts from the language's folder, and without a slash in front from the page's own.
    """
    base = language_folder(locale, config)
    if not alias.startswith("/"):
        base = f"{posixpath.dirname(url.rstrip('/'))}/"
    return posixpath.normpath(f"/{base}/{alias}").lstrip("/")


def language_folder(locale: str, config: SiteConfig) -> str:
    """Return the folder of a language's pages, with a slash behind it; nothing for the root."""
    has_folder = locale != config.source_locale or config.default_locale_in_subdir
    return f"{locale.lower()}/" if has_folder else ""
