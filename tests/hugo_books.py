"""Books for Hugo to take over, and what was said of them."""

import json
from collections.abc import Mapping
from pathlib import Path

import yaml

from sitegen.migration.migrate import import_hugo

TOML = r"""
baseURL = "https://e.org/book/"  # where it is
TITLE = "本"
defaultContentLanguage = "ja"
defaultContentLanguageInSubdir = true
enableEmoji = true

[Params]
subTitle = "x"
[params.Deep]
list = [
  1,
  2,
]

[languages.ja]
weight = 2
[languages.es]
weight = 1
languageName = "Español"
title = "Libro"

[markup.goldmark.renderer]
unsafe = true
hardWraps = true
[markup.goldmark.extensions]
typographer.disable = true
[markup.goldmark.extensions.passthrough]
enable = true
delimiters.inline = [['\(', '\)'], ["$", "$"]]
"""

YAML = r"""
baseurl: https://e.org/book/
title: 本
DefaultContentLanguage: ja
defaultContentLanguageInSubdir: true
enableEmoji: true
params: {subTitle: x, Deep: {list: [1, 2]}}
languages:
  ja: {weight: 2}
  es: {weight: 1, label: Español, title: Libro}
markup:
  goldmark:
    renderer: {unsafe: true, hardWraps: true}
    extensions:
      typographer: false
      passthrough: {enable: true, delimiters: {inline: [['\(', '\)'], ['$', '$']]}}
"""

JSON = json.dumps(yaml.safe_load(YAML), indent="\t")


def book(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def imported(folder: Path, files: Mapping[str, str]) -> tuple[dict[str, object], list[str]]:
    """Return the site.yaml of a book and what was said of it, without indentation."""
    lines = [line.strip() for line in import_hugo(book(folder, files), {"figure"})]
    site = yaml.safe_load((folder / "site.yaml").read_text(encoding="utf-8"))
    return site, lines


def hugo(folder: Path, toml: str) -> tuple[dict[str, object], list[str]]:
    return imported(folder, {"hugo.toml": toml})


def told(lines: list[str], key: str) -> str:
    """Return what is said of a key without counterpart."""
    return next(line for line in lines if f"'{key}' has no counterpart" in line)
