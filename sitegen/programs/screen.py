"""What notebooks show and scripts do not: `display`, `HTML`, the value of a last expression."""

import ast
import io
import sys
import tokenize
from types import CodeType, ModuleType

from matplotlib.animation import Animation
from matplotlib.figure import Figure

from sitegen.programs.canvas import FigureManager, Player, figure_of

ADDRESS = " at 0x"
"""Stands in the text of objects that have nothing to say but where they lie in memory."""


class HTML:
    """A piece of HTML to display, as `IPython.display.HTML` is."""

    def __init__(self, data: str = "") -> None:
        self.data = data

    def _repr_html_(self) -> str:
        return self.data


class Screen:
    """Takes what a cell displays: figures go to the figures, HTML is kept, text is printed."""

    def __init__(self) -> None:
        self.html: list[str] = []

    def display(self, *things: object) -> None:
        """Show each thing in its richest form."""
        for thing in things:
            content = thing.data if isinstance(thing, HTML) else thing
            if isinstance(content, Player):
                FigureManager.hand_over(content.figure)
            elif isinstance(content, Animation):
                FigureManager.hand_over(figure_of(content))
            elif isinstance(content, Figure):
                FigureManager.hand_over(content)
            elif hasattr(thing, "_repr_html_"):
                self.html.append(str(thing._repr_html_()))
            elif ADDRESS not in (text := repr(thing)):
                print(text)

    def take(self) -> tuple[str, ...]:
        """Return the HTML since the last call."""
        taken = tuple(self.html)
        self.html.clear()
        return taken


def stand_in_for_ipython(screen: Screen) -> None:
    """Let `from IPython.display import HTML, display` mean this screen."""
    shell, shown = ModuleType("IPython"), ModuleType("IPython.display")
    # Matplotlib looks for a running notebook and asks for the version first.
    vars(shell).update(display=shown, get_ipython=lambda: None, version_info=(9, 0, 0))
    vars(shown).update(HTML=HTML, display=screen.display)
    sys.modules.update({"IPython": shell, "IPython.display": shown})


def compiled(code: str, name: str, flags: int) -> tuple[CodeType, CodeType | None]:
    """Return a cell's statements, and its last expression where a notebook would show its value."""
    tree = compile(code, name, "exec", flags=flags | ast.PyCF_ONLY_AST, dont_inherit=True)
    assert isinstance(tree, ast.Module)
    last = tree.body[-1] if tree.body else None
    expression = None
    if isinstance(last, ast.Expr) and not _ends_in_semicolon(code):
        tree.body.pop()
        value = ast.Expression(last.value)
        expression = compile(value, name, "eval", flags=flags, dont_inherit=True)
    return compile(tree, name, "exec", flags=flags, dont_inherit=True), expression


def _ends_in_semicolon(code: str) -> bool:
    blank = (tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT, tokenize.ENDMARKER, tokenize.DEDENT)
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    last = [token.string for token in tokens if token.type not in blank][-1:]
    return last == [";"]
