"""A site made: ready, and its pages rendered and kept. Nothing is judged or written yet."""

from dataclasses import dataclass

from sitegen.model.page import RenderedPage
from sitegen.model.problem import Problem
from sitegen.model.site import Site
from sitegen.preparing import Ready, prepare, prepare_pages
from sitegen.programs.demos import RunAll
from sitegen.progress import Progress
from sitegen.rendering import Rendering, render_site
from sitegen.request import Request


@dataclass(frozen=True, slots=True)
class Made:
    """A site that is ready, and its pages."""

    ready: Ready
    rendering: Rendering

    @property
    def site(self) -> Site:
        """The site that was read."""
        return self.ready.site

    @property
    def rendered(self) -> tuple[RenderedPage, ...]:
        """The rendered pages in order."""
        return tuple(self.rendering.pages.values())

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the site and with each page, without comparing any."""
        return [*self.ready.problems, *self.rendering.problems]


def make(
    request: Request,
    progress: Progress,
    last: Made | None = None,
    run_all: RunAll | None = None,
) -> Made:
    """Read a site, run its programs and render its pages.

    `last` is an earlier making since which only pages and programs have changed; `run_all` as
    for `prepare`. Raises SiteError when going on is impossible.
    """
    ready = prepare(request, progress, last.ready if last else None, run_all)
    return _rendered(ready, progress, last)


def remake(last: Made, request: Request, progress: Progress, run_all: RunAll | None = None) -> Made:
    """Make a site again since whose making only pages have changed; see `make`."""
    return _rendered(prepare_pages(request, progress, last.ready, run_all), progress, last)


def _rendered(ready: Ready, progress: Progress, last: Made | None) -> Made:
    with progress.stage("render", len(ready.site.pages)):
        rendering = render_site(ready.workshop, progress.each, last.rendering if last else None)
    return Made(ready, rendering)
