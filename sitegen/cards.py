"""The cards of a made site: its titles, and for each the figure that stands for the page."""

from collections.abc import Mapping

from sitegen.cache import Cache
from sitegen.making import Made
from sitegen.model.card import Card
from sitegen.model.output import OutputFile
from sitegen.model.page import Page, State, Who
from sitegen.model.problem import Problem
from sitegen.programs.cards import draw_cards
from sitegen.rendering import Rendering
from sitegen.request import Request
from sitegen.text.phrases import PHRASED, phrases


def cards_of(made: Made, request: Request) -> tuple[Mapping[Who, OutputFile], list[Problem]]:
    """Return the card of every translated page, where the site wants them, and their faults."""
    config = made.site.config
    pages = {
        who: page.page
        for who, page in made.rendering.pages.items()
        if config.cards and page.page.state is State.TRANSLATED
    }
    cards = {
        who: Card(
            title=_pieces(page.front.title, page.locale),
            site=config.title[page.locale],
            locale=config.locale(page.locale),
            figure=_figure(page, made.rendering),
            place=page.document.at(),
        )
        for who, page in pages.items()
    }
    drawn, problems = draw_cards(cards, Cache(request.cache), request.jobs)
    files = {who: OutputFile(_path(pages[who]), raw) for who, raw in drawn.items()}
    return files, problems


def _path(page: Page) -> str:
    """Return where a card is published."""
    return f"cards/{page.locale}/{page.key or 'index'}.png"


def _pieces(title: str, locale: str) -> tuple[str, ...]:
    """Return a title in the pieces between which a line may end."""
    if locale.partition("-")[0] == PHRASED:
        return tuple(phrases(title, locale))
    return tuple(f"{word} " for word in title.split())


def _figure(page: Page, rendering: Rendering) -> bytes:
    """Return a page's first figure, or that of the first page below it; nothing without one."""
    below = f"{page.key}/" if page.key else ""
    for (key, locale), other in rendering.pages.items():
        if locale == page.locale and other.figures and (key == page.key or key.startswith(below)):
            return other.figures[0].figure.png
    return b""
