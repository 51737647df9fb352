"""A page as a notebook: valid, in order, with outputs, and it runs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from sitegen.programs.printed import numbers_in
from tests.conftest import SITE_YAML, Trial

RUN = """
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read("n.ipynb", as_version=4)
NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
nbformat.write(notebook, "out.ipynb")
"""

LESSON = "basic/clustering/gaussian-mixture"


def notebook(site: Trial, path: str) -> dict[str, Any]:
    text = (site.output / path).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    nbformat.validate(found)
    return found


def sources(found: dict[str, Any], kind: str) -> list[str]:
    return [cell["source"] for cell in found["cells"] if cell["cell_type"] == kind]


@pytest.mark.parametrize("locale", ["ja", "es", "id", "ko"])
def test_the_lessons_notebook_is_valid_and_complete(course: Trial, locale: str) -> None:
    found = notebook(course, f"{locale}/{LESSON}/gaussian-mixture.{locale}.ipynb")
    prose = "\n".join(sources(found, "markdown"))
    for left in ("{{<", "{{%", "\\(", "{#", "<aside", "&lt;"):
        assert left not in prose
    assert prose.count("\\tag{") == 4
    assert len({cell["id"] for cell in found["cells"]}) == len(found["cells"])
    images = [
        output
        for cell in found["cells"]
        for output in cell.get("outputs", ())
        if output["output_type"] == "display_data"
    ]
    assert len(images) == 2


def streams(found: dict[str, Any]) -> str:
    """Return all that a notebook's cells printed."""
    outputs = [output for cell in found["cells"] for output in cell.get("outputs", ())]
    return "".join(one["text"] for one in outputs if one.get("name") == "stdout")


def executed(path: Path, folder: Path) -> dict[str, Any]:
    """Run a notebook from top to bottom in a kernel of Jupyter, away from the repository."""
    shutil.copy(path, folder / "n.ipynb")
    for data in path.parent.glob("*.csv"):
        shutil.copy(data, folder)
    environment = {**os.environ, "JUPYTER_PLATFORM_DIRS": "1", "PYTHONSAFEPATH": "1"}
    subprocess.run([sys.executable, "-c", RUN], cwd=folder, env=environment, check=True)
    # nbformat joins the lines that its files keep apart.
    found: dict[str, Any] = nbformat.read(folder / "out.ipynb", as_version=4)
    return found


def test_a_notebook_runs_away_from_the_repository(course: Trial, tmp_path: Path) -> None:
    path = course.output / f"ko/{LESSON}/gaussian-mixture.ko.ipynb"
    published = json.loads(path.read_text(encoding="utf-8"))
    assert streams(executed(path, tmp_path)) == streams(published) != ""


@pytest.mark.long
def test_every_notebook_gives_its_published_numbers(
    course: Trial, tmp_path_factory: pytest.TempPathFactory
) -> None:
    paths = sorted(course.output.rglob("*.ipynb"))
    assert paths
    for path in paths:
        published = json.loads(path.read_text(encoding="utf-8"))
        again = executed(path, tmp_path_factory.mktemp("notebook"))
        numbers = [list(numbers_in(streams(one))) for one in (published, again)]
        assert numbers[0] == numbers[1], path


def test_prose_formulas_and_cells_keep_their_order(trial: Trial) -> None:
    trial.write(
        {
            "site.yaml": SITE_YAML.replace("[ja, es]", "[ja]") + "programs: {package: demo}\n",
            "demo/lessons/p.py": (
                "from demo.near import near\n\n# %% quiet [hidden]\ny = near()\n"
                "# %% loud\nprint(y)\n"
            ),
            "demo/near.py": "def near():\n    return 1.5\n",
            "demo/lessons/q.py": "print('q')\n",
            "content/_index.ja.md": "x",
            "content/a.ja.md": (
                "---\ntitle: A & B\nprogram: [p, q]\n---\n\n"
                '## One {#one}\n\n\nText \\(x < 1\\) and `\\(code\\)` {{< value "y" ".1f" >}}.\n\n'
                '{{< formula "f" >}}\na_1\n{{< /formula >}}\n\n{{< cell "loud" >}}\n\n'
                'After {{< eq "f" >}}.\n\n{{< cell "q:setup" >}}\n'
            ),
        }
    )
    trial.build()
    assert trial.problems == []
    cells = notebook(trial, "ja/a/a.ja.ipynb")["cells"]
    assert [cell["source"].strip() for cell in cells] == [
        "# A & B",
        "## One\n\nText $x < 1$ and `\\(code\\)` 1.5.\n\n$$\na_1 \\tag{1}\n$$",
        "def near():\n    return 1.5",
        "y = near()",
        "print(y)",
        "After (1).",
        "print('q')",
    ]
    assert cells[4]["outputs"] == [{"name": "stdout", "output_type": "stream", "text": "1.5\n"}]
    assert (trial.output / "ja/a/a.ja.py").is_file()
    assert (trial.output / "ja/a/a.q.ja.py").is_file()
