"""What the rules look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.model.catalogue import Catalogue
from sitegen.model.gist import Gist
from sitegen.model.site import Site


@dataclass(frozen=True, slots=True)
class Finished:
    """A site whose pages are done, and the words of its programs in each language."""

    site: Site
    pages: Sequence[Gist]
    catalogues: Mapping[str, Catalogue]
