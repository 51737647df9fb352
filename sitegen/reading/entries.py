"""The front matter of a page, written: one entry is put in its place, all else stays."""

import json
from collections.abc import Mapping, Sequence

import yaml

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem
from sitegen.reading.foreign import is_foreign
from sitegen.reading.frontmatter import split


def with_stamps(text: str, stamps: Mapping[str, str]) -> str:
    """Return a page's text with these stamps as `source:`.

    Raises SiteError when the front matter is not closed.
    """
    lines = (f'  {name}: "{stamp}"' for name, stamp in stamps.items())
    return with_entry(text, "source", ["source:", *lines])


def with_words(text: str, key: str, words: str) -> str:
    """Return a page's text with these words as the value of a key."""
    return with_entry(text, key, [f"{key}: {json.dumps(words, ensure_ascii=False)}"])


def with_entry(text: str, key: str, entry: Sequence[str]) -> str:
    """Return a page's text with the lines of an entry, in its place or at the end.

    Raises SiteError for front matter that is not closed, or no YAML.
    """
    if is_foreign(text):
        message, hint = "its front matter is no YAML", "write it in YAML to have entries put in"
        raise SiteError(Problem("front-matter", Place(key), message, hint))
    header, body, _ = split(text, key)
    lines = header.split("\n") if header else []
    root = yaml.compose(header, yaml.SafeLoader)
    first, end = len(lines), len(lines)
    for name, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if name.value == key:
            first, end = name.start_mark.line, value.end_mark.line + (value.end_mark.column > 0)
    lines[first:end] = entry
    return "\n".join(["---", *lines, "---", body])
