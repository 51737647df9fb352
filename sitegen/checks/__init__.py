"""Rules over what was rendered: a rule is a function in one of the tables below."""

from collections.abc import Callable, Iterable

from sitegen.checks.align import Pair, aligned, couples
from sitegen.checks.code import same_code
from sitegen.checks.finished import Finished
from sitegen.checks.formulas import same_formulas
from sitegen.checks.freshness import fresh
from sitegen.checks.language import own_language, same_length, source_language
from sitegen.checks.links import broken_fragments
from sitegen.checks.numbers import same_numbers
from sitegen.checks.shortcodes import without_template
from sitegen.checks.structure import same_structure
from sitegen.checks.suppress import accepted
from sitegen.checks.terms import agreed_terms
from sitegen.checks.unread import without_followers
from sitegen.crew import shared
from sitegen.model.page import RenderedPage
from sitegen.model.problem import Problem

Check = Callable[[Finished], Iterable[Problem]]
Comparison = Callable[[Pair], Iterable[Problem]]

RULES: tuple[Check, ...] = (broken_fragments, agreed_terms, source_language, without_template)
"""Rules over all pages."""

COMPARISONS: tuple[Comparison, ...] = (
    same_structure,
    same_formulas,
    same_code,
    same_numbers,
    own_language,
    same_length,
)
"""Rules over a translation and its source."""


def check(finished: Finished, found: Iterable[Problem] = (), jobs: int = 1) -> list[Problem]:
    """Return what was `found` before and what every rule finds, but for what authors accept.

    `jobs` is how many processes may share the comparisons.
    """
    problems = [*found, *(problem for rule in RULES for problem in rule(finished))]
    # A site that stamps no translation does not want to know which are stale.
    stamped = any(one.page.document.front.stamps for one in finished.rendered)
    comparisons = (*COMPARISONS, fresh) if stamped else COMPARISONS
    config = finished.site.config

    def compared(couple: tuple[RenderedPage, RenderedPage]) -> list[Problem]:
        pair = aligned(*couple, config)
        return [problem for compare in comparisons for problem in compare(pair)]

    for differences in shared([*couples(finished.rendered, config)], compared, jobs):
        problems += differences
    return without_followers(accepted(problems, finished.rendered), finished.site)
