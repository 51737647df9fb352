"""Files of the author's that a disk may refuse."""

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
