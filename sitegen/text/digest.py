"""What a section says, in eight digits: translations record what they were made from."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from markdown_it.token import Token

from sitegen.model.shortcode import Call
from sitegen.text.hyphens import SOFT_HYPHEN
from sitegen.text.latex import normalised

SILENT = frozenset(
    f"{name}_{side}" for name in ("em", "strong", "link", "paragraph") for side in ("open", "close")
) | {"softbreak", "hardbreak", "wbr"}
"""Tokens that say nothing; that a paragraph ends is told by the next one's words."""


def digest(tokens: Sequence[Token], words: Mapping[str, str]) -> str:
    """Return the first eight hexadecimal digits of SHA-256 over what words and tokens say.

    Line breaks, spaces, emphasis and the targets of links say nothing.
    """
    front = (f"{key} {text}" for key, text in words.items())
    said = "\0".join([*front, *_merged(_said(tokens))])
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _merged(parts: Iterator[tuple[bool, str]]) -> Iterator[str]:
    """Yield the parts, words that stand together as one: how they are cut does not count."""
    words = ""
    for is_word, part in parts:
        if is_word:
            words += part
            continue
        yield from (words, part)
        words = ""
    yield words


def _said(tokens: Sequence[Token]) -> Iterator[tuple[bool, str]]:
    """Yield what tokens say, and whether that is words."""
    for token in tokens:
        call: Call | None = token.meta.get("call")
        if token.type == "inline":
            yield False, "inline"
            yield from _said(token.children or ())
        elif call:
            named = (f"{name}={value}" for name, value in call.named.items())
            body = token.meta.get("body") or ""
            yield False, "\1".join([token.type, call.name, *call.positional, *named, body])
        elif token.type == "text":
            yield True, "".join(token.content.replace(SOFT_HYPHEN, "").split())
        elif token.type in ("math_inline", "math_block"):
            yield False, normalised(token.content)
        elif token.type in SILENT:
            continue
        elif token.content:
            yield False, f"{token.type} {token.info} {token.content}"
        else:
            yield False, token.type
