"""What authors accept: problems they switched off in the page, with a reason."""

from collections.abc import Container, Iterator, Sequence

from sitegen.model.gist import Gist
from sitegen.model.problem import GATE, Problem, Suppression


def accepted(problems: Sequence[Problem], pages: Sequence[Gist]) -> list[Problem]:
    """Return the problems that nobody accepted, and every acceptance that met none."""
    switched = [one for page in pages for one in page.suppressions]
    used = set()
    left = []
    for problem in problems:
        covering = [one for one in switched if one.covers(problem)] if problem.code in GATE else []
        used.update(covering)
        left += [] if covering else [problem]
    return [*left, *_unused(switched, used)]


def _unused(switched: Sequence[Suppression], used: Container[Suppression]) -> Iterator[Problem]:
    for one in switched:
        if one not in used:
            message = f"nothing is wrong here for the rule '{one.rule}' to be off"
            yield Problem("unused-suppression", one.place, message, "remove the comment")
