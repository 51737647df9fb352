"""The build, as a paragraph: make, check, write, publish."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.cards import cards_of
from sitegen.checks import check
from sitegen.checks.finished import Finished
from sitegen.crew import shared
from sitegen.downloads import offer_of
from sitegen.errors import SiteError
from sitegen.making import Made, composer_of, make
from sitegen.model.output import BuildReport, OutputFile
from sitegen.model.page import RenderedPage, Who
from sitegen.model.problem import Place, Problem, Severity, graded
from sitegen.output.compose import Composer, figure_files
from sitegen.output.publish import publish
from sitegen.progress import Progress
from sitegen.request import Request


def build(request: Request, progress: Progress) -> BuildReport:
    """Build a site and publish it when nothing is wrong with it.

    What makes going on impossible ends the build with exit 2, whatever else is an error
    with exit 1; the report has every problem.
    """
    try:
        return _build(request, progress)
    except SiteError as error:
        problems = graded(error.problems, {})
        return BuildReport(problems=problems, seconds=progress.seconds, exit=2)


def _build(request: Request, progress: Progress) -> BuildReport:
    made = make(request, progress)
    finished = Finished(made.site, made.rendered, made.catalogues)
    problems = check(finished, made.problems, request.jobs)
    with progress.stage("write", len(made.rendered)):
        cards, unfit = cards_of(made, request)
        composer = composer_of(made, search=request.search)
        pages, misfits = _pages(made, composer, cards, request.jobs, progress)
        files, faults = _collect([*pages, *composer.site_files()], made.assets)
        judged = graded([*problems, *misfits, *unfit, *faults], made.site.config.checks)
        errors = any(problem.severity is Severity.ERROR for problem in judged)
        published = request.output is not None and (request.keep_going or not errors)
        if request.output and published:
            publish(files, request.output)
    return BuildReport(
        pages=len(made.site.pages),
        rendered=len(made.rendered),
        programs_run=made.demos.executed,
        seconds=progress.seconds,
        problems=judged,
        published=published,
        exit=1 if errors else 0,
    )


def _pages(
    made: Made, composer: Composer, cards: Mapping[Who, OutputFile], jobs: int, progress: Progress
) -> tuple[list[OutputFile], list[Problem]]:
    """Return the files of all pages, counting these, and the faults of what they offer."""
    workshop, tools = made.rendering.workshop, made.tools
    composer.prepare()

    def files_of(page: RenderedPage) -> tuple[list[OutputFile], list[Problem]]:
        own = page.page
        # A page that is shown in the language of its source has the source's card.
        card = cards.get((own.key, own.body_locale))
        offer, faults = offer_of(own, workshop, tools.templates, tools.words[own.locale])
        return [*composer.page_files(page, offer, card)], faults

    drawn = [file.content for page in made.rendered for file in figure_files(page)]
    files: list[OutputFile] = []
    problems: list[Problem] = []
    results = shared(made.rendered, files_of, jobs, [*drawn, *cards.values()])
    for _, (made_of, faults) in zip(progress.each(made.rendered), results, strict=True):
        files += made_of
        problems += faults
    return files, problems


def _collect(
    pages: Iterable[OutputFile], assets: Mapping[str, Path]
) -> tuple[list[OutputFile], list[Problem]]:
    """Join pages and static files; two that claim one path are a problem."""
    files: dict[str, OutputFile] = {}
    problems = []
    everything = [*pages, *(OutputFile(path, file.read_bytes()) for path, file in assets.items())]
    for file in everything:
        other = files.setdefault(file.path, file)
        if other is not file and other.content != file.content:
            message = "two files of the site claim this path"
            problems.append(Problem("url", Place(f"/{file.path}"), message, "rename one"))
    return sorted(files.values(), key=lambda file: file.path), problems
