"""Pages that run their own fences: the same engine, the same guarantees, no catalogue."""

import json

import pytest

from sitegen.cli import main
from tests.conftest import ROOT, SITE_YAML, Trial

JA = """\
---
title: A
execute: true
---

まず計算します。

```python
import matplotlib.pyplot as plt

# 点の数
n = 3
print(f"点は{n}個です")
```

- 一覧の中でも動きます。

  ```python tail [folded]
  total = sum(range(n))
  plt.plot(range(n), label="点")
  plt.title("図")
  total
  ```

{{< plot "tail" >}}右上がりの直線。合計は{{< value "total" >}}。{{< /plot >}}

{{% summary %}}
```python hidden_one [hidden]
secret = total + 1
```
{{% /summary %}}

```py
this is not run
```
"""
ES = (
    JA.replace("execute: true\n", "")
    .replace("まず計算します。", "Primero se calcula.")
    .replace("# 点の数", "# Número de puntos")
    .replace("点は{n}個です", "Hay {n} puntos")
    .replace("一覧の中でも動きます。", "También en una lista.")
    .replace('"点"', '"puntos"')
    .replace('"図"', '"Figura"')
    .replace("右上がりの直線。合計は", "Una recta que sube. La suma es ")
)


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write({"site.yaml": SITE_YAML.replace("[ja, es]", "[{code: ja, preamble: PREAMBLE}, es]")
        .replace("PREAMBLE", '"import japanize_matplotlib\\n"'),
        "content/_index.ja.md": "x",
        "content/_index.es.md": "x",
        "content/a.ja.md": JA,
        "content/a.es.md": ES,
    })  # fmt: skip
    return trial


def test_the_fences_of_a_page_are_its_program(site: Trial) -> None:
    site.build()
    assert site.problems == []
    assert [(run.program, run.locale) for run in site.report.programs_run] == [
        ("a.md", "ja"),
        ("a.md", "es"),
    ]
    html = (site.output / "es/a/index.html").read_text(encoding="utf-8")
    assert "<samp>Hay 3 puntos\n</samp>" in html
    assert "<samp>3\n</samp>" in html, "the value of the last expression, as in a notebook"
    assert "La" not in html or "secret" not in html
    assert html.count('class="cell"') == 2
    assert "この" not in html
    assert "合計は3。" in (site.output / "ja/a/index.html").read_text(encoding="utf-8")
    [program] = json.loads((site.output / "parity.json").read_text(encoding="utf-8"))["programs"]
    assert program["program"] == "a.md"
    assert set(program["equal"].values()) == {True}
    assert site.build().programs_run == ()


def test_a_page_of_fences_is_taken_away_whole(site: Trial) -> None:
    site.build()
    script = (site.output / "es/a/a.es.py").read_text(encoding="utf-8")
    assert "# %% tail\n" in script
    assert "secret = total + 1" in script
    assert "not run" not in script
    notebook = json.loads((site.output / "es/a/a.es.ipynb").read_text(encoding="utf-8"))
    code = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(code) == 3
    assert code[1].startswith("total = sum(range(n))")
    prose = "".join(c["source"] for c in notebook["cells"] if c["cell_type"] == "markdown")
    assert "this is not run" in prose
    assert "import matplotlib" not in prose


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("range(n)", "range(n + 0)", "code of cell 'tail' differs between languages: "),
        ("{n} puntos", "{n + 0} puntos", "print(f'{n}') in ja, print(f'{n + 0}') in es"),
        ("{n} puntos", "{n:d} puntos", "print(f'{n}') in ja, print(f'{n:d}') in es"),
        ("n = 3", "n = 4", "n = 3 in ja, n = 4 in es"),
        ("```python tail [folded]", "```py", "NameError: name 'total' is not defined"),
    ],
)
def test_code_that_differs_between_languages_is_an_error(
    site: Trial, old: str, new: str, said: str
) -> None:
    site.write({"content/a.es.md": ES.replace(old, new, 1)})
    assert site.build().exit == 1
    assert any(said in problem for problem in site.problems), site.problems


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("n = 3", "n = = 3", "content/a.ja.md:12: is no valid Python: invalid syntax"),
        ("python tail [folded]", "python 2nd", "a cell cannot be called '2nd'"),
        ("[folded]", "[flat]", "unknown flag 'flat' of cell 'tail'"),
        ("n = 3", "n = 1 / 0", "content/a.ja.md:12: ja: cell 'block01' raises ZeroDivisionError"),
        ("execute: true", "execute: true\nprogram: p", "a page runs its own fences or names"),
        ('{{< plot "tail" >}}', '{{< plot "block01" >}}', "cell 'block01' has no figure 1"),
    ],
)
def test_what_is_wrong_with_a_fence_is_told_at_its_line(
    site: Trial, old: str, new: str, said: str
) -> None:
    site.write({"content/a.ja.md": JA.replace(old, new, 1)})
    assert site.build().exit == 1
    assert any(said in problem for problem in site.problems), site.problems


def test_explain_knows_the_program_of_a_page(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build()
    assert main(["explain", "a.md", "--site", str(site.folder)], home=ROOT) == 0
    assert "a.md [es]: would not run: its stored run is used" in capsys.readouterr().out
