"""The words of a page, without what is no words: what rules about language read."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from sitegen.model.page import Document
from sitegen.model.shortcode import Call, Signature
from sitegen.model.skeleton import OBJECT, Passage
from sitegen.text.cjk import joins_without_space
from sitegen.text.hyphens import SOFT_HYPHEN
from sitegen.text.shortcodes import readable_tags

BREAKS = ("softbreak", "hardbreak")


def front_passages(document: Document) -> tuple[Passage, ...]:
    """Return the words of a page's front matter."""
    return tuple(Passage(text, document.lines[key]) for key, text in document.words.items())


def passage_of(children: Sequence[Token], line: int) -> Passage:
    """Return the words of a block's inline tokens, which begin at a line of the file."""
    text = ""
    breaks: list[int] = []
    for n, token in enumerate(children):
        if token.type in BREAKS:
            after = children[n + 1].content if n + 1 < len(children) else ""
            joined = text and after and joins_without_space(text[-1], after[0])
            text += "" if joined else " "
            breaks.append(len(text))
        elif token.type == "text":
            text += token.content.replace(SOFT_HYPHEN, "")
        elif token.type == "image":
            text += f" {token.content} "
        elif token.type != "html_inline" and (token.content or token.type == "shortcode"):
            text += OBJECT
    return Passage(text, line, tuple(breaks))


def call_passages(token: Token, signature: Signature) -> Iterator[Passage]:
    """Yield the words that a shortcode's arguments and its body hand to the reader."""
    call: Call = token.meta["call"]
    given = call.given(signature)
    for name in signature.words:
        if given.get(name):
            yield Passage(given[name], call.line)
    body = token.meta.get("body")
    if body and not signature.verbatim:
        text = _without_tags(body)
        breaks = tuple(n + 1 for n, letter in enumerate(text) if letter == "\n")
        yield Passage(text.replace("\n", " "), call.line, breaks)


def _without_tags(text: str) -> str:
    """Return a body with an OBJECT for every shortcode tag in it."""
    for tag in reversed(readable_tags(text)):
        text = text[: tag.start] + OBJECT + text[tag.end :]
    return text
