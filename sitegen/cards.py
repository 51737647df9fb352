"""The cards of a made site: its titles, and for each the figure that stands for the page."""

from collections.abc import Sequence

from sitegen.cache import Cache
from sitegen.model.card import Card
from sitegen.model.gist import Gist
from sitegen.model.output import OutputFile
from sitegen.model.page import Page, State
from sitegen.model.problem import Problem
from sitegen.model.site import Site
from sitegen.output.compose import card_path
from sitegen.programs.cards import draw_cards
from sitegen.request import Request
from sitegen.text.phrases import PHRASED, phrases


def cards_of(
    pages: Sequence[Gist], site: Site, request: Request
) -> tuple[list[OutputFile], list[Problem]]:
    """Return the card of every translated page, where the site wants them, and their faults."""
    config = site.config
    own = {
        (one.page.key, one.page.locale): one.page
        for one in pages
        if config.cards and one.page.state is State.TRANSLATED
    }
    cards = {
        who: Card(
            title=_pieces(page.front.title, page.locale),
            site=config.title[page.locale],
            locale=config.locale(page.locale),
            figure=_figure(page, pages),
            place=page.document.at(),
        )
        for who, page in own.items()
    }
    drawn, problems = draw_cards(cards, Cache(request.cache), request.jobs)
    return [OutputFile(card_path(own[who], site), raw) for who, raw in drawn.items()], problems


def _pieces(title: str, locale: str) -> tuple[str, ...]:
    """Return a title in the pieces between which a line may end."""
    if locale.partition("-")[0] == PHRASED:
        return tuple(phrases(title, locale))
    return tuple(f"{word} " for word in title.split())


def _figure(page: Page, pages: Sequence[Gist]) -> bytes:
    """Return a page's first figure, or that of the first page below it; nothing without one."""
    below = f"{page.key}/" if page.key else ""
    for one in pages:
        key, locale = one.page.key, one.page.locale
        if locale == page.locale and one.figure and (key == page.key or key.startswith(below)):
            return one.figure
    return b""
