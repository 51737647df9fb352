"""What is wrong, where, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error keeps the site from being published."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


RULES: Mapping[str, Severity] = {
    "alt-text": Severity.ERROR,
    "anchor": Severity.ERROR,
    "bibliography": Severity.ERROR,
    "cache": Severity.WARNING,
    "cell": Severity.ERROR,
    "claim": Severity.ERROR,
    "code": Severity.ERROR,
    "configuration": Severity.ERROR,
    "damage": Severity.ERROR,
    "dates": Severity.WARNING,
    "encoding": Severity.ERROR,
    "figure": Severity.ERROR,
    "formula": Severity.ERROR,
    "formulas": Severity.ERROR,
    "front-matter": Severity.ERROR,
    "glossary": Severity.ERROR,
    "glyph": Severity.ERROR,
    "image": Severity.ERROR,
    "language": Severity.ERROR,
    "latex": Severity.ERROR,
    "length": Severity.WARNING,
    "library": Severity.WARNING,
    "link": Severity.ERROR,
    "message": Severity.ERROR,
    "no-reason": Severity.WARNING,
    "numbers": Severity.ERROR,
    "orphan": Severity.WARNING,
    "output": Severity.ERROR,
    "overlap": Severity.WARNING,
    "parity": Severity.ERROR,
    "program": Severity.ERROR,
    "raw-html": Severity.ERROR,
    "shortcode": Severity.ERROR,
    "stale": Severity.WARNING,
    "structure": Severity.ERROR,
    "suppression": Severity.ERROR,
    "template": Severity.ERROR,
    "terms": Severity.WARNING,
    "ui-string": Severity.ERROR,
    "unstamped": Severity.WARNING,
    "untranslated": Severity.WARNING,
    "untranslated-term": Severity.WARNING,
    "unused-message": Severity.WARNING,
    "unused-suppression": Severity.WARNING,
    "url": Severity.ERROR,
    "usage": Severity.ERROR,
    "value": Severity.ERROR,
    "warning": Severity.ERROR,
}
"""Every kind of problem and what it weighs unless site.yaml says otherwise (`checks:`)."""

HUGO_RULES: Mapping[str, Severity] = dict.fromkeys(
    ("alt-text", "anchor", "code", "formulas", "language", "numbers", "structure"), Severity.WARNING
)
"""What weighs less in a book that was written for Hugo, where nothing kept languages together."""

GATE = ("code", "damage", "formulas", "language", "length", "numbers", "structure", "terms")
"""The rules about translations that a page may switch off for a block, with a reason."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a file the author can open; line and column count from 1, 0 is unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Suppression:
    """A rule that an author switched off, from the place's line to `last`."""

    rule: str
    place: Place
    last: int

    def covers(self, problem: "Problem") -> bool:
        """Tell whether a problem is what the author accepts."""
        is_near = self.place.line <= problem.place.line <= self.last
        return problem.code == self.rule and problem.place.path == self.place.path and is_near


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong, what would mend it."""

    code: str
    place: Place
    message: str
    hint: str = ""
    locale: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


def graded(problems: Iterable[Problem], checks: Mapping[str, Severity]) -> tuple[Problem, ...]:
    """Give each problem the weight of its rule, drop what is switched off, and put all in order."""
    weighed = (replace(p, severity=checks.get(p.code, RULES[p.code])) for p in problems)
    kept = {p for p in weighed if p.severity is not Severity.OFF}
    return tuple(sorted(kept, key=lambda p: (p.place, p.code, p.message)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known words nearest to `word`, or all when none is near."""
    names = sorted(set(known))
    near = get_close_matches(word, names, n=3, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(f"'{name}'" for name in near) + "?"
    return "known: " + ", ".join(names) if names else ""
