"""Rules over what was rendered: a rule is a function in the table `RULES`."""

from collections.abc import Callable, Iterable, Sequence

from sitegen.checks.links import broken_fragments
from sitegen.model.page import RenderedPage
from sitegen.model.problem import Problem

Check = Callable[[Sequence[RenderedPage]], Iterable[Problem]]

RULES: tuple[Check, ...] = (broken_fragments,)


def check(rendered: Sequence[RenderedPage]) -> list[Problem]:
    """Return what every rule finds."""
    return [problem for rule in RULES for problem in rule(rendered)]
