"""Front matter in TOML and in JSON says what it says in YAML."""

import pytest

from sitegen.cli import main
from sitegen.errors import SiteError
from sitegen.model.page import FrontMatter
from sitegen.reading.frontmatter import Parts, parse_page
from tests.conftest import ROOT, Trial
from tests.html import text_of

YAML = """---
title: 題
weight: 3
date: 2026-01-02
draft: false
aliases: [/old/, /older/]
params: {a: 1, b: [x, 2.5, true]}
---

文。
"""
TOML = """+++
title = "題"
weight = 3
date = 2026-01-02
draft = false
aliases = ["/old/", "/older/"]
[params]
a = 1
b = ["x", 2.5, true]
+++

文。
"""
JSON = """{
  "title": "題",
  "weight": 3,
  "date": "2026-01-02",
  "draft": false,
  "aliases": ["/old/", "/older/"],
  "params": {"a": 1, "b": ["x", 2.5, true]}
}

文。
"""


def read(text: str) -> tuple[Parts, list[str]]:
    parts, problems = parse_page(text, "a.md", ("ja", "es"))
    return parts, [str(problem) for problem in problems]


def test_all_three_say_the_same() -> None:
    (ours, none), (toml, nothing) = read(YAML), read(TOML)
    assert none == nothing == []
    assert ours.front == toml.front
    assert ours.body == toml.body
    assert (ours.body_line, toml.body_line) == (9, 11)
    parts, nothing = read(JSON)
    assert nothing == []
    assert (parts.front, parts.body, parts.body_line) == (ours.front, ours.body, 9)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TOML.replace("weight = 3", "weihgt = 3"), "a.md:3: unknown key 'weihgt' (did you mean"),
        (JSON.replace('"weight": 3', '"weight": "x"'), "a.md:3: 'weight' must be a whole number"),
    ],
)
def test_a_fault_has_its_line(text: str, said: str) -> None:
    assert [one for one in read(text)[1] if one.startswith(said)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("+++\ntitle = 1\n", "a.md:1: the front matter is not closed"),
        ("+++\ntitle = \n+++\n", "a.md:2: malformed TOML"),
        ('{"title": "a", "title": "b"}\n', "a.md:1: malformed JSON: key 'title' appears twice"),
        ('{"params": ' + '{"a":' * 10**5, "a.md:1: malformed JSON"),
        ("+++\na = " + "[" * 10**5 + "\n+++\n", "a.md:1: malformed TOML"),
        ('{"title": }\n', "a.md:1: malformed JSON"),
        ('{\n"title": "a",\n}\n', "a.md:3: malformed JSON"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, said: str) -> None:
    with pytest.raises(SiteError) as error:
        read(text)
    assert str(error.value).startswith(said)


def test_a_page_with_it_is_a_page_like_any_other(trial: Trial) -> None:
    trial.write({"content/_index.md": "---\ntitle: 家\n---\n"})
    for name, text in (("a", TOML), ("b", JSON)):
        file = trial.folder / f"content/{name}.md"
        file.write_text(text.replace("/old", f"/{name}"), encoding="utf-8")
    trial.build()
    assert trial.problems == []
    assert text_of(next(trial.page("ja/a").iter("h1"))) == "題"


def test_entries_are_put_into_yaml_alone(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    trial.write({"content/a.md": "x"})
    (trial.folder / "content/a.es.md").write_text('+++\ntitle = "A"\n+++\nx\n', encoding="utf-8")
    assert main(["stamp", "a", "--site", str(trial.folder)], home=ROOT) == 2
    assert "its front matter is no YAML" in capsys.readouterr().err


def test_a_page_may_begin_with_a_bracket() -> None:
    parts, problems = parse_page("{{< summary >}}\n", "a.md", ("ja",))
    assert parts.front == FrontMatter(title="")
    assert [problem.message for problem in problems] == ["'title' is missing"]
