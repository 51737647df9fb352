"""A page that was written for Hugo: its front matter, and which page of which language it is."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from unicodedata import combining, normalize

import yaml

from sitegen.model.page import Document
from sitegen.model.problem import Problem
from sitegen.reading.fields import Fields, parse_fields
from sitegen.reading.foreign import is_foreign, parse_foreign
from sitegen.reading.frontmatter import KEYS, Parts, front_of, split

OWN = ("url", "headless", "publishDate", "expiryDate", "build", "_build", "program")
"""Keys that Hugo gives a meaning to, and that pages of this generator do without."""

CANONICAL = {name.casefold(): name for name in (*KEYS, *OWN)}

NEVER = ("never", "false")


def parse_hugo_page(text: str, path: str, locales: tuple[str, ...]) -> tuple[Parts, list[Problem]]:
    """Read a page's text; a key that nobody knows is one of its `params`.

    Raises SiteError when the front matter cannot be read.
    """
    if is_foreign(text):
        fields, body, body_line = parse_foreign(text, path)
    else:
        header, body, body_line = split(text, path)
        fields = parse_fields(header, path, "front-matter", first_line=2 if header else 1)
    fields = _folded(fields)
    known = front_of(_known(fields), locales)
    front = replace(
        known,
        params=_params(fields),
        slug=fields.text("slug"),
        url=fields.text("url"),
        is_hidden=_is_hidden(fields),
        published=fields.day("publishDate"),
        expires=fields.day("expiryDate"),
    )
    lines = {key: fields.line(key) for key in fields.nodes}
    return Parts(front, lines, body, body_line), fields.problems


def _folded(fields: Fields) -> Fields:
    """Return the fields under the names that this generator knows them by, in any case."""

    def folded(found: Mapping[str, yaml.Node]) -> dict[str, yaml.Node]:
        return {CANONICAL.get(name.casefold(), name): node for name, node in found.items()}

    return Fields(
        fields.path,
        fields.code,
        fields.loader,
        folded(fields.nodes),
        folded(fields.keys),
        fields.first_line,
        fields.problems,
    )


def _known(fields: Fields) -> Fields:
    """Return the fields that mean something here; a weight in quotes is a number nevertheless."""
    # A slug may be more than one segment, as `hugo_slug` reads it.
    kept = {name: node for name, node in fields.nodes.items() if name in KEYS and name != "slug"}
    kept = {name: node for name, node in kept.items() if fields.value(name) not in (None, "")}
    weight = kept.get("weight")
    if isinstance(weight, yaml.ScalarNode):
        with suppress(ValueError):
            whole = str(int(float(weight.value)))
            kept["weight"] = yaml.ScalarNode("tag:yaml.org,2002:int", whole, weight.start_mark)
    return Fields(
        fields.path,
        fields.code,
        fields.loader,
        kept,
        fields.keys,
        fields.first_line,
        fields.problems,
    )


def _params(fields: Fields) -> dict[str, object]:
    """Return the page's own parameters: those under `params`, and every key without a meaning."""
    entry = fields.value("params")
    given = dict(entry) if isinstance(entry, dict) else {}
    return {name: fields.value(name) for name in fields.nodes if name not in KEYS} | given


def _is_hidden(fields: Fields) -> bool:
    """Tell whether the page is nowhere to be seen: a headless bundle, or never rendered."""
    build = fields.value("build") or fields.value("_build")
    render = build.get("render", "always") if isinstance(build, dict) else "always"
    return fields.value("headless") is True or str(render).casefold() in NEVER


def hugo_order(document: Document) -> tuple[object, ...]:
    """Order siblings as Hugo does: by weight (0 is none), newest date, title in menus, path.

    Titles go by their letters without accents and case; Hugo asks the language's own order.
    """
    front = document.front
    day = front.date or front.published or front.lastmod or date.min
    title = front.link_title or front.title
    plain = "".join(one for one in normalize("NFKD", title) if not combining(one)).casefold()
    return (front.weight or float("inf"), -day.toordinal(), plain, title, document.path)
