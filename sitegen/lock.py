"""One build at a time into a folder: the next one waits until the one before has ended."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        # Unlike that of `flock`, this lock does not pass to processes that are forked: they might
        # outlive the build.
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


STEP = 0.1
"""Seconds between two tries."""

PATIENCE = 1.0
"""Seconds of waiting after which it is told."""

HELD = frozenset({errno.EACCES, errno.EAGAIN})
"""How systems say that somebody else has the lock; anything else is that there are no locks."""


@contextmanager
def turn(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a folder; `say` is told, once, when that takes a while.

    It lies beside the folder and is this process's, so that the system gives it back however the
    process ends. Where nothing can be locked, nobody waits.
    """
    file = lock_of(folder)
    handle = _held(file, folder, say)
    try:
        yield
    finally:
        if handle is not None:
            _give_back(handle, file)


def lock_of(folder: Path) -> Path:
    """Return the file that is there while somebody builds into a folder, or was killed at it."""
    return folder.parent / f".{folder.name}.lock"


def _held(file: Path, folder: Path, say: Callable[[str], None]) -> int | None:
    """Return the open lock as soon as it is ours; None where there can be none."""
    began, is_told = time.monotonic(), False
    while True:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return None  # Who may not write here cannot publish here, and is told so then.
        try:
            _lock(handle)
            if _is_at(handle, file):
                return handle
            os.close(handle)  # Whoever had it has removed it: there may be another by now.
            continue
        except OSError as error:
            os.close(handle)
            if error.errno not in HELD:
                return None
        if not is_told and time.monotonic() - began > PATIENCE:
            is_told = True
            say(f"another build is writing to {folder}; waiting")
        time.sleep(STEP)


def _is_at(handle: int, file: Path) -> bool:
    """Tell whether an open file is still the one that has this name."""
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False


def _give_back(handle: int, file: Path) -> None:
    """Remove the lock, by which whoever waits sees that it is free, and let go of it."""
    with suppress(OSError):  # Windows removes no file that is open.
        file.unlink()
    os.close(handle)
