"""Addresses inside the site: always relative, so that the bytes work wherever they are served."""

from functools import lru_cache
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
    return _path(file_of(base).rpartition("/")[0], file_of(target)) + anchor


@lru_cache(maxsize=65536)
def _path(folder: str, file: str) -> str:
    """Return the way from a folder to a file; where they part, their common beginning ends."""
    here, there = folder.split("/") if folder else [], file.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    return quote("/".join([*[".."] * (len(here) - same), *there[same:]]))
