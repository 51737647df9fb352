"""Addresses inside the site: always relative, so that the bytes work wherever they are served."""

from posixpath import relpath
from urllib.parse import quote


def file_of(url: str) -> str:
    """Return the file behind the address of a page: `ja/` is `ja/index.html`."""
    return f"{url}index.html" if not url or url.endswith("/") else url


def relative(base: str, target: str, fragment: str = "") -> str:
    """Return the link from the page at `base` to `target`, a page's address or a file's path.

    Both are relative to the site's root. Links name `index.html`, because nobody else
    would when the site is opened from a folder.
    """
    anchor = f"#{quote(fragment)}" if fragment else ""
    if anchor and base == target:
        return anchor
    folder = file_of(base).rpartition("/")[0] or "."
    return quote(relpath(file_of(target), folder)) + anchor
