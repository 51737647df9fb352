"""What templates are shown of cells, formulas and references."""

from dataclasses import dataclass

from markupsafe import Markup

from sitegen.model.reference import Reference


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as a page shows it: its highlighted listing, what it printed and displayed.

    `locale` is the language that the program speaks.
    """

    name: str
    html: Markup
    stdout: str
    displayed: tuple[Markup, ...]
    hidden: bool
    folded: bool
    locale: str


@dataclass(frozen=True, slots=True)
class ShownFormula:
    """A formula as a page shows it; only the first showing carries the `id`."""

    html: Markup
    number: int
    id: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference and its number on the page."""

    number: int
    reference: Reference
