"""A YAML mapping that is asked for its values one by one and remembers what was wrong."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

import yaml

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem, did_you_mean

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Fields:
    """The keys of one mapping: their nodes, where they stand, and the problems met so far."""

    path: str
    code: str
    loader: yaml.SafeLoader
    nodes: Mapping[str, yaml.Node]
    keys: Mapping[str, yaml.Node]
    first_line: int
    problems: list[Problem] = field(default_factory=list)

    def line(self, key: str) -> int:
        """Return the line of `key` in the file, or the first line of the mapping."""
        node = self.keys.get(key)
        return self.first_line + (node.start_mark.line if node else 0)

    def fault(self, key: str, message: str, hint: str = "") -> None:
        """Remember a problem at `key`."""
        self.problems.append(Problem(self.code, Place(self.path, self.line(key)), message, hint))

    def only(self, known: Iterable[str]) -> None:
        """Complain of every key that is not in `known`."""
        known = tuple(known)
        for key in self.nodes:
            if key not in known:
                self.fault(key, f"unknown key '{key}'", did_you_mean(key, known))

    def require(self, *keys: str) -> None:
        """Complain of every one of `keys` that is missing or empty."""
        for key in keys:
            if self.value(key) in (None, ""):
                self.fault(key, f"'{key}' is missing", f"write '{key}: …'")

    def value(self, key: str) -> object:
        """Return what YAML makes of the value, or None."""
        node = self.nodes.get(key)
        return self.loader.construct_object(node, deep=True) if node else None

    def text(self, key: str, default: str = "") -> str:
        """Return a scalar as it is written: `pre: 2.10` is the text "2.10"."""
        node = self.nodes.get(key)
        if node is None or self.value(key) is None:
            return default
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.fault(key, f"'{key}' must be text", "put it in quotes")
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one."""
        node = self.nodes.get(key)
        if isinstance(node, yaml.SequenceNode):
            if all(isinstance(item, yaml.ScalarNode) for item in node.value):
                return tuple(str(item.value) for item in node.value)
            self.fault(key, f"'{key}' must be a list of texts")
            return ()
        text = self.text(key)
        return (text,) if text else ()

    def number(self, key: str, default: int | None = None) -> int | None:
        """Return a whole number."""
        value = self.value(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.fault(key, f"'{key}' must be a whole number, not {value!r}")
        return default

    def flag(self, key: str, default: bool = False) -> bool:  # noqa: FBT001, FBT002 - a default, not a switch
        """Return true or false."""
        value = self.value(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.fault(key, f"'{key}' must be true or false, not {value!r}")
        return default

    def day(self, key: str) -> date | None:
        """Return a date, which JSON writes as text; the time of day is dropped."""
        value = self.value(key)
        if isinstance(value, str):
            with suppress(ValueError):
                value = datetime.fromisoformat(value)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        self.fault(key, f"'{key}' must be a date, not {value!r}", "write 2026-01-31")
        return None

    def mapping(self, key: str) -> "Fields | None":
        """Return a mapping's own Fields (its problems join these), or None where there is none."""
        node = self.nodes.get(key)
        if node is None or self.value(key) is None:
            return None
        if isinstance(node, yaml.MappingNode):
            return self.inside(node)
        self.fault(key, f"'{key}' must be a mapping of keys to values")
        return None

    def inside(self, node: yaml.MappingNode) -> "Fields":
        """Return the Fields of a mapping that stands inside this one."""
        keys = {str(name.value): name for name, _ in node.value}
        nodes = {str(name.value): value for name, value in node.value}
        return Fields(
            self.path, self.code, self.loader, nodes, keys, self.first_line, self.problems
        )


def parse_fields(text: str, path: str, code: str, first_line: int = 1) -> Fields:
    """Read a YAML mapping whose first line is line `first_line` of the file.

    Raises SiteError when the text is no YAML, no mapping, or has a key twice.
    """

    def fault(message: str, line: int, hint: str = "") -> SiteError:
        return SiteError(Problem(code, Place(path, first_line + line), message, hint))

    loader = _Loader(text)
    line = 0
    try:
        root = loader.get_single_node()
        if root is not None and (twice := next(_twice(root), None)):
            raise fault(f"key '{twice.value}' appears twice", twice.start_mark.line)
        for name, value in root.value if isinstance(root, yaml.MappingNode) else ():
            line = name.start_mark.line
            loader.construct_object(value, deep=True)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "a value with ': ' or a leading special character needs quotes"
        line = mark.line if mark else 0
        raise fault(f"malformed YAML: {error.problem}", line, hint) from error
    except (yaml.YAMLError, ValueError, LookupError, RecursionError, AttributeError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise fault(f"malformed YAML: {reason}", line) from error
    if root is None:
        root = yaml.MappingNode("tag:yaml.org,2002:map", [])
    if not isinstance(root, yaml.MappingNode):
        raise fault("must be a mapping of keys to values", 0, "write 'key: value' lines")
    return fields_of(root, path, code, first_line)


def fields_of(root: yaml.MappingNode, path: str, code: str, first_line: int) -> Fields:
    """Return the Fields of a mapping that was read."""
    return Fields(path, code, _Loader(""), {}, {}, first_line).inside(root)


def _twice(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield every key that its mapping already has; YAML itself would keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            if str(name.value) in seen and name.value != "<<":
                yield name
            seen.add(str(name.value))
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _twice(item)
