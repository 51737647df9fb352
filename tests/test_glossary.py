"""The glossary is whole in every language, and the course speaks as it says."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from sitegen.checks.terms import hits
from sitegen.reading.glossary import read_glossary
from tests.conftest import ROOT

LONGEST = {"en": 200, "ja": 100, "es": 200, "id": 200, "ko": 100}
"""The languages, and how many characters a definition may have in each."""

GLOSSARY: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    (ROOT / "content/glossary.yaml").read_text(encoding="utf-8")
)
ENTRIES = [pytest.param(entry, id=key) for key, entry in GLOSSARY.items()]


def test_keys_are_slugs_and_stand_once() -> None:
    lines = (ROOT / "content/glossary.yaml").read_text(encoding="utf-8").splitlines()
    keys = [line.removesuffix(":") for line in lines if re.match(r"[^ #]", line)]
    assert keys == list(GLOSSARY)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in keys)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_whole_short_and_plain(entry: Mapping[str, Any]) -> None:
    assert set(entry) <= {"term", "definition", "avoid", "see"}
    assert list(entry["term"]) == list(entry["definition"]) == list(LONGEST)
    for code, text in entry["definition"].items():
        assert len(text) <= LONGEST[code], (code, len(text))
        assert text.endswith("。" if code == "ja" else "."), code
        assert not re.search(r"[*`$\\<>]|  ", text), code


@pytest.mark.parametrize("code", LONGEST)
def test_no_two_entries_have_the_same_term(code: str) -> None:
    terms = [entry["term"][code] for entry in GLOSSARY.values()]
    assert len(set(terms)) == len(terms)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_points_to_other_entries(entry: Mapping[str, Any]) -> None:
    seen = entry.get("see", [])
    assert len(set(seen)) == len(seen)
    assert all(GLOSSARY[key] is not entry for key in seen)


def test_entries_call_things_what_the_glossary_calls_them() -> None:
    glossary = read_glossary(ROOT, "ja")
    said = [
        (code, key, words)
        for key, term in glossary.items()
        for part in (term.names, term.definitions)
        for code, words in part.items()
    ]
    assert [(code, key) for code, key, words in said if hits(words, glossary, code)] == []
