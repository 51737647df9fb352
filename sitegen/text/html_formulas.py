"""The formulas in the text of HTML, set in a page: raw HTML, and what shortcodes print."""

from sitegen.text.desk import Desk
from sitegen.text.hugo_math import as_meant
from sitegen.text.math import formula_html
from sitegen.text.rawhtml import set_formulas


def formulas_set(html: str, desk: Desk, line: int) -> str:
    """Return HTML that begins at a line of the file with its formulas set."""
    dialect = desk.site.config.dialect

    def formula(tex: str, display: bool, below: int) -> str:  # noqa: FBT001 - a callback
        meant = as_meant(tex) if dialect.hugo else tex
        return formula_html(meant, desk.notes, line + below, display=display)

    return set_formulas(html, formula, single_dollar=dialect.single_dollar)
