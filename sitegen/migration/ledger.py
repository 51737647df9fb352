"""What of a configuration was taken over, and what is left to tell of."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sitegen.model.problem import Place, Problem
from sitegen.reading.settings import CODE, Setting, Table

OPEN = (
    *("languages", "markup", "markup.goldmark"),
    *(f"markup.goldmark.{name}" for name in ("extensions", "parser", "renderer")),
    *(f"markup.goldmark.extensions.{name}" for name in ("passthrough", "typographer")),
    "markup.goldmark.extensions.passthrough.delimiters",
)
"""Tables whose keys are told of one by one; of others one line is said."""

MERGE = "_merge"
"""What Hugo itself reads in every table: how a theme's settings join those of the book."""


@dataclass(frozen=True, slots=True)
class Left:
    """A key that nobody took: its path in lower case and as it is written."""

    path: str
    name: str
    setting: Setting


@dataclass
class Ledger:
    """A configuration that is asked for its values by path, and remembers for which.

    A path is the keys with dots between them, in any case. What is of another kind than it
    must be is a problem.
    """

    table: Table
    taken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def take(self, path: str) -> Setting | None:
        """Return a setting and remember that it, and all in it, was taken over."""
        self.taken.add(path.lower())
        return self.look(path)

    def look(self, path: str) -> Setting | None:
        """Return a setting that is left where it is."""
        table: Table | None = self.table
        setting = None
        for key in path.lower().split("."):
            setting = table.get(key) if table else None
            table = setting.inside if setting else None
        return setting

    def text(self, *paths: str) -> str:
        """Return the first of these texts that there is; a number is text as well."""
        found = [(path, setting) for path in paths if (setting := self.take(path))]
        for path, setting in found:
            if setting.inside is not None or isinstance(setting.value, list):
                self._fault(path, setting, "text")
            elif isinstance(setting.value, bool):
                return str(setting.value).lower()
            elif setting.value not in (None, ""):
                return str(setting.value)
        return ""

    def flag(self, path: str) -> bool:
        """Return whether something is true; what is not there is false."""
        setting = self.take(path)
        if not setting or (setting.value in (None, "") and setting.inside is None):
            return False
        said = str(setting.value).lower()
        if said not in ("true", "false"):
            self._fault(path, setting, "true or false")
        return said == "true"

    def number(self, path: str) -> int:
        """Return a whole number, 0 where there is none."""
        setting = self.take(path)
        value = setting.value if setting else None
        if setting and (isinstance(value, bool) or not isinstance(value, int)):
            self._fault(path, setting, "a whole number")
        return value if isinstance(value, int) else 0

    def items(self, path: str) -> list[object]:
        """Return a list; one value is a list of one."""
        setting = self.take(path)
        value = setting.plain if setting else None
        return value if isinstance(value, list) else [] if value in (None, "") else [value]

    def tables(self, path: str) -> dict[str, Setting]:
        """Return the tables in a table."""
        setting = self.look(path)
        if setting and setting.inside is None:
            self._fault(path, setting, "a table")
        inside = setting.inside if setting and setting.inside else {}
        for key, one in inside.items():
            if one.inside is None and key != MERGE:
                self._fault(f"{path}.{one.name}", one, "a table")
        return {key: one for key, one in inside.items() if one.inside is not None}

    def place(self, path: str, default: Place) -> Place:
        """Return where a key stands, or `default` for one that is not there."""
        setting = self.look(path)
        return setting.place if setting else default

    def left(self) -> Iterator[Left]:
        """Yield what was not taken over, in the order of the files."""
        yield from self._left(self.table, "", "")

    def _left(self, table: Table, above: str, written: str) -> Iterator[Left]:
        for key, setting in table.items():
            path, name = f"{above}{key}", f"{written}{setting.name}"
            if key == MERGE or path in self.taken:
                continue
            is_language = path.startswith("languages.") and path.count(".") == 1
            if setting.inside is not None and (is_language or path in OPEN):
                yield from self._left(setting.inside, f"{path}.", f"{name}.")
            else:
                yield Left(path, name, setting)

    def _fault(self, path: str, setting: Setting, kind: str) -> None:
        self.problems.append(Problem(CODE, setting.place, f"'{path}' must be {kind}"))
