"""The cards of a site: from the cache where it has them, else drawn, each language by itself."""

import signal
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from sitegen.cache import Cache, key_of
from sitegen.crew import follow
from sitegen.model.card import Card
from sitegen.model.page import Who
from sitegen.model.problem import Place, Problem
from sitegen.programs.execute import workers

FORMAT = "1"
"""Rises with every change of how cards look."""

ONCE, EACH = 60.0, 5.0
"""Seconds that a process has for itself and for each card; it takes a hundredth of that."""


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
    """Draw cards in processes, a language in each, as many at once as allowed."""
    found: list[tuple[Who, bytes, Sequence[Problem]]] = []
    codes = dict.fromkeys(code for _, code in cards)
    waiting = [{who: card for who, card in cards.items() if who[1] == code} for code in codes]
    running: list[_Sitting] = []
    while waiting or running:
        while waiting and len(running) < jobs:
            running.append(_begin(waiting.pop(0)))
        left = min(one.deadline for one in running) - time.monotonic()
        ready = connection.wait([one.end for one in running], max(0.0, left))
        late = time.monotonic()
        for one in [one for one in running if one.end in ready or one.deadline <= late]:
            running.remove(one)
            found += _collected(one)
    return found


@dataclass(frozen=True, slots=True)
class _Sitting:
    """The cards of a language, the process that draws them, and until when it may."""

    cards: Mapping[Who, Card]
    process: ForkServerProcess
    end: Connection
    deadline: float


def _begin(cards: Mapping[Who, Card]) -> _Sitting:
    context = workers()
    end, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_draw, args=(theirs, [*cards.values()]), daemon=True)
    process.start()
    theirs.close()
    return _Sitting(cards, process, end, time.monotonic() + ONCE + EACH * len(cards))


def _draw(end: Connection, cards: Sequence[Card]) -> None:
    """Draw cards and send them, or what kept them from being drawn."""
    # A build that draws nothing does not load Matplotlib; the server of workers has it loaded.
    from sitegen.programs.card import draw_all  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends us.
    threading.Thread(target=follow, args=(end,), daemon=True).start()
    try:
        end.send(draw_all(cards))
    except BaseException as error:  # noqa: BLE001 - whatever a preamble raises is told
        end.send(f"{type(error).__name__}: {error}")
    end.close()


def _collected(one: _Sitting) -> list[tuple[Who, bytes, Sequence[Problem]]]:
    """Return what a process sent, or why it sent nothing."""
    sent: list[tuple[bytes, list[Problem]]] | str
    try:
        sent = one.end.recv() if one.end.poll() else "not done in time, stopped"
    except EOFError:
        sent = "its process ended without a word"
    finally:
        one.process.kill()
        one.process.join()
        one.end.close()
    if isinstance(sent, str):
        first = next(iter(one.cards))
        return [(first, b"", [_failure(sent, first[1])])]
    return [(who, *result) for who, result in zip(one.cards, sent, strict=True)]


def _failure(why: str, locale: str) -> Problem:
    """Return why the cards of a language could not be drawn."""
    message = f"{locale}: no card can be drawn: {why}"
    return Problem("program", Place("site.yaml"), message, "look at the locale's preamble", locale)
