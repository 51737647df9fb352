"""Text files as they are on disk: UTF-8, any line ending, with or without a byte order mark."""

from pathlib import Path

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem


def read_text(file: Path, path: str, code: str) -> str:
    """Return the text of `file` with Unix line endings.

    Raises SiteError with a problem of kind `code` at `path` when the file cannot be read
    or is not UTF-8; the problem names the first bad byte.
    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise SiteError(Problem(code, Place(path), f"cannot be read: {error.strerror}")) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{raw[error.start]:02x}"
        raise SiteError(Problem(code, Place(path, line), message, "save it as UTF-8")) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
