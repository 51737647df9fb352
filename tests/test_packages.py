"""The generator installs as a package and builds from anywhere, its theme included."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SITE_YAML

BUILD = "import sys; from setuptools import build_meta; build_meta.{}(sys.argv[1])"
"""What pip runs, without a new environment for it."""

LEFT_OUT = (".git", ".venv", "public", ".cache", "build")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that git would clone."""
    copy = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    return copy


def built(checkout: Path, what: str, folder: Path) -> Path:
    command = [sys.executable, "-W", "ignore", "-c", BUILD.format(what), str(folder)]
    subprocess.run(command, cwd=checkout, capture_output=True, check=True)
    [file] = folder.iterdir()
    return file


def theme_files() -> set[str]:
    return {
        file.relative_to(ROOT).as_posix()
        for name in ("templates", "static", "i18n")
        for file in (ROOT / name).rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def installed(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel unpacked, which is what installing it does."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = built(checkout, "build_wheel", tmp_path_factory.mktemp("wheel"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_has_both_packages_and_the_theme(installed: Path) -> None:
    files = {file.relative_to(installed).as_posix() for file in installed.rglob("*")}
    assert {f"sitegen_theme/{name}" for name in theme_files()} <= files
    for package in ("sitegen", "gmm_demo"):
        sources = {
            file.relative_to(ROOT).as_posix()
            for file in (ROOT / package).rglob("*")
            if file.suffix in (".py", ".po", ".csv")
        }
        assert sources <= files
    assert not [name for name in files if name.startswith(("tests", "content"))]
    entry = next(installed.glob("*.dist-info/entry_points.txt")).read_text(encoding="utf-8")
    assert "sitegen = sitegen.__main__:run" in entry


def test_the_installed_generator_builds_from_anywhere(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "site/site.yaml").write_text(SITE_YAML, encoding="utf-8")
    (tmp_path / "site/content/_index.md").write_text("---\ntitle: T\n---\n文。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "--site", "site", "build"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert b"no problems" in done.stderr
    page = (tmp_path / "site/public/es/index.html").read_text(encoding="utf-8")
    assert "Saltar al contenido" in page or "contenido" in page
    assert (tmp_path / "site/public/assets/theme.css").is_file()


def test_the_source_distribution_has_all_that_a_build_needs(checkout: Path, tmp_path: Path) -> None:
    archive = built(checkout, "build_sdist", tmp_path)
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert theme_files() <= names
    assert {"build.py", "site.yaml", "Makefile", "content/glossary.yaml", "LICENSE"} <= names
    assert "tests/conftest.py" in names
