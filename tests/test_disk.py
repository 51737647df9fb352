"""Files of authors are written whole or not at all."""

from pathlib import Path

import pytest

from sitegen.disk import write_file
from sitegen.errors import SiteError


def test_a_file_is_written_and_keeps_its_rights(tmp_path: Path) -> None:
    """Whoever could read it can read it still."""
    file = tmp_path / "page.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["page.md"]


def test_a_disk_that_refuses_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there stays, nothing is left over, and it is told."""
    file = tmp_path / "page.md"
    file.write_bytes(b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(SiteError, match="No space left on device"):
        write_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["page.md"]
