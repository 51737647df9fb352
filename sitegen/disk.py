"""Files of the author's that a disk may refuse."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem


def read_file(file: Path, code: str, path: str = "") -> bytes:
    """Return what is in a file; raises SiteError, with a problem of this kind at `path`.

    `path` is what the author calls the file, by default its name in full.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise SiteError(Problem(code, Place(path or str(file)), message)) from error


def read_script(file: Path, path: str) -> str:
    """Return the text of a Python file; raises SiteError also where it is not UTF-8."""
    try:
        text = read_file(file, "program", path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SiteError(Problem("program", Place(path), "not UTF-8", "save it as UTF-8")) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_file(file: Path, content: bytes) -> None:
    """Write a file of the author's: whole, or not at all.

    Raises SiteError when the disk refuses; what was there is then as it was.
    """
    try:
        handle, aside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:100]}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            mode = file.stat().st_mode if file.exists() else 0o666 & ~_mask()
            Path(aside).chmod(mode)
            Path(aside).replace(file)
        except BaseException:
            with suppress(OSError):
                Path(aside).unlink()
            raise
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise SiteError(Problem("output", Place(str(file)), message)) from error


def _mask() -> int:
    """Return the rights that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
