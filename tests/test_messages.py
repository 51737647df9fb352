"""`messages`: catalogues follow what is said; translators lose nothing."""

import shutil
from pathlib import Path

import pytest

from sitegen.cli import main
from tests.conftest import ROOT, SITE_YAML, Trial

SCRIPT = """\
from demo.words import _
from demo.helpers import tell

# %% a
# A remark.
print(_("First"), _("fit", "noun"))
"""
HELPERS = '''\
from demo.words import _


def tell():
    """Tell it."""
    return _("Told")


def unused():
    return _("Never shown")
'''
KEPT = """\
# Our words.
# Ask Ana before you change them.
msgid ""
msgstr ""
"Language: es\\n"
"X-Team: us\\n"

# Ana likes this one.
#. string
#: demo/lessons/p.py
msgid "First one"
msgstr "Primero"

#. string
#: demo/lessons/p.py
msgid "Gone"
msgstr "Ido"
"""


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/p.py": SCRIPT,
            "demo/helpers.py": HELPERS,
            "demo/messages/es.po": KEPT,
            "content/_index.ja.md": "x",
        }
    )
    return trial


def update(site: Trial) -> dict[str, str]:
    assert main(["messages", "--site", str(site.folder)], home=ROOT) == 0
    files = sorted(site.folder.rglob("*.po"))
    return {
        file.relative_to(site.folder).as_posix(): file.read_text(encoding="utf-8") for file in files
    }


def test_every_text_gets_an_entry_in_the_order_it_is_said(site: Trial) -> None:
    ja = update(site)["demo/messages/ja.po"]
    said = [line for line in ja.split("\n") if line.startswith("msgid") and line != 'msgid ""']
    assert said == [
        *('msgid "Tell it."', 'msgid "Told"'),
        *('msgid "A remark."', 'msgid "First"', 'msgid "fit"'),
    ]
    assert 'msgctxt "noun"\nmsgid "fit"' in ja
    assert "#. docstring\n#: demo/helpers.py\nmsgid" in ja
    assert "Never shown" not in ja


def test_a_changed_text_keeps_its_translation_as_fuzzy(site: Trial) -> None:
    es = update(site)["demo/messages/es.po"]
    assert es.startswith(KEPT.partition("\n\n")[0])
    assert "# Ana likes this one.\n" in es
    assert '#, fuzzy\nmsgid "First"\nmsgstr "Primero"\n' in es
    assert '#~ msgid "Gone"\n#~ msgstr "Ido"\n' in es


def test_a_second_update_changes_nothing(site: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    first = update(site)
    capsys.readouterr()
    assert update(site) == first
    said = capsys.readouterr().out
    assert "updated" not in said
    assert "demo/messages/es.po: unchanged; 4 missing, 1 fuzzy, 1 obsolete" in said


def test_a_stamp_says_that_fuzzy_entries_are_right(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    update(site)
    capsys.readouterr()
    for code, count in (("ja", 0), ("es", 1), ("es", 0)):
        assert main(["stamp", "p", "--locale", code, "--site", str(site.folder)], home=ROOT) == 0
        assert capsys.readouterr().out == f"demo/messages/{code}.po: {count} reviewed\n"
    es = (site.folder / "demo/messages/es.po").read_text(encoding="utf-8")
    assert "fuzzy" not in es
    assert 'msgid "First"\nmsgstr "Primero"\n' in es
    for arguments in (["stamp", "q"], ["stamp", "p", "--locale", "fr"]):
        assert main([*arguments, "--site", str(site.folder)], home=ROOT) == 2


def test_the_interface_has_its_catalogues_too(site: Trial) -> None:
    template = '{% macro own() %}{{ _("Own") }} {{ _("Previous") }}{% endmacro %}'
    site.write({"templates/shortcodes/own.html": template})
    files = update(site)
    assert 'msgid "Own"\nmsgstr ""' in files["i18n/ja.po"]
    # What the theme says is the theme's, but where the site says it otherwise.
    assert "Previous" not in files["i18n/ja.po"]
    site.write({"i18n/ja.po": 'msgid "Previous"\nmsgstr "まえ"\n'})
    files = update(site)
    assert 'msgid "Previous"\nmsgstr "まえ"' in files["i18n/ja.po"]
    assert "#~" not in files["i18n/ja.po"]


def test_a_malformed_catalogue_is_left_alone(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = 'msgid ""\nmsgstr ""\n\nmsgid "a\nmsgstr ""\n'
    site.write({"demo/messages/ja.po": broken})
    assert main(["messages", "--site", str(site.folder)], home=ROOT) == 2
    assert "demo/messages/ja.po:4: malformed catalogue" in capsys.readouterr().err
    assert (site.folder / "demo/messages/ja.po").read_text(encoding="utf-8") == broken


def test_the_catalogues_of_the_course_are_up_to_date(tmp_path: Path) -> None:
    for name in ("site.yaml", "gmm_demo", "i18n", "templates"):
        source = ROOT / name
        copied = shutil.copytree if source.is_dir() else shutil.copy
        copied(source, tmp_path / name)
    main(["messages", "--quiet", "--site", str(tmp_path)], home=ROOT)
    for path in (*ROOT.glob("i18n/*.po"), *ROOT.glob("gmm_demo/messages/*.po")):
        assert (tmp_path / path.relative_to(ROOT)).read_bytes() == path.read_bytes(), path.name
