"""The picture that stands for a page where somebody shows a link to it."""

from dataclasses import dataclass

from sitegen.model.config import Locale
from sitegen.model.problem import Place

WIDTH, HEIGHT = 1200, 630
"""Pixels, as those who show links ask for them."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows, in the language and the font of its locale.

    `title` is the page's in the pieces between which a line may end, `site` the site's title,
    `figure` a PNG or nothing; `place` is where the page stands.
    """

    title: tuple[str, ...]
    site: str
    locale: Locale
    figure: bytes
    place: Place
