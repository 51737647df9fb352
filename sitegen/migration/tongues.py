"""The languages of a book for Hugo → source locale and `locales` of `site.yaml`."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from babel import Locale as Cldr
from babel import UnknownLocaleError
from babel.core import get_global

from sitegen.migration.draft import Draft
from sitegen.migration.ledger import Ledger
from sitegen.model.problem import Problem, did_you_mean
from sitegen.reading.settings import CODE, Setting


def put_languages(draft: Draft) -> list[str]:
    """Put the source locale and the locales; return the codes in their order."""
    languages = draft.ledger.tables("languages")
    active = _active(draft, languages)
    source = _source(draft, active, languages)
    codes = active or [source]
    said = draft.ledger.look("defaultContentLanguage") or (not languages and source != "en")
    draft.put("source_locale", source, said=said)
    draft.put("locales", [_locale(draft, code, source) for code in codes], said=languages)
    return codes


def _active(draft: Draft, languages: dict[str, Setting]) -> list[str]:
    """Return the codes of the languages that are published, in Hugo's order."""
    ledger, weights = draft.ledger, {}
    disabled = [str(one) for one in ledger.items("disableLanguages")]
    for code, setting in languages.items():
        weight = ledger.number(f"languages.{code}.weight")
        if ledger.flag(f"languages.{code}.disabled") or code in disabled:
            ledger.take(f"languages.{code}")
            pages = f"take its pages, *.{code}.md, away or put it under 'locales'"
            draft.notes.append(f"{setting.place}: '{setting.name}' is disabled, left out: {pages}")
        else:
            weights[code] = (weight == 0, weight, code)
            if setting.name != code:
                what = f"'{setting.name}' is '{code}', as in Hugo's addresses"
                draft.notes.append(f"{setting.place}: {what}: its pages are named *.{code}.md")
    return sorted(weights, key=lambda code: weights[code])


def _source(draft: Draft, active: list[str], languages: dict[str, Setting]) -> str:
    """Return the language that the others are translated from."""
    ledger = draft.ledger
    wish = ledger.text("defaultContentLanguage").lower()
    tag = ledger.text("locale", "languageCode")
    if wish and languages and wish not in active:
        said = "is disabled" if wish in languages else "is not among the languages"
        hint = did_you_mean(wish, active)
        place = ledger.place("defaultContentLanguage", draft.where)
        message = f"defaultContentLanguage '{wish}' {said}"
        ledger.problems.append(Problem(CODE, place, message, hint))
    elif languages and not active:
        place = draft.ledger.place("languages", draft.where)
        ledger.problems.append(Problem(CODE, place, "all languages are disabled", "leave one on"))
    if wish or languages:
        source = wish or ("en" if "en" in active or not active else active[0])
    else:
        source = _short(tag) or "en"
        if source != "en":
            what = f"'{tag}' is taken for the source locale, which Hugo calls 'en': pages that"
            key = "locale" if ledger.look("locale") else "languageCode"
            draft.note(key, f"{what} are named *.en.md must be named *.{source}.md")
    return source


def _short(tag: str) -> str:
    """Return a language's tag without what its language implies: en-us is en, en-GB stays."""
    try:
        cldr = Cldr.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return tag.lower()
    implied = str(get_global("likely_subtags").get(cldr.language, "")).split("_")
    parts = {one for one in (cldr.script, cldr.territory) if one}
    return cldr.language if parts <= set(implied) else tag.replace("_", "-")


def _locale(draft: Draft, code: str, source: str) -> object:
    """Return an item of `locales`: a code, or a mapping where there is more to say."""
    ledger, path = draft.ledger, f"languages.{code}"
    entry = {
        "label": ledger.text(f"{path}.label", f"{path}.languageName"),
        "dir": ledger.text(f"{path}.direction", f"{path}.languageDirection"),
        "content": _content(draft, code),
    }
    tag = ledger.text(f"{path}.locale", f"{path}.languageCode")
    tag = tag or (ledger.text("locale", "languageCode") if code == source else "")
    if tag and _short(tag).lower() != _short(code).lower():
        draft.note(path, f"pages in '{code}' say that they are in '{code}', not in '{tag}'")
    try:
        Cldr.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        what = f"'{code}' is no language code, and the build will refuse it"
        draft.note(path, f"{what}: write one (ja, not jp) in site.yaml and in the names of pages")
    entry = {key: value for key, value in entry.items() if value}
    return {"code": code, **entry} if entry else code


def _content(draft: Draft, code: str) -> str:
    """Return the folder of a language's pages; empty for `content`, and for one out of reach."""
    ledger = draft.ledger
    key = f"languages.{code}.contentDir"
    own, whole = ledger.text(key), ledger.text("contentDir")
    mounted = [*_mounted(ledger, code)]
    folder = PurePosixPath(mounted[0] if len(mounted) == 1 else own or whole or "content")
    if folder.is_absolute() or ".." in folder.parts:
        what = f"the folder '{folder}' is not in the book"
        draft.note(key if own else "contentDir", f"{what}: put its pages into content/")
        return ""
    return "" if str(folder) == "content" else str(folder)


def _mounted(ledger: Ledger, code: str) -> Iterator[str]:
    """Yield the folders that are mounted as the pages of a language."""
    setting = ledger.look("module.mounts")
    mounts = setting.value if setting else None
    for mount in mounts if isinstance(mounts, list) else ():
        keys = _keys(mount)
        matrix = _keys(_keys(keys.get("sites")).get("matrix"))
        said = matrix.get("languages", keys.get("lang"))
        of = [str(one).lower() for one in (said if isinstance(said, list) else [said])]
        if keys.get("target") == "content" and of == [code]:
            yield str(keys.get("source", "content"))


def _keys(value: object) -> dict[str, object]:
    """Return a table that stands in a list with its keys in lower case."""
    table = value if isinstance(value, dict) else {}
    return {str(key).lower(): one for key, one in table.items()}
