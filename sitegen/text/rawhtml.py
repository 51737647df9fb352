"""Raw HTML of a page: formulas and shortcodes in its text are set, its tags stay as written."""

from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

from sitegen.text.math import DISPLAY, closer_of, math_at

UNTOUCHED = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})


class _Walker(HTMLParser):
    """Copies HTML piece by piece and hands the text between tags to `text`."""

    def __init__(self, text: Callable[[str, int], str]) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.held = ""
        self.held_line = 0
        self.untouched = 0
        self.text = text

    def flush(self) -> None:
        held, self.held = self.held, ""
        if held:
            self.pieces.append(held if self.untouched else self.text(held, self.held_line))

    def hold(self, data: str) -> None:
        if not self.held:
            self.held_line = self.getpos()[0] - 1
        self.held += data

    def copy(self, data: str) -> None:
        self.flush()
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.copy(self.get_starttag_text() or "")
        self.untouched += tag in UNTOUCHED

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.copy(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.copy(f"</{tag}>")
        self.untouched = max(0, self.untouched - (tag in UNTOUCHED))

    def handle_data(self, data: str) -> None:
        self.hold(data)

    def handle_entityref(self, name: str) -> None:
        self.hold(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.hold(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.copy(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.copy(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.copy(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.copy(f"<?{data}>")


def set_formulas(
    html: str, formula: Callable[[str, bool, int], str], *, single_dollar: bool
) -> str:
    """Return the HTML with the formulas in its text set by `formula(tex, display, line)`.

    `line` counts from the first line of `html`, which is 0.
    """
    if not any(sign in html for sign in ("$", "\\(", "\\[")):
        return html

    def text(data: str, line: int) -> str:
        pieces, at = [], 0
        while at < len(data):
            found = math_at(data, at, len(data), single_dollar=single_dollar)
            if found is None:
                pieces.append(data[at])
                at += 1
                continue
            opener, end = found
            tex = unescape(data[at + len(opener) : end - len(closer_of(opener))])
            pieces.append(formula(tex, opener in DISPLAY, line + data.count("\n", 0, at)))
            at = end
        return "".join(pieces)

    walker = _Walker(text)
    walker.feed(html)
    walker.flush()
    rest = walker.rawdata
    return "".join(walker.pieces) + rest
