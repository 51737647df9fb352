"""What runs again after an edit, exactly; and why, in the author's words."""

import os
from pathlib import Path

import pytest

from sitegen.cache import Cache
from sitegen.cli import main
from tests.conftest import ROOT, SITE_YAML, Trial
from tests.html import by_class, text_of

FILES = {
    "site.yaml": SITE_YAML + "programs: {package: demo}\n",
    "demo/lessons/one.py": (
        "from demo.words import _\nfrom demo.near import near\n\n"
        '# Say it.\nprint(_("Result"), near())\n'
    ),
    "demo/lessons/two.py": "x = 2\nprint(x)\n",
    "demo/lessons/three.py": (
        "# data: points.csv\nfrom pathlib import Path\n\n"
        'print(Path("points.csv").read_text().strip())\n'
    ),
    "demo/data/points.csv": "1,2\n",
    "demo/near.py": "from demo.far import far\n\n\ndef near():\n    return far() + 1\n",
    "demo/far.py": "def far():\n    return 1\n\n\ndef unread():\n    return 0\n",
    **{
        f"demo/messages/{code}.po": (
            f'msgid "Result"\nmsgstr "R {code}"\n\nmsgid "Say it."\nmsgstr "S {code}"\n'
        )
        for code in ("ja", "es")
    },
    "content/_index.ja.md": "x",
}
NAMES = ("one", "two", "three")
PAGE = '---\ntitle: A\n{front}---\n{{{{< cell "setup" >}}}}\n'


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write(FILES)
    for name in NAMES:
        trial.write(
            {
                f"content/{name}.ja.md": PAGE.format(front=f"program: {name}\n"),
                f"content/{name}.es.md": PAGE.format(front=""),
            }
        )
    assert ran(trial) == {f"{name} {code}" for name in NAMES for code in ("ja", "es")}
    assert trial.problems == []
    return trial


def ran(site: Trial) -> set[str]:
    """Build, and return what ran."""
    return {f"{run.program} {run.locale}" for run in site.build().programs_run}


def edit(site: Trial, path: str, old: str, new: str) -> None:
    text = (site.folder / path).read_text(encoding="utf-8")
    assert old in text
    site.write({path: text.replace(old, new)})


@pytest.mark.parametrize(
    ("path", "old", "new", "runs"),
    [
        ("content/one.ja.md", "title: A", "title: B", set()),
        ("demo/far.py", "return 1", "return 7", {"one ja", "one es"}),
        ("demo/far.py", "return 0", "return 8", set()),
        ("demo/messages/es.po", "S es", "Dilo", {"one es"}),
        ("demo/messages/ja.po", "R ja", "R j", {"one ja"}),
        ("demo/lessons/two.py", "x = 2", "x = 3", {"two ja", "two es"}),
        ("demo/data/points.csv", "1,2", "3,4", {"three ja", "three es"}),
    ],
)
def test_an_edit_runs_exactly_what_reads_it(
    site: Trial, path: str, old: str, new: str, runs: set[str]
) -> None:
    assert ran(site) == set()
    edit(site, path, old, new)
    assert ran(site) == runs
    assert ran(site) == set()


def test_a_build_with_stored_copies_parses_no_program(
    site: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a program was parsed")

    monkeypatch.setattr("sitegen.programs.copies.read_program", refuse)
    monkeypatch.setattr("sitegen.programs.copies.localise", refuse)
    assert ran(site) == set()


def test_the_report_says_why_a_program_ran(site: Trial) -> None:
    edit(site, "demo/far.py", "return 1", "return 7")
    whys = {run.why for run in site.build().programs_run}
    assert whys == {"changed since its last run: cell 'library'"}


def test_explain_says_why_a_program_would_run(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--site", str(site.folder)]
    edit(site, "demo/messages/es.po", "S es", "Dilo")
    assert main(["explain", "one", *arguments], home=ROOT) == 0
    assert capsys.readouterr().out.split("\n") == [
        "one [ja]: would not run: its stored run is used",
        "one [es]: would run: changed since its last run: cell 'setup'",
        "",
    ]
    assert main(["explain", "ane", *arguments], home=ROOT) == 2
    assert "there is no program 'ane' (did you mean 'one'?)" in capsys.readouterr().err


def test_a_program_speaks_a_language_before_its_page_does(site: Trial) -> None:
    (site.folder / "content/one.es.md").unlink()
    edit(site, "demo/messages/es.po", 'msgstr "S es"', 'msgstr ""')
    assert ran(site) == set()
    # While a word is missing, nobody is kept from publishing: the program is the source's too.
    assert site.problems == []
    [cell] = by_class(site.page("es/one"), "cell")
    assert "R ja 2" in text_of(cell)
    edit(site, "demo/messages/es.po", 'msgstr ""', 'msgstr "Dilo"')
    assert ran(site) == {"one es"}
    [cell] = by_class(site.page("es/one"), "cell")
    assert "R es 2" in text_of(cell)
    assert cell.get("lang") == "es"


def test_an_entry_nobody_says_is_a_warning(site: Trial) -> None:
    edit(site, "demo/messages/es.po", 'msgid "Result"', 'msgid "Old"\nmsgstr "V"\n\nmsgid "Result"')
    report = site.build()
    assert (report.exit, report.published) == (0, True)
    assert site.problems == [
        "demo/messages/es.po:1: es: nobody says 'Old' ('python build.py messages' puts it aside)"
    ]


def test_words_of_a_lesson_no_page_shows_are_used(site: Trial) -> None:
    site.write({"demo/lessons/four.py": 'from demo.words import _\n\nprint(_("Old"))\n'})
    edit(site, "demo/messages/es.po", 'msgid "Result"', 'msgid "Old"\nmsgstr "V"\n\nmsgid "Result"')
    site.build()
    assert site.problems == []


def test_a_damaged_entry_is_dropped_with_a_warning_and_made_anew(site: Trial) -> None:
    for file in (site.folder / ".cache").glob("??/*"):
        file.write_bytes(file.read_bytes()[:-1])
    report = site.build()
    assert len(report.programs_run) == 6
    assert report.exit == 0
    assert {problem.code for problem in report.problems} == {"cache"}
    assert ran(site) == set()
    assert site.problems == []


def test_data_files_are_offered_beside_the_script(site: Trial) -> None:
    assert (site.output / "es/three/points.csv").read_text(encoding="utf-8") == "1,2\n"
    html = (site.output / "es/three/index.html").read_text(encoding="utf-8")
    assert ">1,2\n</samp>" in html
    assert 'href="points.csv"' in html


def test_a_data_file_that_is_not_there_is_told(site: Trial) -> None:
    edit(site, "demo/lessons/three.py", "# data: points.csv", "# data: point.csv")
    assert site.build().exit == 1
    assert site.problems[0] == (
        "demo/lessons/three.py:1: there is no data file 'point.csv' (did you mean 'points.csv'?)"
    )


def test_pruning_removes_what_was_not_used_for_long(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key in ("aa11", "bb22"):
        cache.put(key, b"x")
    for file in tmp_path.glob("??/*"):
        os.utime(file, (1000, 1000))
    assert cache.get("aa11") == b"x"
    assert cache.prune(before=2000) == 1
    assert (cache.get("aa11"), cache.get("bb22")) == (b"x", None)
    assert main(["clean", "--older-than", "0", "--cache-dir", str(tmp_path)], home=ROOT) == 0
    assert cache.get("aa11") is None
