"""The site in memory, as its author sees it while writing: made again when a file changes."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sitegen.checks import check, compared
from sitegen.checks.finished import Finished
from sitegen.downloads import offer_of
from sitegen.errors import SiteError, refused
from sitegen.gists import gist_of
from sitegen.making import Made, make, remake
from sitegen.model.address import file_of
from sitegen.model.gist import Gist
from sitegen.model.output import OutputFile
from sitegen.model.page import RenderedPage
from sitegen.model.problem import Problem, graded
from sitegen.output.compose import Composer, figure_files
from sitegen.preparing import read_assets
from sitegen.programs.demos import RunAll
from sitegen.progress import Progress
from sitegen.request import Request

STYLES = frozenset({".css"})
"""What a browser takes in without loading the page again."""


class Preview:
    """One making of a site, and its files as they are asked for.

    `made` is the present one, `revision` counts them, `problems` is what is wrong. All
    methods may be called from several threads. `run_all` as for `prepare`.
    """

    def __init__(self, request: Request, run_all: RunAll | None = None) -> None:
        self.request = request
        self.run_all = run_all
        self.revision = 0
        self.problems: tuple[Problem, ...] = ()
        self.made: Made | None = None
        self._composer: Composer | None = None
        self._pages: dict[str, RenderedPage] = {}
        self._files: dict[str, bytes] = {}
        self._has_site_files = False
        self._is_broken = False
        self._lock = threading.RLock()

    def update(self, changed: Iterable[Path] | None = None) -> None:
        """Make the site again after these files have changed; without any, from the start.

        A site that cannot be made leaves the last one and says what is wrong.
        """
        last = self.made
        try:
            made = self._make(last, [*changed] if changed is not None else None)
        except (SiteError, OSError) as error:
            wrong = refused(error) if isinstance(error, OSError) else error
            with self._lock:
                self.problems, self._is_broken = graded(wrong.problems, {}), True
                self.revision += 1
            return
        with self._lock:
            self.made = made
            self._composer = made.ready.composer(search=self.request.search)
            self._pages = {file_of(page.page.url): page for page in made.rendered}
            self._files = {}
            self._has_site_files = self._is_broken = False
            self.problems = graded(made.problems, made.site.config.checks)
            self.revision += 1

    def judge(self) -> None:
        """Hold the site to all rules, which takes longer than making it again."""
        made, revision = self.made, self.revision
        if made is None or self._is_broken:
            return
        judged = graded(judge(made), made.site.config.checks)
        with self._lock:
            if revision == self.revision:
                self.problems = judged

    def _make(self, last: Made | None, changed: list[Path] | None) -> Made:
        progress = Progress()
        if last is None or changed is None or self._is_broken:
            return make(self.request, progress, None, self.run_all)
        static = self.request.folders("static")
        if all(any(path.is_relative_to(one) for one in static) for path in changed):
            assets = read_assets(self.request)
            tools = last.ready.tools
            if assets.keys() == tools.assets.keys():
                return replace(last, ready=replace(last.ready, tools=replace(tools, assets=assets)))
        site, package = self.request.site, last.site.config.programs.package
        content = site / "content"
        if all(path.suffix == ".md" and path.is_relative_to(content) for path in changed):
            return remake(last, self.request, progress, self.run_all)
        programs = site / package.replace(".", "/")
        if package and all(path.is_relative_to(programs) for path in changed):
            return make(self.request, progress, last, self.run_all)
        return make(self.request, progress, None, self.run_all)

    def file(self, path: str) -> bytes | None:
        """Return what is published at a path (`ja/index.html`); None for nothing."""
        with self._lock:
            if self.made is None or self._composer is None:
                return None
            if asset := self.made.ready.assets.get(path):
                return _read(asset)
            if path not in self._files:
                self._keep(self._files_at(path))
            if path not in self._files and not self._has_site_files:
                self._has_site_files = True
                self._keep(self._composer.site_files(gists_of(self.made)))
            return self._files.get(path)

    def _files_at(self, path: str) -> Iterable[OutputFile]:
        """Return the files of the page that is at a path, or beside it, or shows it."""
        assert self.made is not None
        assert self._composer is not None
        page = self._pages.get(path) or self._pages.get(f"{path.rpartition('/')[0]}/index.html")
        if page:
            tools, pages = self.made.ready.tools, self.made.rendering.pages
            words = tools.words[page.page.locale]
            offer, _ = offer_of(page.page, self.made.ready.workshop, tools.templates, words)
            source = pages.get((page.page.key, tools.config.source_locale))
            return self._composer.page_files(page, source, offer)
        if path.startswith("images/"):
            return (one for page in self.made.rendered for one in figure_files(page))
        return ()

    def _keep(self, files: Iterable[OutputFile]) -> None:
        for file in files:
            self._files.setdefault(file.path, file.content)


def judge(made: Made) -> list[Problem]:
    """Return what is wrong with a made site, every page beside its source."""
    site, config = made.site, made.site.config
    problems = made.problems
    for key in site.keys:
        versions = [made.rendering.pages[page.key, page.locale] for page in site.translations(key)]
        problems += compared(versions, config, stamped=site.is_stamped)
    return check(Finished(site, gists_of(made), made.ready.catalogues), problems)


def gists_of(made: Made) -> list[Gist]:
    """Return what is left of the pages of a made site."""
    return [gist_of(one, made.site, search=True) for one in made.rendered]


def _read(file: Path) -> bytes | None:
    """Return a static file; None for one that has just been removed, or cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return None
