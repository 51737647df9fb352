"""What the shortcodes of books for Hugo ask for besides what the desk has.

A template sees it as `book`, beside `page`: `{{ book.param(name) }}`. Every method raises
ShortcodeError for what is not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from sitegen.errors import ShortcodeError
from sitegen.model.address import relative
from sitegen.model.page import Node
from sitegen.text.desk import Desk
from sitegen.text.hugo_math import as_meant
from sitegen.text.links import REF
from sitegen.text.listings import Listing, listing
from sitegen.text.math import BOTH, DISPLAY, closer_of, formula_html, math_at
from sitegen.text.params import find_param, params_of

DELIMITERS = ("$", *BOTH)
"""What a body begins with that has its formulas between delimiters, as in prose."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a list of pages; `lang` is its language where that is not the list's."""

    label: str
    description: str
    href: str
    lang: str
    children: tuple["Entry", ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Answers for the page that a desk is of."""

    desk: Desk

    def param(self, name: str) -> str:
        """Return a parameter of the page, else of the site."""
        front = self.desk.page.front
        return find_param(name, front.params, params_of(front), self.desk.site.config.params)

    def site_param(self, name: str) -> str:
        """Return a parameter of the site; its title is one."""
        config = self.desk.site.config
        own = {"title": config.title[self.desk.page.locale], "baseURL": config.base_url}
        return find_param(name, config.params, own)

    def listing(self, code: str, language: str, options: str = "", **more: str) -> Listing:
        """Return code as HTML; `options` and `more` as for `listings.listing`."""
        return listing(code, language, options, more)

    def math(self, text: str, *, display: bool) -> Markup:
        """Return LaTeX as a formula; where it stands between delimiters, they say how."""
        plain = text.strip()
        if not (plain.startswith(DELIMITERS) or "$$" in plain):
            return self._formula(text, 0, display=display)
        pieces: list[str] = []
        at = 0
        while at < len(text):
            found = math_at(text, at, len(text), single_dollar=True)
            if found is None:
                pieces.append(escape(text[at]))
                at += 1
                continue
            opener, end = found
            tex = text[at + len(opener) : end - len(closer_of(opener))]
            lines = text.count("\n", 0, at)
            pieces.append(self._formula(tex, lines, display=opener in DISPLAY))
            at = end
        return Markup("".join(pieces)).strip()  # noqa: S704 - escaped or MathML

    def first(self, name: str) -> bool:
        """Tell whether this is asked for the first time on the page."""
        is_first = f"first {name}" not in self.desk.ids
        self.desk.ids.add(f"first {name}")
        return is_first

    def _formula(self, tex: str, lines: int, *, display: bool) -> Markup:
        desk = self.desk
        tex = as_meant(tex) if desk.site.config.dialect.hugo else tex
        html = formula_html(tex, desk.notes, desk.line + lines, display=display)
        boxed = f'<span class="math" tabindex="0">{html}</span>' if display else html
        return Markup(boxed)  # noqa: S704 - MathML

    def children(self, depth: str = "1", name: str = "") -> tuple[Entry, ...]:
        """Return `depth` levels of the pages below this one, or below the one of that name."""
        if not depth.isdecimal():
            raise ShortcodeError(f"'{depth}' is no number of levels", 'write depth="2"')
        page = self.desk.target(f"{REF}:{name}").page if name else self.desk.page
        node = self.desk.site.node(page or self.desk.page)
        return self._entries(node.children, int(depth))

    def _entries(self, nodes: Sequence[Node], depth: int) -> tuple[Entry, ...]:
        desk = self.desk
        found = ((node, desk.site.page(node.key, desk.page.locale)) for node in nodes)
        return tuple(
            Entry(
                label=page.label,
                description=page.front.description,
                href=relative(desk.page.url, page.url),
                lang=page.body_locale if page.body_locale != desk.locale else "",
                children=self._entries(node.children, depth - 1) if depth > 1 else (),
            )
            for node, page in found
            if page
        )
