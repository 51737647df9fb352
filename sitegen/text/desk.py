"""What a shortcode may ask for while its page is rendered, and what the page notes of it.

A template sees the desk as `page`: `{{ page.value(path) }}`. Every method raises
ShortcodeError for what is not there; whoever runs the template makes a problem of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from sitegen.errors import ShortcodeError
from sitegen.model.address import relative
from sitegen.model.page import Link, Page, PlacedFigure
from sitegen.model.problem import Place, did_you_mean
from sitegen.model.program import LIBRARY
from sitegen.model.site import Site
from sitegen.text.data import DataTable, table_of
from sitegen.text.formulas import Formula, Formulas, find_formula
from sitegen.text.highlight import highlight
from sitegen.text.links import Target, resolve, resolve_image, without_alt
from sitegen.text.math import formula_html
from sitegen.text.notes import Notes
from sitegen.text.numbers import format_value
from sitegen.text.packing import Packed, packed, units
from sitegen.text.runs import PageRuns
from sitegen.text.shown import Citation, ShownCell, ShownFormula
from sitegen.text.terms import ShownTerm, all_terms, find_term

CODE_MARK = "\x1e"
"""Stands around the name of a cell in the Markdown of a notebook."""


@dataclass
class Desk:
    """The shared things a page's shortcodes draw on, and the notes of this rendering."""

    page: Page
    site: Site
    notes: Notes
    formulas: Formulas
    runs: PageRuns
    cited: tuple[str, ...] = ()
    line: int = 0
    links: list[Link] = field(default_factory=list)
    figures: list[PlacedFigure] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)
    plotted: list[tuple[str, str, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    terms: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    scripts: dict[str, None] = field(default_factory=dict)
    listings: list[str] = field(default_factory=list)
    prints_references: bool = False

    @property
    def locale(self) -> str:
        """The language of the page's body."""
        return self.page.body_locale

    # ── programs ────────────────────────────────────────────────────────────

    def value(self, path: str, spec: str = "") -> str:
        """Return a recorded value, formatted for prose."""
        return format_value(self.runs.value(path), spec, self.locale)

    def packed(self, path: str, digits: Mapping[str, int]) -> Packed:
        """Return a recorded list of rows as columns, each its first value and its changes."""
        return packed(self.runs.value(path), digits, path)

    def units(self, path: str, digits: int) -> list[int]:
        """Return recorded numbers in order as integers, in units of their last digit."""
        return units(self.runs.value(path), digits, path)

    def table(self, path: str, formats: str = "") -> DataTable:
        """Return a recorded value, a list of rows, as a table."""
        return table_of(self.runs.value(path), formats, self.locale)

    def number(self, path: str) -> float:
        """Return a recorded number as it is."""
        value = self.runs.value(path)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ShortcodeError(f"'{path}' is no number", "name a number of the run", "value")
        return value

    def tolerance(self, text: str) -> float:
        """Return how far an answer may be from the right one."""
        try:
            return abs(float(text))
        except ValueError:
            message = f"'{text}' is no tolerance"
            raise ShortcodeError(message, 'write tolerance="0.01"') from None

    def cell(self, name: str) -> ShownCell:
        """Place a cell's listing and output; cells keep the order of the program."""
        run, cell, result = self.runs.cell(name)
        program, locale = run.localised.name, run.localised.locale
        order = [one.name for one in run.localised.cells]
        before = [own for where, own in self.shown if where == program]
        self.shown.append((program, cell.name))
        if cell.name in before:
            raise ShortcodeError(f"cell '{name}' is shown twice", "remove one", "cell")
        late = [own for own in before if order.index(own) > order.index(cell.name)]
        if late and cell.name != LIBRARY:
            hint = f"'{late[0]}' stands after it in the program"
            raise ShortcodeError(f"cell '{name}' is out of order", hint, "cell")
        self.listings.append(cell.code)
        html = highlight(cell.code, "python")
        rich = tuple(map(Markup, result.html))
        return ShownCell(cell.name, html, result.stdout, rich, cell.hidden, cell.folded, locale)

    def code_here(self, name: str) -> str:
        """Return the mark of a notebook's code cell."""
        self.runs.cell(name)
        return f"{CODE_MARK}{name}{CODE_MARK}"

    def plot(self, name: str, num: str, index: str, format: str, alt: str) -> PlacedFigure:  # noqa: A002 - the author's word
        """Place a cell's figure; it is published under `num`, or block01, block02.

        `index` counts the figures of one cell from 1; `format` is svg or webp.
        """
        run, cell, result = self.runs.cell(name)
        self.plotted.append((run.localised.name, cell.name, index))
        if not alt.strip():
            message = f"the figure of cell '{name}' has no alt text"
            raise ShortcodeError(message, "enclose what is to be seen", "alt-text")
        order = [str(number) for number in range(1, len(result.figures) + 1)]
        if index not in order:
            drawn = f"it draws {len(order)}"
            raise ShortcodeError(f"cell '{name}' has no figure {index}", drawn, "figure")
        own = num or f"block{len(self.figures) + 1:02d}"
        if "/" in own or own.startswith("."):
            raise ShortcodeError(f"'{own}' is no name for a figure", "use letters", "figure")
        path = f"images/{self.page.key}_{own}_{run.localised.locale}"
        if any(placed.name == path for placed in self.figures):
            raise ShortcodeError(f"figure '{own}' is placed twice", "give one a num=", "figure")
        placed = PlacedFigure(path, result.figures[order.index(index)], format)
        if format == "webp" and placed.figure.raster is None:
            raise ShortcodeError("there is no WebP", "an animation is always SVG", "figure")
        self.figures.append(placed)
        return placed

    # ── formulas ────────────────────────────────────────────────────────────

    def formula(self, name: str, tex: str | None) -> ShownFormula:
        """Show a named formula: the source writes it out, everyone else quotes it."""
        formula = find_formula(self.formulas, self.page.key, name)
        line = formula.place.line if tex is None else self.line
        if tex is not None and tex.split() != formula.tex.split():
            message = f"formula '{name}' differs from the source ({formula.place})"
            raise ShortcodeError(message, f'quote it: {{{{< formula "{name}" />}}}}', "formula")
        id_ = f"eq-{formula.name}"
        first = formula.key == self.page.key and id_ not in self.ids
        self.ids.add(id_)
        notes = self.notes if tex is not None else Notes(self.page.document)
        html = formula_html(formula.tex, notes, line, display=True)
        number = formula.number if formula.key == self.page.key else 0
        return ShownFormula(Markup(html), number, id_ if first else "")  # noqa: S704 - MathML

    def equation(self, name: str) -> tuple[Formula, str]:
        """Return a formula and a link to it."""
        formula = find_formula(self.formulas, self.page.key, name)
        there = self.site.page(formula.key, self.page.locale) or self.page
        self.links.append(Link(self._here, there.url, f"eq-{formula.name}"))
        return formula, relative(self.page.url, there.url, f"eq-{formula.name}")

    # ── terms and claims ────────────────────────────────────────────────────

    def term(self, key: str) -> ShownTerm:
        """Return a term of the glossary in the page's language."""
        self.terms.append(key)
        shown = find_term(key, self.page, self.site, len(self.terms))
        self._untranslated([shown])
        self.ids.add(shown.id)
        return replace(shown, href=shown.href and relative(self.page.url, shown.href, key))

    def glossary(self) -> list[ShownTerm]:
        """Return the whole glossary in the page's language; its keys become anchors."""
        self.ids.update(self.site.glossary)
        terms = list(all_terms(self.page, self.site))
        self._untranslated(terms)
        return terms

    def _untranslated(self, terms: Iterable[ShownTerm]) -> None:
        for one in (term for term in terms if term.lang):
            message = f"the term '{one.key}' has no name or no definition in '{self.locale}'"
            hint = f"it is shown in '{one.lang}'; add it to content/glossary.yaml"
            self.notes.fault("untranslated-term", self.line, message, hint)

    def claim(self, name: str) -> str:
        """Note a statement that a test holds to the run; a page makes each once."""
        if name in self.claims:
            raise ShortcodeError(f"claim '{name}' is made twice", "remove one", "claim")
        self.claims.append(name)
        return name

    # ── references, links, images ───────────────────────────────────────────

    def cite(self, key: str) -> Citation:
        """Return a reference and its number, given in the order of first citation."""
        if key not in self.site.references:
            hint = did_you_mean(key, self.site.references) or "write content/references.bib"
            raise ShortcodeError(f"no reference '{key}'", hint, "bibliography")
        if key not in self.cited:
            self.cited += (key,)
        return Citation(self.cited.index(key) + 1, self.site.references[key])

    def citations(self) -> list[Citation]:
        """Return all that the page cites, in the order of their numbers."""
        self.prints_references = True
        known = self.site.references
        return [Citation(n, known[key]) for n, key in enumerate(self.cited, 1) if key in known]

    def link(self, href: str) -> str:
        """Return the link from this page to what an author's link means, to be checked later."""
        return self.target(href).href

    def target(self, href: str) -> Target:
        """Return where an author's link leads; that it is there is checked later."""
        target = resolve(href, self.page, self.site)
        if target.page:
            self.links.append(Link(self._here, target.page.url, target.fragment))
        return target

    def image(self, src: str, alt: str) -> str:
        """Return the link from this page to an image of the site, which needs an alt text."""
        if fault := without_alt(src, alt, self.site):
            self.notes.tell(fault, self.line)
        return resolve_image(src, self.page, self.site)

    def one_of(self, argument: str, value: str, known: Iterable[str]) -> str:
        """Return `value` if the argument may be that; raises ShortcodeError otherwise."""
        if value not in known:
            message = f"argument '{argument}' cannot be '{value}'"
            raise ShortcodeError(message, did_you_mean(value, known))
        return value

    def file(self, path: str) -> str:
        """Return the link from this page to a published file."""
        return relative(self.page.url, path)

    def script(self, name: str) -> str:
        """Ask for a script of `static/assets/`, which the page then loads once; prints nothing."""
        self.scripts[name] = None
        return ""

    @property
    def _here(self) -> Place:
        return self.page.document.at(self.line)
