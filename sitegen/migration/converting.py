"""The configuration of a book for Hugo → the values of `site.yaml`."""

from urllib.parse import urlsplit

from sitegen.migration.draft import Draft
from sitegen.migration.ledger import Ledger
from sitegen.migration.tongues import put_languages
from sitegen.model.problem import Place, Problem
from sitegen.reading.dollars import dollars_in, dollars_of
from sitegen.reading.settings import CODE

NOWHERE = "https://example.org/"
"""The address of a book that does not say where it is published."""

GOLDMARK = "markup.goldmark"
PASSTHROUGH = f"{GOLDMARK}.extensions.passthrough"
DOLLARS = ["$", "$"]

FORMULAS = (DOLLARS, ["$$", "$$"], ["\\[", "\\]"], ["\\(", "\\)"], ["\\\\(", "\\\\)"])
"""What stands around formulas here."""

FORMULA_SWITCHES = ("math", "katex", "mathjax", "usemath", "enablemath")
"""What themes call the parameter that brings formulas."""


def convert(draft: Draft) -> None:
    """Fill a draft with all that has a counterpart."""
    draft.site = dict.fromkeys(("title", "base_url"))  # They stand first.
    codes = put_languages(draft)
    _title(draft, codes)
    draft.put("base_url", _base_url(draft), said=draft.ledger.look("baseURL"))
    draft.put("hugo", value=True, said=False)
    in_subdir = "defaultContentLanguageInSubdir"
    flag = draft.ledger.flag(in_subdir)
    draft.put("default_locale_in_subdir", flag, said=draft.ledger.look(in_subdir))
    _math(draft)
    _markdown(draft)
    _params(draft, codes)


def _title(draft: Draft, codes: list[str]) -> None:
    """Put the title: one, or one for each language where they differ."""
    whole = draft.ledger.text("title")
    own = {code: draft.ledger.text(f"languages.{code}.title") for code in codes}
    titles = {code: title or whole for code, title in own.items()}
    if missing := [code for code, title in titles.items() if not title]:
        name = draft.folder.resolve().name or "Site"
        what = "has no title" if len(missing) == len(codes) else f"no title in {', '.join(missing)}"
        draft.note("title", f"{what}: '{name}' is the folder's name, write a title")
        titles |= dict.fromkeys(missing, name)
    texts = set(titles.values())
    value = titles if len(texts) > 1 else texts.pop()
    draft.put("title", value, said=whole or any(own.values()))


def _base_url(draft: Draft) -> str:
    """Return the address of the site; what is only a path is put below an example."""
    written = draft.ledger.text("baseURL")
    try:
        parts = urlsplit(f"https:{written}" if written.startswith("//") else written)
    except ValueError:
        parts = urlsplit("")
    is_whole = parts.scheme in ("http", "https") and bool(parts.netloc)
    if is_whole and not (parts.query or parts.fragment):
        url = parts.geturl().rstrip("/") + "/"
        if written.startswith("//"):
            draft.note("baseURL", f"'{written}' does not say https or http: it became {url}")
        return url
    is_path = written.startswith("/") and not (parts.netloc or parts.query or parts.fragment)
    path = written.strip("/") if is_path else ""
    url = f"{NOWHERE}{path}/" if path else NOWHERE
    said = f"'{written}' is no whole address" if written else "has no baseURL"
    draft.note("baseURL", f"{said}: base_url is {url}, write where the site is published")
    return url


def _math(draft: Draft) -> None:
    """Put whether `$…$` is a formula; what MathJax or KaTeX is told of it is a guess."""
    ledger, path = draft.ledger, PASSTHROUGH
    is_enabled = ledger.flag(f"{path}.enable")
    inline = ledger.items(f"{path}.delimiters.inline")
    block = ledger.items(f"{path}.delimiters.block")
    for pair in (*inline, *block) if is_enabled else ():
        if pair not in FORMULAS:
            said = " … ".join(str(one) for one in pair) if isinstance(pair, list) else pair
            draft.note(path, f"what stands in {said} is no formula: write $$…$$ or \\(…\\)")
    single = is_enabled and DOLLARS in inline
    guess = None if single else _guess(draft)
    if guess:
        said = "tells MathJax or KaTeX to read $…$"
        draft.notes.append(f"{guess}: {said}: 'single_dollar: true' is guessed from it")
    params = ledger.look("params")
    switches = params.inside.values() if params and params.inside else ()
    for one in [one for one in switches if one.name.lower() in FORMULA_SWITCHES]:
        what = "formulas are always on; $…$ is none unless you write 'single_dollar: true'"
        if not single and not guess:
            draft.note(f"params.{one.name}", what)
    draft.put("math", {"single_dollar": bool(single or guess)}, said=is_enabled or guess)


def _guess(draft: Draft) -> Place | None:
    """Return where a script is told that `$…$` is a formula."""
    params = draft.ledger.look("params")
    if params and params.inside is not None:
        for one in params.inside.values():
            if dollars_in(one.plain):
                return one.place
    return dollars_of(draft.folder, themes(draft.ledger))


def themes(ledger: Ledger) -> list[str]:
    """Return the folders of the themes, as paths in the book."""
    folder, theme = ledger.look("themesDir"), ledger.look("theme")
    names = theme.value if theme else []
    where = str(folder.value) if folder else "themes"
    return [f"{where}/{name}" for name in (names if isinstance(names, list) else [names]) if name]


def _markdown(draft: Draft) -> None:
    """Put how Markdown is read, where it is not as Hugo reads it by default."""
    ledger, path = draft.ledger, f"{GOLDMARK}.extensions.typographer"
    whole = ledger.look(path)
    if whole and whole.inside is None:
        is_plain = not ledger.flag(path)
    else:
        is_plain = ledger.flag(f"{path}.disable")
    ways = {
        **({"typographer": False} if is_plain else {}),
        **({"emoji": True} if ledger.flag("enableEmoji") else {}),
        **({"hard_breaks": True} if ledger.flag(f"{GOLDMARK}.renderer.hardWraps") else {}),
        **(
            {"passthrough": True}
            if ledger.flag(f"{GOLDMARK}.extensions.passthrough.enable")
            else {}
        ),
    }
    if ways:
        draft.put("markdown", ways, said=True)
    unsafe = f"{GOLDMARK}.renderer.unsafe"
    if not ledger.flag(unsafe):
        what = "Hugo left HTML in pages out (markup.goldmark.renderer.unsafe); here it is kept"
        draft.note(unsafe, f"{what}: look at the pages that have some")


def _params(draft: Draft, codes: list[str]) -> None:
    """Put the parameters, those of a language under its code."""
    whole = draft.ledger.take("params")
    params = whole.plain if whole else {}
    if not isinstance(params, dict):
        assert whole is not None
        draft.ledger.problems.append(Problem(CODE, whole.place, "'params' must be a table"))
        params = {}
    for code in codes:
        path = f"languages.{code}.params"
        own = draft.ledger.take(path)
        if not own or not own.inside:
            continue
        what = f"its params are below params.{code}"
        if code in params:
            what += f", in place of the parameter '{code}'"
        draft.note(path, f"{what}: templates ask for them there")
        params = {**params, code: own.plain}
    if params:
        draft.put("params", params, said=True)
