"""Raw HTML made harmless, tag by tag: a tag is kept, kept with fewer attributes, or left out.

Nothing is balanced or moved: between two pieces of HTML there may be Markdown, formulas and what
shortcodes print, which nobody distrusts.
"""

from collections.abc import Callable
from html import escape

import nh3

from sitegen.text.rawhtml import SoftParser

DROPPED = frozenset({"script", "style"})
"""Elements that go with all they hold."""

EVERYWHERE = frozenset({"class", "dir", "id", "lang", "role", "title"})
MORE = {
    "a": {"name"},
    "details": {"open", "name"},
    "img": {"loading"},
    "li": {"value"},
    "ol": {"reversed", "type"},
    "time": {"datetime"},
}
"""Attributes that are harmless besides those that nh3 knows to be."""

PREFIXES = ("aria-", "data-")
SCHEMES = {"http", "https", "mailto", "tel"}

STAND_IN = "div"
"""The element that attributes are cleaned on: alone, a cell of a table would be no element."""

OPENING, CLOSING = f"<{STAND_IN}", f"></{STAND_IN}>"


def sanitised(html: str, plain: Callable[[str], str]) -> str:
    """Return HTML without what may do harm; the text of tags that are left out stays.

    Private characters in the text are kept; `plain` gives the text of those in attributes.
    """
    cleaner = _Cleaner(plain)
    cleaner.feed(without_comments(html))
    cleaner.close()
    return "".join(cleaner.pieces)


def without_comments(html: str) -> str:
    """Return HTML without its comments; one that is not closed goes to the end."""
    if "<!--" not in html:
        return html
    finder = _Finder(html)
    pieces, at = [], 0
    for start in finder.starts:
        if start >= at:
            pieces.append(html[at:start])
            end = html.find("-->", start + 2)
            at = len(html) if end < 0 else end + 3
    return "".join([*pieces, html[at:]])


def holds_tags(html: str) -> bool:
    """Tell whether a text has something in it that a browser may take for a tag."""
    after = (html[at + 1 : at + 2] for at, letter in enumerate(html) if letter == "<")
    return any(one.isalpha() or one in ("/", "!", "?") for one in after if one)


class _Cleaner(SoftParser):
    def __init__(self, plain: Callable[[str], str]) -> None:
        super().__init__()
        self.plain = plain
        self.pieces: list[str] = []
        self.dropped = ""

    def add(self, text: str) -> None:
        if not self.dropped:
            self.pieces.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED:
            self.dropped = self.dropped or tag
        elif tag in nh3.ALLOWED_TAGS:
            self.add(f"<{tag}{self._attributes(tag, attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.dropped:
            self.dropped = ""
        elif tag in nh3.ALLOWED_TAGS:
            self.add(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.add(data.replace("<", "&lt;").replace(">", "&gt;"))

    def handle_entityref(self, name: str) -> None:
        self.add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.add(f"&#{name};")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        allowed = EVERYWHERE | MORE.get(tag, set()) | nh3.ALLOWED_ATTRIBUTES.get(tag, set())
        kept = {
            name: self.plain(value or "")
            for name, value in attrs
            if name in allowed - {"cite"} or (name.startswith(PREFIXES) and _is_name(name))
        }
        if not kept:
            return ""
        written = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        clean = nh3.clean(
            f"{OPENING}{written}{CLOSING}",
            tags={STAND_IN},
            attributes={STAND_IN: set(kept)},
            link_rel=None,
            url_schemes=SCHEMES,
        )
        return clean.removeprefix(OPENING).removesuffix(CLOSING)


def _is_name(name: str) -> bool:
    return name.isascii() and name.replace("-", "").isalnum()


class _Finder(SoftParser):
    """Finds where comments start."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.starts: list[int] = []
        self.lines = [0]
        for line in html.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.feed(html)
        left = html.find("<!--", len(html) - len(self.rawdata))
        if self.rawdata and left >= 0:
            self.starts.append(left)

    def handle_comment(self, data: str) -> None:
        line, column = self.getpos()
        self.starts.append(self.lines[line - 1] + column)
