"""A page that was written for Hugo: its front matter, and which page of which language it is."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from unicodedata import combining, normalize

import yaml

from sitegen.model.page import Document
from sitegen.model.problem import Problem
from sitegen.reading.fields import Fields, parse_fields
from sitegen.reading.foreign import is_foreign, parse_foreign
from sitegen.reading.frontmatter import KEYS, LONGEST_NAME, Parts, front_of, split
from sitegen.reading.shown import NEVER

OWN = ("url", "headless", "publishDate", "expiryDate", "build", "_build", "program")
"""Keys that Hugo gives a meaning to, and that pages of this generator do without."""

CANONICAL = {name.casefold(): name for name in (*KEYS, *OWN)} | {
    "modified": "lastmod",
    "pubdate": "publishDate",
    "published": "publishDate",
    "unpublishdate": "expiryDate",
}


def parse_hugo_page(text: str, path: str, locales: tuple[str, ...]) -> tuple[Parts, list[Problem]]:
    """Read a page's text; a key that nobody knows is one of its `params`.

    White space may stand before the front matter. Raises SiteError when that cannot be read.
    """
    bare = text.lstrip(" \t\n")
    above = text[: len(text) - len(bare)]
    if above and bare.startswith(("---\n", "+++\n", "{")):
        parts, problems = parse_hugo_page(bare, path, locales)
        down = above.count("\n")
        lines = {key: line + down for key, line in parts.lines.items()}
        return replace(parts, lines=lines, body_line=parts.body_line + down), problems
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
        slug=_place(fields, "slug", [fields.text("slug")])[0],
        url=_place(fields, "url", [fields.text("url")])[0],
        aliases=tuple(one for one in _place(fields, "aliases", fields.texts("aliases")) if one),
        is_hidden=_is_hidden(fields),
        published=_days(fields).day("publishDate"),
        expires=_days(fields).day("expiryDate"),
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


def _place(fields: Fields, key: str, said: Sequence[str]) -> list[str]:
    """Return addresses that a page may have; one that cannot be is told, and empty."""
    found = []
    for text in said:
        is_token = any(part.startswith(":") for part in text.split("/"))
        is_long = any(len(part.encode(errors="replace")) > LONGEST_NAME for part in text.split("/"))
        if "://" in text or is_token or is_long or not text.isprintable():
            message = f"'{key}' cannot be '{text[:LONGEST_NAME]}'"
            fields.fault(key, message, "write an address of the site, such as /old/page/")
            text = ""  # noqa: PLW2901 - the page keeps the address that it has without one
        found.append(text)
    return found


def _known(fields: Fields) -> Fields:
    """Return the fields that mean something here, with the values that Hugo makes of them."""
    # A slug may be more than one segment, an alias may lead upwards: `hugo_url` reads them.
    known = set(KEYS) - {"slug", "aliases"}
    kept = {name: node for name, node in fields.nodes.items() if name in known}
    for name in [one for one in kept if fields.value(one) in (None, "")]:
        del kept[name]
    for name, read in READINGS.items():
        if name in kept:
            meant = read(kept[name])
            if meant is None:
                del kept[name]
            else:
                kept[name] = meant
    return _with_nodes(fields, kept)


def _days(fields: Fields) -> Fields:
    """Return the dates that only Hugo knows; an empty one is none."""
    names = [name for name in ("publishDate", "expiryDate") if fields.value(name)]
    return _with_nodes(fields, {name: _day(fields.nodes[name]) for name in names})


def _with_nodes(fields: Fields, nodes: Mapping[str, yaml.Node]) -> Fields:
    return Fields(
        fields.path,
        fields.code,
        fields.loader,
        nodes,
        fields.keys,
        fields.first_line,
        fields.problems,
    )


def _weight(node: yaml.Node) -> yaml.Node | None:
    """Return a whole number, also of one in quotes; what is no number is none."""
    if node.tag.endswith(":bool"):
        return _node(node, "int", "1" if str(node.value).lower() == "true" else "0")
    with suppress(ValueError, TypeError, OverflowError):
        return _node(node, "int", str(int(float(node.value))))
    return node if node.tag.endswith(":int") else None


def _title(node: yaml.Node) -> yaml.Node | None:
    return node if isinstance(node, yaml.ScalarNode) else None


def _draft(node: yaml.Node) -> yaml.Node:
    """Return true or false, also of one in quotes; the other words of old YAML are false."""
    word = str(node.value).lower()
    known = word in ("true", "false", "yes", "no", "on", "off", "t", "f", "y", "n", "0", "1")
    return _node(node, "bool", str(word in ("true", "t", "1")).lower()) if known else node


def _day(node: yaml.Node) -> yaml.Node:
    """Return a date, also of one that is written as the seconds since 1970."""
    if not node.tag.endswith(":int"):
        return node
    with suppress(ValueError, OverflowError, OSError):
        day = datetime.fromtimestamp(int(str(node.value)), UTC).date()
        return _node(node, "timestamp", day.isoformat())
    return node


def _node(node: yaml.Node, kind: str, value: str) -> yaml.Node:
    return yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", value, node.start_mark, node.end_mark)


READINGS: Mapping[str, Callable[[yaml.Node], yaml.Node | None]] = {
    "weight": _weight,
    "title": _title,
    "linkTitle": _title,
    "description": _title,
    "draft": _draft,
    "date": _day,
    "lastmod": _day,
}
"""How Hugo reads values that this generator takes in one form only."""


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
