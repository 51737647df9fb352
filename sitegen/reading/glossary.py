"""`content/glossary.yaml` → Terms, whole in every language of the site."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from sitegen.errors import SiteError
from sitegen.model.glossary import Term
from sitegen.model.problem import did_you_mean
from sitegen.reading.fields import Fields, parse_fields
from sitegen.reading.text import read_text

PATH = "content/glossary.yaml"


def read_glossary(site: Path, locales: Iterable[str]) -> Mapping[str, Term]:
    """Read the glossary; a site without one has no terms.

    Raises SiteError with every entry that is malformed, incomplete or points nowhere.
    """
    if not (site / PATH).exists():
        return {}
    fields = parse_fields(read_text(site / PATH, PATH, "glossary"), PATH, "glossary")
    terms = {key: _term(key, fields, tuple(locales)) for key in fields.nodes}
    for term in terms.values():
        for other in term.see:
            if other not in terms:
                message = f"'{term.key}' points to '{other}', which is no term"
                fields.fault(term.key, message, did_you_mean(other, terms))
    if fields.problems:
        raise SiteError(fields.problems)
    return terms


def _term(key: str, fields: Fields, locales: tuple[str, ...]) -> Term:
    entry = fields.mapping(key)
    if entry is None:
        fields.fault(key, f"'{key}' must be a mapping with 'term' and 'definition'")
        return Term(key, {}, {}, {})
    entry.only(("term", "definition", "avoid", "see"))
    names, definitions = (_words(key, part, entry, locales) for part in ("term", "definition"))
    avoided = entry.mapping("avoid")
    avoid = {code: avoided.texts(code) for code in avoided.nodes} if avoided else {}
    return Term(key, names, definitions, avoid, entry.texts("see"))


def _words(key: str, part: str, entry: Fields, locales: tuple[str, ...]) -> Mapping[str, str]:
    inner = entry.mapping(part)
    words = {code: inner.text(code) for code in inner.nodes} if inner else {}
    lacking = [code for code in locales if not words.get(code)]
    if lacking:
        at = part if isinstance(entry.nodes.get(part), yaml.Node) else next(iter(entry.nodes), part)
        message = f"'{key}' has no {part} in {', '.join(lacking)}"
        entry.fault(at, message, "every language of the site needs one")
    return words
