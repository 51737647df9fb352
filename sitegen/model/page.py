"""A page on its way through the build: Document, Page, RenderedPage."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sitegen.model.problem import Place, Suppression
from sitegen.model.program import Figure
from sitegen.model.skeleton import Section

Who = tuple[str, str]
"""A page's key and its locale."""


class State(StrEnum):
    """What a reader of a locale gets: the page in their language, or the source's body."""

    TRANSLATED = "translated"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a page says about itself; the keys are those of the design, with Python's spelling.

    The last four are for pages that were written for Hugo: `url` is the whole address,
    `is_hidden` a page that is not shown, `published` and `expires` its first and last day.
    """

    title: str
    link_title: str = ""
    seo_title: str = ""
    search_title: str = ""
    title_suffix: str = ""
    description: str = ""
    pre: str = ""
    weight: int | None = None
    slug: str = ""
    draft: bool = False
    date: dt.date | None = None
    lastmod: dt.date | None = None
    aliases: tuple[str, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)
    programs: tuple[str, ...] = ()
    execute: bool = False
    exclude: tuple[str, ...] | bool = False
    exclude_reason: str = ""
    stamps: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    is_hidden: bool = False
    published: dt.date | None = None
    expires: dt.date | None = None


def own_program(key: str) -> str:
    """Return the name of the program that the fences of a page are."""
    return f"{key or 'index'}.md"


def named_after(key: str) -> str:
    """Return the title of a page that has none: the name of its file or folder."""
    return key.rpartition("/")[2].replace("-", " ").replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file that is a page: its path in the site, and which page of which language."""

    path: str
    key: str
    locale: str
    is_section: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file as read: `key` is what it shares with its translations.

    The key of `content/basic/em.ja.md` is `basic/em`, that of `content/basic/_index.ja.md`
    is `basic`, and that of the home page the empty string. `body_line` is the number of
    the body's first line in the file, `lines` those of the front matter's keys.
    """

    path: str
    key: str
    locale: str
    is_section: bool
    front: FrontMatter
    body: str
    body_line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The key of the folder that the file is in."""
        stem = self.path.rpartition("/")[2].partition(".")[0].lower()
        is_whole = self.is_section or (stem == "index" and not self.key.lower().endswith("index"))
        return self.key if is_whole else self.key.rpartition("/")[0]

    def at(self, line: int = 0) -> Place:
        """Return the place of `line` of the file."""
        return Place(self.path, line)

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the front matter, by the keys that translations write themselves."""
        front = self.front
        said = {
            "title": front.title,
            "linkTitle": front.link_title,
            "seo_title": front.seo_title,
            "searchtitle": front.search_title,
            "title_suffix": front.title_suffix,
            "description": front.description,
        }
        return {key: text for key, text in said.items() if text and key in self.lines}


@dataclass(frozen=True, slots=True)
class Page:
    """A document at its place in the site of one locale.

    `front` has what translations inherit from the source page. `url` is relative to the
    site's root and ends in `/`; empty for a home page at the root.
    """

    document: Document
    front: FrontMatter
    locale: str
    url: str
    state: State

    @property
    def key(self) -> str:
        """What the page shares with its translations."""
        return self.document.key

    @property
    def runs_fences(self) -> bool:
        """Whether the page's own fences are its program (`execute: true`)."""
        return self.front.programs == (own_program(self.key),)

    @property
    def label(self) -> str:
        """The page's name in menus."""
        return self.front.link_title or self.front.title

    @property
    def body_locale(self) -> str:
        """The language of the body, which is not the page's own on a fallback page."""
        return self.document.locale

    @property
    def program_locale(self) -> str:
        """The language its programs shall speak: the reader's, but for fences of the body."""
        return self.body_locale if self.runs_fences else self.locale


@dataclass(frozen=True, slots=True)
class Node:
    """A page's place in the tree that all locales share, children in reading order."""

    key: str
    is_section: bool
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a rendered page; `html` is its text with formulas, without links."""

    level: int
    id: str
    html: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the site: where it stands and what it must find."""

    place: Place
    target: str
    fragment: str


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure of a run, under the name (without ending) it is published as.

    `format` is svg or, where the page asks for it, webp.
    """

    name: str
    figure: Figure
    format: str = "svg"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the paths and the contents it is published as."""
        yield f"{self.name}.png", self.figure.png
        if self.format == "webp" and self.figure.raster:
            yield f"{self.name}.light.webp", self.figure.raster.light
            yield f"{self.name}.dark.webp", self.figure.raster.dark
        else:
            yield f"{self.name}.svg", self.figure.svg
        for frame in self.figure.film.frames if self.figure.film else ():
            yield f"{self.name}_{frame.number}.svg", frame.svg


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's body as HTML, and what the rendering learnt about it.

    `title` is the page's title as HTML, `scripts` are files of `static/assets/` that the body
    needs, `minutes` the time to read it, `sections` what must be equal in every language,
    `suppressions` what the author accepts nevertheless, `unknown` the shortcodes that have no
    template with the lines they are called in.
    """

    page: Page
    title: str
    html: str
    headings: tuple[Heading, ...] = ()
    ids: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    figures: tuple[PlacedFigure, ...] = ()
    scripts: tuple[str, ...] = ()
    minutes: int = 0
    sections: tuple[Section, ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()
    suppressions: tuple[Suppression, ...] = ()
