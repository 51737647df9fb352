"""A cache that is damaged, or not ours to write, costs time and nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cache import Cache
from sitegen.cli import main
from tests.conftest import ROOT, SITE_YAML, Trial
from tests.sabotage import held

NOW = 1_800_000_000.0


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return a site with every kind of entry in its cache, built."""
    site = Trial(tmp_path_factory.mktemp("kept") / "site")
    site.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\ncards: true\n",
            "content/_index.md": "---\ntitle: A\nprogram: p\n---\n\n{{< cell setup >}}\n",
            "demo/lessons/p.py": "x = 2\nprint(x)\n",
        }
    )
    for file in site.folder.rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    assert main(["--site", str(site.folder), "--quiet"], home=ROOT) == 0
    return site


def flipped(raw: bytes) -> bytes:
    middle = len(raw) // 2
    return raw[:middle] + bytes([raw[middle] ^ 0x10]) + raw[middle + 1 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a flipped bit": flipped,
    "half": lambda raw: raw[: len(raw) // 2],
    "nothing": lambda raw: b"",
    "zeroes": lambda raw: bytes(len(raw)),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_cache_that_is_damaged_in_every_file_is_made_anew(
    kept: Trial, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = held(kept.output)
    files = [file for file in kept.cache.rglob("*") if file.is_file()]
    assert len(files) > 5
    for file in files:
        file.write_bytes(DAMAGE[how](file.read_bytes()))
    assert main(["--site", str(kept.folder), "--quiet"], home=ROOT) == 0
    told = capsys.readouterr().err
    assert "the entry of the cache was damaged and is made anew" in told
    assert "Traceback" not in told
    assert held(kept.output) == before
    assert len([file for file in kept.cache.rglob("*") if file.is_file()]) >= len(files)


def test_each_entry_of_a_cache_may_be_damaged_alone(kept: Trial) -> None:
    before = held(kept.output)
    for file in [file for file in kept.cache.rglob("*") if file.is_file()]:
        file.write_bytes(flipped(file.read_bytes()))
        assert main(["--site", str(kept.folder), "--quiet"], home=ROOT) == 0
        assert held(kept.output) == before


def test_a_cache_that_may_not_be_written_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, key = Cache(tmp_path), "ab" * 32
    cache.put(key, b"kept")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "utime", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    assert cache.get(key) == b"kept"
    [file] = [file for file in tmp_path.rglob("*") if file.is_file()]
    file.write_bytes(b"damaged")
    assert cache.get(key) is None


def test_pruning_leaves_what_another_build_is_writing(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    for name, hours in ((".new", 0), (".left", 2), ("entry", 1)):
        (tmp_path / "ab" / name).touch()
        os.utime(tmp_path / "ab" / name, (NOW - hours * 3600, NOW - hours * 3600))
    assert Cache(tmp_path).prune(NOW + 1) == 2
    assert [file.name for file in (tmp_path / "ab").iterdir()] == [".new"]
