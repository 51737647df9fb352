"""`new SECTION/SLUG`: a lesson begun in every language, with its program, as drafts."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.disk import write_file
from sitegen.errors import SiteError
from sitegen.messages import update_messages
from sitegen.model.config import SiteConfig
from sitegen.model.problem import Place, Problem
from sitegen.programs.cells import script_path
from sitegen.reading.config import read_config

HEAD = """\
---
title: {title}
draft: true
{program}---

{{{{% summary %}}}}
- …
{{{{% /summary %}}}}

## …{anchor}

…
"""
CELLS = """
{{< cell "setup" >}}

{{< cell "data" >}}

{{< cell "picture" >}}

{{< plot "picture" caption="…" >}}…{{< /plot >}}
"""
PROGRAM = '''\
"""{name}."""

import matplotlib.pyplot as plt
import numpy as np

from {package}.words import _

# %% data
rng = np.random.default_rng(0)
X = rng.normal(size=(100, 2))
print(_("Number of points:"), len(X))

# %% picture
fig, ax = plt.subplots()
ax.scatter(*X.T)
ax.set_aspect("equal")
ax.set_xlabel(_("Feature 1"))
ax.set_ylabel(_("Feature 2"))
'''
WORDS = '''\
"""Mark the words of a program that a reader sees; run by hand, it says them in English."""


def _(text: str, context: str = "") -> str:
    """Return `text`; `context` tells apart equal texts of two translations."""
    del context
    return text
'''


def new_page(site: Path, templates: Sequence[Path], name: str, title: str) -> Iterator[str]:
    """Write the files of a new lesson and yield their paths.

    Raises SiteError when the name is none, or when one of the files is there already.
    """
    config = read_config(site)
    key = name.strip("/")
    if not all(part.replace("-", "").replace("_", "").isalnum() for part in key.split("/")):
        message = f"'{name}' is no name of a page"
        hint = "write SECTION/SLUG in letters, figures and hyphens"
        raise SiteError(Problem("usage", Place("new"), message, hint))
    files = dict(_files(site, config, key, title))
    taken = [path for path in files if (site / path).exists()]
    if taken:
        raise SiteError([Problem("usage", Place(path), "is there already") for path in taken])
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        write_file(site / path, text.encode())
        yield path
    for one in update_messages(site, templates):
        if one.changed:
            yield f"{one.path}: texts to translate: {one.missing + one.fuzzy}"
    page = next(iter(files))
    yield f"take 'draft: true' out of {page} to see the page with 'python build.py serve'"


def _files(site: Path, config: SiteConfig, key: str, title: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file."""
    package = config.programs.package
    program = key.rpartition("/")[2].replace("-", "_").lower()
    for code in sorted(config.codes, key=lambda code: code != config.source_locale):
        is_source = code == config.source_locale
        head = HEAD.format(
            title=json.dumps(title, ensure_ascii=False),
            program=f"program: {program}\n" if package and is_source else "",
            anchor=" {#first}" if is_source else "",
        )
        yield f"content/{key}.{code}.md", head + (CELLS if package else "")
    if package:
        # What programs say is English until it is translated, whatever the title is.
        text = PROGRAM.format(name=program.replace("_", " ").capitalize(), package=package)
        yield script_path(package, program), text
        words = f"{package.replace('.', '/')}/words.py"
        if not (site / words).exists():
            yield words, WORDS
