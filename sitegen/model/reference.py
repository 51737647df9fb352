"""A bibliography entry, ready to be printed in any language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """One work of the bibliography; what the entry does not say is empty."""

    key: str
    authors: tuple[str, ...]
    year: str
    title: str
    container: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    chapter: str = ""
    doi: str = ""
    isbn: str = ""
    url: str = ""
    has_more_authors: bool = False
