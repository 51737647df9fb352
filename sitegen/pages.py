"""The pages of a site, each made in all its languages at once: rendered, judged, written aside.

What is left of a page is its gist; its text is in its files. So a site of any size fits into
memory, and processes can share the work.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.checks import compared
from sitegen.downloads import offer_of
from sitegen.gists import gist_of
from sitegen.model.gist import Gist
from sitegen.model.output import OutputFile, Written
from sitegen.model.page import RenderedPage
from sitegen.model.problem import Problem
from sitegen.output.compose import Composer
from sitegen.preparing import Ready
from sitegen.progress import Progress
from sitegen.rendering import faults_of, render_key

Keep = Callable[[OutputFile], Written]
"""Takes a file that is done."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A page in all its languages, done: what is left of it, its files, what is wrong with it."""

    gists: Sequence[Gist]
    files: Sequence[Written]
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Press:
    """What makes the pages of a site, and takes their files, maybe in another process."""

    ready: Ready
    composer: Composer
    keep: Keep

    def make(self, key: str) -> Sheaf:
        """Make a page in all its languages."""
        return make_page(key, self.ready, self.composer, self.keep)


Share = Callable[[Press, Sequence[str]], Iterator[Sheaf]]
"""Makes pages somewhere; yields them in order."""


def make_pages(
    ready: Ready,
    keep: Keep,
    progress: Progress,
    share: Share,
    *,
    search: bool,
    reused: Mapping[str, Sheaf],
) -> dict[str, Sheaf]:
    """Make the pages of a site, in order, but for those that are `reused`.

    `share` says where; `keep` takes their files, maybe in another process.
    """
    site = ready.site
    composer = ready.composer(search=search)
    composer.prepare()
    press = Press(ready, composer, keep)
    keys = [key for key in site.keys if key not in reused]
    made = {}
    with progress.stage("pages", sum(len(site.translations(key)) for key in keys)):
        for key, sheaf in zip(keys, share(press, keys), strict=True):
            made[key] = sheaf
            for _ in sheaf.gists:
                progress.advance(key)
    return {key: reused[key] if key in reused else made[key] for key in site.keys}


def make_page(key: str, ready: Ready, composer: Composer, keep: Keep) -> Sheaf:
    """Make a page in all its languages."""
    renderings = render_key(key, ready.workshop)
    versions = [rendered for rendered, _ in renderings]
    problems = faults_of(renderings)
    problems += compared(versions, ready.tools.config, stamped=ready.site.is_stamped)
    files = []
    for rendered in versions:
        own, faults = _files(rendered, versions[0], ready, composer)
        files += [keep(file) for file in own]
        problems += faults
    gists = [gist_of(one, ready.site, search=composer.has_search) for one in versions]
    return Sheaf(gists, files, problems)


def _files(
    rendered: RenderedPage, lead: RenderedPage, ready: Ready, composer: Composer
) -> tuple[list[OutputFile], list[Problem]]:
    page, tools = rendered.page, ready.tools
    offer, faults = offer_of(page, ready.workshop, tools.templates, tools.words[page.locale])
    source = lead if lead.page.locale == tools.config.source_locale else None
    return [*composer.page_files(rendered, source, offer)], faults
