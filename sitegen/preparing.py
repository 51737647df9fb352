"""A site made ready: read, its programs run. What is left are its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markdown_it import MarkdownIt

from sitegen.asked import ask
from sitegen.cache import Cache
from sitegen.errors import SiteError
from sitegen.model.catalogue import Catalogue
from sitegen.model.config import SiteConfig
from sitegen.model.problem import Place, Problem
from sitegen.model.program import Asked
from sitegen.model.site import Site
from sitegen.output.compose import PARITY, Composer, static_files
from sitegen.output.publish import read_manifest
from sitegen.output.templating import Templates, missing_notice
from sitegen.programs.demos import Demos, RunAll, run_demos
from sitegen.programs.execute import run_programs
from sitegen.progress import Progress
from sitegen.reading.assemble import assemble
from sitegen.reading.bibliography import PATH as BIBLIOGRAPHY
from sitegen.reading.config import read_config
from sitegen.reading.content import read_content
from sitegen.reading.i18n import missing_strings, read_catalogues, read_interface
from sitegen.reading.site import read_site, with_resources
from sitegen.rendering import source_first
from sitegen.request import Request
from sitegen.text.book import Book
from sitegen.text.calls import RunTemplate
from sitegen.text.formulas import Formulas, define_formulas
from sitegen.text.markdown import Workshop, make_parser

OWN = ("content", "static", "templates", "i18n")
"""The folders that a site, or its theme, is made of."""


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
class Ready:
    """A site whose programs have run, and all that its pages are made with.

    `folder` is where it was read from, `catalogues` are the words of the programs by locale,
    `faults` what was wrong with these and `problems` all that is wrong so far.
    """

    folder: Path
    tools: Tools
    asked: Asked
    catalogues: Mapping[str, Catalogue]
    demos: Demos
    workshop: Workshop
    faults: Sequence[Problem]
    problems: Sequence[Problem]

    @property
    def site(self) -> Site:
        """The site that was read."""
        return self.workshop.site

    @property
    def assets(self) -> Mapping[str, Path]:
        """The files that are published as they are, by the paths they are published at."""
        beside = {there: self.folder / path for path, there in self.site.resources.items()}
        return {**beside, **self.tools.assets}

    def composer(self, *, search: bool) -> Composer:
        """Return what makes the files of the site; `search` says whether readers can search."""
        tools = self.tools
        return Composer(self.site, tools.templates, tools.words, self.demos.certificates, search)


def prepare(
    request: Request,
    progress: Progress,
    last: Ready | None = None,
    run_all: RunAll | None = None,
) -> Ready:
    """Read a site and run its programs.

    `last` is an earlier time since which only pages and programs have changed; `run_all` says
    where these run, by default in processes of this machine. Raises SiteError when going on is
    impossible.
    """
    with progress.stage("read"):
        if request.output:
            _refuse_inside(request.output, request)
            if not request.force:
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
            run_all or _here(request.jobs),
            progress.advance,
            last.demos.runs if last else {},
        )
    workshop, unclear = _workshop(site, tools, demos)
    found = [*problems, *tools.problems, *faults, *unclear]
    return Ready(request.site, tools, asked, catalogues, demos, workshop, faults, found)


def _here(jobs: int) -> RunAll:
    return lambda programs, settings, done: run_programs(programs, settings, jobs, done)


def prepare_pages(
    request: Request, progress: Progress, last: Ready, run_all: RunAll | None = None
) -> Ready:
    """Make a site ready again since when only pages have changed; see `prepare`."""
    with progress.stage("read"):
        site, problems = _read_again(request, last.site)
    asked = ask(site, last.tools.parser)
    if asked != last.asked:
        return prepare(request, progress, last, run_all)
    workshop, unclear = _workshop(site, last.tools, last.demos)
    found = [*problems, *last.tools.problems, *last.faults, *unclear]
    return replace(last, workshop=workshop, problems=found)


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
    return tools_of(config, templates, words, read_assets(request))


def tools_of(
    config: SiteConfig,
    templates: Templates,
    words: Mapping[str, Catalogue],
    assets: Mapping[str, Path],
) -> Tools:
    """Return what follows from a configuration, templates and words."""
    return Tools(
        config=config,
        parser=make_parser(templates.signatures(), config.dialect),
        templates=templates,
        words=words,
        assets=assets,
        run_template={code: templates.shortcodes(words[code], book=Book) for code in words},
        problems=missing_strings(templates.strings(), words),
    )


def read_assets(request: Request) -> Mapping[str, Path]:
    """Return the files that are published as they are, by the paths they are published at."""
    bibliography = request.site / BIBLIOGRAPHY
    found = static_files(request.folders("static"))
    return found | ({bibliography.name: bibliography} if bibliography.is_file() else {})


def _refuse_inside(output: Path, request: Request) -> None:
    """Raise when the site would be written among what it is made of, or over it."""
    own = [root / name for root in (request.site, request.theme) for name in OWN]
    above = [request.site, request.theme, *([request.cache] if request.cache else ())]
    if any(output.is_relative_to(one) for one in own):
        message = "lies among the site's own files"
    elif over := next((one for one in above if one.is_relative_to(output)), None):
        message = f"would be written over {over}"
    else:
        return
    raise SiteError(Problem("output", Place(str(output)), message, "choose another --output"))


def _workshop(site: Site, tools: Tools, demos: Demos) -> tuple[Workshop, list[Problem]]:
    """Return what pages are rendered with, the formulas that source pages define among it."""
    formulas, problems = define_formulas(
        page for key in site.keys for page in source_first(key, site)
    )
    return workshop_of(site, tools, demos, formulas), problems


def workshop_of(site: Site, tools: Tools, demos: Demos, formulas: Formulas) -> Workshop:
    """Return what pages are rendered with."""
    return Workshop(
        site=site,
        parser=tools.parser,
        signatures=tools.templates.signatures(),
        formulas=formulas,
        runs=demos.runs,
        failed=demos.failed,
        run_template=tools.run_template,
        missing={code: missing_notice(tools.templates, tools.words[code]) for code in tools.words},
    )
