"""A book that cannot be taken over stays as it is, and its author is told where it fails."""

from pathlib import Path

import pytest

from sitegen.cli import main
from tests.conftest import ROOT
from tests.hugo_books import TOML, YAML, book, imported


def test_nothing_else_in_the_folder_is_changed(tmp_path: Path) -> None:
    files = {"hugo.toml": TOML, "content/a.md": "x", "config/_default/params.yaml": YAML}
    imported(tmp_path, files)
    left = {one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file()}
    assert left == {*files, "site.yaml"}
    assert all((tmp_path / path).read_text(encoding="utf-8") == files[path] for path in files)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"hugo.toml": "a = 1\nb = \n"}, "hugo.toml:2: malformed TOML"),
        ({"hugo.toml": "a = 1\na = 2\n"}, "hugo.toml:2: malformed TOML"),
        ({"hugo.yaml": "a: 1\nb: [\n"}, "hugo.yaml:3: malformed YAML"),
        ({"hugo.yaml": "a: 1\na: 2\n"}, "hugo.yaml:2: key 'a' appears twice"),
        ({"hugo.yaml": "- a\n"}, "hugo.yaml:1: must be a mapping"),
        ({"hugo.json": '{"a": 1,\n "b" 2}'}, "hugo.json:2: malformed JSON"),
        ({"hugo.json": "[1]"}, "hugo.json:1: must be one JSON object"),
        ({"hugo.json": "{}\n{}"}, "hugo.json:1: must be one JSON object"),
        ({"hugo.json": ""}, "hugo.json:1: malformed JSON"),
        ({"hugo.json": '{"a":' * 3000 + "1" + "}" * 3000}, "malformed JSON"),
        ({"hugo.toml": "[a" + ".a" * 3000 + "]\n"}, "too many tables"),
        ({"hugo.toml": b"a = '\xff'".decode("latin-1")}, "hugo.toml"),
        ({"config/_default/params.toml": "= 1"}, "config/_default/params.toml:1: malformed TOML"),
        ({"hugo.toml": "\ntitle = ['a']"}, "hugo.toml:2: 'title' must be text"),
        ({"hugo.toml": "languages = ['a']"}, "hugo.toml:1: 'languages' must be a table"),
        ({"hugo.toml": "params = 3"}, "hugo.toml:1: 'params' must be a table"),
        ({"hugo.toml": "[languages.en]\nweight = 'x'"}, "hugo.toml:2: 'languages.en.weight' must"),
        ({"hugo.toml": "enableEmoji = 3"}, "hugo.toml:1: 'enableEmoji' must be true or false"),
        (
            {"hugo.toml": "defaultContentLanguage = 'jp'\n[languages.ja]"},
            "hugo.toml:1: defaultContentLanguage 'jp' is not among the languages (known",
        ),
        (
            {"hugo.toml": "defaultContentLanguage = 'ja'\n[languages.ja]\ndisabled = true"},
            "hugo.toml:1: defaultContentLanguage 'ja' is disabled",
        ),
        ({"hugo.toml": "[languages.ja]\ndisabled = true"}, "all languages are disabled"),
        ({"site.yml": ""}, "there is no configuration of Hugo"),
        ({"hugo.toml": "", "site.yaml": "title: x\n"}, "site.yaml: is there already (remove it"),
    ],
)
def test_what_cannot_be_taken_over_is_refused_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], said: str
) -> None:
    folder = book(tmp_path, files)
    if "\xff" in "".join(files.values()):
        (folder / "hugo.toml").write_bytes(b"\na = '\xff'")
        said = "hugo.toml:2: not UTF-8"
    assert main(["import-hugo", str(folder)], home=ROOT) == 2
    assert said in capsys.readouterr().err
    assert (folder / "site.yaml").exists() == ("site.yaml" in files)


def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-hugo", str(tmp_path / "none")], home=ROOT) == 2
    assert "is no folder" in capsys.readouterr().err


def test_it_needs_no_site_where_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folder is named from where one is, and the site there may be broken."""
    book(tmp_path, {"site.yaml": "][", "mine/hugo.toml": "title = 'x'"})
    monkeypatch.chdir(tmp_path)
    assert main(["import-hugo", "mine"], home=tmp_path, theme=ROOT) == 0
    assert capsys.readouterr().out.endswith(
        "next: read mine/site.yaml, then: python build.py --site mine\n"
    )
    assert (tmp_path / "mine/site.yaml").is_file()
