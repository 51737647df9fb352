"""What a page's rendering notes on its way: the line it is at and the problems it met."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sitegen.errors import ShortcodeError
from sitegen.model.page import Document
from sitegen.model.problem import Problem, Suppression


@dataclass
class Notes:
    """One rendering's notebook.

    `line` is the file's line of the text being parsed, `depth` how many bodies it is in.
    """

    document: Document
    line: int = 0
    depth: int = 0
    problems: list[Problem] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)

    def fault(self, code: str, line: int, message: str, hint: str = "") -> None:
        """Note a problem at a line of the page's file."""
        document = self.document
        problem = Problem(code, document.at(line), message, hint, document.locale)
        self.problems.append(problem)

    def tell(self, error: ShortcodeError, line: int) -> None:
        """Note at a line of the page's file what a shortcode or a link could not do."""
        self.fault(error.code, line, error.message, error.hint)

    @contextmanager
    def below(self, lines: int) -> Iterator[None]:
        """Parse text that starts `lines` further down."""
        self.line += lines
        self.depth += 1
        try:
            yield
        finally:
            self.line -= lines
            self.depth -= 1
