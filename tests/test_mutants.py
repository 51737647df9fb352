"""Whatever breaks a translation of the course is found where it is; what does not, is not.

The changes are made to the course's own pages, one at a time: a sample with every kind of change
here, every page in the long run.
"""

from collections.abc import Iterable
from itertools import cycle, islice

import pytest

from sitegen.cache import Cache
from sitegen.model.catalogue import Catalogue, Entry
from sitegen.model.freshness import OPENING
from sitegen.model.page import Page
from sitegen.model.problem import Place, Problem
from sitegen.model.program import Asked
from sitegen.programs.demos import make_copies
from sitegen.reading.i18n import missing_strings
from tests.conftest import ROOT, Trial
from tests.mutants import breaking, harmless
from tests.mutants.bench import Bench, bench_of
from tests.mutants.changes import Change, Kind
from tests.mutants.text import text_of

NEAR = 2
"""How many lines away from a change a message may point."""

SAMPLED, EACH = 3, 2
"""How many changes of each kind a sample has, and a page in the long run."""


@pytest.fixture(scope="module")
def bench(course: Trial) -> Bench:
    return bench_of(course)


def spread(changes: Iterable[Change], count: int) -> list[Change]:
    """Return some changes, from the beginning, the middle and the end."""
    found = list(changes)
    return [found[n * len(found) // count] for n in range(min(count, len(found)))]


def sample(bench: Bench, kind: Kind, start: int) -> list[tuple[Page, Change]]:
    """Return changes of a kind to different pages, and if there are enough in every language."""
    pages = list(bench.translations)
    found: list[tuple[Page, Change]] = []
    for page in islice(cycle(pages), start, start + len(pages)):
        taken = {one.locale for one, _ in found}
        if len(found) < SAMPLED and (page.locale not in taken or len(taken) == SAMPLED):
            found += [(page, change) for change in spread(kind(bench.setting(page)), 1)]
    return found


def survives(page: Page, change: Change, codes: frozenset[str], found: list[Problem]) -> str:
    """Return what to say of a change that was not found where it is; nothing if it was."""
    line = change[0] + 1
    for one in found:
        near = one.place.path == page.document.path and abs(one.place.line - line) <= NEAR
        if one.code in codes and near:
            return ""
    told = [f"{one.code} {one.place}: {one.message}" for one in found]
    return f"{page.document.path}:{line}: {told or 'nothing found'}"


@pytest.mark.parametrize("name", breaking.KINDS)
def test_what_breaks_a_translation_is_found_where_it_is(bench: Bench, name: str) -> None:
    kind, codes = breaking.KINDS[name]
    changed = sample(bench, kind, start=5 * list(breaking.KINDS).index(name))
    assert changed
    left = [survives(page, change, codes, bench.found(page, change[1])) for page, change in changed]
    assert [one for one in left if one] == []


@pytest.mark.parametrize("name", harmless.KINDS)
def test_what_a_translator_may_change_is_no_fault(bench: Bench, name: str) -> None:
    changed = sample(bench, harmless.KINDS[name], start=7 * list(harmless.KINDS).index(name))
    assert changed
    for page, change in changed:
        assert bench.found(page, change[1]) == [], (page.document.path, change[0] + 1)


def test_there_are_enough_kinds() -> None:
    assert len(breaking.KINDS) >= 15
    assert len(breaking.KINDS) * SAMPLED >= 60
    assert len(harmless.KINDS) * SAMPLED >= 30


@pytest.mark.long
@pytest.mark.parametrize("locale", ["es", "id", "ko"])
def test_every_page_withstands_every_kind_of_change(bench: Bench, locale: str) -> None:
    broken, kept, left = 0, 0, []
    for page in (one for one in bench.translations if one.locale == locale):
        setting = bench.setting(page)
        for name, (kind, codes) in breaking.KINDS.items():
            for change in spread(kind(setting), EACH):
                broken += 1
                found = bench.found(page, change[1])
                left += [f"{name}: {one}" for one in [survives(page, change, codes, found)] if one]
        for name, allowed in harmless.KINDS.items():
            for change in spread(allowed(setting), EACH):
                kept += 1
                found = bench.found(page, change[1])
                left += [f"{name}: {page.document.path}:{change[0] + 1}: {one}" for one in found]
    assert left == []
    assert broken >= 300
    assert kept >= 60


def test_an_edit_of_the_source_makes_its_section_stale_in_every_language(bench: Bench) -> None:
    for page in bench.translations:
        lead = bench.rendered[page.key, "ja"]
        path = lead.page.document.path
        text = text_of((ROOT / path).read_text(encoding="utf-8"))
        n = next((n for n in reversed(range(len(text.lines))) if text.is_paragraph(n)), None)
        if n is None:
            continue
        lines = [*text.lines[:n], "別の話です。" + text.lines[n], *text.lines[n + 1 :]]
        section = [one for one in lead.sections if one.line <= n + 1][-1]
        stale = [one for one in bench.stale(page, lines) if one.code == "stale"]
        assert [one.place.path for one in stale] == [page.document.path]
        name = f"'{section.id}'" if section.id else "before the first heading"
        assert name in stale[0].message
        assert section.id != OPENING


@pytest.mark.parametrize("locale", ["ja", "es", "id", "ko"])
def test_a_lost_placeholder_of_the_interface_is_found(bench: Bench, locale: str) -> None:
    strings = [one for one in bench.made.ready.tools.templates.strings() if "{" in one.text]
    assert strings
    words = bench.made.ready.tools.words[locale]
    for string in strings:
        key = (string.context, string.text)
        entry = words.entries[key]
        lost = Entry(entry.text.replace("{", "(").replace("}", ")"), entry.fuzzy, entry.line)
        broken = Catalogue(locale, words.path, {**words.entries, key: lost})
        [problem] = missing_strings([string], {locale: broken})
        assert (problem.place.path, problem.place.line) == (words.path, entry.line)


@pytest.mark.parametrize("locale", ["ja", "es", "id", "ko"])
def test_a_lost_placeholder_of_a_program_is_found(bench: Bench, locale: str) -> None:
    config, catalogue = bench.made.site.config, bench.made.ready.catalogues[locale]
    asked = Asked({("em_from_scratch", locale): Place("test")}, frozenset(), {}, {})
    said = {key: one for key, one in catalogue.entries.items() if "{" in one.text}
    broken = {
        key: Entry(one.text.replace("{", "("), one.fuzzy, one.line) for key, one in said.items()
    }
    catalogues = {locale: Catalogue(locale, catalogue.path, {**catalogue.entries, **broken})}
    _, problems = make_copies(ROOT, config, asked, catalogues, Cache(None))
    found = {one.place.line for one in problems if "placeholders" in one.message}
    assert found
    assert found <= {one.line for one in said.values()}
    assert {one.place.path for one in problems} == {catalogue.path}
