"""`python build.py explain PROGRAM`: whether a program would run, and why."""

from pathlib import Path

from sitegen.asked import ask
from sitegen.cache import Cache
from sitegen.errors import SiteError
from sitegen.model.config import SiteConfig
from sitegen.model.problem import Place
from sitegen.model.program import Asked
from sitegen.output.templating import Templates
from sitegen.programs.demos import find_run, make_copies
from sitegen.programs.store import versions
from sitegen.reading.config import read_config
from sitegen.reading.i18n import read_catalogues
from sitegen.reading.site import read_site
from sitegen.text.markdown import make_parser


def explain(site: Path, templates: list[Path], cache: Cache, program: str) -> list[str]:
    """Return one line per locale of the site: would the program run there, and why.

    A lesson that no page shows yet is explained as well. Raises SiteError when there is no
    such program.
    """
    config = read_config(site)
    catalogues = read_catalogues(site, config.programs.package, config.codes)
    asked = _asked(site, config, templates, program)
    copies, problems = make_copies(site, config, asked, catalogues, cache)
    if len(copies) < len(asked.wanted):
        raise SiteError([*dict.fromkeys(problems)])
    world = versions()
    lines = []
    for (name, code), localised in copies.items():
        left = sum(one.code == "message" and one.locale == code for one in problems)
        if left and code != config.source_locale:
            lines.append(f"{name} [{code}]: would not run: {left} of its texts are not translated")
            continue
        run, why, _ = find_run(localised, cache, world)
        lines.append(f"{name} [{code}]: {'would not' if run else 'would'} run: {why}")
    return lines


def _asked(site: Path, config: SiteConfig, templates: list[Path], program: str) -> Asked:
    """Return what pages ask of one program; of one that none shows, a copy in every locale."""
    pages, _ = read_site(site, config)
    signatures = Templates(templates).signatures()
    asked = ask(pages, make_parser(signatures, config.dialect))
    shown = {who: place for who, place in asked.wanted.items() if who[0] == program}
    anywhere = {(program, code): Place("explain") for code in config.codes}
    return Asked(shown or anywhere, frozenset(), asked.fences, asked.rasters)
