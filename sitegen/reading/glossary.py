"""`content/glossary.yaml` → Terms: what a site calls things, and what it does not call them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from sitegen.errors import SiteError
from sitegen.model.glossary import Avoided, Term
from sitegen.model.problem import Place, did_you_mean
from sitegen.reading.fields import Fields, parse_fields
from sitegen.reading.text import read_text

PATH = "content/glossary.yaml"


def read_glossary(site: Path, source: str) -> Mapping[str, Term]:
    """Read the glossary; a site without one has no terms.

    Every term needs a name and a definition in the source language; a page in a language
    that lacks one cannot show it.

    Raises SiteError with every entry that is malformed, incomplete or points nowhere.
    """
    if not (site / PATH).exists():
        return {}
    fields = parse_fields(read_text(site / PATH, PATH, "glossary"), PATH, "glossary")
    terms = {key: _term(key, fields, source) for key in fields.nodes}
    for term in terms.values():
        for other in term.see:
            if other not in terms:
                message = f"'{term.key}' points to '{other}', which is no term"
                fields.fault(term.key, message, did_you_mean(other, terms))
    if fields.problems:
        raise SiteError(fields.problems)
    return terms


def _term(key: str, fields: Fields, source: str) -> Term:
    entry = fields.mapping(key)
    if entry is None:
        fields.fault(key, f"'{key}' must be a mapping with 'term' and 'definition'")
        return Term(key, {}, {}, {})
    entry.only(("term", "definition", "avoid", "see"))
    names, definitions = (_words(key, part, entry, source) for part in ("term", "definition"))
    avoided = entry.mapping("avoid")
    avoid = {code: tuple(_avoided(code, avoided)) for code in avoided.nodes} if avoided else {}
    return Term(key, names, definitions, avoid, entry.texts("see"))


def _avoided(code: str, entry: Fields) -> Iterator[Avoided]:
    """Yield what a language avoids: `rendering: {match: …, miss: …}`."""
    rules = entry.mapping(code)
    if rules is None:
        return
    for text in rules.nodes:
        rule = rules.mapping(text)
        match, miss = (rule.text(name) if rule else "" for name in ("match", "miss"))
        if not (match and miss):
            rules.fault(text, f"'{text}' needs two examples", "write {match: …, miss: …}")
        elif rule:
            rule.only(("match", "miss"))
            yield Avoided(text, match, miss, Place(PATH, rules.line(text)))


def _words(key: str, part: str, entry: Fields, source: str) -> Mapping[str, str]:
    """Return a term or its definition in every language that has it, the source's at least."""
    inner = entry.mapping(part)
    words = {code: inner.text(code) for code in inner.nodes} if inner else {}
    if not words.get(source):
        at = part if isinstance(entry.nodes.get(part), yaml.Node) else next(iter(entry.nodes), part)
        entry.fault(at, f"'{key}' has no {part} in {source}", "the source language needs one")
    return words
