"""How long a page takes to read, in any script: words where there are spaces, else characters."""

from collections import Counter
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from sitegen.text.cjk import is_east_asian

LETTERS_A_MINUTE = 450
"""Japanese, Chinese and Korean characters of a text that asks for thought."""

WORDS_A_MINUTE = 190

SECONDS_A_FORMULA = 15
SECONDS_A_LINE_OF_CODE = 2


def minutes_of(tokens: Sequence[Token], code: Iterable[str]) -> int:
    """Return the minutes, at least one, for the tokens of a page and the listings it shows."""
    prose = "".join(_prose(tokens))
    counts = Counter(prose)
    wide = {letter: count for letter, count in counts.items() if is_east_asian(letter)}
    letters = sum(wide.values())
    words = len(prose.translate(dict.fromkeys(map(ord, wide), " ")).split())
    formulas = sum(1 for token in tokens if _is_formula(token))
    lines = sum(text.count("\n") for text in code)
    lines += sum(token.content.count("\n") for token in tokens if token.type == "fence")
    seconds = 60 * (letters / LETTERS_A_MINUTE + words / WORDS_A_MINUTE)
    seconds += SECONDS_A_FORMULA * formulas + SECONDS_A_LINE_OF_CODE * lines
    return max(1, round(seconds / 60))


def _prose(tokens: Sequence[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type == "inline":
            yield from (child.content for child in token.children or () if child.type == "text")
            yield " "


def _is_formula(token: Token) -> bool:
    call = token.meta.get("call")
    return token.type == "math_block" or (call is not None and call.name == "formula")
