"""Addresses that stand bare in the text of a book for Hugo, made links as Hugo makes them."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

SCHEMES = ("http", "https")

IN_HOST = frozenset("-._~")
IN_PATH = frozenset("-@:%_+.~#!?&/=();,'^{}[]")
IN_NAME = frozenset("-._+")
"""The signs that hosts, paths and names of mail boxes have besides ASCII letters and digits."""

TRAILING = frozenset("?!.,:;*_~'\"]}")
"""What ends a sentence rather than an address."""


def hugo_autolinks_plugin(md: MarkdownIt) -> None:
    """Teach `md` to link addresses of the web and of mail."""
    md.inline.add_terminator_char("w")
    md.inline.ruler.push("bare_host", _host)
    md.inline.ruler.push("bare_address", _address)
    md.inline.ruler.push("bare_mail", _mail)


def _host(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Link an address that begins with `www.`."""
    start = state.pos
    if not state.src.startswith("www.", start) or not _is_edge(state, start):
        return False
    end = _address_end(state.src, start, state.posMax)
    return bool(end) and _link(state, start, end, f"https://{state.src[start:end]}", silent)


def _address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Link an address whose scheme was read up to its colon."""
    if not state.src.startswith("://", state.pos):
        return False
    scheme = next((one for one in SCHEMES if state.src.endswith(one, 0, state.pos)), "")
    start = state.pos - len(scheme)
    if not scheme or not state.pending.endswith(scheme) or not _is_edge(state, start):
        return False
    end = _address_end(state.src, state.pos + 3, state.posMax)
    return bool(end) and _link(state, start, end, state.src[start:end], silent)


def _mail(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Link an address of mail whose name was read up to its `@`."""
    if state.src[state.pos] != "@":
        return False
    start = state.pos
    least = state.pos - len(state.pending)
    while start > least and _is_of(state.src[start - 1], IN_NAME):
        start -= 1
    end = state.pos + 1
    while end < state.posMax and _is_of(state.src[end], frozenset("-.")):
        end += 1
    host = state.src[state.pos + 1 : end].rstrip(".-")
    if start == state.pos or not _is_host(host) or not _is_edge(state, start):
        return False
    end = state.pos + 1 + len(host)
    return _link(state, start, end, f"mailto:{state.src[start:end]}", silent)


def _is_of(letter: str, signs: frozenset[str]) -> bool:
    return letter in signs or (letter.isascii() and letter.isalnum())


def _is_edge(state: StateInline, at: int) -> bool:
    """Tell whether an address may begin here: outside of links, and not within a word."""
    return not state.linkLevel and (at == 0 or not state.src[at - 1].isalnum())


def _is_host(host: str) -> bool:
    """Tell whether a host has a dot, and letters behind its last."""
    first, dot, last = host.rpartition(".")
    return bool(dot and first.strip(".") and last.isalpha() and len(last) > 1)


def _address_end(text: str, start: int, limit: int) -> int:
    """Return where the address ends whose host starts here; 0 where none does."""
    at = start
    while at < limit and _is_of(text[at], IN_HOST):
        at += 1
    host = text[start:at].rstrip("._-~")
    if not _is_host(host):
        return 0
    at = start + len(host)
    if text.startswith(":", at) and text[at + 1 : at + 2].isdigit():
        at += 1
        while at < limit and text[at].isdigit():
            at += 1
    if at < limit and text[at] in "/?#":
        while at < limit and _is_of(text[at], IN_PATH):
            at += 1
    return _without_end(text, start, at)


def _without_end(text: str, start: int, end: int) -> int:
    """Return where an address ends before what belongs to the sentence around it."""
    while end > start:
        last = text[end - 1]
        closes = last == ")" and text.count(")", start, end) > text.count("(", start, end)
        if last not in TRAILING and not closes:
            break
        end -= 1
    return end


def _link(state: StateInline, start: int, end: int, href: str, silent: bool) -> bool:  # noqa: FBT001 - as above
    """Append a link to the address from `start` to `end`, taking back what was read of it."""
    if silent:
        return False
    if state.pos > start:
        state.pending = state.pending[: start - state.pos]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(href)}
    state.push("text", "", 0).content = state.src[start:end]
    closing = state.push("link_close", "a", -1)
    for token in (opening, closing):
        token.markup, token.info = "autolink", "auto"
    state.pos = end
    return True
