"""A term of the glossary: what it is called and what it means, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One entry; the mappings are by locale.

    `avoid` are renderings that the site does not use, `see` the keys of other entries.
    """

    key: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    avoid: Mapping[str, tuple[str, ...]]
    see: tuple[str, ...] = ()
