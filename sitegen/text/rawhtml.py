"""Raw HTML of a page: formulas and shortcodes in its text are set, its tags stay as written."""

from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from itertools import groupby, pairwise

from sitegen.text.math import DISPLAY, closer_of, math_at

UNTOUCHED = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "textarea"})


BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "details", "div", "dl", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p"),
        *(
            "pre",
            "section",
            "table",
            "ul",
            "li",
            "dt",
            "dd",
            "figcaption",
            "summary",
            "tbody",
            "td",
        ),
        *("th", "thead", "tr"),
    )
)


def starts_block(html: str) -> bool:
    """Tell whether HTML begins with an element that no paragraph holds, or ends one."""
    text = html.lstrip()
    name = text[1:].removeprefix("/").partition(">")[0].partition(" ")[0].rstrip("/")
    return text.startswith("<") and name.lower() in BLOCKS


class SoftParser(HTMLParser):
    """An HTMLParser that takes `<![` for what browsers take it for: a comment up to `>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Return where it ends, or -1 for what does not; the parser's own ends the program."""
        end = self.rawdata.find(">", i)
        if end >= 0 and report:
            self.unknown_decl(self.rawdata[i + 3 : end])
        return end + 1 if end >= 0 else -1


class _Walker(SoftParser):
    """Notes where each piece of the HTML starts: text that may hold formulas, or anything else."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.starts: list[tuple[int, bool]] = []
        self.untouched = 0
        self.lines = [0]
        for line in html.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.feed(html)
        self.starts.append((len(html) - len(self.rawdata), False))

    def note(self, *, text: bool) -> None:
        line, column = self.getpos()
        self.starts.append((self.lines[line - 1] + column, text and not self.untouched))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.note(text=False)
        self.untouched += tag in UNTOUCHED

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.note(text=False)

    def handle_endtag(self, tag: str) -> None:
        self.note(text=False)
        self.untouched = max(0, self.untouched - (tag in UNTOUCHED))

    def handle_data(self, data: str) -> None:
        self.note(text=True)

    def handle_entityref(self, name: str) -> None:
        self.note(text=True)

    def handle_charref(self, name: str) -> None:
        self.note(text=True)

    def handle_comment(self, data: str) -> None:
        self.note(text=False)

    def handle_decl(self, decl: str) -> None:
        self.note(text=False)

    def unknown_decl(self, data: str) -> None:
        self.note(text=False)

    def handle_pi(self, data: str) -> None:
        self.note(text=False)


def set_formulas(
    html: str, formula: Callable[[str, bool, int], str], *, single_dollar: bool
) -> str:
    """Return the HTML with the formulas in its text set by `formula(tex, display, line)`.

    `line` counts from the first line of `html`, which is 0. Everything else is kept to
    the letter.
    """
    if not any(sign in html for sign in ("$", "\\(", "\\[")):
        return html
    pieces: list[str] = []
    starts = [(0, False), *_Walker(html).starts, (len(html), False)]
    for is_text, run in groupby(pairwise(starts), key=lambda pair: pair[0][1]):
        spans = list(run)
        start, end = spans[0][0][0], spans[-1][1][0]
        if not is_text:
            pieces.append(html[start:end])
            continue
        at = start
        while at < end:
            found = math_at(html, at, end, single_dollar=single_dollar)
            if found is None:
                pieces.append(html[at])
                at += 1
                continue
            opener, stop = found
            tex = unescape(html[at + len(opener) : stop - len(closer_of(opener))])
            pieces.append(formula(tex, opener in DISPLAY, html.count("\n", 0, at)))
            at = stop
    return "".join(pieces)
