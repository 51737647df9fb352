"""What the command line asks the build for."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: the site's folder, the theme it falls back to, and where to put it.

    `output` is None when nothing is to be published (`check`); `cache` None keeps nothing;
    `as_of` is the day by which pages of Hugo are shown or not. `scheduler` is the address of a
    Dask cluster that runs the programs and makes the pages; without one this machine does.
    `force` gives up what is in an output folder of somebody else.
    """

    site: Path
    theme: Path
    output: Path | None
    cache: Path | None
    base_url: str = ""
    jobs: int = 1
    keep_going: bool = False
    search: bool = True
    as_of: date | None = None
    force: bool = False
    scheduler: str = ""

    def folders(self, name: str) -> list[Path]:
        """Return the site's folder of this name and the theme's, the site's first."""
        own, theme = self.site / name, self.theme / name
        return [own] if own == theme else [own, theme]
