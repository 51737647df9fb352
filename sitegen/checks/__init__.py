"""Rules over what was rendered: a rule is a function in the table `RULES`."""

from collections.abc import Callable, Iterable, Sequence

from sitegen.checks.align import Pair, pairs
from sitegen.checks.code import same_code
from sitegen.checks.formulas import same_formulas
from sitegen.checks.freshness import fresh
from sitegen.checks.links import broken_fragments
from sitegen.checks.numbers import same_numbers
from sitegen.checks.structure import same_structure
from sitegen.model.page import RenderedPage
from sitegen.model.problem import Problem

Check = Callable[[Sequence[RenderedPage]], Iterable[Problem]]
Comparison = Callable[[Pair], Iterable[Problem]]

RULES: tuple[Check, ...] = (broken_fragments,)
"""Rules over all pages."""

COMPARISONS: tuple[Comparison, ...] = (same_structure, same_formulas, same_code, same_numbers)
"""Rules over a translation and its source."""


def check(rendered: Sequence[RenderedPage], source_locale: str) -> list[Problem]:
    """Return what every rule finds."""
    problems = [problem for rule in RULES for problem in rule(rendered)]
    # A site that stamps no translation does not want to know which are stale.
    stamped = any(one.page.document.front.stamps for one in rendered)
    comparisons = (*COMPARISONS, fresh) if stamped else COMPARISONS
    for pair in pairs(rendered, source_locale):
        problems += [problem for compare in comparisons for problem in compare(pair)]
    return problems
