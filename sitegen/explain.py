"""`python build.py explain PROGRAM`: whether a program would run, and why."""

from pathlib import Path

from sitegen.cache import Cache
from sitegen.errors import SiteError
from sitegen.model.problem import Place
from sitegen.programs.copies import Copies
from sitegen.programs.demos import find_run
from sitegen.programs.store import versions
from sitegen.reading.config import read_config
from sitegen.reading.i18n import read_catalogue


def explain(site: Path, cache: Cache, program: str) -> list[str]:
    """Return one line per locale of the site: would the program run there, and why.

    Raises SiteError when there is no such program.
    """
    config = read_config(site)
    making = Copies(site, config.programs.package, cache)
    folder = f"{config.programs.package.replace('.', '/')}/messages"
    lines = []
    world = versions()
    for locale in config.locales:
        path = f"{folder}/{locale.code}.po"
        catalogue = read_catalogue(site / path, path, locale.code)
        copy = making.copy(program, catalogue, locale, Place("explain"))
        if not copy.is_fit:
            raise SiteError(copy.problems)
        run, why, _ = find_run(copy.localised, cache, world)
        lines.append(f"{program} [{locale.code}]: {'would not' if run else 'would'} run: {why}")
    return lines
