"""Paths into the recorded values of a run: `metrics.log_likelihood`, `weights[0]`.

A path is looked up, never evaluated.
"""

from collections.abc import Iterator

from sitegen.errors import ShortcodeError
from sitegen.model.problem import did_you_mean


def look_up(values: object, path: str) -> object:
    """Return what stands at `path`; raises ShortcodeError naming what is there instead."""
    at = values
    walked = ""
    for step in _steps(path):
        if isinstance(step, str):
            if not isinstance(at, dict) or step not in at:
                known = at if isinstance(at, dict) else ()
                hint = did_you_mean(step, map(str, known)) or f"'{walked}' has no named parts"
                raise ShortcodeError(f"no value '{path}' in this run", hint, "value")
            walked += f".{step}" if walked else step
        else:
            if not isinstance(at, list) or step >= len(at):
                length = f"has {len(at)} elements" if isinstance(at, list) else "is no list"
                message = f"no value '{path}' in this run"
                raise ShortcodeError(message, f"'{walked}' {length}", "value")
            walked += f"[{step}]"
        at = at[step]  # type: ignore[index]
    return at


def _steps(path: str) -> Iterator[str | int]:
    """Yield the names and the numbers of a path."""
    for part in path.split("."):
        name, *indices = part.split("[")
        if name or not indices:
            yield name
        for index in indices:
            digits = index.removesuffix("]")
            if digits == index or not digits.isdecimal():
                hint = "write it like metrics.score or weights[0]"
                raise ShortcodeError(f"'{path}' is no path to a value", hint, "value")
            yield int(digits)
