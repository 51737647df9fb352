"""What travels between the build and the machines of a cluster, and how it is packed.

Pages need to know the whole site, which every process there gets once, and of the runs those
alone that they show. They come back without what the build has already.
"""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.crew import Known
from sitegen.model.catalogue import Catalogue
from sitegen.model.certificate import Certificate
from sitegen.model.config import ProgramSettings, SiteConfig
from sitegen.model.output import OutputFile
from sitegen.model.program import Figure, LocalisedProgram, Run, Wanted
from sitegen.model.site import Site
from sitegen.pages import Press, Sheaf
from sitegen.programs.execute import Outcome
from sitegen.programs.store import dump_run, load_run
from sitegen.text.formulas import Formulas

Runs = Mapping[Wanted, Run]

Done = tuple[Sheaf, Sequence[OutputFile]]
"""A page whose files nobody has taken yet."""


@dataclass(frozen=True, slots=True)
class Luggage:
    """What a press is made of, but for the runs; `templates` are texts by name."""

    config: SiteConfig
    site: Site
    formulas: Formulas
    failed: frozenset[Wanted]
    certificates: Mapping[str, Certificate]
    words: Mapping[str, Catalogue]
    templates: Mapping[str, str]
    search: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """The keys of some pages, and the runs that they show."""

    keys: Sequence[str]
    runs: Runs


@dataclass(frozen=True, slots=True)
class Programs:
    """Some copies to run, and what they may cost."""

    copies: Sequence[LocalisedProgram]
    settings: ProgramSettings


def luggage_of(press: Press) -> Luggage:
    """Return what a press is made of, to make it again elsewhere."""
    ready = press.ready
    return Luggage(
        config=ready.tools.config,
        site=ready.site,
        formulas=ready.workshop.formulas,
        failed=ready.demos.failed,
        certificates=ready.demos.certificates,
        words=ready.tools.words,
        templates=ready.tools.templates.sources(),
        search=press.composer.has_search,
    )


def pages_of(keys: Sequence[str], press: Press) -> Pages:
    """Return some pages with the runs that they show."""
    site, runs = press.ready.site, press.ready.demos.runs
    shown = (
        (name, locale)
        for key in keys
        for page in site.translations(key)
        for name in page.front.programs
        for locale in (page.program_locale, page.locale)
    )
    return Pages(keys, {who: runs[who] for who in shown if who in runs})


def known(site: Site, runs: Runs) -> Known:
    """Return what both sides have when pages come back: those of the site, what runs drew."""
    pages = site.pages.values()
    return Known([*pages, *(page.document for page in pages), *_contents(runs)])


def _contents(runs: Runs) -> Iterator[bytes]:
    for run in runs.values():
        yield from (file.content for file in run.localised.data)
        for cell in run.cells.values():
            for figure in cell.figures:
                yield from _pictures(figure)


def _pictures(figure: Figure) -> Iterator[bytes]:
    yield from (figure.svg, figure.png)
    yield from (frame.svg for frame in figure.film.frames) if figure.film else ()
    yield from (figure.raster.light, figure.raster.dark) if figure.raster else ()


def dump_outcomes(outcomes: Sequence[Outcome]) -> bytes:
    """Return what came of programs, runs as the cache has them."""
    return pickle.dumps([dump_run(one) if isinstance(one, Run) else one for one in outcomes])


def load_outcomes(raw: bytes, copies: Sequence[LocalisedProgram]) -> list[Outcome]:
    """Return what came of these copies; ValueError where it is not what `dump_outcomes` wrote."""
    found: list[Outcome] = []
    for copy, stored in zip(copies, pickle.loads(raw), strict=True):  # noqa: S301 - the cluster's
        outcome = load_run(stored, copy) if isinstance(stored, bytes) else stored
        if outcome is None:
            raise ValueError(copy.name)
        found.append(outcome)
    return found
