"""`site.yaml` → SiteConfig; every fault of the file is reported at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from babel import Locale as Cldr
from babel import UnknownLocaleError

from sitegen.errors import SiteError
from sitegen.model.config import Dialect, Locale, ProgramSettings, RawHtml, SiteConfig
from sitegen.model.problem import HUGO_RULES, RULES, Severity, did_you_mean
from sitegen.reading.fields import Fields, parse_fields
from sitegen.reading.text import read_text

KEYS = (
    *("title", "base_url", "source_locale", "locales", "programs", "math", "checks"),
    *("allowed_numbers", "raw_html", "hugo", "default_locale_in_subdir", "cards", "params"),
    *("markdown", "mermaid"),
)
"""The keys of site.yaml; the first four are required."""

MARKDOWN = ("typographer", "emoji", "hard_breaks", "shortcodes_in_code", "passthrough")
IN_CODE = ("expanded", "literal")


def read_config(site: Path, base_url: str = "") -> SiteConfig:
    """Read and check `site.yaml` in the folder `site`; `base_url` overrides the file's.

    Raises SiteError with all that is wrong with it.
    """
    text = read_text(site / "site.yaml", "site.yaml", "configuration")
    fields = parse_fields(text, "site.yaml", "configuration")
    fields.only(KEYS)
    fields.require(*KEYS[:4])
    locales = tuple(_locales(fields))
    source = fields.text("source_locale")
    codes = [locale.code for locale in locales]
    if locales and source and source not in codes:
        hint = did_you_mean(source, codes)
        fields.fault("source_locale", f"source_locale '{source}' is not among the locales", hint)
    params = fields.value("params")
    config = SiteConfig(
        title=_titles(fields, codes),
        base_url=_base_url(fields, base_url),
        source_locale=source,
        locales=locales,
        programs=_programs(fields),
        dialect=_dialect(fields),
        raw_html=_raw_html(fields),
        mermaid=fields.text("mermaid").lstrip("/"),
        checks={**(HUGO_RULES if fields.flag("hugo") else {}), **_checks(fields)},
        allowed_numbers=frozenset(fields.texts("allowed_numbers")),
        default_locale_in_subdir=fields.flag("default_locale_in_subdir", default=True),
        cards=fields.flag("cards"),
        params=params if isinstance(params, dict) else {},
    )
    if fields.problems:
        raise SiteError(fields.problems)
    return config


def _titles(fields: Fields, codes: list[str]) -> dict[str, str]:
    """Return the site's title in every locale; one text serves all."""
    if not isinstance(fields.nodes.get("title"), yaml.MappingNode):
        return dict.fromkeys(codes, fields.text("title"))
    titles = fields.mapping("title")
    assert titles is not None
    titles.only(codes)
    for code in codes:
        if code not in titles.nodes:
            fields.fault("title", f"the title is missing in '{code}'", f"add '{code}: …' to it")
    return {code: titles.text(code) for code in codes}


def _base_url(fields: Fields, override: str) -> str:
    """Return the address of the published site, ending in a slash."""
    url = override or fields.text("base_url")
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if url and (
        parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment
    ):
        fields.fault("base_url", f"base_url '{url}' is no address", "write https://example.org/")
    return url.rstrip("/") + "/"


def _locales(fields: Fields) -> Iterator[Locale]:
    """Yield the locales; what an item leaves out comes from Unicode's CLDR."""
    node = fields.nodes.get("locales")
    if node is not None and not (isinstance(node, yaml.SequenceNode) and node.value):
        fields.fault("locales", "'locales' must be a list", "write 'locales: [ja, es]'")
        return
    seen = set()
    for item in node.value if node else ():
        if isinstance(item, yaml.MappingNode):
            entry = fields.inside(item)
        else:
            key = yaml.ScalarNode("tag:yaml.org,2002:str", "code", item.start_mark)
            entry = fields.inside(yaml.MappingNode("tag:yaml.org,2002:map", [(key, item)]))
        entry.only(("code", "label", "dir", "font", "preamble", "content"))
        code = entry.text("code")
        if code in seen:
            entry.fault("code", f"locale '{code}' appears twice")
            continue
        seen.add(code)
        try:
            cldr = Cldr.parse(code, sep="-")
        except (ValueError, UnknownLocaleError):
            entry.fault("code", f"'{code}' is no language code", "write ja, es or pt-BR")
            continue
        name = cldr.get_display_name(cldr) or code
        yield Locale(
            code=code,
            label=entry.text("label", name[:1].upper() + name[1:]),
            dir=_direction(entry, cldr.text_direction),
            font=entry.text("font", "DejaVu Sans"),
            preamble=entry.text("preamble"),
            content=_folder(entry),
        )


def _direction(entry: Fields, default: str) -> str:
    direction = entry.text("dir", default)
    if direction not in ("ltr", "rtl"):
        entry.fault("dir", f"'{direction}' is no direction", "use ltr or rtl")
    return direction


def _folder(entry: Fields) -> str:
    """Return the folder of a locale's pages, which lies inside the site."""
    folder = entry.text("content", "content").strip("/")
    if not folder or ".." in folder.split("/") or "\\" in folder:
        entry.fault("content", f"'{folder}' is no folder of the site", "write content/ja")
    return folder


def _dialect(fields: Fields) -> Dialect:
    """Return the Markdown of the site; for Hugo's pages what Hugo does unless told otherwise."""
    hugo = fields.flag("hugo")
    math = fields.mapping("math")
    if math:
        math.only(("single_dollar",))
    dialect = Dialect(
        hugo=hugo,
        single_dollar=math.flag("single_dollar") if math else False,
        typographer=hugo,
        calls_in_code=hugo,
    )
    entry = fields.mapping("markdown")
    if not entry:
        return dialect
    entry.only(MARKDOWN)
    if not hugo:
        fields.fault("markdown", "'markdown' is for pages that are written for Hugo", "hugo: true")
    in_code = entry.text("shortcodes_in_code", IN_CODE[0])
    if in_code not in IN_CODE:
        entry.fault("shortcodes_in_code", f"'{in_code}' is none of {' and '.join(IN_CODE)}")
    return replace(
        dialect,
        typographer=entry.flag("typographer", default=True),
        emoji=entry.flag("emoji"),
        hard_breaks=entry.flag("hard_breaks"),
        calls_in_code=in_code == IN_CODE[0],
        passthrough=entry.flag("passthrough"),
    )


def _raw_html(fields: Fields) -> RawHtml:
    said = fields.text("raw_html", RawHtml.KEEP)
    if said in set(RawHtml):
        return RawHtml(said)
    fields.fault("raw_html", f"'raw_html' cannot be '{said}'", did_you_mean(said, RawHtml))
    return RawHtml.KEEP


def _programs(fields: Fields) -> ProgramSettings:
    """Return where the programs are and what a run may cost."""
    entry = fields.mapping("programs")
    if not entry:
        return ProgramSettings()
    entry.only(("package", "timeout", "memory_mb"))
    limits = {key: entry.number(key, default) for key, default in LIMITS.items()}
    for key, limit in limits.items():
        if limit is not None and not 0 < limit <= MOST[key]:
            entry.fault(key, f"'{key}' must be from 1 to {MOST[key]}")
    package = entry.text("package")
    if package and not all(part.isidentifier() for part in package.split(".")):
        entry.fault("package", f"'{package}' is no name of a package", "write gmm_demo or a.b")
    return ProgramSettings(package, limits["timeout"] or 0, limits["memory_mb"] or 0)


MOST = {"timeout": 86_400, "memory_mb": 1_048_576}
LIMITS = {"timeout": ProgramSettings().timeout, "memory_mb": ProgramSettings().memory_mb}


def _checks(fields: Fields) -> dict[str, Severity]:
    """Return the rules whose weight the site changes."""
    entry = fields.mapping("checks")
    if not entry:
        return {}
    entry.only(RULES)
    weights = {}
    for rule in entry.nodes.keys() & RULES.keys():
        # YAML reads a bare `off` as false; the text as written is what counts.
        weight = entry.text(rule)
        if weight in set(Severity):
            weights[rule] = Severity(weight)
        else:
            entry.fault(rule, f"'{weight}' is no severity", "use error, warning or off")
    return weights
