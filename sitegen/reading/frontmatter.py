"""The front matter of a page: YAML between two lines of `---`, or what `foreign` reads."""

from dataclasses import dataclass

from sitegen.errors import SiteError
from sitegen.model.page import FrontMatter
from sitegen.model.problem import Place, Problem
from sitegen.reading.fields import Fields, parse_fields
from sitegen.reading.foreign import is_foreign, parse_foreign

WORDS = ("title", "linkTitle", "seo_title", "searchtitle", "title_suffix", "description")
"""Keys that each translation writes for itself."""

SHARED = ("pre", "weight", "slug", "program", "execute", "params")
"""Keys that translations inherit from the source page; another value there is a problem."""

OWN = ("draft", "date", "lastmod", "aliases", "exclude", "exclude_reason", "source")
"""Keys that hold for the page they stand in."""

LONGEST_NAME = 200
"""How many bytes a segment of an address may have; file systems allow 255."""

KEYS = (*WORDS, *SHARED, *OWN)


@dataclass(frozen=True, slots=True)
class Parts:
    """A page taken apart: its front matter, the keys written there, and its body."""

    front: FrontMatter
    lines: dict[str, int]
    body: str
    body_line: int


def split(text: str, path: str) -> tuple[str, str, int]:
    """Return the YAML, the body and the number of the body's first line.

    Raises SiteError when the front matter is not closed.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "", text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    message = "the front matter is not closed"
    raise SiteError(Problem("front-matter", Place(path, 1), message, "end it with a line '---'"))


def parse_page(text: str, path: str, locales: tuple[str, ...]) -> tuple[Parts, list[Problem]]:
    """Read a page's text; raises SiteError when its front matter cannot be read."""
    if is_foreign(text):
        fields, body, body_line = parse_foreign(text, path)
    else:
        header, body, body_line = split(text, path)
        fields = parse_fields(header, path, "front-matter", first_line=2 if header else 1)
    fields.only(KEYS)
    fields.require("title")
    front = front_of(fields, locales)
    lines = {key: fields.line(key) for key in fields.nodes}
    return Parts(front, lines, body, body_line), fields.problems


def front_of(fields: Fields, locales: tuple[str, ...]) -> FrontMatter:
    """Return what the fields say of a page; what is wrong with them they remember."""
    if fields.flag("execute") and fields.texts("program"):
        message = "a page runs its own fences or names a program, not both"
        fields.fault("execute", message, "leave one out")
    return FrontMatter(
        title=fields.text("title"),
        link_title=fields.text("linkTitle"),
        seo_title=fields.text("seo_title"),
        search_title=fields.text("searchtitle"),
        title_suffix=fields.text("title_suffix"),
        description=fields.text("description"),
        pre=fields.text("pre"),
        weight=fields.number("weight"),
        slug=_slug(fields),
        draft=fields.flag("draft"),
        date=fields.day("date"),
        lastmod=fields.day("lastmod"),
        aliases=_aliases(fields),
        params=_plain(fields, "params"),
        programs=fields.texts("program"),
        execute=fields.flag("execute"),
        exclude=_exclude(fields, locales),
        exclude_reason=fields.text("exclude_reason"),
        stamps={key: str(value) for key, value in _plain(fields, "source").items()},
    )


def _slug(fields: Fields) -> str:
    """Return the slug, which is one segment of an address."""
    slug = fields.text("slug")
    if slug and not _is_segment(slug):
        fields.fault("slug", f"slug '{slug}' must be one segment of an address")
        return ""
    return slug


def _is_segment(text: str) -> bool:
    """Tell whether a text can be a folder's name on any disk and in any address."""
    plain = text.isprintable() and not set(text) & set('/\\:*?"<>|#%')
    return plain and text.strip(". ") == text and 0 < len(text.encode()) <= LONGEST_NAME


def _aliases(fields: Fields) -> tuple[str, ...]:
    """Return the old addresses of the page, which stay inside the site."""
    aliases = fields.texts("aliases")
    for alias in aliases:
        if not all(_is_segment(part) for part in alias.strip("/").split("/")):
            fields.fault("aliases", f"alias '{alias}' must be an address of the site")
            return ()
    return aliases


def _plain(fields: Fields, key: str) -> dict[str, object]:
    """Return a mapping as YAML has it; empty where there is none."""
    entry = fields.mapping(key)
    return {name: entry.value(name) for name in entry.nodes} if entry else {}


def _exclude(fields: Fields, locales: tuple[str, ...]) -> tuple[str, ...] | bool:
    """Return True (not in this locale), or the locales a source page is not for."""
    if isinstance(fields.value("exclude"), bool):
        return fields.flag("exclude")
    codes = fields.texts("exclude")
    for code in codes:
        if code not in locales:
            fields.fault("exclude", f"unknown locale '{code}'", "known: " + ", ".join(locales))
    if codes and not fields.text("exclude_reason"):
        message = f"the page is not for {', '.join(codes)} and does not say why"
        place = Place(fields.path, fields.line("exclude"))
        hint = "write 'exclude_reason: …'"
        fields.problems.append(Problem("no-reason", place, message, hint))
    return codes or False
