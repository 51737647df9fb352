"""The skeleton of a page, read from its tokens: blocks in order, and what sentences contain."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from markdown_it.token import Token

from sitegen.model.page import Document
from sitegen.model.shortcode import Call, Signature
from sitegen.model.skeleton import Block, Passage, Piece, Section
from sitegen.text.digest import digest
from sitegen.text.latex import normalised
from sitegen.text.numerals import numerals
from sitegen.text.passages import call_passages, front_passages, passage_of
from sitegen.text.shortcodes import readable_tags


def skeleton(
    tokens: Sequence[Token], signatures: Mapping[str, Signature], document: Document
) -> tuple[Section, ...]:
    """Return the sections of a page."""
    first_line = document.body_line
    bounds = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    sections: list[Section] = []
    for start, end in pairwise([0, *bounds, len(tokens)]):
        part = tokens[start:end]
        is_headed = bool(part) and start in bounds
        line = first_line + part[0].map[0] if is_headed and part[0].map else first_line
        front = {} if sections else document.words
        blocks = _blocks(part, signatures, document.locale, first_line)
        sections.append(
            Section(
                id=str(part[0].attrs.get("id", "")) if is_headed else "",
                line=line,
                blocks=(*([_front(document)] if front else []), *blocks),
                digest=digest(part, front),
            )
        )
    return tuple(sections)


def _front(document: Document) -> Block:
    """Return the words of the front matter as a block."""
    prose = front_passages(document)
    numbers = tuple(_numbers(prose, document.locale))
    return Block(Piece("front matter", "", prose[0].line), numbers, prose)


def _numbers(prose: Sequence[Passage], locale: str) -> Iterator[Piece]:
    for one in prose:
        yield from (Piece("number", number, one.line) for number in numerals(one.text, locale))


def _called_inside(token: Token, signatures: Mapping[str, Signature]) -> Iterator[Piece]:
    """Yield the shortcodes in a body that is no Markdown: the values that an alt text tells."""
    call: Call = token.meta["call"]
    for tag in readable_tags(token.meta.get("body") or ""):
        if not (tag.closes or tag.literal) and tag.name in signatures:
            inner = Call(tag.name, tag.positional, tag.named, tag.markdown, call.line)
            yield _piece(inner, signatures)


def _blocks(
    tokens: Sequence[Token], signatures: Mapping[str, Signature], locale: str, first_line: int
) -> list[Block]:
    """Return the blocks of a section, each with what its sentences contain."""
    blocks: list[Block] = []
    line = first_line
    for n, token in enumerate(tokens):
        line = first_line + token.map[0] if token.map else line
        piece = _block(tokens, n, line, signatures)
        if piece and token.type in CALLS:
            signature = signatures[token.meta["call"].name]
            prose = tuple(call_passages(token, signature))
            inside = (*_called_inside(token, signatures), *_numbers(prose, locale))
            blocks.append(Block(piece, inside, prose))
        elif piece:
            blocks.append(Block(piece, code=token.content if piece.kind == "code" else ""))
        elif token.type == "inline" and blocks:
            children, last = token.children or (), blocks[-1]
            inside = (*last.inside, *_inside(children, line, signatures, locale))
            prose = (*last.prose, passage_of(children, line))
            blocks[-1] = replace(last, inside=inside, prose=prose)
    return blocks


def _block(
    tokens: Sequence[Token], n: int, line: int, signatures: Mapping[str, Signature]
) -> Piece | None:
    """Return the block that begins with the token, if one does that every language has."""
    token = tokens[n]
    if token.type in CALLS:
        return _call(token, signatures)
    begins_item = n > 0 and tokens[n - 1].type == "list_item_open"
    if token.type not in KINDS or (token.type == "paragraph_open" and begins_item):
        return None  # Whether there are blank lines between the items of a list does not count.
    say = SAYS.get(token.type)
    return Piece(KINDS[token.type], say(tokens, n) if say else "", line)


def _columns(tokens: Sequence[Token], n: int) -> str:
    """Say how many columns a table has."""
    inside = takewhile(lambda token: token.type != "tr_close", tokens[n:])
    return f"{sum(token.type == 'th_open' for token in inside)} columns"


def _inside(
    tokens: Sequence[Token], line: int, signatures: Mapping[str, Signature], locale: str
) -> Iterator[Piece]:
    """Yield what the words of a block contain that every language must have."""
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "text":
            yield from (Piece("number", number, line) for number in numerals(token.content, locale))
        elif token.type == "math_inline":
            yield Piece("formula", normalised(token.content), line)
        elif token.type == "link_open":
            yield Piece("link", str(token.meta.get("leads", "")), line)
        elif token.type == "image":
            yield Piece("image", _picture(str(token.attrs.get("src", "")), locale), line)
        elif token.type == "code_inline":
            yield Piece("inline code", token.content, line)
        elif token.type == "footnote_ref":
            yield Piece("footnote mark", "", line)
        elif token.type in CALLS:
            yield _call(token, signatures)


def _picture(src: str, locale: str) -> str:
    """Return what an image is called in every language: `../fit_es.svg` is `fit.svg`."""
    stem, dot, ending = src.lstrip("./").rpartition(".")
    for mark in "._-":
        stem = stem.removesuffix(f"{mark}{locale}")
    return f"{stem}{dot}{ending}"


def _call(token: Token, signatures: Mapping[str, Signature]) -> Piece:
    return _piece(token.meta["call"], signatures)


def _piece(call: Call, signatures: Mapping[str, Signature]) -> Piece:
    """Return a shortcode with the arguments that are no words."""
    signature = signatures[call.name]
    given = call.given(signature)
    fixed = (f'{name}="{given[name]}"' for name in signature.parameters if name in given)
    kept = (one for one in fixed if one.partition("=")[0] not in signature.words)
    return Piece(f"shortcode '{call.name}'", " ".join(kept), call.line)


CALLS = ("shortcode", "shortcode_open")

KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "blockquote_open": "quotation",
    "bullet_list_open": "list",
    "ordered_list_open": "numbered list",
    "list_item_open": "list item",
    "dl_open": "definition list",
    "dt_open": "term of a definition list",
    "dd_open": "definition",
    "table_open": "table",
    "tr_open": "row of a table",
    "footnote_open": "footnote",
    "fence": "code",
    "code_block": "code",
    "math_block": "formula",
    "hr": "rule",
    "html_block": "raw HTML",
}
"""What the blocks are called that every language has."""

SAYS: Mapping[str, Callable[[Sequence[Token], int], str]] = {
    "heading_open": lambda tokens, n: f"level {tokens[n].tag[1:]}",
    "table_open": _columns,
    "fence": lambda tokens, n: tokens[n].info.strip(),
    "math_block": lambda tokens, n: normalised(tokens[n].content),
}
"""What of a block must be equal besides its kind."""
