"""A configuration in TOML, YAML or JSON: its keys as Hugo reads them, each with its place."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem
from sitegen.reading.fields import parse_fields
from sitegen.reading.foreign import json_of, plain, toml_of
from sitegen.reading.text import read_text

CODE = "configuration"

ENDS = ("]", "}", '"""', "'''")
"""How a statement of TOML ends that takes more than one line."""

Keys = tuple[str, ...]
"""The keys that lead to a value, in lower case."""

Found = tuple[Mapping[str, object], Mapping[Keys, int]]
"""What a file says, and the line of every key."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A key as its author wrote it, and where; `inside` has the keys of a table, else None."""

    name: str
    place: Place
    value: object = None
    inside: "Mapping[str, Setting] | None" = None

    @property
    def plain(self) -> object:
        """The value without places; a table is a dict under the names its author wrote."""
        if self.inside is None:
            return self.value
        return {one.name: one.plain for one in self.inside.values()}


Table = Mapping[str, Setting]
"""The keys of a table in lower case, as Hugo does not tell capitals apart."""


def read_settings(file: Path, path: str) -> Table:
    """Read a configuration; the ending of its name says what it is written in.

    Raises SiteError when the file cannot be read or is malformed.
    """
    text = read_text(file, path, CODE)
    values, lines = READERS[file.suffix.lower()](text, path)
    return _table(values, (), path, lines)


def merged(one: Table, other: Table) -> Table:
    """Return two tables as one; the second has the last word, and tables in them are merged."""
    whole = dict(one)
    for key, theirs in other.items():
        ours = whole.get(key)
        if ours and ours.inside is not None and theirs.inside is not None:
            whole[key] = replace(ours, inside=merged(ours.inside, theirs.inside))
        else:
            whole[key] = theirs
    return whole


def below(names: Iterable[str], table: Table, path: str) -> Table:
    """Return a table put under the keys that the name of its file, at `path`, stands for."""
    for name in reversed([*names]):
        table = {name.lower(): Setting(name, Place(path), inside=table)}
    return table


def _table(
    values: Mapping[str, object], above: Keys, path: str, lines: Mapping[Keys, int]
) -> Table:
    """Return values as settings; two names that differ in capitals are one."""
    table: Table = {}
    for name, value in values.items():
        key = (*above, name.lower())
        # A key whose line nobody knows stands where the table stands that has it.
        line = next((lines[key[:n]] for n in range(len(key), 0, -1) if key[:n] in lines), 0)
        setting = Setting(name, Place(path, line), value)
        if isinstance(value, dict):
            setting = replace(setting, value=None, inside=_table(value, key, path, lines))
        table = merged(table, {name.lower(): setting})
    return table


def _toml(text: str, path: str) -> Found:
    values = {name: plain(value) for name, value in toml_of(text, path, CODE).items()}
    lines: dict[Keys, int] = {}
    table: Keys = ()
    for first, said, is_header in _statements(text):
        paths = [*_paths(said, into_lists=is_header)]
        for one in paths:
            lines.setdefault(one if is_header else (*table, *one), first)
        table = paths[-1] if is_header else table
    return values, lines


def _statements(text: str) -> Iterator[tuple[int, Mapping[str, object], bool]]:
    """Yield the statements of a TOML text that is right: line, what it says, is it a header."""
    chunk, first = "", 1
    for number, line in enumerate(text.split("\n"), 1):
        first = first if chunk else number
        if not line.strip() and not chunk:
            continue
        begins, chunk = not chunk, f"{chunk}{line}\n"
        if begins or "#" in line or line.rstrip().endswith(ENDS):
            with suppress(tomllib.TOMLDecodeError):  # It goes on in the next line.
                said = tomllib.loads(chunk)
                if said:
                    yield first, said, chunk.lstrip().startswith("[")
                chunk = ""


def _paths(said: object, *, into_lists: bool) -> Iterator[Keys]:
    """Yield the paths of all keys; of tables in a list where that is how a header says it."""
    if into_lists and isinstance(said, list):
        said = said[0]
    for name, value in said.items() if isinstance(said, dict) else ():
        yield (name.lower(),)
        for one in _paths(value, into_lists=into_lists):
            yield name.lower(), *one


def _yaml(text: str, path: str) -> Found:
    fields = parse_fields(text, path, CODE)
    lines: dict[Keys, int] = {}
    for name, node in fields.nodes.items():
        lines[(name.lower(),)] = fields.line(name)
        lines |= {(name.lower(), *key): line for key, line in _lines(node)}
    values = {name: plain(_value(node, fields.loader)) for name, node in fields.nodes.items()}
    return values, lines


def _value(node: yaml.Node, loader: yaml.SafeLoader) -> object:
    """Return a value as YAML 1.2 has it, which Hugo reads: `no` and `12:30` are texts."""
    if isinstance(node, yaml.MappingNode):
        return {str(name.value): _value(value, loader) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, loader) for one in node.value]
    kind, written = node.tag.rpartition(":")[2], str(node.value)
    is_text = kind == "bool" and written.lower() not in ("true", "false")
    if is_text or (kind in ("int", "float") and ":" in written):
        return written
    return loader.construct_object(node)


def _lines(node: yaml.Node | None) -> Iterator[tuple[Keys, int]]:
    """Yield the keys of a mapping and of those in it, with their lines."""
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield (str(name.value).lower(),), name.start_mark.line + 1
        for key, line in _lines(value):
            yield (str(name.value).lower(), *key), line


def _json(text: str, path: str) -> Found:
    values, end = json_of(text, path, CODE)
    if not isinstance(values, dict) or text[end:].strip():
        line = text.count("\n", 0, end) + 1
        raise SiteError(Problem(CODE, Place(path, line), "must be one JSON object and no more"))
    # YAML says where keys stand in JSON, once it has no tabs, which are never inside its texts.
    with suppress(yaml.YAMLError, RecursionError):
        root = yaml.compose(text.replace("\t", " "), yaml.SafeLoader)
        return values, dict(_lines(root))
    return values, {}


READERS: Mapping[str, Callable[[str, str], Found]] = {
    ".toml": _toml,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": _json,
}
"""How a configuration is read, by the ending of its file's name, in the order Hugo looks."""
