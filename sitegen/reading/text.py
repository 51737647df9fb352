"""Text files as they are on disk: UTF-8, any line ending, with or without a byte order mark."""

from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path

from sitegen.disk import write_file
from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem

OURS, THEIRS = "<" * 7, ">" * 7
"""How git marks the beginning and the end of what two people changed."""

FENCES = ("```", "~~~")


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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if line := _conflict(text):
        message = "a merge conflict that is not resolved"
        hint = f"keep one side, and remove the lines that begin with {OURS} and {THEIRS}"
        raise SiteError(Problem(code, Place(path, line), message, hint))
    return text


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    """Change the text of a file; its line endings and its byte order mark stay what they are."""
    raw = file.read_bytes()
    coding = "utf-8-sig" if raw.startswith(BOM_UTF8) else "utf-8"
    before = raw.decode(coding)
    after = change(before.replace("\r\n", "\n"))
    after = after.replace("\n", "\r\n") if "\r\n" in before else after
    write_file(file, after.encode(coding))


def _conflict(text: str) -> int:
    """Return the first line of a conflict that git left; 0 for none, or one in a fence."""
    if f"\n{THEIRS} " not in text:
        return 0
    in_fence = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(FENCES):
            in_fence = not in_fence
        elif line.startswith(f"{OURS} ") and not in_fence:
            return number
    return 0
