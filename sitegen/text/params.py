"""The parameters that authors set, for `param` and `siteparam`: found by name, written as text."""

import datetime as dt
from collections.abc import Iterator, Mapping

from sitegen.errors import ShortcodeError
from sitegen.model.page import FrontMatter
from sitegen.model.problem import did_you_mean

Params = Mapping[str, object]


def find_param(name: str, *sources: Params) -> str:
    """Return the parameter called `name` of the first source that has it, as text.

    `a.b` is the part `b` of `a`; capitals do not count. Raises ShortcodeError for one that
    is not there, and for one that has parts.
    """
    steps = name.lower().split(".")
    for source in sources:
        value = _at(source, steps)
        if isinstance(value, Mapping):
            hint = did_you_mean("", (f"{name}.{part}" for part in value))
            raise ShortcodeError(f"the parameter '{name}' has parts", hint)
        if value is not None:
            return _written(value)
    known = (path for source in sources for path in _paths(source))
    raise ShortcodeError(f"there is no parameter '{name}'", did_you_mean(name, known))


def params_of(front: FrontMatter) -> Params:
    """Return what a page says of itself besides its `params`."""
    said: dict[str, object] = {
        "title": front.title,
        "linkTitle": front.link_title,
        "description": front.description,
        "weight": front.weight,
        "date": front.date,
        "lastmod": front.lastmod,
        "slug": front.slug,
        "pre": front.pre,
    }
    return {name: value for name, value in said.items() if value not in ("", None)}


def _at(source: Params, steps: list[str]) -> object:
    at: object = source
    for step in steps:
        if not isinstance(at, Mapping):
            return None
        at = next((value for name, value in at.items() if str(name).lower() == step), None)
    return at


def _paths(source: Params) -> Iterator[str]:
    for name, value in source.items():
        if isinstance(value, Mapping):
            yield from (f"{name}.{path}" for path in _paths(value))
        else:
            yield str(name)


def _written(value: object) -> str:
    """Return a value as Hugo's readers know it: `true`, days as 2024-02-29, lists with commas."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(map(_written, value))
    return str(value)
