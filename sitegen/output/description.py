"""What a page is about in one or two sentences, for search engines and for cards."""

from unicodedata import east_asian_width

from sitegen.model.page import RenderedPage
from sitegen.model.skeleton import OBJECT

WIDEST = 160
"""How wide a description is at most, in Latin letters; a Chinese character is two."""

ENDS = ("。", "！", "？", ". ", "! ", "? ")


def description_of(page: RenderedPage) -> str:
    """Return what the author wrote, else the first sentences of the page."""
    return page.page.front.description or shortened(_opening(page))


def _opening(page: RenderedPage) -> str:
    """Return the first words of a page that stand without formulas, below its front matter."""
    for section in page.sections:
        for block in section.blocks:
            if block.piece.kind in ("paragraph", "list item"):
                for passage in block.prose:
                    text = " ".join(passage.text.split())
                    whole = [one for one in _sentences(text) if OBJECT not in one]
                    if whole:
                        return "".join(whole)
    return ""


def shortened(text: str) -> str:
    """Return as many whole sentences of a text as there is room for, at least its beginning."""
    kept = ""
    for sentence in _sentences(text):
        if _width(kept + sentence.rstrip()) > WIDEST:
            break
        kept += sentence
    if kept or not text:
        return kept.strip()
    cut = text
    while _width(cut) > WIDEST - 1:
        cut = cut[:-1]
    start, space, _ = cut.rpartition(" ")
    return f"{start if space and len(start) > len(cut) / 2 else cut}…"


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text with the spaces behind them."""
    found = []
    start = 0
    for at in range(len(text)):
        for end in ENDS:
            if text.startswith(end, at):
                found.append(text[start : at + len(end)])
                start = at + len(end)
    return [*found, text[start:]] if text[start:] else found


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
