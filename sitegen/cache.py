"""A content-addressed store: the hash of everything that went in → what came out.

Entries are plain files, written aside and renamed, so that two builds may share a
folder. Each begins with the hash of its content; one that does not match is dropped.
"""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from sitegen.errors import DiskError
from sitegen.model.problem import Place, Problem

_DIGEST = 32


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
        if sha256(content).digest() == digest:
            os.utime(file)  # What is read stays young: see `prune`.
            return content
        file.unlink(missing_ok=True)
        self.damaged.append(str(file))
        return None

    def prune(self, before: float) -> int:
        """Remove the entries that were last used before a moment (Unix time); return how many."""
        if self.root is None or not self.root.is_dir():
            return 0
        entries = [file for file in self.root.glob("??/*") if file.is_file()]
        old = [file for file in entries if file.stat().st_mtime < before]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    def put(self, key: str, content: bytes) -> None:
        """Store `content` under `key`, a hexadecimal hash."""
        if self.root is None:
            return
        file = self._file(key)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=file.parent, prefix=".")
            with os.fdopen(handle, "wb") as stream:
                stream.write(sha256(content).digest() + content)
            Path(aside).replace(file)
        except OSError as error:
            message = f"the cache cannot be written: {error.strerror}"
            hint = "choose another --cache-dir, or --no-cache"
            raise DiskError(Problem("output", Place(str(self.root)), message, hint)) from error

    def _file(self, key: str) -> Path:
        assert self.root is not None
        return self.root / key[:2] / key[2:]


def key_of(*parts: str | bytes) -> str:
    """Return the hash of the parts; where one ends and the next begins counts."""
    digest = sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(raw)}:".encode() + raw)
    return digest.hexdigest()
