"""The certificate: over all locales of a program only words differ.

Compared are the syntax trees with words blanked, the numbers printed, the values recorded
and the drawings without their words. Any difference is a problem that shows both sides.
"""

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sitegen.cache import key_of
from sitegen.model.certificate import Certificate
from sitegen.model.config import SiteConfig
from sitegen.model.problem import Place, Problem
from sitegen.model.program import Cell, Run

Evidence = list[tuple[str, str]]
"""What one locale shows of one kind: where it stands, and what it is."""


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
        "numbers printed": [_numbers(run) for run in runs],
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
        digest=key_of(json.dumps({kind: shown[0] for kind, shown in evidence.items()})),
    )
    return certificate, problems


def _difference(kind: str, one: Run, other: Run, ours: Evidence, theirs: Evidence) -> Problem:
    """Return the problem that shows the first place where two locales part."""
    missing = ("", "nothing")
    pairs = zip([*ours, missing], [*theirs, missing], strict=False)
    first, second = next(pair for pair in pairs if pair[0] != pair[1])
    locales = (one.localised.locale, other.localised.locale)
    where = first[0] or second[0]
    shown = f"{_short(first[1])} in {locales[0]}, {_short(second[1])} in {locales[1]}"
    message = f"{kind} of {where} differs between languages: {shown}"
    hint = "only words may depend on the language"
    return Problem("parity", Place(one.localised.path), message, hint, locales[1])


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _trees(run: Run, preamble: str) -> Evidence:
    given = [blanked(node) for node in ast.parse(preamble).body]
    return [(f"cell '{cell.name}'", _tree(cell, given)) for cell in run.localised.cells]


def _tree(cell: Cell, preamble: Sequence[str]) -> str:
    """Return the cell's statements with words blanked, less those of the preamble."""
    body = [blanked(node) for node in ast.parse(cell.code).body]
    width = len(preamble)
    for start in range(len(body) - width + 1):
        if preamble and body[start : start + width] == list(preamble):
            del body[start : start + width]
            break
    return "\n".join(body)


def blanked(node: ast.AST) -> str:
    """Return a syntax tree as text, every string blanked: what all languages share."""
    copy = ast.parse(ast.unparse(node))
    for inner in ast.walk(copy):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            inner.value = ""
    return ast.dump(copy)


def _numbers(run: Run) -> Evidence:
    return [
        (f"cell '{name}'", " ".join(numbers_in("\n".join((cell.stdout, *cell.html)))))
        for name, cell in run.cells.items()
    ]


def numbers_in(text: str) -> Iterator[str]:
    """Yield the numbers of a printed text: digits with a sign, a point and an exponent."""
    at = 0
    while at < len(text):
        if not text[at].isdecimal():
            at += 1
            continue
        start = at
        while at < len(text) and (text[at].isdecimal() or _continues(text, at)):
            at += 1
        signed = start > 0 and text[start - 1] == "-"
        yield text[start - signed : at]


def _continues(text: str, at: int) -> bool:
    """Tell whether a character between digits belongs to the number: `1.5`, `2e-07`."""
    after = text[at + 1 : at + 2].isdecimal()
    if text[at] == ".":
        return after
    if text[at] in "eE":
        return after or (text[at + 1 : at + 2] in ("-", "+") and text[at + 2 : at + 3].isdecimal())
    return text[at] in "-+" and text[at - 1] in "eE" and after


def _values(run: Run) -> Evidence:
    # Texts are words; what a program records of them may follow the language.
    return [(f"'{name}'", json.dumps(_without_texts(one))) for name, one in run.values.items()]


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
        (f"figure {number} of cell '{name}'", figure.drawing)
        for name, cell in run.cells.items()
        for number, figure in enumerate(cell.figures, 1)
    ]
