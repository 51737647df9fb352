"""Front matter that is no YAML: TOML between lines of `+++`, or a JSON object, as in Hugo."""

import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date

import yaml

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem
from sitegen.reading.fields import Fields, fields_of

TOML = "+++"
CODE = "front-matter"


def is_foreign(text: str) -> bool:
    """Tell whether a page begins with front matter in TOML or JSON."""
    return text.startswith((f"{TOML}\n", "{\n", '{"'))


def parse_foreign(text: str, path: str) -> tuple[Fields, str, int]:
    """Return the fields of the front matter, the body, and the number of its first line.

    Raises SiteError when the front matter is not closed or cannot be read.
    """
    if text.startswith(TOML):
        header, body, line = _between(text, path)
        return _fields(toml_of(header, path, CODE, 2), header, path, 2), body, line
    values, end = json_of(text, path, CODE)
    assert isinstance(values, dict)  # It begins with a brace.
    rest = text[end:].removeprefix("\n")
    return _fields(values, text[:end], path, 1), rest, text.count("\n", 0, end) + 2


def json_of(text: str, path: str, code: str) -> tuple[object, int]:
    """Return the JSON value a text begins with, and where it ends.

    Raises SiteError with a problem of kind `code` when it is malformed, or has a key twice.
    """
    start = len(text) - len(text.lstrip())
    try:
        values, end = json.JSONDecoder(object_pairs_hook=_object).raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise _fault(path, error.lineno, f"malformed JSON: {error.msg}", code=code) from error
    except (ValueError, RecursionError) as error:
        raise _fault(path, 1, f"malformed JSON: {error}", code=code) from error
    return values, end


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of JSON; raises ValueError for a key that stands in it twice."""
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"key '{twice}' appears twice")
    return values


def _between(text: str, path: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == TOML:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise _fault(path, 1, "the front matter is not closed", f"end it with a line '{TOML}'")


def toml_of(text: str, path: str, code: str, first_line: int = 1) -> dict[str, object]:
    """Return the keys and values of a TOML text whose first line is `first_line` of the file.

    Raises SiteError with a problem of kind `code` when it is malformed.
    """
    try:
        return tomllib.loads(f"{text}\n")
    except RecursionError as error:
        raise _fault(path, 1, f"malformed TOML: {error}", code=code) from error
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        _, at, where = said.rpartition("(at line ")
        number = where.partition(",")[0]
        line = first_line - 1 + int(number) if at and number.isdecimal() else 1
        raise _fault(path, line, f"malformed TOML: {said}", code=code) from error


def _fields(values: Mapping[str, object], header: str, path: str, first_line: int) -> Fields:
    """Return values as YAML would have them, every key with its line."""
    root = yaml.SafeDumper(io.StringIO()).represent_data(plain(values))
    assert isinstance(root, yaml.MappingNode)  # A table and an object are mappings.
    lines = dict(_lines(header))
    for name, _ in root.value:
        name.start_mark = yaml.Mark(path, 0, lines.get(name.value, 0), 0, "", 0)
    return fields_of(root, path, CODE, first_line)


def plain(value: object) -> object:
    """Return a value without the kinds that YAML has no name for."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)


def _lines(header: str) -> Iterator[tuple[str, int]]:
    """Yield the keys that stand at the beginning of a line, and that line, from 0."""
    for number, line in reversed([*enumerate(header.split("\n"))]):
        key = line.strip().lstrip('["').partition("=")[0].partition(":")[0]
        yield key.strip().rstrip('"]'), number


def _fault(path: str, line: int, message: str, hint: str = "", code: str = CODE) -> SiteError:
    return SiteError(Problem(code, Place(path, line), message, hint))
