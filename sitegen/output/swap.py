"""Two folders change places."""

import ctypes
import os
import sys
from pathlib import Path

HERE = -100
"""AT_FDCWD: a path is one from the current folder."""

EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS."""

TEXT = ctypes.c_char_p

if sys.platform == "linux":

    def _exchange(one: bytes, other: bytes) -> int:
        rename = ctypes.CDLL(None).renameat2
        rename.argtypes = [ctypes.c_int, TEXT, ctypes.c_int, TEXT, ctypes.c_uint]
        return int(rename(HERE, one, HERE, other, EXCHANGE))
elif sys.platform == "darwin":

    def _exchange(one: bytes, other: bytes) -> int:
        rename = ctypes.CDLL(None).renamex_np
        rename.argtypes = [TEXT, TEXT, ctypes.c_uint]
        return int(rename(one, other, EXCHANGE))
else:

    def _exchange(one: bytes, other: bytes) -> int:  # noqa: ARG001 - no system call here does it
        return -1


def swap(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where this system or disk cannot.

    There is no moment at which one of the names leads nowhere.
    """
    try:
        return _exchange(os.fsencode(one), os.fsencode(other)) == 0
    except AttributeError:  # An old C library has no name for it.
        return False
