"""Figures without a single CJK font on the system: the locales bring their own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Trial

ONLY_MATPLOTLIBS = """\
from matplotlib import font_manager

find = font_manager.findSystemFonts
font_manager.findSystemFonts = lambda fontpaths=None, fontext="ttf": (
    find(fontpaths, fontext) if fontpaths else []
)
font_manager._load_fontmanager(try_read_cache=False)
"""

PAGE = """\
---
title: A
program: p
---
{{< cell "setup" >}}

{{< plot "setup" >}}a{{< /plot >}}
"""

LABELLED = (
    "import matplotlib.pyplot as plt\n\nfrom demo.words import _\n\n"
    'plt.plot([0, 1])\nplt.title(_("Title"))\n'
)


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which Matplotlib knows its own fonts alone."""
    folder = tmp_path_factory.mktemp("fonts")
    environment = {**os.environ, "MPLCONFIGDIR": str(folder)}
    subprocess.run([sys.executable, "-c", ONLY_MATPLOTLIBS], env=environment, check=True)
    [listed] = folder.glob("fontlist-*.json")
    entries = json.loads(listed.read_text(encoding="utf-8"))["ttflist"]
    assert entries
    # Matplotlib writes its own fonts relative to itself.
    assert not [entry["fname"] for entry in entries if Path(entry["fname"]).is_absolute()]
    return environment


def build(
    site: Path, environment: dict[str, str], output: Path
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "build.py", "--site", str(site), "--no-cache"]
    return subprocess.run(
        [*command, "--output", str(output)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def labelled(trial: Trial) -> Trial:
    """Return a site of the course's locales whose figure has a title."""
    shutil.copy(ROOT / "site.yaml", trial.folder)
    text = (trial.folder / "site.yaml").read_text(encoding="utf-8")
    trial.write({"site.yaml": text.replace("gmm_demo", "demo"), "demo/lessons/p.py": LABELLED})
    titles = {"ja": "混合分布と負担率", "es": "Señal", "id": "Judul", "ko": "혼합 모형과 책임도"}
    for code, title in titles.items():
        trial.write(
            {
                f"demo/messages/{code}.po": f'msgid "Title"\nmsgstr "{title}"\n',
                f"content/_index.{code}.md": "x",
                f"content/a.{code}.md": PAGE,
            }
        )
    return trial


def test_no_label_lacks_a_glyph(labelled: Trial, bare: dict[str, str], tmp_path: Path) -> None:
    done = build(labelled.folder, bare, tmp_path / "public")
    assert done.returncode == 0, done.stderr
    assert "no problems" in done.stdout + done.stderr


def test_an_emoji_in_a_korean_label_fails_the_build_with_its_name(
    labelled: Trial, bare: dict[str, str], tmp_path: Path
) -> None:
    labelled.write({"demo/messages/ko.po": 'msgid "Title"\nmsgstr "책임도 🦊"\n'})
    done = build(labelled.folder, bare, tmp_path / "public")
    said = "ko: cell 'setup': no font has '🦊' (U+1F98A FOX FACE) of the label '책임도 🦊'"
    assert said in done.stderr
    assert done.returncode == 1
    assert not (tmp_path / "public").exists()


@pytest.mark.long
def test_the_course_needs_no_font_of_the_system(bare: dict[str, str], tmp_path: Path) -> None:
    done = build(ROOT, bare, tmp_path / "public")
    assert done.returncode == 0, done.stderr
