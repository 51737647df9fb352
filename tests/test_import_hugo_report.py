"""Who takes a book over from Hugo hears, line by line, what `site.yaml` cannot say."""

from pathlib import Path

import pytest

from sitegen.reading.settings import Table, read_settings
from tests.hugo_books import YAML, book, hugo, imported, told


def test_what_is_not_read_is_told(tmp_path: Path) -> None:
    _, lines = imported(tmp_path, {"hugo.yaml": YAML, "config.toml": "title = 'old'"})
    assert "config.toml: is not read: Hugo takes hugo.yaml" in lines


def test_raw_html_that_hugo_dropped_is_told(tmp_path: Path) -> None:
    site, lines = hugo(tmp_path, "[markup.goldmark.renderer]\nunsafe = false\n")
    assert "raw_html" not in site
    assert [line for line in lines if line.startswith("hugo.toml:2: Hugo left HTML in pages out")]


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        (
            "layouts/partials/math.html",
            "<script>\nMathJax = {tex: {inlineMath: [['\\\\(', '\\\\)'],\n ['$',\n'$']]}}",
            "layouts/partials/math.html:4",
        ),
        ("static/js/a.js", 'delimiters: [ {left: "$", right: "$"} ]', "static/js/a.js:1"),
        ("themes/t/layouts/x.html", "[['$', '$']]", "themes/t/layouts/x.html:1"),
        ("config/_default/params.toml", '\nx = \'[["$", "$"]]\'', "config/_default/params.toml:2"),
    ],
)
def test_dollars_are_guessed_from_scripts(tmp_path: Path, path: str, text: str, place: str) -> None:
    site, lines = imported(tmp_path, {"hugo.toml": "theme = ['t']", path: text})
    assert site["math"] == {"single_dollar": True}
    assert [line for line in lines if line.startswith(f"{place}: ") and "is guessed" in line]


@pytest.mark.parametrize(
    "text",
    ["// inlineMath: [['$', '$']]", "[['$$', '$$']]", "{left: '$$', right: '$$'}", "price: '$'"],
)
def test_other_dollars_are_no_formulas(tmp_path: Path, text: str) -> None:
    site, _ = imported(tmp_path, {"hugo.toml": "", "layouts/a.html": text})
    assert site["math"] == {"single_dollar": False}


def test_every_key_without_counterpart_has_its_line(tmp_path: Path) -> None:
    toml = """\
uglyURLs = true
relativeURLs = true
titel = "x"
[permalinks]
  posts = "/:year/"
[languages.en]
baseURL = "https://en.example/"
menu.main = []
[sitemap]
x = 1
"""
    _, lines = hugo(tmp_path, toml)
    numbers = {
        key: int(told(lines, key).split(":")[1])
        for key in ("uglyURLs", "titel", "permalinks", "languages.en.baseURL", "sitemap")
    }
    assert numbers == {
        "uglyURLs": 1,
        "titel": 3,
        "permalinks": 4,
        "languages.en.baseURL": 7,
        "sitemap": 9,
    }
    assert "did you mean 'title'?" in told(lines, "titel")
    assert lines.index("addresses, which may change:") < lines.index("not known:")
    assert "so here anyway: relativeURLs" in lines


def places(table: Table, above: str = "") -> dict[str, int]:
    """Return the line of every key."""
    lines = {}
    for key, one in table.items():
        lines[above + key] = one.place.line
        lines |= places(one.inside, f"{above}{key}.") if one.inside else {}
    return lines


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.toml",
            'A = """\nb = 1\n[c]"""\n# x\n[B.c]\nd = [\n  ["e"],\n] # f\ng.h = 1\n[[i]]\nj = 1',
        ),
        ("a.yaml", "A: |\n  b: 1\n  c\n\nB:\n  C:\n    d:\n      - e\n    g: {h: 1}\n\ni: []"),
        (
            "a.json",
            '{"A": "b", "x": {\n\n\n\n\t"y": 1}, "B": {\n"C": {"d": [\n1],\n"g":{"h": 2}}}}',
        ),
    ],
)
def test_lines_are_those_of_the_keys(tmp_path: Path, name: str, text: str) -> None:
    """Every key stands in the line that is given for it, however deep."""
    found = places(read_settings(book(tmp_path, {name: text}) / name, name))
    lines = text.lower().split("\n")
    assert {"a", "b.c.d", "b.c.g.h"} <= found.keys()
    for key, line in found.items():
        assert key.rpartition(".")[2] in lines[line - 1], key
    assert found["a"] == 1
    assert found["b.c.d"] == {"a.toml": 6, "a.yaml": 7, "a.json": 6}[name]


def test_templates_and_folders_are_told(tmp_path: Path) -> None:
    files = {
        "layouts/shortcodes/detail.html": "x",
        "layouts/_shortcodes/figure.html": "x",
        "layouts/index.html": "x",
        "themes/t/layouts/shortcodes/tab.html": "x",
        "assets/main.scss": "x",
        "data/a.json": "{}",
        "archetypes/default.md": "x",
        "i18n/ja.toml": "x",
        "i18n/es.po": "x",
        "public/index.html": "x",
    }
    _, lines = imported(tmp_path, {"hugo.toml": "theme = 't'", **files})
    said = "\n".join(lines[lines.index("files:") :])
    assert "shortcodes/detail.html: shortcode 'detail': it is a Go template, write" in said
    assert "_shortcodes/figure.html: shortcode 'figure': there is one of this name here" in said
    assert "themes/t: its shortcodes are not here: tab" in said
    for folder in ("layouts", "assets", "data", "archetypes", "i18n"):
        assert f"{folder}/: its files (1) are" in said
    assert "public/: Hugo made it" in said


def test_codes_that_are_other_than_they_look_are_told(tmp_path: Path) -> None:
    site, lines = hugo(tmp_path, "[languages.pt-BR]\n[languages.jp]\nlanguageCode = 'ja'\n")
    assert site["locales"] == ["jp", "pt-br"]
    assert "hugo.toml:2: 'jp' is no language code, and the build will refuse it" in str(lines)
    assert "hugo.toml:2: pages in 'jp' say that they are in 'jp', not in 'ja'" in lines
    assert "hugo.toml:1: 'pt-BR' is 'pt-br', as in Hugo's addresses" in str(lines)


def test_formulas_in_signs_of_one_s_own_are_told(tmp_path: Path) -> None:
    toml = "[markup.goldmark.extensions.passthrough]\nenable = true\n"
    site, lines = hugo(tmp_path, toml + "delimiters.block = [['@@', '@@'], ['$$', '$$']]\n")
    assert site["math"] == {"single_dollar": False}
    assert [line for line in lines if "stands in" in line] == [
        "hugo.toml:1: what stands in @@ … @@ is no formula: write $$…$$ or \\(…\\)"
    ]
