"""Whose folder is replaced by a site, and whose is not."""

from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.output.publish import MANIFEST
from tests.conftest import ROOT, Trial
from tests.sabotage import held, left


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Return a site that is published, with one more page written since."""
    trial.write({"content/_index.md": "家。\n", "content/a.md": "文。\n"})
    trial.build()
    trial.write({"content/b.md": "新。\n"})
    return trial


def test_a_folder_of_somebody_else_is_replaced_on_demand_alone(
    site: Trial, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.output / MANIFEST).unlink()
    (site.output / "thesis.tex").write_text("years of work", encoding="utf-8")
    arguments = ["--site", str(site.folder), "--quiet"]
    assert main(arguments, home=ROOT) == 2
    assert "say --force to replace all that is in it" in capsys.readouterr().err
    assert (site.output / "thesis.tex").exists()
    assert main([*arguments, "--force"], home=ROOT) == 0
    assert "ja/b/index.html" in held(site.output)
    assert "thesis.tex" not in held(site.output)
    assert not left(site.output)
    assert main(arguments, home=ROOT) == 0


@pytest.mark.parametrize("place", ["content/out", ".", "..", "/"])
def test_no_force_writes_a_site_over_what_it_is_made_of(
    site: Trial, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    output = str((site.folder / place).resolve())
    assert main(["--site", str(site.folder), "--output", output, "--force"], home=ROOT) == 2
    told = capsys.readouterr().err
    assert "lies among the site's own files" in told or "would be written over" in told
    assert (site.folder / "content/a.md").exists()


def test_a_site_is_not_written_over_its_cache(
    site: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache = tmp_path / "out/cache"
    arguments = ["--site", str(site.folder), "--output", str(cache.parent)]
    assert main([*arguments, "--cache-dir", str(cache), "--force"], home=ROOT) == 2
    assert f"would be written over {cache}" in capsys.readouterr().err


def test_a_file_in_place_of_the_folder_is_told(
    site: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    arguments = ["--site", str(site.folder), "--output", str(tmp_path / "out"), "--force"]
    assert main(arguments, home=ROOT) == 2
    assert "is a file, not a folder" in capsys.readouterr().err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_somebody_elses_folder_under_a_name_of_ours_is_left(site: Trial) -> None:
    site.write({".public.new/thesis.tex": "years of work"})
    assert site.build().exit == 2
    assert "under a name it uses" in site.problems[0]
    assert (site.folder / ".public.new/thesis.tex").exists()
