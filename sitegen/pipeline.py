"""The build, as a paragraph: read, assemble, run, render, check, publish."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from sitegen.asked import ask
from sitegen.cache import Cache
from sitegen.checks import check
from sitegen.checks.finished import Finished
from sitegen.downloads import offers
from sitegen.errors import SiteError
from sitegen.model.catalogue import Catalogue
from sitegen.model.output import BuildReport, OutputFile
from sitegen.model.page import Page, RenderedPage, State
from sitegen.model.problem import Place, Problem, Severity, graded
from sitegen.model.program import Asked
from sitegen.model.site import Site
from sitegen.output.compose import PARITY, compose, static_files
from sitegen.output.publish import publish, read_manifest
from sitegen.output.templating import Templates, missing_notice
from sitegen.programs.demos import Demos, run_demos
from sitegen.progress import Progress
from sitegen.reading.bibliography import PATH as BIBLIOGRAPHY
from sitegen.reading.config import read_config
from sitegen.reading.i18n import missing_strings, read_catalogues, read_interface
from sitegen.reading.site import read_site
from sitegen.text.formulas import define_formulas
from sitegen.text.markdown import Workshop, make_parser, render_page


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: the site's folder, the theme it falls back to, and where to put it.

    `output` is None when nothing is to be published (`check`); `cache` None keeps nothing.
    """

    site: Path
    theme: Path
    output: Path | None
    cache: Path | None
    base_url: str = ""
    jobs: int = 1
    keep_going: bool = False
    search: bool = True

    def folders(self, name: str) -> list[Path]:
        """Return the site's folder of this name and the theme's, the site's first."""
        own, theme = self.site / name, self.theme / name
        return [own] if own == theme else [own, theme]


@dataclass(frozen=True, slots=True)
class Made:
    """A site whose programs have run and whose pages are rendered, and what it was made with.

    `words` are those of the interface, `catalogues` those of the programs, by locale;
    `assets` the files of `static/` by the paths they are published at.
    """

    workshop: Workshop
    rendered: Sequence[RenderedPage]
    demos: Demos
    templates: Templates
    words: Mapping[str, Catalogue]
    catalogues: Mapping[str, Catalogue]
    assets: Mapping[str, Path]
    problems: Sequence[Problem]

    @property
    def site(self) -> Site:
        """The site that was read."""
        return self.workshop.site


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
    problems = check(finished, made.problems)
    with progress.stage("write", len(made.rendered)):
        offered, misfits = offers(made.workshop, made.templates, made.words)
        pages = compose(
            made.site,
            made.rendered,
            made.templates,
            made.words,
            made.demos.certificates,
            {who: offer.downloads for who, offer in offered.items()},
            {who: offer.plain for who, offer in offered.items()},
            search=request.search,
        )
        files, faults = _collect(progress.each(pages), made.assets)
        judged = graded([*problems, *misfits, *faults], made.site.config.checks)
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


def make(request: Request, progress: Progress) -> Made:
    """Read a site, run its programs and render its pages; nothing is judged or written yet.

    Raises SiteError when going on is impossible.
    """
    with progress.stage("read"):
        if request.output:
            _refuse_inside(request.output, request)
            read_manifest(request.output)
        config = read_config(request.site, request.base_url)
        templates = Templates(request.folders("templates"))
        words = read_interface(request.folders("i18n"), config.codes)
        assets = static_files(request.folders("static")) | _bibliography(request.site)
        site, problems = read_site(request.site, config, frozenset({*assets, PARITY}))
        problems += missing_strings(templates.strings(), words)
    parser = make_parser(templates.signatures(), single_dollar=config.single_dollar)
    asked = ask(site, parser)
    codes = {code for _, code in asked.wanted}
    catalogues = read_catalogues(request.site, config.programs.package, codes)
    demos, faults = _run(request, site, asked, catalogues, progress)
    workshop, unclear = _workshop(site, parser, templates, words, demos)
    rendered, misfits = _render(workshop, progress)
    return Made(
        workshop=workshop,
        rendered=rendered,
        demos=demos,
        templates=templates,
        words=words,
        catalogues=catalogues,
        assets=assets,
        problems=[*problems, *faults, *unclear, *misfits],
    )


def _bibliography(site: Path) -> dict[str, Path]:
    """Return the site's bibliography by the path it is published at, if there is one."""
    file = site / BIBLIOGRAPHY
    return {file.name: file} if file.is_file() else {}


def _refuse_inside(output: Path, request: Request) -> None:
    """Raise when the site would be written among what it is made of."""
    for folder in (request.site, request.theme):
        for name in ("content", "static", "templates", "i18n"):
            if output.is_relative_to(folder / name) or folder.is_relative_to(output):
                message, hint = "lies among the site's own files", "choose another --output"
                raise SiteError(Problem("output", Place(str(output)), message, hint))


def _run(
    request: Request,
    site: Site,
    asked: Asked,
    catalogues: Mapping[str, Catalogue],
    progress: Progress,
) -> tuple[Demos, list[Problem]]:
    """Run every program that a page names, in the words of each locale that shows it."""
    with progress.stage("run", len(asked.wanted)):
        return run_demos(
            request.site,
            site.config,
            asked,
            catalogues,
            Cache(request.cache),
            request.jobs,
            progress.advance,
        )


def _workshop(
    site: Site,
    parser: MarkdownIt,
    templates: Templates,
    words: Mapping[str, Catalogue],
    demos: Demos,
) -> tuple[Workshop, list[Problem]]:
    """Return what all pages are rendered with, the formulas that sources define among it."""
    formulas, problems = define_formulas(page for key in site.keys for page in _group(key, site))
    return Workshop(
        site=site,
        parser=parser,
        signatures=templates.signatures(),
        formulas=formulas,
        runs=demos.runs,
        failed=demos.failed,
        run_template={code: templates.shortcodes(words[code]) for code in words},
        missing={code: missing_notice(templates, words[code]) for code in words},
    ), problems


def _render(workshop: Workshop, progress: Progress) -> tuple[list[RenderedPage], list[Problem]]:
    """Render every page, the source page of each key before its translations."""
    site = workshop.site
    rendered = []
    problems: list[Problem] = []
    with progress.stage("render", len(site.pages)):
        for key in site.keys:
            lead: RenderedPage | None = None
            for page in progress.each(_group(key, site)):
                done, faults = render_page(page, lead, workshop)
                lead = lead or done
                rendered.append(done)
                # A fallback page shows the source's body: its faults are the source's.
                problems += faults if page.state is State.TRANSLATED else ()
    return rendered, problems


def _group(key: str, site: Site) -> list[Page]:
    """Return a page in all its locales, the source first."""
    pages = site.translations(key)
    return sorted(pages, key=lambda page: page.locale != site.config.source_locale)


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
