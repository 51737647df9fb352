"""What is left of a page when its files are written: what the rest of the site asks of it."""

from dataclasses import dataclass

from sitegen.model.page import Link, Page
from sitegen.model.problem import Suppression
from sitegen.model.skeleton import Passage, Section


@dataclass(frozen=True, slots=True)
class Gist:
    """A page without its text.

    `sections` are those of a source page, with their digests alone; `said` the passages that
    words are looked for in, where the glossary avoids any; `found` what readers search (anchor,
    heading, text), `figure` the picture for its card, where the site has such things.
    """

    page: Page
    ids: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()
    description: str = ""
    said: tuple[Passage, ...] = ()
    found: tuple[tuple[str, str, str], ...] = ()
    figure: bytes = b""
    suppressions: tuple[Suppression, ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()
