"""Programs and pages on a Dask cluster: the same bytes, whatever becomes of a worker."""

import pickle
import platform
import shutil
import signal
import socket
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.cluster.parcels import known, luggage_of, pages_of
from sitegen.cluster.task import perform
from sitegen.cluster.world import PACKAGES, world
from sitegen.model.output import OutputFile, Written
from sitegen.pages import Press
from sitegen.preparing import prepare
from sitegen.progress import Progress
from sitegen.request import Request
from tests.clusters import BARE, WAITING, Cluster, a_cluster, built, killing, run, there
from tests.conftest import ROOT, SITE_YAML, Trial

on_dask = pytest.mark.skipif(
    not find_spec("distributed"), reason="Dask is not installed: pip install distributed"
)

PROGRAM = """\
# data: rows.csv
from pathlib import Path
import matplotlib.pyplot as plt
rows = [int(row) for row in Path("rows.csv").read_text().split()]
# %% draw
plt.plot(rows)
print(rows, rows[0] / 3)
"""

PLOT = (
    '{{< cell "draw" >}}\n\n{{< plot "draw" caption="x" >}}{{< value "rows[1]" >}}{{< /plot >}}\n'
)

PROGRAMS = SITE_YAML + "programs: {package: demo}\n"

PAGE = '---\ntitle: P\nexclude: [es]\nprogram: {}\n---\n\n{{{{< cell "setup" >}}}}\n\n'

FATAL = """\
import os, signal
from pathlib import Path
if not Path({marker!r}).exists():
    Path({marker!r}).touch()
    above = os.getpid()
    while "dask_worker" not in Path(f"/proc/{{above}}/cmdline").read_text():
        above = int(Path(f"/proc/{{above}}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(above, signal.SIGKILL)
print("printed", "elsewhere")
"""
"""Kills the worker that runs it, the first time."""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with a_cluster(tmp_path_factory.mktemp("cluster"), 2) as started:
        yield started


@pytest.fixture
def many(trial: Trial) -> Trial:
    """Return a site of 19 pages in two languages, with things to complain of."""
    pages = {
        f"content/p{n}.md": f"## 節 {{#s}}\n\n{n + 10}番。[次](p{n + 1}.md)\n" for n in range(18)
    }
    ours = {f"content/p{n}.es.md": f"## S\n\nEl {n + 10}. [x](p{n}.md)\n" for n in range(18)}
    trial.write({"content/_index.md": "家。\n", **pages, **ours})
    return trial


@on_dask
def test_a_site_is_the_same_to_the_byte_and_its_runs_are_kept_here(
    many: Trial, cluster: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster.complete()
    many.write({"site.yaml": PROGRAMS, "demo/data/rows.csv": "1\n2\n"})
    many.write({"demo/lessons/p.py": PROGRAM, "content/a.md": PAGE.format("p") + PLOT})
    many.write({"demo/lessons/q.py": "1 / 0\n", "content/b.md": PAGE.format("q")})
    cache = ["--cache-dir", str(many.folder.parent / "kept")]
    theirs = built(many, "theirs", *cache, *there(cluster))
    assert theirs == built(many, "ours", "--no-cache")
    code, said, files = theirs
    assert code == 1
    assert "ZeroDivisionError" in said
    assert "p18" in said
    assert len(files) > 70
    capsys.readouterr()
    main(["explain", "p", "--site", str(many.folder), *cache], home=ROOT)
    assert capsys.readouterr().out == "p [ja]: would not run: its stored run is used\n"


@on_dask
def test_a_program_runs_elsewhere_when_its_worker_dies(
    trial: Trial, cluster: Cluster, tmp_path: Path
) -> None:
    cluster.complete()
    fatal = FATAL.format(marker=str(tmp_path / "killed"))
    trial.write({"site.yaml": PROGRAMS, "demo/lessons/p.py": fatal})
    trial.write({"content/_index.md": "家。\n", "content/a.md": PAGE.format("p")})
    code, _, files = built(trial, "theirs", "--no-cache", *there(cluster))
    [dead] = [one for one in cluster.workers if one.poll() is not None]
    assert dead.returncode == -signal.SIGKILL
    assert code == 0
    assert "printed elsewhere" in files["ja/a/index.html"].decode()


@on_dask
def test_pages_are_made_elsewhere_when_a_worker_dies(many: Trial, cluster: Cluster) -> None:
    cluster.complete()
    victim = cluster.workers[0]
    theirs = killing(many, "theirs", cluster, victim)
    assert theirs == built(many, "ours", "--no-cache")
    assert victim.poll() == -signal.SIGKILL
    assert len(theirs[2]) > 70


@on_dask
def test_nothing_is_published_when_the_scheduler_is_lost(many: Trial, tmp_path: Path) -> None:
    with a_cluster(tmp_path, 1) as cluster:
        code, said, files = killing(many, "lost", cluster, cluster.scheduler)
    assert (code, files) == (2, {})
    assert said.startswith(f"{cluster.address}: error: the cluster was lost: the scheduler")
    assert said.count("\n") == 1


@on_dask
def test_other_versions_there_are_named_and_stop_the_build(many: Trial, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(ROOT / "sitegen", other / "sitegen")
    with (other / "sitegen/errors.py").open("a") as file:
        file.write("# another\n")
    (other / "pillow-0.1.dist-info").mkdir()
    (other / "pillow-0.1.dist-info/METADATA").write_text("Name: pillow\nVersion: 0.1\n")
    with a_cluster(tmp_path, 0) as cluster:
        cluster.complete(1, other)
        code, said, files = built(many, "theirs", *there(cluster))
    assert (code, files) == (2, {})
    assert said.startswith(f"{cluster.address}: error: the worker at tcp://127.0.0.1:")
    assert " has sitegen " in said
    assert "pillow 0.1 instead of " in said
    assert "install the same versions" in said


def test_a_process_there_makes_what_the_build_would(many: Trial) -> None:
    ready = prepare(Request(many.folder, ROOT, None, None), Progress())
    files: list[OutputFile] = []

    def keep(file: OutputFile) -> Written:
        files.append(file)
        return Written(file.path, "")

    press = Press(ready, ready.composer(search=True), keep)
    luggage, parcel = luggage_of(press), pages_of(ready.site.keys[:3], press)
    raw = perform(world(), "pages", pickle.dumps(luggage), pickle.dumps(parcel))
    assert isinstance(raw, bytes)
    done = known(ready.site, parcel.runs).loads(raw)
    ours = [press.make(key) for key in parcel.keys]
    assert [one for _, made in done for one in made] == files
    assert [replace(sheaf, files=()) for sheaf in ours] == [sheaf for sheaf, _ in done]
    bare = replace(luggage, templates={})
    left = perform(world(), "pages", pickle.dumps(bare), pickle.dumps(parcel))
    assert left == b"", "what cannot be made there is left to the build"


def test_a_worker_that_comes_later_is_held_to_the_same_versions() -> None:
    told = f"Python {platform.python_version()} instead of 3.0"
    assert perform({**world(), "Python": "3.0"}, "programs", b"", b"") == told


@on_dask
def test_where_nobody_works_the_address_is_named(many: Trial, tmp_path: Path) -> None:
    with a_cluster(tmp_path, 0) as cluster, socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        nobody = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        command = ["-c", WAITING, str(many.folder), str(ROOT), cluster.address, nobody, "here"]
        said = run(command, many.output)[1].splitlines()
    assert len(said) == 3
    assert said[0].startswith(f"{cluster.address}: the cluster was lost: no worker for 0.5 s")
    assert said[1].startswith(f"{nobody}: no scheduler of a Dask cluster answers within 1 s")
    assert said[2].startswith("here: is no address of a scheduler")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--executor", "dask"], "--executor dask needs --scheduler"),
        (["--scheduler", "tcp://a:1"], "--scheduler tcp://a:1 needs --executor dask"),
    ],
)
def test_the_executor_and_its_address_go_together(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(options, home=ROOT) == 2
    assert said in capsys.readouterr().err


def test_dask_is_loaded_when_asked_for_and_missed_in_words(many: Trial) -> None:
    command = ["-c", BARE, str(ROOT), "check", "--no-cache", "--quiet", "--site", str(many.folder)]
    code, said, _ = run(command, many.output)
    assert code == 1
    assert "p18" in said
    code, said, _ = run([*command, "--executor", "dask", "--scheduler", "tcp://a:1"], many.output)
    assert code == 2
    assert "Dask is not installed (python -m pip install distributed)" in said


def test_all_that_pages_and_runs_depend_on_is_compared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {line.partition(">")[0] for line in project["dependencies"]}
    # These are for reading, which is the build's own.
    assert needed - {"setuptools", "watchfiles", "pyyaml", "bibtexparser"} == {*PACKAGES}
