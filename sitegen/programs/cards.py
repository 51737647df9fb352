"""The cards of a site: from the cache where it has them, else drawn, each language by itself."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version

from sitegen.cache import Cache, key_of
from sitegen.model.card import Card
from sitegen.model.page import Who
from sitegen.model.problem import Place, Problem
from sitegen.programs.execute import workers

FORMAT = "1"
"""Rises with every change of how cards look."""


def draw_cards(
    cards: Mapping[Who, Card], cache: Cache, jobs: int
) -> tuple[dict[Who, bytes], list[Problem]]:
    """Return the cards as PNG, and what is wrong with them."""
    world = (FORMAT, version("matplotlib"), version("pillow"))
    keys = {who: _key(card, world) for who, card in cards.items()}
    stored = {who: cache.get(key) for who, key in keys.items()}
    drawn = {who: raw for who, raw in stored.items() if raw}
    problems: list[Problem] = []
    missing = [who for who in cards if who not in drawn]
    for who, raw, faults in _drawn({who: cards[who] for who in missing}, jobs):
        problems += faults
        if raw:
            drawn[who] = raw
        if not faults:
            cache.put(keys[who], raw)
    return drawn, problems


def _key(card: Card, world: Sequence[str]) -> str:
    """Return the key of all that a card depends on."""
    locale = card.locale
    reader = (locale.code, locale.dir, locale.font, locale.preamble)
    return key_of("card", *world, *reader, card.site, card.figure, *card.title)


def _drawn(cards: Mapping[Who, Card], jobs: int) -> list[tuple[Who, bytes, Sequence[Problem]]]:
    """Draw cards in processes, a language in each."""
    if not cards:
        return []
    found: list[tuple[Who, bytes, Sequence[Problem]]] = []
    codes = dict.fromkeys(code for _, code in cards)
    groups = [{who: card for who, card in cards.items() if who[1] == code} for code in codes]
    with ProcessPoolExecutor(jobs, workers(), max_tasks_per_child=1) as pool:
        running = [(group, pool.submit(_draw, [*group.values()])) for group in groups]
        for group, future in running:
            try:
                results = future.result()
            except Exception as error:  # noqa: BLE001 - whatever a preamble raises is told
                results = [(b"", [_failure(error, next(iter(group))[1])])]
            found += [(who, *result) for who, result in zip(group, results, strict=False)]
    return found


def _draw(cards: Sequence[Card]) -> list[tuple[bytes, list[Problem]]]:
    # A build that draws nothing does not load Matplotlib; the server of workers has it loaded.
    from sitegen.programs.card import draw_all  # noqa: PLC0415

    return draw_all(cards)


def _failure(error: Exception, locale: str) -> Problem:
    """Return why the cards of a language could not be drawn."""
    message = f"{locale}: no card can be drawn: {type(error).__name__}: {error}"
    return Problem("program", Place("site.yaml"), message, "look at the locale's preamble", locale)
