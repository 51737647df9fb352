"""Certificates in the cache: what was compared once need not be compared again."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from sitegen.cache import Cache, key_of
from sitegen.model.certificate import Certificate
from sitegen.model.config import SiteConfig
from sitegen.model.problem import Problem
from sitegen.model.program import Run, Wanted
from sitegen.programs.certify import certify

FORMAT = "1"
"""Rises with every change of what is compared."""


def certificates_of(
    runs: Mapping[Wanted, Run], keys: Mapping[Wanted, str], config: SiteConfig, cache: Cache
) -> tuple[dict[str, Certificate], list[Problem]]:
    """Return the certificate of every program, and how its languages differ.

    `keys` are those of the runs in the cache. One that holds is kept there.
    """
    found: dict[str, Certificate] = {}
    asked = {name: _key(name, keys, config) for name in sorted({name for name, _ in runs})}
    for name, key in asked.items():
        if (stored := cache.get(key)) and (certificate := _load(stored)):
            found[name] = certificate
    others = {who: run for who, run in runs.items() if who[0] not in found}
    certificates, problems = certify(others, config)
    for one in certificates:
        found[one.program] = one
        if one.holds:
            cache.put(asked[one.program], json.dumps(asdict(one)).encode())
    return dict(sorted(found.items())), problems


def _key(name: str, keys: Mapping[Wanted, str], config: SiteConfig) -> str:
    own = [
        part
        for locale in config.locales
        if (name, locale.code) in keys
        for part in (locale.code, locale.preamble, keys[name, locale.code])
    ]
    return key_of("certificate", FORMAT, name, *own)


def _load(stored: bytes) -> Certificate | None:
    try:
        fields = json.loads(stored)
        return Certificate(**fields | {"locales": tuple(fields["locales"])})
    except (ValueError, LookupError, TypeError):
        return None
