"""Rules over what was rendered: a rule is a function in one of the tables below."""

from collections.abc import Callable, Iterable, Sequence

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
from sitegen.model.config import SiteConfig
from sitegen.model.page import RenderedPage
from sitegen.model.problem import Problem

Check = Callable[[Finished], Iterable[Problem]]
Comparison = Callable[[Pair], Iterable[Problem]]

RULES: tuple[Check, ...] = (broken_fragments, agreed_terms, without_template)
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


def compared(
    versions: Sequence[RenderedPage], config: SiteConfig, *, stamped: bool
) -> list[Problem]:
    """Return what is wrong with a page in its languages, one beside the other.

    `stamped` says whether any translation of the site is: a site that stamps none does not
    want to know which are stale.
    """
    comparisons = (*COMPARISONS, fresh) if stamped else COMPARISONS
    problems: list[Problem] = []
    for one in versions:
        if one.page.locale == one.page.document.locale == config.source_locale:
            problems += source_language(one)
    for couple in couples(versions, config):
        pair = aligned(*couple, config)
        problems += (problem for compare in comparisons for problem in compare(pair))
    return problems


def check(finished: Finished, found: Iterable[Problem] = ()) -> list[Problem]:
    """Return what was `found` before and what every rule finds, but for what authors accept."""
    problems = [*found, *(problem for rule in RULES for problem in rule(finished))]
    return without_followers(accepted(problems, finished.pages), finished.site)
