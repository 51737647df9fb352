"""Publishing: a build is whole or did not happen."""

import os
from pathlib import Path

import pytest

from sitegen.cache import Cache, key_of
from sitegen.errors import SiteError
from sitegen.model.output import OutputFile
from sitegen.output.publish import MANIFEST, publish

FILES = [OutputFile("a/index.html", b"a"), OutputFile("b.css", b"b")]


def listing(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_output_holds_exactly_the_files(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(FILES, output)
    assert listing(output) == {"a/index.html": b"a", "b.css": b"b"}
    publish([OutputFile("c.txt", b"c"), FILES[0]], output)
    assert listing(output) == {"a/index.html": b"a", "c.txt": b"c"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public"]


def test_what_has_not_changed_keeps_its_time(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(FILES, output)
    os.utime(output / "b.css", (1, 1))
    publish([OutputFile("a/index.html", b"new"), FILES[1]], output)
    assert (output / "b.css").stat().st_mtime == 1
    assert (output / "a/index.html").read_bytes() == b"new"


def test_a_published_file_that_was_edited_is_mended(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(FILES, output)
    (output / "b.css").write_bytes(b"edited")
    publish([*FILES, OutputFile("c", b"c")], output)
    assert (output / "b.css").read_bytes() == b"b"


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "public"
    output.mkdir()
    (output / "thesis.tex").write_text("years of work", encoding="utf-8")
    with pytest.raises(SiteError, match="holds files that this program did not write"):
        publish(FILES, output)
    assert listing(output) == {"thesis.tex": b"years of work"}


def test_a_build_interrupted_between_its_renames_is_recovered(tmp_path: Path) -> None:
    output = tmp_path / "public"
    publish(FILES, output)
    output.rename(tmp_path / ".public.old")
    publish(FILES, output)
    assert listing(output) == {"a/index.html": b"a", "b.css": b"b"}


def test_a_disk_that_refuses_is_an_error_and_the_last_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "public"
    publish(FILES, output)

    def refuse(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(SiteError, match="No space left on device"):
        publish([OutputFile("c", b"c")], output)
    assert listing(output) == {"a/index.html": b"a", "b.css": b"b"}


def test_the_cache_gives_back_what_it_was_given(tmp_path: Path) -> None:
    cache, key = Cache(tmp_path), key_of("a", b"b")
    assert cache.get(key) is None
    cache.put(key, b"content")
    assert cache.get(key) == b"content"


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_a_damaged_entry_of_the_cache_is_dropped(tmp_path: Path, damage: bytes) -> None:
    cache, key = Cache(tmp_path), key_of("a")
    cache.put(key, b"content")
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(damage)
    assert cache.get(key) is None
    assert not file.exists()


def test_a_key_knows_where_its_parts_end() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")
    assert Cache(None).get(key_of("a")) is None
