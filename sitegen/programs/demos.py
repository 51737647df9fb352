"""All programs of a site in all their locales: from the cache where it has them, else run."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.cache import Cache
from sitegen.errors import DiskError, SiteError
from sitegen.model.catalogue import Catalogue
from sitegen.model.certificate import Certificate
from sitegen.model.config import ProgramSettings, SiteConfig
from sitegen.model.output import ProgramRun
from sitegen.model.problem import Place, Problem
from sitegen.model.program import Asked, LocalisedProgram, Run, Wanted
from sitegen.programs.certificates import certificates_of
from sitegen.programs.copies import Copies, Words, has_error, unused_words
from sitegen.programs.execute import Outcome
from sitegen.programs.store import (
    dump_run,
    ingredients,
    load_run,
    memory_key,
    run_key,
    versions,
    why_run,
)

RunAll = Callable[
    [Sequence[LocalisedProgram], ProgramSettings, Callable[[str], None]], list[Outcome]
]
"""Runs copies somewhere and returns what came of each, in order, telling of each as it ends."""


@dataclass(frozen=True, slots=True)
class Demos:
    """The runs, what failed (its problem is reported), and what had to be executed."""

    runs: Mapping[Wanted, Run]
    failed: frozenset[Wanted]
    executed: tuple[ProgramRun, ...]
    certificates: Mapping[str, Certificate]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A copy that has to be run, and why."""

    who: Wanted
    localised: LocalisedProgram
    parts: Mapping[str, str]
    why: str


def run_demos(
    site: Path,
    config: SiteConfig,
    asked: Asked,
    catalogues: Mapping[str, Catalogue],
    cache: Cache,
    run_all: RunAll,
    done: Callable[[str], None],
    last: Mapping[Wanted, Run],
) -> tuple[Demos, list[Problem]]:
    """Run every program that is asked for in the words of its locale.

    `run_all` says where; `last` has runs of an earlier making in this process, which need not
    be looked up.
    """
    copies, problems = make_copies(site, config, asked, catalogues, cache)
    runs: dict[Wanted, Run] = {}
    keys: dict[Wanted, str] = {}
    waiting = []
    world = versions()
    for who, localised in copies.items():
        run, why, parts = find_run(localised, cache, world, last.get(who))
        keys[who] = run_key(parts)
        if run is None:
            waiting.append(_Waiting(who, localised, parts, why))
        else:
            runs[who] = run
            done(" ".join(who))
    outcomes = run_all([one.localised for one in waiting], config.programs, done)
    for one, outcome in zip(waiting, outcomes, strict=True):
        if isinstance(outcome, Run):
            runs[one.who] = outcome
            cache.put(run_key(one.parts), dump_run(outcome))
            cache.put(memory_key(*one.who), json.dumps(dict(one.parts)).encode())
        else:
            problems.append(outcome)
    wrong = {who: _faults(run) for who, run in runs.items()}
    problems += [fault for faults in wrong.values() for fault in faults]
    problems += [_damage(path) for path in cache.damaged]
    certificates, differences = certificates_of(runs, keys, config, cache)
    for name, code in sorted(asked.optional - runs.keys()):
        # The page is in the language of its source, and so are its programs.
        if source := runs.get((name, config.source_locale)):
            runs[name, code] = source
    unfit = {who for who, faults in wrong.items() if has_error(faults)}
    return Demos(
        runs=runs,
        failed=frozenset((asked.wanted.keys() - runs.keys()) | unfit),
        executed=tuple(ProgramRun(*one.who, one.why) for one in waiting),
        certificates=certificates,
    ), [*problems, *differences]


def make_copies(
    site: Path,
    config: SiteConfig,
    asked: Asked,
    catalogues: Mapping[str, Catalogue],
    cache: Cache,
) -> tuple[dict[Wanted, LocalisedProgram], list[Problem]]:
    """Return the copies that are fit to run, and what is wrong with copies and catalogues."""
    fit = {}
    problems: list[Problem] = []
    used: Words = frozenset()
    unread = False  # What a program says that could not be read is not known.
    making = Copies(site, config.programs.package, cache)
    for (name, code), place in asked.wanted.items():
        locale = config.locale(code)
        try:
            if fences := asked.fences.get((name, code)):
                copy = making.fenced(name, fences, place.path, locale)
            else:
                copy = making.copy(name, catalogues[code], locale, place)
        except DiskError:
            raise
        except SiteError as error:
            problems += error.problems
            unread = True
            continue
        used |= copy.words
        if (name, code) in asked.optional and not copy.is_right:
            continue
        problems += copy.problems
        if copy.can_run:
            rasters = asked.rasters.get(name, frozenset())
            fit[name, code] = replace(copy.localised, rasters=rasters)
    if unread or asked.wanted.keys() <= asked.fences.keys():
        return fit, problems
    used |= making.other_words({name for name, _ in asked.wanted})
    return fit, [*problems, *unused_words(used, catalogues.values())]


def find_run(
    localised: LocalisedProgram, cache: Cache, world: Mapping[str, str], last: Run | None = None
) -> tuple[Run | None, str, Mapping[str, str]]:
    """Return the stored run of a copy, or None and why it has to run; and its ingredients."""
    parts = ingredients(localised, world)
    if last and last.localised == localised:
        return last, "nothing has changed since its last run", parts
    stored = cache.get(run_key(parts))
    run = load_run(stored, localised) if stored else None
    if run is not None:
        return run, "its stored run is used", parts
    return None, why_run(parts, cache.get(memory_key(localised.name, localised.locale))), parts


def _faults(run: Run) -> list[Problem]:
    return [problem for cell in run.cells.values() for problem in cell.problems]


def _damage(path: str) -> Problem:
    message = "the entry of the cache was damaged and is made anew"
    return Problem("cache", Place(path), message, "check the disk if this happens again")
