"""Every statement of the course about a run is held to that run, in every language.

`tests/claims/<program>.py` has a function for each claim; the page says it between
`{{< claim "its-name" >}}` and `{{< /claim >}}`.
"""

import importlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sitegen.text.shortcodes import readable_tags
from tests.conftest import ROOT
from tests.programs import run_of

Check = Callable[[dict[str, Any]], None]
LOCALES = ("ja", "es", "id", "ko")
PROGRAMS = sorted(
    path.stem for path in (ROOT / "tests/claims").glob("*.py") if path.stem != "__init__"
)


def checks(program: str) -> dict[str, Check]:
    """Return the checks of a program by the names of their claims."""
    module = importlib.import_module(f"tests.claims.{program}")
    functions = inspect.getmembers(module, inspect.isfunction)
    own = ((name, one) for name, one in functions if one.__module__ == module.__name__)
    return {name.replace("_", "-"): one for name, one in own if not name.startswith("_")}


CLAIMS = [
    pytest.param(program, check, id=name)
    for program in PROGRAMS
    for name, check in checks(program).items()
]


@pytest.mark.parametrize(("program", "check"), CLAIMS)
def test_a_claim_holds_for_the_run(program: str, check: Check) -> None:
    assert check.__doc__, "a check says what it checks"
    check(run_of(program))


def made(locale: str) -> Iterator[tuple[str, str]]:
    """Yield the page and the name of every claim that a language makes, in order."""
    for path in sorted((ROOT / "content").rglob(f"*.{locale}.md")):
        for tag in readable_tags(path.read_text(encoding="utf-8")):
            if tag.name == "claim" and not tag.closes:
                [name] = tag.positional
                yield path.name.split(".")[0], name


def test_every_claim_has_a_check_and_every_check_is_claimed() -> None:
    names = sorted(claim for _, claim in made("ja"))
    assert names == sorted(name for program in PROGRAMS for name in checks(program))


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_every_language_makes_the_same_claims_on_the_same_pages(locale: str) -> None:
    assert sorted(made(locale)) == sorted(made("ja"))
