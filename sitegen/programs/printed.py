"""The numbers a program printed, less those that are part of a language's words.

Japanese writes "one point" with a digit where Spanish has a word; what the program computed is
the rest. The words of a copy are the texts in its code that other languages have otherwise.
"""

import ast
from collections.abc import Iterator, Sequence
from contextlib import suppress
from string import Formatter

from sitegen.model.program import Run


def printed_numbers(runs: Sequence[Run]) -> list[list[tuple[str, str]]]:
    """Return for each run of a program its cells' names with the numbers they printed."""
    texts = [_texts(run) for run in runs]
    shared = set.intersection(*texts)
    return [
        [
            (name, " ".join(numbers_in(_without(words, "\n".join((cell.stdout, *cell.html))))))
            for name, cell in run.cells.items()
        ]
        for run, own in zip(runs, texts, strict=True)
        for words in [sorted(_pieces(own - shared), key=len, reverse=True)]
    ]


def _texts(run: Run) -> set[str]:
    """Return the texts in a copy's code that have a number in them."""
    nodes = (node for cell in run.localised.cells for node in ast.walk(ast.parse(cell.code)))
    constants = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {text for text in constants if isinstance(text, str) and any(numbers_in(text))}


def _pieces(texts: set[str]) -> set[str]:
    """Return the texts, and their parts between placeholders, with both numbers and letters."""
    pieces = {text.strip() for text in texts}
    for text in texts:
        with suppress(ValueError):  # A lone brace: this text is not a format.
            pieces |= {piece.strip() for piece, *_ in Formatter().parse(text)}
    return {piece for piece in pieces if any(numbers_in(piece)) and any(map(str.isalpha, piece))}


def _without(words: Sequence[str], text: str) -> str:
    for word in words:
        text = text.replace(word, " ")
    return text


def numbers_in(text: str) -> Iterator[str]:
    """Yield the numbers of a printed text: digits with a sign, a point and an exponent."""
    at = 0
    while at < len(text):
        if not text[at].isdecimal():
            at += 1
            continue
        start = at
        while at < len(text) and (text[at].isdecimal() or _continues(text, at)):
            at += 1
        signed = start > 0 and text[start - 1] == "-"
        yield text[start - signed : at]


def _continues(text: str, at: int) -> bool:
    """Tell whether a character between digits belongs to the number: `1.5`, `2e-07`."""
    after = text[at + 1 : at + 2].isdecimal()
    if text[at] == ".":
        return after
    if text[at] in "eE":
        return after or (text[at + 1 : at + 2] in ("-", "+") and text[at + 2 : at + 3].isdecimal())
    return text[at] in "-+" and text[at - 1] in "eE" and after
