"""Code in a translation is the source's code: only comments and the words of strings differ."""

import ast
from collections.abc import Iterator, Sequence

from sitegen.checks.align import Pair, blocks_of, matched
from sitegen.checks.wordless import wordless
from sitegen.model.problem import Problem, did_you_mean
from sitegen.model.skeleton import Block

CODE = "code"

PYTHON = frozenset({"python", "py", "python3", "pycon", "ipython"})
PROSE = frozenset({"", "text", "txt", "plain", "markdown", "md", "mermaid"})
"""Fences of these hold words, which are translated."""


def same_code(pair: Pair) -> Iterator[Problem]:
    """Yield the fences that differ in more than words, and code in sentences that is new."""
    said = {one.said for block in blocks_of(pair.source) for one in block.inside} | _names(pair)
    for stretch in pair.stretches:
        if not stretch.is_pair:
            continue
        theirs, ours = stretch.theirs[0], stretch.ours[0]
        # What runs is compared by its certificate, line by line and number by number.
        if ours.piece.kind == "code" and not pair.translation.page.runs_fences:
            yield from _fence(pair, theirs, ours)
        for one in ours.inside:
            if one.kind == "inline code" and one.said not in said and one.said.isascii():
                lines = (theirs.piece.line, one.line)
                hint = did_you_mean(one.said, said) or "say it in the source too"
                hint = hint if hint.startswith("did") else "the source page never says it"
                yield pair.problem(CODE, "inline code", lines, f"nothing → {one.said}", hint)


def _names(pair: Pair) -> set[str]:
    """Return every name and word of the source page's fences."""
    code = " ".join(block.code for block in blocks_of(pair.source))
    return {code, *_words(code)}


def _words(code: str) -> Iterator[str]:
    word = ""
    for letter in f"{code} ":
        if letter.isalnum() or letter in "_.":
            word += letter
        elif word:
            yield word
            word = ""


def _fence(pair: Pair, theirs: Block, ours: Block) -> Iterator[Problem]:
    """Yield what differs between two fences."""
    lines = (theirs.piece.line, ours.piece.line)
    language = theirs.piece.said.partition(" ")[0].lower()
    if theirs.piece.said != ours.piece.said:
        change = f"'{theirs.piece.said}' → '{ours.piece.said}'"
        yield pair.problem(CODE, "the language of a fence", lines, change)
    elif language in PYTHON and _is_alike(theirs.code, ours.code):
        return
    elif language in PYTHON and (trees := _trees(theirs.code, ours.code)):
        yield from _statements(pair, trees, lines)
    elif language not in PROSE:
        left, right = theirs.code.splitlines(), ours.code.splitlines()
        for first, end, start, stop in _differing(left, right):
            change = f"{_shown(left[first:end])} → {_shown(right[start:stop])}"
            there = (lines[0] + 1 + first, lines[1] + 1 + start)
            yield pair.problem(CODE, "a line of code", there, change)


def _is_alike(theirs: str, ours: str) -> bool:
    """Tell whether two codes differ in words alone, as far as that is seen without their trees."""
    return theirs == ours or ((rest := wordless(theirs)) is not None and rest == wordless(ours))


def _trees(theirs: str, ours: str) -> tuple[ast.Module, ast.Module] | None:
    try:
        return ast.parse(theirs), ast.parse(ours)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _statements(
    pair: Pair, trees: tuple[ast.Module, ast.Module], lines: tuple[int, int]
) -> Iterator[Problem]:
    """Yield the statements that differ once their words are blanked, and renamed names by name."""
    left, right = (list(_innermost(tree.body)) for tree in trees)
    marks = [_blanked(one) for one in left], [_blanked(one) for one in right]
    for first, end, start, stop in _differing(*marks):
        there = (_line(left, first, lines[0]), _line(right, start, lines[1]))
        renamed = _renamed(left[first:end], right[start:stop])
        if renamed:
            for old, new in renamed:
                yield pair.problem(CODE, "a name in code", there, f"{old} → {new}")
            continue
        old, new = (
            _shown([ast.unparse(one) for one in side])
            for side in (left[first:end], right[start:stop])
        )
        yield pair.problem(CODE, "code", there, f"{old} → {new}", "copy the source's code")


def _line(statements: Sequence[ast.stmt], at: int, fence: int) -> int:
    """Return the file's line of a statement of the fence that opens at line `fence`."""
    if not statements:
        return fence
    return fence + statements[min(at, len(statements) - 1)].lineno


def _innermost(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements in order, a compound one before those in its body."""
    for statement in body:
        yield statement
        for name in ("body", "orelse", "finalbody"):
            yield from _innermost(getattr(statement, name, []))
        for part in (*getattr(statement, "handlers", []), *getattr(statement, "cases", [])):
            yield from _innermost(part.body)


BODIES = frozenset({"body", "orelse", "finalbody", "handlers", "cases"})


def _blanked(node: ast.AST | object) -> str:
    """Return a node's tree as text, words of strings blanked, bodies of statements left out."""
    if isinstance(node, list):
        return f"[{', '.join(map(_blanked, node))}]"
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return "str"
    if isinstance(node, ast.JoinedStr):
        kept = [part for part in node.values if isinstance(part, ast.FormattedValue)]
        return f"f{[_blanked(part.value) + _format(part) for part in kept]}"
    if not isinstance(node, ast.AST):
        return repr(node)
    left_out = BODIES if isinstance(node, ast.stmt | ast.match_case) else frozenset()
    fields = (_blanked(value) for name, value in ast.iter_fields(node) if name not in left_out)
    return f"{type(node).__name__}({', '.join(fields)})"


def _format(part: ast.FormattedValue) -> str:
    """Return how a value in an f-string is written: `!r:.2f`."""
    spec = ast.unparse(part.format_spec) if part.format_spec else ""
    return f"!{part.conversion}:{spec}"


def _renamed(left: Sequence[ast.stmt], right: Sequence[ast.stmt]) -> list[tuple[str, str]]:
    """Return the names that changed, if names are all that did."""
    before, after = ([*_identifiers(side)] for side in (left, right))
    if len(before) != len(after) or len(left) != len(right):
        return []
    changed = dict.fromkeys(pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
    return list(changed)


def _identifiers(statements: Sequence[ast.stmt]) -> Iterator[str]:
    for statement in statements:
        for node in ast.walk(statement):
            for name in ("id", "attr", "arg", "name"):
                value = getattr(node, name, None)
                if isinstance(value, str):
                    yield value


SHOWN = 60
"""How many characters of code a message quotes."""


def _shown(lines: Sequence[str]) -> str:
    text = " ⏎ ".join(line.strip() for line in lines) or "nothing"
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _differing(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    for first, end, start, stop in matched(left, right):
        if left[first:end] != right[start:stop]:
            yield first, end, start, stop
