"""What the calls of shortcodes print, kept behind the private characters that stand for them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote

from sitegen.errors import ShortcodeError
from sitegen.model.shortcode import Call
from sitegen.text.sheet import Sheet

FIRST, LAST = 0xF0000, 0x10FFFD
"""The private characters that stand for calls."""

OWN = "&#x"
"""What begins the HTML of a private character that an author wrote."""

Run = Callable[[Call, str | None], str]
Render = Callable[[Sheet, bool], str]
OfCall = Callable[[Call, str], str]


@dataclass(frozen=True, slots=True)
class Placed:
    """What one private character stands for: final HTML, or a call that is still to run.

    The body of a call is text, or Markdown (`sheet`) to be rendered. What is source is the page's
    own: in code it is shown, not set.
    """

    html: str | None = None
    call: Call | None = None
    body: str | None = None
    sheet: Sheet | None = None
    is_inline: bool = False
    is_source: bool = False


@dataclass
class Shelf:
    """The calls of one page in order, and what those print that have run.

    `run` runs a template, `render` makes HTML of a body (in a line, if told so), `set_math` sets
    the formulas in what a call printed, `guard` sees to the raw HTML of a body.
    """

    run: Run
    render: Render
    set_math: OfCall
    guard: OfCall
    placed: list[Placed] = field(default_factory=list)
    printed: dict[int, str] = field(default_factory=dict)

    def place(self, placed: Placed) -> str:
        """Keep something, and return the private character that stands for it."""
        if FIRST + len(self.placed) > LAST:
            raise ShortcodeError(f"a page has more than {LAST - FIRST} calls of shortcodes")
        self.placed.append(placed)
        return chr(FIRST + len(self.placed) - 1)

    def guarded(self, text: str) -> str:
        """Return text whose own private characters are not taken for calls."""
        if not holds_calls(text):
            return text
        kept = (
            self.place(Placed(html=_own(one), is_inline=True)) if is_call(one) else one
            for one in text
        )
        return "".join(kept)

    def html(self, mark: str) -> str:
        """Return what the call behind a private character prints; it runs once."""
        number = ord(mark) - FIRST
        if number not in self.printed:
            self.printed[number] = ""  # What a call prints cannot hold the call itself.
            self.printed[number] = self._html(self.placed[number])
        return self.printed[number]

    def _html(self, placed: Placed) -> str:
        if placed.html is not None:
            return placed.html
        inner = self.render(placed.sheet, placed.is_inline) if placed.sheet is not None else None
        if placed.call is None:
            return self.filled(inner or "")
        if inner is None and placed.body is not None:
            inner = self.filled(self.guard(placed.call, placed.body))
        return self.filled(self.set_math(placed.call, self.run(placed.call, inner)))

    def filled(self, html: str) -> str:
        """Return HTML with what its calls print."""
        if not holds_calls(html):
            return html
        return "".join(self.html(one) if is_call(one) else one for one in html)

    def plain(self, text: str) -> str:
        """Return text that is no HTML, such as code or an address, with what its calls print."""
        if not holds_calls(text):
            return text
        return "".join(self._plain(one) if is_call(one) else one for one in text)

    def _plain(self, mark: str) -> str:
        html = self.html(mark)
        # A private character of the page's own is set when the page is whole.
        return mark if html.startswith(OWN) else unescape(html)

    def in_code(self, text: str) -> str:
        """Return code with what its calls print; HTML is set when the page is whole."""
        if not holds_calls(text):
            return text
        return "".join(self._coded(one) if is_call(one) else one for one in text)

    def _coded(self, mark: str) -> str:
        html = self.html(mark)
        if self.at(mark).is_source:
            return html
        return mark if "<" in html else self._plain(mark)

    def address(self, written: str) -> str:
        """Return the address of a link with what its calls print."""
        if "%F3%B" in written or "%F4%8" in written:
            for number in range(len(self.placed)):
                mark = chr(FIRST + number)
                written = written.replace(quote(mark), mark)
        return self.plain(written)

    def at(self, mark: str) -> Placed:
        """Return what a private character stands for."""
        return self.placed[ord(mark) - FIRST]


def _own(letter: str) -> str:
    return f"{OWN}{ord(letter):X};"


def is_call(letter: str) -> bool:
    """Tell whether a character stands for a call."""
    return FIRST <= ord(letter) <= LAST


def holds_calls(text: str) -> bool:
    """Tell whether a text may hold characters that stand for calls."""
    return not text.isascii() and max(text) >= chr(FIRST)
