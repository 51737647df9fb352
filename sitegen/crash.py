"""A fault of our own: what the author is told of it, and what whoever mends it gets to read."""

import platform
import tempfile
import traceback
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

PACKAGE = "gmm-tutorials"

SECRETS = ("TOKEN", "SECRET", "PASS", "KEY", "CREDENTIAL", "AUTH", "COOKIE")
"""Parts of the names of variables whose values nobody else may read."""

SHORTEST = 6
"""Letters that a value must have to be looked for: shorter ones stand in any text."""


def crashed(error: BaseException, cache: Path | None, environment: Mapping[str, str]) -> str:
    """Write down what happened and return how to tell of it.

    It is written into the folder of the cache, else among the system's temporary files, without
    the secrets of `environment` and the name of the home folder; where neither can be written, it
    is told in full.
    """
    account = _without_secrets(_account(error), environment)
    home = environment.get("HOME") or environment.get("USERPROFILE") or "/"
    account = account.replace(home, "~") if len(home) > 1 else account
    name = f"sitegen-crash-{sha256(account.encode()).hexdigest()[:8]}.txt"
    what = _without_secrets(_what(error), environment)
    for folder in (cache, Path(tempfile.gettempdir())):
        if folder and _is_written(folder / name, account):
            how = f"What happened stands in {folder / name}: {_whom()}."
            return f"this is a fault of sitegen itself: {what}\n{how}"
    return f"{account}\nthis is a fault of sitegen itself: {what}\n{_whom().capitalize()}."


def _what(error: BaseException) -> str:
    """Return an exception in a line, with the last place in this package that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    own = Path(__file__).parent
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(own)]
    last = (ours or frames)[-1:]
    where = "".join(f" ({Path(frame.filename).name}:{frame.lineno})" for frame in last)
    line = "".join(str(error).split("\n")[:1])
    return f"{type(error).__name__}: {line}{where}" if line else f"{type(error).__name__}{where}"


def _account(error: BaseException) -> str:
    """Return all that is known of an exception."""
    world = f"{PACKAGE} {_said('Version')}, Python {platform.python_version()}, {platform.system()}"
    return f"{world}\n\n{''.join(traceback.format_exception(error))}"


def _without_secrets(text: str, environment: Mapping[str, str]) -> str:
    """Return a text without the values of variables that keep secrets."""
    for name, value in environment.items():
        if len(value) >= SHORTEST and any(part in name.upper() for part in SECRETS):
            text = text.replace(value, f"<{name}>")
    return text


def _is_written(file: Path, text: str) -> bool:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return False
    return True


def _whom() -> str:
    """Return whom to tell: the page for that which the package names, if it does."""
    for line in _said("Project-URL").split("\n"):
        label, _, page = line.partition(", ")
        if any(word in label.lower() for word in ("issue", "bug", "tracker")):
            return f"please report it at {page}"
    return "please send it to whoever keeps sitegen"


def _said(field: str) -> str:
    """Return what the installed package says of itself, every entry in a line."""
    try:
        return "\n".join(metadata(PACKAGE).get_all(field) or ())
    except PackageNotFoundError:
        return ""
