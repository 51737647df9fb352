"""A site.yaml in the making, and what its author must know of it."""

from dataclasses import dataclass, field
from pathlib import Path

from sitegen.migration.ledger import Ledger
from sitegen.model.problem import Place


@dataclass
class Draft:
    """A site.yaml in the making.

    `site` has its values in their order; `said` are the keys that the book says something
    of; `notes` what its author must know.
    """

    folder: Path
    ledger: Ledger
    where: Place
    site: dict[str, object] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def put(self, key: str, value: object, *, said: object) -> None:
        """Set a key of site.yaml; `said` tells whether the book says so or nobody."""
        self.site[key] = value
        if said:
            self.said.add(key)

    def note(self, path: str, text: str) -> None:
        """Remember what is to say of the setting at `path`, which may be missing."""
        line = f"{self.ledger.place(path, self.where)}: {text}"
        if line not in self.notes:
            self.notes.append(line)
