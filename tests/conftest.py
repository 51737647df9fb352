"""Sites to build: small ones written by a test, and this repository's own, built once."""

import pickle
import shutil
from collections.abc import Callable, Iterator, Mapping
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from sitegen.model.output import BuildReport
from sitegen.pipeline import build
from sitegen.progress import Progress
from sitegen.request import Request
from tests.html import Element, parse
from tests.visit import a_browser

ROOT = Path(__file__).resolve().parents[1]
SITES = Path(__file__).parent / "sites"

# No test depends on how fast the machine is; `make test-long` hunts longer.
settings.register_profile("quick", deadline=None)
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile("quick")

SITE_YAML = """\
title: Trial
base_url: https://example.org/
source_locale: ja
locales: [ja, es]
"""

PAGE = "---\ntitle: {title}\n---\n\n{body}\n"


class Trial:
    """A site in a folder of its own, and its last build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "public"
        self.cache = folder / ".cache"
        self.report = BuildReport()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files; the text of a page without front matter gets a title."""
        for path, content in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                file.write_bytes(content)
                continue
            bare = path.endswith(".md") and not content.startswith("---")
            title = file.name.split(".")[0].title()
            text = PAGE.format(title=title, body=content) if bare else content
            file.write_text(text, encoding="utf-8")

    def build(
        self, *, keep_going: bool = False, publish: bool = True, search: bool = True
    ) -> BuildReport:
        """Build the site with the theme of this repository."""
        request = Request(
            site=self.folder,
            theme=ROOT,
            output=self.output if publish else None,
            cache=self.cache,
            jobs=2,
            keep_going=keep_going,
            search=search,
        )
        self.report = build(request, Progress())
        return self.report

    @property
    def problems(self) -> list[str]:
        """What the last build complained of, as a person reads it."""
        return [str(problem) for problem in self.report.problems]

    def page(self, path: str) -> Element:
        """Return a published page, parsed."""
        return parse((self.output / path / "index.html").read_text(encoding="utf-8"))


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """Return a site of two locales (ja is the source) without pages."""
    site = Trial(tmp_path / "site")
    site.write({"site.yaml": SITE_YAML})
    return site


@pytest.fixture
def book(trial: Trial) -> Trial:
    """Return a book in two languages with a home page."""
    trial.write({"site.yaml": SITE_YAML + "hugo: true\n", "content/_index.md": "Home"})
    return trial


@pytest.fixture
def fixture_site(tmp_path: Path) -> Callable[[str], Trial]:
    """Return a function that copies a site of `tests/sites` to build it."""

    def copy(name: str) -> Trial:
        shutil.copytree(SITES / name, tmp_path / name)
        return Trial(tmp_path / name)

    return copy


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium that all tests share."""
    with a_browser() as started:
        yield started


def built_once(name: str, folder: Path, begin: Callable[[Path], Trial]) -> Trial:
    """Return a site that the processes which share the tests build once, under a lock.

    Args:
        name: of the site, for its folder.
        folder: that all processes of this run of the tests share.
        begin: returns the site to build, with what belongs to it in the folder it is given.
    """
    own = folder / name
    own.mkdir(parents=True, exist_ok=True)
    with (own / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        kept = own / "site.pickle"
        if not kept.exists():
            site = begin(own)
            site.build()
            kept.write_bytes(pickle.dumps(site))
    site = pickle.loads(kept.read_bytes())
    assert isinstance(site, Trial)
    return site


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """Return the folder that all processes of this run of the tests share."""
    return tmp_path_factory.getbasetemp().parent / f"shared-{testrun_uid}"


@pytest.fixture(scope="session")
def course(shared: Path) -> Trial:
    """Return this repository's own site, built with an empty cache into a folder aside."""

    def begin(folder: Path) -> Trial:
        site = Trial(ROOT)
        site.output, site.cache = folder / "public", folder / "cache"
        return site

    return built_once("course", shared, begin)
