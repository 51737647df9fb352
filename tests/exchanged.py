"""A page with blocks of every kind and its translation, for the tests of the exchange."""

from pathlib import Path

import pytest

from sitegen.cli import main
from tests.conftest import ROOT, Trial

SOURCE = """\
---
title: 頁
description: 説明です。
weight: 3
---
はじめの文。
次の文と \\(x_{k}\\)。

## 一 {#one}

{{% notice kind="warning" title="注意" %}}
箱の中の文。

- 甲

  続き。
- 乙
{{% /notice %}}

> 引用の
> 二行。

| 表 | 値 |
|---|---|
| 甲 | 1 |

## 二 {#two}

```python
a = 1  # 一
```

用語
: その意味です。

注釈[^1]。

{{< figure "/favicon.svg" alt="図" >}}

[^1]: 注の文。

$$x_{k}$$
"""


@pytest.fixture
def exchanged(trial: Trial) -> Trial:
    trial.write({"content/_index.md": "x", "content/s/a.md": SOURCE})
    return trial


def run(site: Trial, *arguments: str) -> int:
    return main([*arguments, "--site", str(site.folder)], home=ROOT)


def exported(site: Trial, tmp_path: Path) -> Path:
    file = tmp_path / "a.po"
    assert run(site, "export", "a", "--locale", "es", "--to", str(file)) == 0
    return file


def fill(file: Path, words: dict[str, str], *, sure: bool = True) -> None:
    """Write translations into an exported catalogue, as a translator's tool does."""
    text = file.read_text(encoding="utf-8")
    for name, said in words.items():
        head, _, rest = text.partition(f'msgctxt "{name}"\n')
        assert rest, name
        before, _, after = rest.partition("msgstr ")
        end = after.index("\n\n") if "\n\n" in after else len(after)
        quoted = said.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        text = f'{head}msgctxt "{name}"\n{before}msgstr "{quoted}"{after[end:]}'
    file.write_text(text.replace("#, fuzzy\n", "") if sure else text, encoding="utf-8")


TRANSLATED = {
    "title": "Página",
    "description": "Una descripción.",
    "_:1": "Primera frase.\nY otra con \\(x_{k}\\).",
    "one:1": "Uno",
    "one:2": '{{% notice kind="warning" title="Atención" %}}',
    "one:3": "Dentro de la caja.",
    "one:4": "A",
    "one:5": "Sigue\naquí.",
    "one:6": "B",
    "one:7": "Una cita\nde dos líneas.",
    "one:8": "| tabla | valor |\n|---|---|\n| A | 1 |",
    "two:1": "Dos",
    "two:2": "a = 1  # uno",
    "two:3": "Término",
    "two:4": "Su significado.",
    "two:5": "Una nota[^1].",
    "two:6": '{{< figure "/favicon.svg" alt="Figura" >}}',
    "two:7": "El texto de la nota.",
}
