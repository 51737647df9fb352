"""A page and its stamped translations, for the tests of what goes stale."""

import json

import pytest

from sitegen.cli import main
from tests.conftest import ROOT, Trial

SOURCE = """\
---
title: 頁
---

はじめの文。
次の文と \\(x_k\\)。

## 一 {#one}

[本文](https://example.org)です。

- 甲
- 乙

## 二 {#two}

別の文。

```python
a = 1
```
"""

TRANSLATION = """\
---
# What the translator should know stays.
title: "Página"
weight: 3

---

Primera frase, y otra con \\(x_k\\).

## Uno

El [texto](https://example.org).

- A
- B

## Dos

Otra frase.

```python
a = 1
```
"""


@pytest.fixture
def stamped(trial: Trial) -> Trial:
    """Return a site of one page, its translations stamped."""
    yaml = "title: t\nbase_url: https://example.org/\nsource_locale: ja\nlocales: [ja, es, ko]\n"
    trial.write(
        {
            "site.yaml": yaml,
            "content/_index.md": "x",
            "content/a.md": SOURCE.replace("title: 頁", "title: 頁\nweight: 3"),
            "content/a.es.md": TRANSLATION,
            "content/a.ko.md": TRANSLATION,
        }
    )
    run(trial, "stamp", "a")
    return trial


def run(site: Trial, *arguments: str) -> int:
    return main([*arguments, "--site", str(site.folder), "--quiet"], home=ROOT)


def told(site: Trial, capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str], object]:
    """Return what `status` says of every translation: its state, or its stale sections."""
    capsys.readouterr()
    arguments = ["status", "--format", "json", "--site", str(site.folder)]
    assert main(arguments, home=ROOT) == 0
    rows = json.loads(capsys.readouterr().out)["pages"]
    return {(row["page"], row["locale"]): row.get("sections", row["state"]) for row in rows}


def edit(site: Trial, old: str, new: str) -> None:
    page = site.folder / "content/a.md"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
