"""A content-addressed store: the hash of everything that went in → what came out.

Entries are plain files, written aside and renamed, so that two builds may share a
folder. Each begins with the hash of its content; one that does not match is dropped.
"""

import os
import stat
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from sitegen.errors import DiskError
from sitegen.model.problem import Place, Problem

_DIGEST = 32

UNFINISHED = "."
"""What the names of files begin with that are still being written, or never were to the end."""

HOUR = 3600
"""Seconds after which whoever was writing a file is no longer at it."""


class Cache:
    """Bytes under keys in the folder `root`; without a folder nothing is kept."""

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self.damaged: list[str] = []

    def get(self, key: str) -> bytes | None:
        """Return what was stored under `key`; a damaged entry is dropped and counts as none."""
        if self.root is None:
            return None
        file = self._file(key)
        try:
            raw = file.read_bytes()
        except OSError:
            return None
        digest, content = raw[:_DIGEST], raw[_DIGEST:]
        # Another build may prune what is read here, or the folder may not be ours to write.
        if sha256(content).digest() == digest:
            with suppress(OSError):
                os.utime(file)  # What is read stays young: see `prune`.
            return content
        with suppress(OSError):
            file.unlink()
        self.damaged.append(str(file))
        return None

    def prune(self, before: float) -> int:
        """Remove the entries that were last used before a moment (Unix time); return how many.

        Raises DiskError where one cannot be removed.
        """
        if self.root is None or not self.root.is_dir():
            return 0
        old = [file for file in self.root.glob("??/*") if _is_older(file, before)]
        try:
            for file in old:
                file.unlink(missing_ok=True)
        except OSError as error:
            message = f"the cache cannot be pruned: {error.strerror}"
            raise DiskError(Problem("output", Place(str(self.root)), message)) from error
        return len(old)

    def put(self, key: str, content: bytes) -> None:
        """Store `content` under `key`, a hexadecimal hash."""
        if self.root is None:
            return
        try:
            _write(self._file(key), sha256(content).digest() + content)
        except OSError as error:
            message = f"the cache cannot be written: {error.strerror}"
            hint = "choose another --cache-dir, or --no-cache"
            raise DiskError(Problem("output", Place(str(self.root)), message, hint)) from error

    def _file(self, key: str) -> Path:
        assert self.root is not None
        return self.root / key[:2] / key[2:]


def _is_older(file: Path, before: float) -> bool:
    """Tell whether an entry was last used before a moment, and nobody is writing it any more."""
    try:
        status = file.stat()
    except OSError:
        return False  # Somebody else has removed it.
    grace = HOUR if file.name.startswith(UNFINISHED) else 0
    return stat.S_ISREG(status.st_mode) and status.st_mtime < before - grace


def _write(file: Path, raw: bytes) -> None:
    """Write a file aside and rename it; what cannot be written to its end leaves nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=file.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        Path(aside).replace(file)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def key_of(*parts: str | bytes) -> str:
    """Return the hash of the parts; where one ends and the next begins counts."""
    digest = sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(raw)}:".encode() + raw)
    return digest.hexdigest()
