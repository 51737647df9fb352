r"""Formulas as they were written to survive Hugo's Markdown, back to the LaTeX that was meant.

Where a parser eats backslashes, authors double them: `\\\\` for the end of a row, `\\{` for a
brace, `\_` for a subscript. LaTeX that needs none of this stays as it is.
"""

from html import unescape

TEXTS = ("text", "textrm", "textbf", "textit", "texttt", "mathrm", "mathtt", "operatorname", "mbox")
"""Commands whose braces hold text, where an underscore is one."""

EATEN = frozenset("_*+=^.[]()<-`")
"""Signs that need no backslash in LaTeX, and that authors protected from Markdown with one."""

PROTECTED = frozenset("{},;:!%&#|")
"""Signs that need one backslash in LaTeX, and two in such a page."""

ROW = "\\\\"


def as_meant(tex: str) -> str:
    """Return the LaTeX that an author meant."""
    if "&lt;" in tex or "&gt;" in tex or "&amp;" in tex:
        tex = unescape(tex)
    if tex.startswith("`") and tex.endswith("`") and len(tex) > 2:
        tex = tex[1:-1]
    if "\\" not in tex:
        return tex
    is_doubled = ROW * 2 in tex
    has_rows = "\\begin" in tex or "\\substack" in tex
    pieces: list[str] = []
    at = 0
    while at < len(tex):
        if tex[at] != "\\":
            pieces.append(tex[at])
            at += 1
            continue
        piece, at = _command(tex, at, is_doubled=is_doubled, rows=has_rows and not is_doubled)
        pieces.append(piece)
    return "".join(pieces)


def _command(tex: str, at: int, *, is_doubled: bool, rows: bool) -> tuple[str, int]:
    """Return what was meant by the backslash at `at` and what follows, and where that ends."""
    if is_doubled and tex.startswith(ROW * 2, at):
        return ROW, at + 4
    if tex.startswith(ROW, at):
        after = tex[at + 2 : at + 4]
        if not rows and (after[:1] in PROTECTED or (len(after) > 1 and after.isalpha())):
            return _command(tex, at + 1, is_doubled=False, rows=True)
        return ("\\_", at + 3) if after[:1] == "_" and not rows else (ROW, at + 2)
    sign = tex[at + 1 : at + 2]
    if sign in EATEN:
        return sign, at + 2
    end = at + 1
    while end < len(tex) and tex[end].isalpha() and tex[end].isascii():
        end += 1
    if tex[at + 1 : end] in TEXTS and tex.startswith("{", end):
        stop = _group_end(tex, end)
        return tex[at:stop], stop
    end = max(end, at + 2)
    return tex[at:end], end


def _group_end(tex: str, start: int) -> int:
    """Return where the group that opens at `start` ends, or the end of the text."""
    depth, at = 0, start
    while at < len(tex):
        if tex[at] == "\\":
            at += 1
        else:
            depth += {"{": 1, "}": -1}.get(tex[at], 0)
            if depth == 0:
                return at + 1
        at += 1
    return len(tex)
