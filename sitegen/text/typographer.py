"""Quotation marks, dashes and ellipses as Hugo sets them: in text, never in code or formulas."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

SIGNS = {"---": "—", "--": "–", "...": "…", "<<": "«", ">>": "»"}
"""What is written, and what is set; longer signs come first."""


def typographer_plugin(md: MarkdownIt) -> None:
    """Set signs and quotation marks in every text."""
    md.options["typographer"] = True
    md.options["quotes"] = "“”‘’"
    md.enable("smartquotes")
    md.core.ruler.before("smartquotes", "signs", _set_signs)


def _set_signs(state: StateCore) -> None:
    for token in state.tokens:
        in_link = 0
        for child in token.children or ():
            if child.info == "auto" or child.markup in ("linkify", "autolink"):
                in_link += child.nesting
            elif child.type == "text" and not in_link:
                _set(child)


def _set(token: Token) -> None:
    for written, meant in SIGNS.items():
        if written in token.content:
            token.content = token.content.replace(written, meant)
