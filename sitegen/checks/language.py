"""Pages are written in their own language, and say about as much as their source."""

from collections.abc import Iterator
from itertools import groupby

from sitegen.checks.align import Pair, Stretch, blocks_of
from sitegen.checks.scripts import EVERYWHERE, LATIN, script_of, scripts_of, weight
from sitegen.model.page import Document, RenderedPage
from sitegen.model.problem import Problem
from sitegen.model.skeleton import OBJECT, Block, Passage

CODE, LENGTH = "language", "length"

FEWEST_WORDS = 6
"""Latin words in a row that are a sentence, and no name, in a language of other letters."""

SENTENCE = 16
"""How much equal words must say to be a sentence that nobody translated."""

FEWEST_COPIED = 4
"""Fewer equal Latin words are a name."""

SHORTEST, LEAST, MOST = 100, 0.45, 2.0
"""What says less than the first is not measured; the others are how much a translation says."""

SHOWN = 30


def source_language(page: RenderedPage) -> Iterator[Problem]:
    """Yield what of a source page is in another language."""
    for block in blocks_of(page):
        yield from _foreign(page.page.document, block)


def own_language(pair: Pair) -> Iterator[Problem]:
    """Yield what of a translation is in another language: letters, sentences, or the whole."""
    document = pair.translation.page.document
    stretches = [(stretch, _is_copy(stretch)) for stretch in pair.stretches]
    copied = sum(is_copy for _, is_copy in stretches)
    told = [stretch for stretch in pair.stretches if stretch.is_pair and _says(stretch.ours[0])]
    if copied > len(told) / 2:
        message = f"is a copy of its source ({pair.source.page.document.path}), not a translation"
        yield _problem(document, 0, message, "translate it")
        return
    for stretch, is_copy in stretches:
        for block in stretch.ours:
            if is_copy:
                words = max((passage.text for passage in block.prose), key=len)
                shown = f"'{_shown(words)}' is the source's"
                yield _problem(document, block.piece.line, shown, "translate it")
            else:
                yield from _foreign(document, block)


def same_length(pair: Pair) -> Iterator[Problem]:
    """Yield the blocks that say far less or far more than the source's."""
    for stretch in pair.stretches:
        if not stretch.is_pair:
            continue
        theirs, ours = (_says(side[0]) for side in (stretch.theirs, stretch.ours))
        if theirs >= SHORTEST and not LEAST <= ours / theirs <= MOST:
            lines = stretch.theirs[0].piece.line, stretch.ours[0].piece.line
            share = f"it says {ours / theirs:.0%} of what the source says"
            hint = "is a sentence missing, or one too many?"
            what = f"the length of the {stretch.ours[0].piece.kind}"
            yield pair.problem(LENGTH, what, lines, share, hint)


def _problem(document: Document, line: int, message: str, hint: str) -> Problem:
    return Problem(CODE, document.at(line), message, hint, document.locale)


def _says(block: Block) -> float:
    return sum(weight(passage.text) for passage in block.prose)


def _is_copy(stretch: Stretch) -> bool:
    """Tell whether a block has the words of the source, enough of them to be no coincidence."""
    if not stretch.is_pair:
        return False
    theirs, ours = (
        " ".join(passage.text for passage in side[0].prose).replace(OBJECT, " ").split()
        for side in (stretch.theirs, stretch.ours)
    )
    letters = [letter for word in ours for letter in word if letter.isalpha()]
    is_name = len(ours) < FEWEST_COPIED and {script_of(letter) for letter in letters} == {LATIN}
    return theirs == ours and not is_name and weight("".join(letters)) >= SENTENCE


def _foreign(document: Document, block: Block) -> Iterator[Problem]:
    """Yield the words of a block that its language does not write."""
    own = scripts_of(document.locale)
    if not own:
        return
    code = block.code.splitlines()
    passages = [*block.prose, *(Passage(t, block.piece.line + n) for n, t in enumerate(code, 1))]
    for passage in passages:
        for at, word in _stretches(passage.text, own | EVERYWHERE):
            message = f"'{_shown(word)}' is not written in the letters of this language"
            yield _problem(document, passage.line_at(at), message, "translate it")
    if LATIN in own:
        return
    for passage in block.prose:
        for at, words in _sentences(passage.text):
            message = f"'{_shown(words)}' is not in the language of the page"
            yield _problem(
                document, passage.line_at(at), message, "translate it, or quote it as code"
            )


def _stretches(text: str, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield the runs of letters of other writings, and where each begins."""
    if all(script_of(letter) in known or not script_of(letter) for letter in set(text)):
        return
    at = 0
    for is_known, run in groupby(text, key=lambda letter: script_of(letter) in known | {""}):
        letters = "".join(run)
        if not is_known:
            yield at, letters
        at += len(letters)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the runs of Latin words that are long enough to be a sentence."""
    words: list[str] = []
    start = at = 0
    for word in [*text.split(" "), OBJECT]:
        letters = [letter for letter in word if letter.isalpha()]
        if letters and {script_of(letter) for letter in letters} == {LATIN} and OBJECT not in word:
            start = at if not words else start
            words.append(word)
        elif letters or OBJECT in word:
            if sum(map(_is_word, words)) >= FEWEST_WORDS:
                yield start, " ".join(words)
            words = []
        at += len(word) + 1


def _is_word(word: str) -> bool:
    """Tell whether a word is one of a sentence, not a sign like `K` or a name like `EM`."""
    return sum(map(str.islower, word)) > 1


def _shown(text: str) -> str:
    text = " ".join(text.replace(OBJECT, "…").split())
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
