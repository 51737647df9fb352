"""Catalogues kept up to date with what there is to say: `messages` and `stamp`.

A text that is new gets an empty entry; one whose English changed keeps its translation,
marked fuzzy; one that nobody says any more moves to the end as obsolete. Comments of
translators and the head of the file stay as they are.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from sitegen.disk import write_file
from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem, did_you_mean
from sitegen.output.templating import Templates
from sitegen.programs.cells import read_program, script_path
from sitegen.programs.inline import with_library
from sitegen.programs.modules import Package
from sitegen.programs.words import Source, words_of
from sitegen.reading.config import read_config
from sitegen.reading.i18n import check_po, read_catalogue


@dataclass(frozen=True, slots=True)
class Said:
    """A text somebody says: where, and what kind of text it is."""

    text: str
    context: str
    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Update:
    """What a catalogue becomes: its text, and how many entries are missing, unsure, obsolete."""

    path: str
    locale: str
    missing: int
    fuzzy: int
    obsolete: int
    changed: bool
    text: str


def update_messages(site: Path, templates: Sequence[Path]) -> list[Update]:
    """Bring the catalogues of the interface and of the programs up to date in every locale.

    Raises SiteError when a program or a catalogue cannot be read.
    """
    updates = plan_messages(site, templates)
    for one in updates:
        if one.changed:
            (site / one.path).parent.mkdir(parents=True, exist_ok=True)
            write_file(site / one.path, one.text.encode())
    return updates


def plan_messages(site: Path, templates: Sequence[Path]) -> list[Update]:
    """Return what `update_messages` would write, without writing it."""
    config = read_config(site)
    package = Package(site, config.programs.package)
    codes = [code for code in config.codes if code.split("-")[0] != "en"]
    interface = list(interface_texts(Templates(templates)))
    said = {f"i18n/{code}.po": _own(interface, site, templates[-1].parent, code) for code in codes}
    if package.name:
        folder = f"{package.name.replace('.', '/')}/messages"
        words = list(program_texts(site, package))
        said |= {f"{folder}/{code}.po": words for code in codes}
    return [
        _update(site, path, Path(path).stem, texts)
        for path, texts in said.items()
        if texts or (site / path).exists()
    ]


def _own(said: Sequence[Said], site: Path, theme: Path, code: str) -> Sequence[Said]:
    """Return what a site must say itself: what its theme does not, or what it says otherwise."""
    if site == theme:
        return said
    own, others = (
        read_catalogue(folder / f"i18n/{code}.po", f"i18n/{code}.po", code)
        for folder in (site, theme)
    )
    return [
        one
        for one in said
        if (one.context, one.text) in own.entries or others.find(one.text, one.context) is None
    ]


def interface_texts(templates: Templates) -> Iterator[Said]:
    """Yield what the templates say."""
    for string in templates.strings():
        yield Said(string.text, string.context, "", string.place.path)


def program_texts(site: Path, package: Package) -> Iterator[Said]:
    """Yield the words of all lessons and of the helpers they take from the package."""
    lessons = sorted((site / package.name.replace(".", "/") / "lessons").glob("*.py"))
    problems: list[Problem] = []
    for file in lessons:
        if file.stem == "__init__":
            continue
        try:
            script = read_program(site, package.name, file.stem, Place(file.name))
        except SiteError as error:
            problems += error.problems
            continue
        program, _ = with_library(script, package)
        for cell in program.cells:
            for word in words_of(Source(cell)):
                yield Said(word.text, word.context, word.kind, word.place.path)
    if problems:
        raise SiteError(problems)


def is_program(site: Path, name: str) -> bool:
    """Tell whether the package of a site's programs has one of this name."""
    package = read_config(site).programs.package
    return bool(package) and name.isidentifier() and (site / script_path(package, name)).is_file()


def stamp_program(site: Path, name: str, locale: str = "") -> list[str]:
    """Say "reviewed, still right" of a program's words: they are fuzzy no longer.

    Returns a line per catalogue. Raises SiteError when there is no such program or locale.
    """
    config = read_config(site)
    package = Package(site, config.programs.package)
    codes = [code for code in config.codes if locale in ("", code)]
    if not codes:
        hint = did_you_mean(locale, config.codes)
        raise SiteError(Problem("usage", Place("stamp"), f"there is no locale '{locale}'", hint))
    program, _ = with_library(read_program(site, package.name, name, Place("stamp")), package)
    cells = (words_of(Source(cell)) for cell in program.cells)
    said = {(word.context, word.text) for words in cells for word in words}
    lines = []
    for code in codes:
        path = f"{package.name.replace('.', '/')}/messages/{code}.po"
        if not (site / path).exists():
            continue
        before = (site / path).read_text(encoding="utf-8-sig")
        check_po(before, path)
        catalog = read_po(io.StringIO(before), locale=code.replace("-", "_"))
        unsure = [one for one in catalog if one.fuzzy and (one.context or "", one.id) in said]
        for message in unsure:
            message.flags.discard("fuzzy")
            message.previous_id = []
        if unsure:
            write_file(site / path, f"{_head(before)}\n\n{_body(catalog)}".encode())
        lines.append(f"{path}: {len(unsure)} reviewed")
    return lines


def _body(catalog: Catalog) -> str:
    written = io.BytesIO()
    write_po(written, catalog, width=100, omit_header=True, include_lineno=False)
    return written.getvalue().decode().strip() + "\n"


def _update(site: Path, path: str, code: str, said: Sequence[Said]) -> Update:
    file = site / path
    before = file.read_text(encoding="utf-8-sig") if file.exists() else _new_head(code)
    check_po(before, path)
    head, old = _head(before), read_po(io.StringIO(before), locale=code.replace("-", "_"))
    template = Catalog()
    for key, places in _grouped(said).items():
        template.add(
            key[1],
            context=key[0] or None,
            locations=[(place, 0) for place in sorted({one.path for one in places})],
            auto_comments=sorted({one.kind for one in places if one.kind}),
        )
    old.update(template, update_header_comment=False)
    after = head + "\n\n" + _body(old)
    entries = [message for message in old if message.id]
    return Update(
        path,
        code,
        missing=sum(not message.string for message in entries),
        fuzzy=sum(message.fuzzy for message in entries),
        obsolete=len(old.obsolete),
        changed=after != before,
        text=after,
    )


def _grouped(said: Sequence[Said]) -> Mapping[tuple[str, str], list[Said]]:
    """Return the texts by context and English, in the order they are first said."""
    grouped: dict[tuple[str, str], list[Said]] = {}
    for one in said:
        grouped.setdefault((one.context, one.text), []).append(one)
    return grouped


def _head(text: str) -> str:
    """Return the head of a catalogue: its first entry, the one with an empty msgid."""
    return text.strip().partition("\n\n")[0]


def _new_head(code: str) -> str:
    fields = {
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}'
