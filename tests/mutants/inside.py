"""Changes that break a translation: numbers, formulas, links and shortcodes in its blocks."""

import re
from collections.abc import Iterator

from tests.mutants.changes import Change, Kind, Setting, in_lines, in_prose, with_line, without
from tests.mutants.text import HIDDEN


def digit(on: Setting) -> Iterator[Change]:
    """Yield another digit in a number that the page has not."""

    def other(match: re.Match[str]) -> str:
        whole = "\n".join(on.page.lines)
        numbers = (match[0][:-1] + digit for digit in "3798")
        return next((number for number in numbers if number not in whole), "6789")

    yield from in_prose(on.page, rf"(?<![\w.,{HIDDEN}])\d[\d.,]*\d(?![\w万만割])", other)


def sign(on: Setting) -> Iterator[Change]:
    """Yield another sign in a formula."""
    signs = {"=": "<", "+": "-", "-": "+", "\\le": "\\ge", "\\ge": "\\le", "\\in": "\\notin"}
    for n in on.page:
        for match in re.finditer(r"\\\(.*?\\\)", on.page.lines[n]):
            for old, new in signs.items():
                if f" {old} " in match[0]:
                    changed = match[0].replace(f" {old} ", f" {new} ", 1)
                    line = on.page.lines[n]
                    yield with_line(
                        on.page, n, line[: match.start()] + changed + line[match.end() :]
                    )


def index(on: Setting) -> Iterator[Change]:
    """Yield another index in a formula."""
    yield from in_lines(on.page, r"(?<=[a-z}]_)[knj](?=[^a-z])", lambda _: "i")


def letter(on: Setting) -> Iterator[Change]:
    """Yield another letter in a formula."""
    yield from in_lines(on.page, r"\\(pi|gamma|mu|Sigma|theta|Delta)\b", lambda _: "\\beta")


def no_formula(on: Setting) -> Iterator[Change]:
    """Yield a formula fewer."""
    yield from in_lines(on.page, r"\\\(.{3,}?\\\)", lambda _: "…")


def target(on: Setting) -> Iterator[Change]:
    """Yield a link that leads elsewhere."""
    yield from in_lines(on.page, r"(?<=\]\()[^)\s]+(?=\))", lambda _: "https://example.com/")


def swapped(on: Setting) -> Iterator[Change]:
    """Yield two links of a line that have exchanged their targets."""
    for n in on.page:
        found = re.findall(r"\]\(([^)\s]+)\)", on.page.lines[n])
        if len(set(found)) > 1:
            first, second = sorted(set(found), key=found.index)[:2]
            line = on.page.lines[n].replace(f"]({first})", "](\n)")
            line = line.replace(f"]({second})", f"]({first})").replace("](\n)", f"]({second})")
            yield with_line(on.page, n, line)


def no_argument(on: Setting) -> Iterator[Change]:
    """Yield a shortcode's argument fewer, one that is no words."""
    yield from in_lines(
        on.page, r' (data_format|tolerance|format|formulas|kind)="[^"]*"', lambda _: ""
    )


def argument(on: Setting) -> Iterator[Change]:
    """Yield a recorded value with other decimals."""
    yield from in_lines(on.page, r'(?<=" ")\.\d(?=f" >}})', lambda _: ".7")


def path(on: Setting) -> Iterator[Change]:
    """Yield another recorded value."""
    whole = "\n".join(on.page.lines)
    known = re.findall(r'\{\{< value "([^"]+)"', whole)
    for n in on.page:
        for match in re.finditer(r'(?<=\{\{< value ")[^"]+', on.page.lines[n]):
            other = next((one for one in known if one not in on.page.lines[n]), None)
            if other:
                line = on.page.lines[n]
                yield with_line(on.page, n, line[: match.start()] + other + line[match.end() :])


def no_call(name: str) -> Kind:
    """Return the kind that has a shortcode of this name fewer."""

    def kind(on: Setting) -> Iterator[Change]:
        for n in on.page:
            for match in re.finditer(rf"\{{\{{< {name} [^>]*>\}}\}}", on.page.lines[n]):
                line = on.page.lines[n]
                rest = line[: match.start()] + line[match.end() :]
                yield with_line(on.page, n, rest) if rest.strip() else without(on.page, n, 2)

    return kind


def no_claim(on: Setting) -> Iterator[Change]:
    """Yield a statement that no test holds to the run any more."""
    pattern = r"\{\{< claim [^>]*>\}\}(.*?)\{\{< /claim >\}\}"
    yield from in_lines(on.page, pattern, lambda match: match[1])


def equation(on: Setting) -> Iterator[Change]:
    """Yield a reference to another formula."""
    names = re.findall(r'\{\{< (?:eq|formula) "([^"]+)"', "\n".join(on.page.lines))
    for n in on.page:
        for match in re.finditer(r'(?<=\{\{< eq ")[^"]+', on.page.lines[n]):
            other = next((one for one in names if one not in on.page.lines[n]), None)
            if other:
                line = on.page.lines[n]
                yield with_line(on.page, n, line[: match.start()] + other + line[match.end() :])


def identifier(on: Setting) -> Iterator[Change]:
    """Yield another name in inline code."""
    yield from in_lines(on.page, r"(?<=`)[a-z_]{4,}(?=`)", lambda match: f"{match[0][:-1]}q")


def caption(on: Setting) -> Iterator[Change]:
    """Yield another number in a caption."""
    pattern = r'(?<=caption=")([^"]*?)(\d{2,})'
    yield from in_lines(on.page, pattern, lambda match: f"{match[1]}6789")
