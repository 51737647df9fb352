"""LaTeX → MathML with math-core, and the little LaTeX that math-core lacks."""

from functools import lru_cache
from html import escape

from math_core import LatexError, LatexToMathML

MACROS = {"substack": r"\begin{matrix}#1\end{matrix}"}

SAME_AS = {
    r"\begin{split}": r"\begin{aligned}",
    r"\end{split}": r"\end{aligned}",
    r"\begin{smallmatrix}": r"\begin{matrix}",
    r"\end{smallmatrix}": r"\end{matrix}",
    r"\begin{eqnarray}": r"\begin{array}{rcl}",
    r"\end{eqnarray}": r"\end{array}",
    r"\begin{eqnarray*}": r"\begin{array}{rcl}",
    r"\end{eqnarray*}": r"\end{array}",
}
"""Environments that look like one math-core knows."""

NUMBERED = ("equation", "align", "gather", "multline")

TAGGED = ("equation", "align}", "align*", "gather}", "gather*", "multline")
"""Environments that may have a tag."""

UNITS = ("pt", "ex", "em", "mm", "cm", "in", "mu")

DEEPEST = 250
"""Deeper nesting would overflow the converter's stack and end the whole process."""

_CONVERTER = LatexToMathML(annotation=True, fancy_error=False, macros=MACROS)
_ANNOTATION = '<annotation encoding="application/x-tex">'


class FormulaError(Exception):
    """The LaTeX cannot be set; `line` counts from the formula's first line, 0 is that one."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@lru_cache(maxsize=4096)
def to_mathml(tex: str, *, display: bool) -> str:
    """Return the formula as MathML with `tex` as it is in an annotation.

    Raises FormulaError where math-core refuses it. The function has no state: the cache
    only saves work, since all locales share formulas.
    """
    known = _unnumbered(in_dialect(tex))
    known = _tagged(known) if display else known
    if _depth(known) > DEEPEST:
        raise FormulaError(f"braces stand more than {DEEPEST} deep", 0)
    try:
        mathml = _CONVERTER.convert_with_local_state(known, displaystyle=display)
    except LatexError as error:
        offset, colon, reason = str(error.args[0]).partition(": ")
        if not (colon and offset.isdigit()):
            raise FormulaError(str(error), 0) from error
        before = known.encode()[: int(offset)].decode(errors="ignore")
        raise FormulaError(reason, before.count("\n")) from error
    if known == tex:
        return mathml
    head, mark, _ = mathml.rpartition(_ANNOTATION)
    return f"{head}{mark}{escape(tex, quote=False)}</annotation></semantics></math>"


def _depth(tex: str) -> int:
    """Return how deep braces, and commands that take what follows, may nest at the most."""
    deepest = depth = 0
    for sign in tex:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        deepest = max(deepest, depth)
    return max(deepest, tex.count("\\sqrt"), tex.count("\\frac"))


def _unnumbered(tex: str) -> str:
    """Return a formula without the numbers of its own, which would begin anew with each."""
    if "\\label" in tex or "\\begin" not in tex:
        return tex
    for name in NUMBERED:
        for side in ("begin", "end"):
            tex = tex.replace(f"\\{side}{{{name}}}", f"\\{side}{{{name}*}}")
    return tex


def _tagged(tex: str) -> str:
    """Return a formula with a tag of its own in an environment that may have one."""
    if "\\tag" not in tex or any(f"\\begin{{{name}" in tex for name in TAGGED):
        return tex
    return f"\\begin{{equation*}}{tex}\\end{{equation*}}"


def in_dialect(tex: str) -> str:
    r"""Return the formula in the LaTeX that math-core reads, with the same lines.

    `\\[2pt]` loses its length, which math-core would print, and environments get the name
    of their twin.
    """
    pieces: list[str] = []
    at = 0
    while at < len(tex):
        if tex[at] != "\\":
            pieces.append(tex[at])
            at += 1
            continue
        twin = next((name for name in SAME_AS if tex.startswith(name, at)), None)
        written = twin or tex[at : at + 2]
        pieces.append(SAME_AS[twin] if twin else written)
        at += len(written)
        if written == "\\\\":
            at = _after_length(tex, at)
    return "".join(pieces)


def _after_length(tex: str, at: int) -> int:
    """Return where the length in brackets that starts at `at` ends, or `at` if none does."""
    if not tex.startswith("[", at):
        return at
    end = tex.find("]", at)
    length = tex[at + 1 : end].strip() if end > 0 else ""
    number = length[:-2].strip().removeprefix("-").replace(".", "", 1)
    return end + 1 if length.endswith(UNITS) and number.isdecimal() else at
