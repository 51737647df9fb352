"""The pages of the last build, kept for the next one: those that show the same need no making."""

import io
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.cache import Cache, key_of
from sitegen.model.page import Page
from sitegen.model.site import Site
from sitegen.pages import Sheaf
from sitegen.request import Request

FORMAT = "1"
"""Rises with every change of what is kept."""

Kept = Mapping[str, tuple[str, Sheaf]]
"""Pages by key, each with the mark of what it shows."""


@dataclass(frozen=True, slots=True)
class Larder:
    """Where the pages of one site and one output are kept between builds."""

    cache: Cache
    request: Request

    def load(self, site: Site) -> Kept:
        """Return the pages of the last build that was published; none where that is not known."""
        stored = self.cache.get(self._key)
        if stored is None:
            return {}
        try:
            found = _Reader(io.BytesIO(stored), site).load()
        except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, KeyError):
            return {}  # From another version of this program.
        return found if isinstance(found, dict) else {}

    def store(self, kept: Kept) -> None:
        """Keep the pages of a build that was published."""
        written = io.BytesIO()
        _Writer(written).dump(dict(kept))
        self.cache.put(self._key, written.getvalue())

    @property
    def _key(self) -> str:
        # Where the site lies does not count: it may be moved, or come out of CI's cache.
        asked = self.request
        where = os.path.relpath(asked.output, asked.site) if asked.output else ""
        return key_of("pages", FORMAT, where, asked.base_url, str(asked.as_of), str(asked.search))


class _Writer(pickle.Pickler):
    """Writes the key and the language in the place of a page."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)

    def persistent_id(self, thing: object) -> object:
        """Return what stands for a page."""
        return (thing.key, thing.locale) if isinstance(thing, Page) else None

    def reducer_override(self, thing: Any) -> Any:
        """Return how our nouns are made again, which is quicker than how pickle would."""
        if getattr(type(thing), "__dataclass_params__", None) is None:
            return NotImplemented
        return type(thing), tuple(getattr(thing, name) for name in type(thing).__slots__)


class _Reader(pickle.Unpickler):
    """Reads what a _Writer wrote; the pages are those of the site as it is now."""

    def __init__(self, file: io.BytesIO, site: Site) -> None:
        super().__init__(file)
        self.site = site

    def persistent_load(self, who: Any) -> object:
        """Return a page; None for one that is no more, whose mark is not asked for."""
        return self.site.page(*who)
