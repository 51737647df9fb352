"""The site as its author configured it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sitegen.model.problem import Severity


@dataclass(frozen=True, slots=True)
class Locale:
    """A language of the site.

    `label` is the language's name for itself; `font` the family that figures are drawn
    with; `preamble` what a program of this locale runs after its imports; `content` the folder
    of its pages.
    """

    code: str
    label: str
    dir: str = "ltr"
    font: str = "DejaVu Sans"
    preamble: str = ""
    content: str = "content"


@dataclass(frozen=True, slots=True)
class ProgramSettings:
    """Where the programs are and what a run may cost: seconds and mebibytes."""

    package: str = ""
    timeout: int = 120
    memory_mb: int = 2048


@dataclass(frozen=True, slots=True)
class Dialect:
    """The Markdown that the authors of a site write.

    `hugo` says that pages are written for Hugo and read as there. `single_dollar` makes `$…$`
    a formula; `typographer` sets quotation marks and dashes, `emoji` reads `:smile:`,
    `hard_breaks` keeps the ends of lines, `calls_in_code` runs shortcodes that stand in code,
    `passthrough` says that formulas are no part of the ids of headings.
    """

    hugo: bool = False
    single_dollar: bool = False
    typographer: bool = False
    emoji: bool = False
    hard_breaks: bool = False
    calls_in_code: bool = False
    passthrough: bool = False


class RawHtml(StrEnum):
    """What becomes of the HTML that stands in pages."""

    KEEP = "keep"
    SANITIZE = "sanitize"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """`site.yaml`, checked and completed.

    `allowed_numbers` may stand in one language and not in another, as programs write them;
    `cards` says whether every page gets a picture that stands for it; `mermaid` is the
    published path of the library that draws diagrams; `as_of` the day by which pages of Hugo
    are shown or not.
    """

    title: Mapping[str, str]
    base_url: str
    source_locale: str
    locales: tuple[Locale, ...]
    programs: ProgramSettings = ProgramSettings()
    dialect: Dialect = Dialect()
    raw_html: RawHtml = RawHtml.KEEP
    mermaid: str = ""
    checks: Mapping[str, Severity] = field(default_factory=dict)
    allowed_numbers: frozenset[str] = frozenset()
    default_locale_in_subdir: bool = True
    cards: bool = False
    as_of: date | None = None
    params: Mapping[str, object] = field(default_factory=dict)

    def locale(self, code: str) -> Locale:
        """Return the locale called `code`; KeyError if the site does not have it."""
        return next(locale for locale in self.locales if locale.code == code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all locales, in the site's order."""
        return tuple(locale.code for locale in self.locales)
