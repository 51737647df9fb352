"""Formulas with a name: written once, in the source page, and quoted by every language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.errors import ShortcodeError
from sitegen.model.page import Page
from sitegen.model.problem import Place, Problem, did_you_mean
from sitegen.text.shortcodes import readable_tags


@dataclass(frozen=True, slots=True)
class Formula:
    """A named formula: `number` is its place among the named formulas of its page."""

    key: str
    name: str
    number: int
    tex: str
    place: Place


Formulas = Mapping[str, Mapping[str, Formula]]
"""The formulas of every page, by the page's key and their name."""


def define_formulas(pages: Iterable[Page]) -> tuple[Formulas, list[Problem]]:
    """Collect the formulas that the leading page of every key writes out.

    `pages` come with the leading language of a key first; its formulas are the source.
    """
    shelf: dict[str, dict[str, Formula]] = {}
    problems: list[Problem] = []
    for page in pages:
        if page.key not in shelf:
            shelf[page.key] = _formulas_of(page, problems)
    return shelf, problems


def _formulas_of(page: Page, problems: list[Problem]) -> dict[str, Formula]:
    found: dict[str, Formula] = {}
    body, document = page.document.body, page.document
    if "formula" not in body:
        return found
    opening = None
    for tag in readable_tags(body):
        if tag.name != "formula" or tag.self_closing:
            continue
        if not tag.closes:
            opening = tag
        elif opening is not None:
            name = (*opening.positional, opening.named.get("name", ""))[0]
            place = document.at(document.body_line + body.count("\n", 0, opening.start))
            if name in found:
                message = f"formula '{name}' is written twice"
                hint = f'quote it with {{{{< formula "{name}" />}}}}'
                problems.append(Problem("formula", place, message, hint, document.locale))
            else:
                tex = _own_lines(body, opening.start, body[opening.end : tag.start])
                found[name] = Formula(page.key, name, len(found) + 1, tex, place)
            opening = None
    return found


def _own_lines(body: str, start: int, tex: str) -> str:
    """Return a formula less the marks of the list or quotation that stands around it."""
    lead = body[body.rfind("\n", 0, start) + 1 : start]
    first, *rest = tex.split("\n")
    if ">" in lead:
        rest = [line.lstrip(" ").removeprefix(">").removeprefix(" ") for line in rest]
    else:
        rest = [line[min(len(lead), len(line) - len(line.lstrip(" "))) :] for line in rest]
    return "\n".join([first, *rest])


def find_formula(formulas: Formulas, key: str, name: str) -> Formula:
    """Return the formula that a page (`key`) calls `name`, or `page#name` of another page.

    Raises ShortcodeError when there is none.
    """
    page, hash_sign, own = name.rpartition("#")
    if hash_sign:
        folder = key.rpartition("/")[0]
        candidates = (f"{folder}/{page}".removeprefix("/"), page)
        target = next((one for one in candidates if one in formulas), None)
        if target is None:
            near = did_you_mean(page, (one.rpartition("/")[2] for one in formulas))
            raise ShortcodeError(f"formula '{name}': there is no page '{page}'", near, "formula")
        key = target
    found = formulas.get(key, {})
    if own not in found:
        hint = did_you_mean(own, found) or "write it out in the source page"
        raise ShortcodeError(f"no formula is called '{own}'", hint, "formula")
    return found[own]
