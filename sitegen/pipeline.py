"""The build, as a paragraph: prepare, make the pages, check, publish."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from sitegen.cache import Cache
from sitegen.cards import cards_of
from sitegen.checks import check
from sitegen.checks.finished import Finished
from sitegen.disk import read_file
from sitegen.errors import DiskError, SiteError
from sitegen.executor import Executor, executor_of
from sitegen.larder import Kept, Larder
from sitegen.marks import Mark, marks
from sitegen.model.gist import Gist
from sitegen.model.output import BuildReport, OutputFile, Written
from sitegen.model.problem import Place, Problem, Severity, graded
from sitegen.output.publish import Aside, recover
from sitegen.pages import Sheaf, make_pages
from sitegen.preparing import Ready, prepare
from sitegen.progress import Progress
from sitegen.request import Request


def build(request: Request, progress: Progress) -> BuildReport:
    """Build a site and publish it when nothing is wrong with it.

    What makes going on impossible ends the build with exit 2, whatever else is an error
    with exit 1; the report has every problem.
    """
    try:
        if request.output:
            recover(request.output)
        with executor_of(request) as executor:
            return _build(request, progress, executor)
    except SiteError as error:
        problems = graded(error.problems, {})
        return BuildReport(problems=problems, seconds=progress.seconds, exit=2)


def _build(request: Request, progress: Progress, executor: Executor) -> BuildReport:
    ready = prepare(request, progress, run_all=executor.run)
    aside = Aside(request.output, force=request.force) if request.output else None
    try:
        keep = aside.keep if aside else _weigh
        larder = Larder(Cache(request.cache), request)
        mark = marks(ready, request)
        reused = _unchanged(larder.load(ready.site), mark, aside) if aside else {}
        share, search = executor.share, request.search
        made = make_pages(ready, keep, progress, share, search=search, reused=reused)
        sheaves = made.values()
        with progress.stage("site"):
            gists = [gist for sheaf in sheaves for gist in sheaf.gists]
            rest, unfit = _site_files(ready, gists, request)
            files = [*(file for sheaf in sheaves for file in sheaf.files), *map(keep, rest)]
            found = [*ready.problems, *(one for sheaf in sheaves for one in sheaf.problems), *unfit]
            problems = check(Finished(ready.site, gists, ready.catalogues), found)
            judged = graded([*problems, *_collisions(files)], ready.tools.config.checks)
        errors = any(problem.severity is Severity.ERROR for problem in judged)
        published = aside is not None and (request.keep_going or not errors)
        if aside and published:
            with progress.stage("publish"):
                aside.publish(files)
                with suppress(
                    DiskError
                ):  # The site is there; the next build makes more of it again.
                    larder.store({key: (mark(key), sheaf) for key, sheaf in made.items()})
    finally:
        if aside:
            aside.discard()
    kept = sum(len(sheaf.gists) for sheaf in reused.values())
    return BuildReport(
        pages=len(ready.site.pages),
        rendered=len(gists) - kept,
        reused=kept,
        programs_run=ready.demos.executed,
        seconds=progress.seconds,
        problems=judged,
        published=published,
        exit=1 if errors else 0,
    )


def _unchanged(kept: Kept, mark: Mark, aside: Aside) -> dict[str, Sheaf]:
    """Return the pages of the last build that show the same now, their files taken over."""
    found = {}
    for key, (was, sheaf) in kept.items():
        if all(gist.page for gist in sheaf.gists) and mark(key) == was:
            files = aside.keep_all(sheaf.files)
            if files is not None:
                found[key] = replace(sheaf, files=files)
    return found


def _weigh(file: OutputFile) -> Written:
    """Take a file that goes nowhere, for a build that does not publish."""
    return Written(file.path, sha256(file.content).hexdigest())


def _site_files(
    ready: Ready, gists: list[Gist], request: Request
) -> tuple[Iterator[OutputFile], list[Problem]]:
    """Return what belongs to no page, one by one, and what is wrong with the cards."""
    cards, unfit = cards_of(gists, ready.site, request)

    def rest() -> Iterator[OutputFile]:
        yield from cards
        yield from ready.composer(search=request.search).site_files(gists)
        for path, file in ready.assets.items():
            yield OutputFile(path, read_file(file, "output"))

    return rest(), unfit


def _collisions(files: Iterable[Written]) -> Iterator[Problem]:
    """Yield a problem for every path that two files claim which are not the same."""
    taken: dict[str, str] = {}
    for file in files:
        if taken.setdefault(file.path, file.digest) != file.digest:
            message = "two files of the site claim this path"
            yield Problem("url", Place(f"/{file.path}"), message, "rename one")
