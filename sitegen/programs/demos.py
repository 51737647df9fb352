"""All programs of a site in all their locales: from the cache where it has them, else run."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.cache import Cache
from sitegen.errors import SiteError
from sitegen.model.catalogue import Catalogue
from sitegen.model.certificate import Certificate
from sitegen.model.config import SiteConfig
from sitegen.model.output import ProgramRun
from sitegen.model.problem import RULES, Place, Problem, Severity
from sitegen.model.program import LocalisedProgram, Run
from sitegen.programs.cells import read_program
from sitegen.programs.certify import certify
from sitegen.programs.execute import run_programs
from sitegen.programs.inline import with_library
from sitegen.programs.localise import localise
from sitegen.programs.modules import Package
from sitegen.programs.store import dump_run, load_run, run_key, versions

Wanted = tuple[str, str]
"""A program's name and a locale."""


@dataclass(frozen=True, slots=True)
class Demos:
    """The runs, what failed (its problem is reported), and what had to be executed."""

    runs: Mapping[Wanted, Run]
    failed: frozenset[Wanted]
    executed: tuple[ProgramRun, ...]
    certificates: Mapping[str, Certificate]


def run_demos(
    site: Path,
    config: SiteConfig,
    wanted: Mapping[Wanted, Place],
    catalogues: Mapping[str, Catalogue],
    cache: Cache,
    jobs: int,
    done: Callable[[str], None],
) -> tuple[Demos, list[Problem]]:
    """Run every wanted program in the words of its locale; `wanted` says who asks for it."""
    copies, problems = _copies(site, config, wanted, catalogues)
    world = versions()
    runs: dict[Wanted, Run] = {}
    waiting: list[tuple[Wanted, str, LocalisedProgram]] = []
    for who, copy in copies.items():
        key = run_key(copy, world)
        stored = cache.get(key)
        run = load_run(stored, copy) if stored else None
        if run is None:
            waiting.append((who, key, copy))
        else:
            runs[who] = run
            done(" ".join(who))
    outcomes = run_programs([copy for _, _, copy in waiting], config.programs, jobs, done)
    for (who, key, _), outcome in zip(waiting, outcomes, strict=True):
        if isinstance(outcome, Run):
            runs[who] = outcome
            cache.put(key, dump_run(outcome))
        else:
            problems.append(outcome)
    executed = tuple(ProgramRun(*who, "no stored run of this copy") for who, _, _ in waiting)
    wrong = {who: list(_faults(run)) for who, run in runs.items()}
    problems += [fault for faults in wrong.values() for fault in faults]
    certificates, differences = certify(runs, config)
    unfit = {who for who, faults in wrong.items() if _has_error(faults)}
    failed = frozenset((wanted.keys() - runs.keys()) | unfit)
    proved = {one.program: one for one in certificates}
    return Demos(runs, failed, executed, proved), [*problems, *differences]


def _copies(
    site: Path,
    config: SiteConfig,
    wanted: Mapping[Wanted, Place],
    catalogues: Mapping[str, Catalogue],
) -> tuple[dict[Wanted, LocalisedProgram], list[Problem]]:
    """Return the copies that are fit to run, and what is wrong with the others."""
    copies = {}
    problems: list[Problem] = []
    package = Package(site, config.programs.package)
    for (name, code), place in wanted.items():
        try:
            script = read_program(site, package.name, name, place)
        except SiteError as error:
            problems += error.problems
            continue
        program, faults = with_library(script, package)
        copy, missing = localise(program, package.name, catalogues[code], config.locale(code))
        problems += [*faults, *missing]
        if not _has_error([*faults, *missing]):
            copies[name, code] = copy
    return copies, problems


def _faults(run: Run) -> Iterator[Problem]:
    for cell in run.cells.values():
        yield from cell.problems


def _has_error(problems: Iterable[Problem]) -> bool:
    return any(RULES[problem.code] is Severity.ERROR for problem in problems)
