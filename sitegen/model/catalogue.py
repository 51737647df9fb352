"""The words of one locale, under their English text."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from sitegen.model.problem import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A translation; `fuzzy` means nobody has looked at it since the English changed."""

    text: str
    fuzzy: bool
    line: int


@dataclass(frozen=True, slots=True)
class UiString:
    """A string of the interface, as a template has it."""

    text: str
    context: str
    place: Place


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries of one file under (context, English text)."""

    locale: str
    path: str
    entries: Mapping[tuple[str, str], Entry]

    def find(self, text: str, context: str = "") -> Entry | None:
        """Return the entry that may be shown to a reader: translated and not fuzzy."""
        entry = self.entries.get((context, text))
        return entry if entry and entry.text and not entry.fuzzy else None

    def say(self, text: str, context: str = "") -> str:
        """Return the translation, or the English text where there is none that fits."""
        entry = self.find(text, context)
        fits = entry is not None and placeholders(entry.text) == placeholders(text)
        return entry.text if entry and fits else text


def placeholders(text: str) -> list[str]:
    """Return the replacement fields of a format string, sorted; none if it is not one."""
    try:
        fields = [(name, spec) for _, name, spec, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return ["(malformed)"]
    return sorted(f"{{{name}:{spec}}}" if spec else f"{{{name}}}" for name, spec in fields)
