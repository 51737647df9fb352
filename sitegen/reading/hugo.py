"""The configuration of a book for Hugo, from all the files that Hugo would read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem
from sitegen.reading.settings import READERS, Table, below, merged, read_settings

NAMES = ("hugo", "config")
"""What a configuration is called; what such a file says is under no key."""

ENVIRONMENTS = ("_default", "production")
"""The folders of `config/` that count when a book is published; the second has the last word."""


@dataclass(frozen=True, slots=True)
class HugoBook:
    """What a book's configuration says.

    `files` were read, `unread` are those that Hugo passes over when it publishes.
    """

    table: Table
    files: tuple[str, ...]
    unread: tuple[str, ...]


def read_hugo(folder: Path) -> HugoBook:
    """Read the configuration of the book in `folder`.

    Raises SiteError when there is none, or when one of its files is malformed.
    """
    if not folder.is_dir():
        raise SiteError(Problem("usage", Place(str(folder)), "is no folder"))
    main = [f"{name}{ending}" for name in NAMES for ending in READERS]
    main = [name for name in main if (folder / name).is_file()]
    table: Table = {}
    files = [*main[:1], *_split(folder)]
    for path in files:
        above = _keys(Path(path).stem) if "/" in path else []
        table = merged(table, below(above, read_settings(folder / path, path), path))
    if not files:
        message = "there is no configuration of Hugo"
        hint = "name the folder of the book, which has hugo.toml or config/_default"
        raise SiteError(Problem("usage", Place(str(folder)), message, hint))
    return HugoBook(table, tuple(files), (*main[1:], *_others(folder)))


def _split(folder: Path) -> Iterator[str]:
    """Yield the files of a configuration in parts, in the order in which Hugo reads them."""
    for name in ENVIRONMENTS:
        for file in sorted((folder / "config" / name).rglob("*")):
            if file.suffix.lower() in READERS and file.is_file():
                yield file.relative_to(folder).as_posix()


def _others(folder: Path) -> Iterator[str]:
    """Yield the folders of environments that are not the published one."""
    for one in sorted((folder / "config").glob("*")):
        if one.is_dir() and one.name not in ENVIRONMENTS:
            yield f"config/{one.name}/"


def _keys(stem: str) -> list[str]:
    """Return the keys that a file's name stands for: `params.ja` is `languages.ja.params`."""
    if stem in NAMES:
        return []
    name, dot, code = stem.rpartition(".")
    if not dot:
        return [stem]
    of_language = {"params": ["params"], "menus": ["menus"], "menu": ["menus"]}
    return ["languages", code, *of_language.get(name, [])]
