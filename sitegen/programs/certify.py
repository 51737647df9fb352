"""The certificate: over all locales of a program only words differ.

Compared are the syntax trees with words blanked, the numbers printed, the values recorded
and the drawings without their words. Any difference is a problem that shows both sides.
"""

import ast
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sitegen.cache import key_of
from sitegen.model.certificate import Certificate
from sitegen.model.config import SiteConfig
from sitegen.model.problem import Place, Problem
from sitegen.model.program import Cell, Run
from sitegen.programs.printed import printed_numbers


@dataclass(frozen=True, slots=True)
class Sign:
    """What one locale shows at one point: what it is and, for the reader, where it stands."""

    where: str
    what: str
    place: Place = field(default=Place(""), compare=False)


Evidence = list[Sign]
"""What one locale shows of one kind."""


def certify(
    runs: Mapping[tuple[str, str], Run], config: SiteConfig
) -> tuple[list[Certificate], list[Problem]]:
    """Compare the runs of every program over its locales, the site's first one leading."""
    certificates = []
    problems: list[Problem] = []
    order = {code: number for number, code in enumerate(config.codes)}
    pairs = sorted(runs, key=lambda pair: (pair[0], order[pair[1]]))
    for name, group in groupby(pairs, key=lambda pair: pair[0]):
        own = [runs[pair] for pair in group]
        certificate, faults = _certify(name, own, config)
        certificates.append(certificate)
        problems += faults
    return certificates, problems


def _certify(
    name: str, runs: Sequence[Run], config: SiteConfig
) -> tuple[Certificate, list[Problem]]:
    evidence = {
        "code": [_trees(run, config.locale(run.localised.locale).preamble) for run in runs],
        "numbers printed": [
            [Sign(f"cell '{name}'", numbers) for name, numbers in cells]
            for cells in printed_numbers(runs)
        ],
        "values": [_values(run) for run in runs],
        "drawing": [_drawings(run) for run in runs],
    }
    problems = []
    equal = {}
    for kind, shown in evidence.items():
        differing = [n for n in range(1, len(runs)) if shown[n] != shown[0]]
        equal[kind] = not differing
        problems += [_difference(kind, runs[0], runs[n], shown[0], shown[n]) for n in differing]
    certificate = Certificate(
        program=name,
        locales=tuple(run.localised.locale for run in runs),
        trees=equal["code"],
        numbers=equal["numbers printed"],
        values=equal["values"],
        drawings=equal["drawing"],
        digest=key_of(json.dumps({kind: _plain(shown[0]) for kind, shown in evidence.items()})),
    )
    return certificate, problems


def _plain(evidence: Evidence) -> list[list[str]]:
    return [[sign.where, sign.what] for sign in evidence]


def _difference(kind: str, one: Run, other: Run, ours: Evidence, theirs: Evidence) -> Problem:
    """Return the problem that shows the first place where two locales part."""
    missing = Sign("", "nothing", Place(other.localised.path))
    pairs = zip([*ours, missing], [*theirs, missing], strict=False)
    first, second = next(pair for pair in pairs if pair[0] != pair[1])
    locales = (one.localised.locale, other.localised.locale)
    shown = [_around(*texts) for texts in ((first.what, second.what), (second.what, first.what))]
    sides = f"{shown[0]} in {locales[0]}, {shown[1]} in {locales[1]}"
    message = f"{kind} of {first.where or second.where} differs between languages: {sides}"
    hint = "only words may depend on the language"
    place = second.place if second.place.path else Place(other.localised.path)
    return Problem("parity", place, message, hint, locales[1])


def _around(text: str, other: str, before: int = 20, most: int = 60) -> str:
    """Return a text, a long one cut around where it parts from the other."""
    if len(text) <= most:
        return text
    parting = next(
        (n for n, pair in enumerate(zip(text, other, strict=False)) if len(set(pair)) > 1), 0
    )
    start = max(0, parting - before)
    end = start + most
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _trees(run: Run, preamble: str) -> Evidence:
    given = [blanked(node) for node in ast.parse(preamble).body]
    return [sign for cell in run.localised.cells for sign in _statements(cell, given)]


def _statements(cell: Cell, preamble: Sequence[str]) -> Evidence:
    """Return the cell's statements with words blanked, less those of the preamble."""
    signs = [
        Sign(f"cell '{cell.name}'", blanked(node), cell.places[node.lineno - 1])
        for node in ast.parse(cell.code).body
    ]
    width = len(preamble)
    for start in range(len(signs) - width + 1):
        if preamble and [sign.what for sign in signs[start : start + width]] == list(preamble):
            del signs[start : start + width]
            break
    return signs


def blanked(node: ast.stmt) -> str:
    """Return a statement with the words of all its strings blanked: what languages share."""
    copy = ast.parse(ast.unparse(node))
    return ast.unparse(ast.fix_missing_locations(_Blanks().visit(copy)))


class _Blanks(ast.NodeTransformer):
    """Takes the words out of strings; what an f-string computes, and how it shows it, stays."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        """Blank a plain string, a docstring among them."""
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.JoinedStr:
        """Keep the expressions of an f-string alone."""
        kept = [self.visit(part) for part in node.values if not isinstance(part, ast.Constant)]
        return ast.JoinedStr(kept)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.FormattedValue:
        """Keep the format of an expression as it is."""
        return ast.FormattedValue(self.visit(node.value), node.conversion, node.format_spec)


def _values(run: Run) -> Evidence:
    # Texts are words; what a program records of them may follow the language.
    return [Sign(f"'{name}'", json.dumps(_without_texts(one))) for name, one in run.values.items()]


def _without_texts(value: object) -> object:
    if isinstance(value, str):
        return ""
    if isinstance(value, list):
        return [_without_texts(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _without_texts(item) for key, item in value.items()}
    return value


def _drawings(run: Run) -> Evidence:
    return [
        Sign(f"figure {number} of cell '{name}'", figure.drawing)
        for name, cell in run.cells.items()
        for number, figure in enumerate(cell.figures, 1)
    ]
