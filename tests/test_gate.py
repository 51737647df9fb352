"""Translations keep what is no word: structure, formulas, code, numbers."""

import pytest

from tests.conftest import Trial

ABOVE = 4
"""Lines of front matter above a body."""


def found(trial: Trial, source: str, translation: str) -> list[str]:
    """Build a page and its translation; return the problems, lines counted in the bodies."""
    trial.write(
        {
            "static/images/a_ja.svg": "<svg/>",
            "static/images/a_es.svg": "<svg/>",
            "content/_index.md": "x",
            "content/a.ja.md": source,
            "content/a.es.md": translation,
        }
    )
    trial.build(publish=False)
    shown = []
    for problem in trial.report.problems:
        assert problem.place.path == "content/a.es.md"
        message = problem.message.replace(" differs from the source (content/a.ja.md:", " ~")
        what, _, rest = message.partition(" ~")
        line, _, change = rest.partition("): ")
        ours, theirs = problem.place.line - ABOVE, int(line) - ABOVE
        shown.append(f"{problem.code} {ours}~{theirs} {what}: {change}")
    return shown


DIFFERENT = {
    "a paragraph is missing": (
        "一\n\n二\n\n三\n",
        "uno\n\ndos\n",
        ["structure 3~5 the structure: paragraph → nothing"],
    ),
    "a paragraph is new": (
        "一\n\n二\n",
        "uno\n\ndos\n\ntres\n",
        ["structure 5~3 the structure: nothing → paragraph"],
    ),
    "a list item is missing": (
        "- 一 `a`\n- 二 `b`\n- 三 `c`\n",
        "- uno `a`\n- tres `c`\n",
        ["structure 2~2 the structure: list item → nothing"],
    ),
    "a page is cut off": (
        "一\n\n> 二\n\n- 三\n\n四\n",
        "uno\n",
        ["structure 1~3 the structure: quotation, paragraph, list and 2 more → nothing"],
    ),
    "a row is missing": (
        "|a|b|\n|-|-|\n|`1`|2|\n|`3`|4|\n",
        "|a|b|\n|-|-|\n|`1`|2|\n",
        ["structure 3~4 the structure: row of a table → nothing"],
    ),
    "a column is missing": (
        "|a|b|\n|-|-|\n|1|2|\n",
        "|a|\n|-|\n|1|\n",
        ["structure 1~1 table: 2 columns → 1 columns"],
    ),
    "a list has become numbered": (
        "- 一\n",
        "1. uno\n",
        ["structure 1~1 the structure: list → numbered list"],
    ),
    "links lead elsewhere": (
        "[一](https://a.org)と[二](https://b.org)\n",
        "[uno](https://b.org) y [dos](https://a.org)\n",
        [
            "structure 1~1 link: 'https://a.org' → 'https://b.org'",
            "structure 1~1 link: 'https://b.org' → 'https://a.org'",
        ],
    ),
    "a link is missing": (
        "一\n[二](https://b.org)\n",
        "uno\ndos\n",
        ["structure 1~1 the number of links: 1 → 0"],
    ),
    "an argument is another": (
        '{{< figure "/favicon.svg" alt="図" link="/" >}}\n',
        '{{< figure "/favicon.svg" alt="figura" >}}\n',
        [
            """structure 1~1 shortcode 'figure': src="/favicon.svg" link="/" """
            """→ src="/favicon.svg\""""
        ],
    ),
    "a sign of a formula": (
        "\\(a + b\\)と\\(c\\)\n",
        "Con \\(c\\) y\n\\(a - b\\)\n",
        ["formulas 2~1 formula: a + b → a - b"],
    ),
    "an index of a displayed formula": (
        "一\n\n$$\n\\pi_k\n$$\n",
        "uno\n\n$$\n\\pi_j\n$$\n",
        ["formulas 3~3 a formula: \\pi _ k → \\pi _ j"],
    ),
    "a formula is missing": (
        "\\(a\\)と\\(b\\)\n",
        "\\(a\\)\n",
        ["formulas 1~1 formula: b → nothing"],
    ),
    "a name in code": (
        "```python\ndef f(x):\n    return x + 1\n```\n",
        "```python\ndef f(x):\n    return y + 1\n```\n",
        ["code 3~3 a name in code: x → y"],
    ),
    "a number in code": (
        "```python\na = 1\nb = 2  # 二\n```\n",
        "```python\na = 1\nb = 3  # dos\n```\n",
        ["code 3~3 code: b = 2 → b = 3"],
    ),
    "a call in an f-string": (
        "```python\nprint(f'値 {x:.2f}')\n```\n",
        "```python\nprint(f'valor {x:.3f}')\n```\n",
        ["code 2~2 code: print(f'値 {x:.2f}') → print(f'valor {x:.3f}')"],
    ),
    "a command": (
        "```console\npip install a\nmake\n```\n",
        "```console\npip install b\nmake\n```\n",
        ["code 2~2 a line of code: pip install a → pip install b"],
    ),
    "a lost fence": (
        "一\n\n```python\na = 1\n```\n",
        "uno\n",
        ["structure 1~3 the structure: code python → nothing"],
    ),
    "a number": (
        "## 一\n\n1,234.5点と95%。\n",
        "## Uno\n\nSon 1.235,5 puntos.\n",
        ["numbers 3~3 a number: 1234.5 → 1235.5", "numbers 3~3 a number: 95% → nothing"],
    ),
    "code in a sentence": (
        "`reg_covar`を大きく\n",
        "Aumenta `reg_cover`\n",
        ["code 1~1 inline code: nothing → reg_cover"],
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_difference_is_named_in_its_place(trial: Trial, name: str) -> None:
    source, translation, expected = DIFFERENT[name]
    assert found(trial, source, translation) == expected


NEAR = "| 題 | 値 |\n|---|---|\n| 一 | 0.5と10.5 |\n"


def test_a_number_inside_another_is_not_that_number(trial: Trial) -> None:
    ours = "| T | V |\n|---|---|\n| Uno | 10.5 |\n"
    assert found(trial, NEAR, ours) == ["numbers 3~3 a number: 0.5 → nothing"]


EQUAL = {
    "words in another order": (
        "\\(a\\)から\\(b\\)へ、`x`を`y`で\n",
        "Hasta \\(b\\) desde \\(a\\), con `y` el `x`\n",
    ),
    "another way to write a formula": (
        "\\(\\left( x_{k} \\right)\\)。\n\n$$\nx \\quad \\text{なら} y,\n$$\n",
        "\\((x_k)\\).\n\n$$ x\\,\\text{si} y $$\n",
    ),
    "sentences split and lines filled anew": ("一。二。\n三。\n", "Uno.\nDos. Y\ntres.\n"),
    "words in code": (
        '```python\n"""説明"""\nx = "文"  # 注\nprint(f"値: {x}")\n```\n',
        "```python\n'''Qué'''\nx = 'texto'  # nota\nprint(f'{x} es el valor')\n```\n",
    ),
    "text in a fence": ("```text\n図\n```\n", "```text\nfigura\n```\n"),
    "words in arguments": (
        '{{< figure "/favicon.svg" alt="図" caption="題" >}}\n',
        '{{< figure "/favicon.svg" alt="figura" >}}\n',
    ),
    "numbers as the language writes them": (
        "1,234.5点、2万人、7割、3つ、10個、95％\n",
        "El 95 %, tres, 20\u00a0000 y 1.234,5; el 70 %. Diez.\n",
    ),
    "numbers of a table as programs print them": (
        "| 題 | 値 |\n|---|---|\n| 一 | 1.000 |\n| 二 | 0.996 |\n",
        "| T | V |\n|---|---|\n| Uno | 1.000 |\n| Dos | 0.996 |\n",
    ),
    "a picture in each language": (
        "![図](/images/a_ja.svg)\n",
        "![figura](/images/a_es.svg)\n",
    ),
    "emphasis": ("**強調**です\n", "Sin énfasis\n"),
}


@pytest.mark.parametrize("name", EQUAL)
def test_what_is_only_said_otherwise_is_no_difference(trial: Trial, name: str) -> None:
    assert found(trial, *EQUAL[name]) == []


def test_a_rule_may_weigh_less(trial: Trial) -> None:
    yaml = (trial.folder / "site.yaml").read_text(encoding="utf-8")
    trial.write({"site.yaml": f"{yaml}checks: {{structure: warning, formulas: off}}\n"})
    assert found(trial, "\\(a\\)\n\n二\n", "\\(b\\)\n") == [
        "structure 1~3 the structure: paragraph → nothing"
    ]
    assert trial.report.exit == 0
