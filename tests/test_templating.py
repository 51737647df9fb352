"""A shortcode is a template; its macro says what it takes."""

from pathlib import Path

import pytest
from jinja2 import nodes

from sitegen.errors import ShortcodeError, SiteError
from sitegen.model.catalogue import Catalogue
from sitegen.model.shortcode import Body, Call
from sitegen.output.templating import Templates, bind
from tests.conftest import ROOT


def templates(folder: Path, **sources: str) -> Templates:
    (folder / "shortcodes").mkdir(exist_ok=True)
    for name, source in sources.items():
        (folder / f"shortcodes/{name}.html").write_text(source, encoding="utf-8")
    return Templates([folder])


def test_the_macro_is_the_signature(tmp_path: Path) -> None:
    found = templates(
        tmp_path,
        plain="{% macro plain() %}{% endmacro %}",
        full='{% set inline = true %}{% macro full(a, body, b="x") %}{% endmacro %}',
        raw="{% macro raw(verbatim=none) %}{% endmacro %}",
    ).signatures()
    assert [found[name].body for name in ("plain", "full", "raw")] == [
        Body.NONE,
        Body.REQUIRED,
        Body.OPTIONAL,
    ]
    assert found["full"].parameters == ("a", "b")
    assert found["full"].required == {"a"}
    assert [found[name].inline for name in ("plain", "full", "raw")] == [False, True, False]
    assert found["raw"].verbatim


def call(*positional: str, **named: str) -> Call:
    return Call("full", positional, named, markdown=True, line=1)


def test_arguments_are_bound_by_place_or_name(tmp_path: Path) -> None:
    source = '{% macro full(a, body, b="x") %}{% endmacro %}'
    signature = templates(tmp_path, full=source).signatures()["full"]
    assert bind(signature, call("1", "2"), "B") == {"a": "1", "b": "2", "body": "B"}
    assert bind(signature, call(b="2", a="1"), "B") == {"a": "1", "b": "2", "body": "B"}
    for wrong in (call("1", a="1"), call("1", "2", "3"), call(), call("1", c="2")):
        with pytest.raises(ShortcodeError):
            bind(signature, wrong, "B")
    with pytest.raises(ShortcodeError, match="encloses nothing"):
        bind(signature, call("1"), None)


def test_strings_of_the_interface_are_found_with_their_place(tmp_path: Path) -> None:
    source = '{% macro a() %}\n{{ _("One") }} {{ _("Two", "noun") }} {{ _("One") }}{% endmacro %}'
    strings = templates(tmp_path, a=source).strings()
    assert [(one.text, one.context, str(one.place)) for one in strings] == [
        ("One", "", "templates/shortcodes/a.html:2"),
        ("Two", "noun", "templates/shortcodes/a.html:2"),
    ]


def test_a_template_that_fails_is_told_by_file_and_line(tmp_path: Path) -> None:
    found = templates(tmp_path, a="{% macro a() %}\n{{ page.nope() }}\n{% endmacro %}")
    run = found.shortcodes(Catalogue("ja", "", {}))
    with pytest.raises(SiteError, match=r"templates/shortcodes/a\.html:2: UndefinedError"):
        run(Call("a", (), {}, markdown=False, line=1), object(), None)


def test_the_notebook_form_of_a_shortcode_takes_what_the_page_form_takes() -> None:
    folder = ROOT / "templates"
    environment = Templates([folder])
    for path in sorted((folder / "shortcodes").glob("*.md")):
        name = path.stem
        pair = [environment.trees[f"shortcodes/{name}.{kind}"] for kind in ("html", "md")]
        macros = [next(one for one in tree.body if isinstance(one, nodes.Macro)) for tree in pair]
        taken = [[str(argument.name) for argument in macro.args] for macro in macros]
        assert taken[0] == taken[1], name
