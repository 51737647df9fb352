"""A site made: read, its programs run, its pages rendered. Nothing is judged or written yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markdown_it import MarkdownIt

from sitegen.asked import ask
from sitegen.cache import Cache
from sitegen.errors import SiteError
from sitegen.model.catalogue import Catalogue
from sitegen.model.config import SiteConfig
from sitegen.model.page import RenderedPage
from sitegen.model.problem import Place, Problem
from sitegen.model.program import Asked
from sitegen.model.site import Site
from sitegen.output.compose import PARITY, Composer, static_files
from sitegen.output.publish import read_manifest
from sitegen.output.templating import Templates, missing_notice
from sitegen.programs.demos import Demos, run_demos
from sitegen.progress import Progress
from sitegen.reading.assemble import assemble
from sitegen.reading.bibliography import PATH as BIBLIOGRAPHY
from sitegen.reading.config import read_config
from sitegen.reading.content import read_content
from sitegen.reading.i18n import missing_strings, read_catalogues, read_interface
from sitegen.reading.site import read_site, with_resources
from sitegen.rendering import Rendering, render_site, source_first
from sitegen.request import Request
from sitegen.text.calls import RunTemplate
from sitegen.text.formulas import define_formulas
from sitegen.text.markdown import Workshop, make_parser


@dataclass(frozen=True, slots=True)
class Tools:
    """What pages are made with that no page and no program changes.

    `words` are those of the interface by locale, `assets` the files of `static/` by the paths
    they are published at, `problems` what is wrong with the words.
    """

    config: SiteConfig
    parser: MarkdownIt
    templates: Templates
    words: Mapping[str, Catalogue]
    assets: Mapping[str, Path]
    run_template: Mapping[str, RunTemplate]
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Made:
    """A site whose programs have run and whose pages are rendered, and what it was made with.

    `folder` is where it was read from;
    `catalogues` are the words of the programs by locale; `faults` is what was wrong when they
    ran, `problems` all that is.
    """

    folder: Path
    tools: Tools
    asked: Asked
    catalogues: Mapping[str, Catalogue]
    demos: Demos
    rendering: Rendering
    faults: Sequence[Problem]
    problems: Sequence[Problem]

    @property
    def site(self) -> Site:
        """The site that was read."""
        return self.rendering.workshop.site

    @property
    def assets(self) -> Mapping[str, Path]:
        """The files that are published as they are, by the paths they are published at."""
        beside = {there: self.folder / path for path, there in self.site.resources.items()}
        return {**beside, **self.tools.assets}

    @property
    def rendered(self) -> tuple[RenderedPage, ...]:
        """The rendered pages in order."""
        return tuple(self.rendering.pages.values())


def make(
    request: Request, progress: Progress, last: Made | None = None, *, shares: bool = True
) -> Made:
    """Read a site, run its programs and render its pages.

    `last` is an earlier making since which only pages and programs have changed; `shares`
    says whether other processes may render pages: what they learn is lost to this one. Raises
    SiteError when going on is impossible.
    """
    with progress.stage("read"):
        if request.output:
            _refuse_inside(request.output, request)
            read_manifest(request.output)
        tools = last.tools if last else read_tools(request)
        assets = frozenset({*tools.assets, PARITY})
        site, problems = (
            _read_again(request, last.site)
            if last
            else read_site(request.site, tools.config, assets)
        )
    asked = ask(site, tools.parser)
    codes = {code for _, code in asked.wanted}
    catalogues = read_catalogues(request.site, tools.config.programs.package, codes)
    with progress.stage("run", len(asked.wanted)):
        demos, faults = run_demos(
            request.site,
            tools.config,
            asked,
            catalogues,
            Cache(request.cache),
            request.jobs,
            progress.advance,
            last.demos.runs if last else {},
        )
    jobs = request.jobs if shares else 1
    rendering, unclear = _rendered(site, tools, demos, progress, last, jobs)
    found = [*problems, *tools.problems, *faults, *unclear, *rendering.problems]
    return Made(request.site, tools, asked, catalogues, demos, rendering, faults, found)


def composer_of(made: Made, *, search: bool) -> Composer:
    """Return what makes the files of a made site."""
    tools, proofs = made.tools, made.demos.certificates
    return Composer(made.site, made.rendered, tools.templates, tools.words, proofs, search)


def remake(last: Made, request: Request, progress: Progress) -> Made:
    """Make a site again since whose making only pages have changed; see `make`."""
    tools = last.tools
    with progress.stage("read"):
        site, problems = _read_again(request, last.site)
    asked = ask(site, tools.parser)
    if asked != last.asked:
        return make(request, progress, last, shares=False)
    rendering, unclear = _rendered(site, tools, last.demos, progress, last, jobs=1)
    faults = [*problems, *tools.problems, *last.faults, *unclear]
    return replace(last, rendering=rendering, problems=[*faults, *rendering.problems])


def _read_again(request: Request, old: Site) -> tuple[Site, list[Problem]]:
    """Read the pages of a site again; all else that it draws on is as it was."""
    documents, problems = read_content(request.site, old.config)
    site, misplaced = assemble(
        documents, old.config, old.references, old.glossary, old.assets, old.history
    )
    return with_resources(request.site, site), [*problems, *misplaced]


def read_tools(request: Request) -> Tools:
    """Read the configuration, the templates, the words of the interface and the static files."""
    config = replace(read_config(request.site, request.base_url), as_of=request.as_of)
    templates = Templates(request.folders("templates"))
    words = read_interface(request.folders("i18n"), config.codes)
    return Tools(
        config=config,
        parser=make_parser(templates.signatures(), config.dialect),
        templates=templates,
        words=words,
        assets=read_assets(request),
        run_template={code: templates.shortcodes(words[code]) for code in words},
        problems=missing_strings(templates.strings(), words),
    )


def read_assets(request: Request) -> Mapping[str, Path]:
    """Return the files that are published as they are, by the paths they are published at."""
    bibliography = request.site / BIBLIOGRAPHY
    found = static_files(request.folders("static"))
    return found | ({bibliography.name: bibliography} if bibliography.is_file() else {})


def _refuse_inside(output: Path, request: Request) -> None:
    """Raise when the site would be written among what it is made of."""
    for folder in (request.site, request.theme):
        for name in ("content", "static", "templates", "i18n"):
            if output.is_relative_to(folder / name) or folder.is_relative_to(output):
                message, hint = "lies among the site's own files", "choose another --output"
                raise SiteError(Problem("output", Place(str(output)), message, hint))


def _rendered(
    site: Site, tools: Tools, demos: Demos, progress: Progress, last: Made | None, jobs: int
) -> tuple[Rendering, list[Problem]]:
    """Render all pages with the formulas that source pages define."""
    formulas, problems = define_formulas(
        page for key in site.keys for page in source_first(key, site)
    )
    workshop = Workshop(
        site=site,
        parser=tools.parser,
        signatures=tools.templates.signatures(),
        formulas=formulas,
        runs=demos.runs,
        failed=demos.failed,
        run_template=tools.run_template,
        missing={code: missing_notice(tools.templates, tools.words[code]) for code in tools.words},
    )
    with progress.stage("render", len(site.pages)):
        return render_site(
            workshop, progress.each, last.rendering if last else None, jobs
        ), problems
