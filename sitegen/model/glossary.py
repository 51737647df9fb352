"""A term of the glossary: what it is called and what it means, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model.problem import Place


@dataclass(frozen=True, slots=True)
class Avoided:
    """A rendering that the site does not use: a rule, with examples that show what it does.

    `match` is a text in which it must be found, `miss` one in which it must not.
    """

    text: str
    match: str
    miss: str
    place: Place


@dataclass(frozen=True, slots=True)
class Term:
    """One entry; the mappings are by locale.

    `avoid` are renderings that the site does not use, `see` the keys of other entries.
    """

    key: str
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    avoid: Mapping[str, tuple[Avoided, ...]]
    see: tuple[str, ...] = ()
