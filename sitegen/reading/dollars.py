"""Whether a book lets its readers' browsers typeset `$…$`: what its scripts say of it."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.model.problem import Place

ENDINGS = (".html", ".js", ".json", ".toml", ".yaml", ".yml")
FOLDERS = ("layouts", "assets", "static", "data")

SIGNS = (
    '["$","$"]',
    'left:"$",right:"$"',
    '"left":"$","right":"$"',
)
"""How MathJax and KaTeX are told, without spaces, in one kind of quotation marks."""

LONGEST = max(len(sign) for sign in SIGNS)


def dollars_in(value: object) -> bool:
    """Tell whether a value of a configuration tells MathJax or KaTeX of `$…$`."""
    return _has_sign(_bare(json.dumps(value, default=str)))


def dollars_of(folder: Path, themes: Iterable[str]) -> Place | None:
    """Return the first place in layouts and scripts that does; the book's own come first."""
    for file in _files(folder, themes):
        try:
            text = file.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue  # It is a guess; what cannot be read says nothing.
        if "$" in text and (line := _line(text)):
            return Place(file.relative_to(folder).as_posix(), line)
    return None


def _files(folder: Path, themes: Iterable[str]) -> Iterator[Path]:
    for root in (folder, *(folder / theme for theme in themes)):
        for name in FOLDERS:
            for file in sorted((root / name).rglob("*")):
                if file.suffix.lower() in ENDINGS and file.is_file():
                    yield file


def _line(text: str) -> int:
    """Return the line in which a sign is complete, 0 for none; comments say nothing."""
    tail = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("//"):
            continue
        tail += _bare(line)
        if _has_sign(tail):
            return number
        tail = tail[-LONGEST:]
    return 0


def _bare(text: str) -> str:
    """Return a text without spaces and backslashes, every quotation mark a double one."""
    return "".join(text.split()).replace("\\", "").replace("'", '"').replace("`", '"')


def _has_sign(bare: str) -> bool:
    return any(sign in bare for sign in SIGNS)
