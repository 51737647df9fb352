"""Links as authors write them, to links that work from where the page stands."""

from dataclasses import dataclass
from posixpath import dirname, normpath
from urllib.parse import SplitResult, quote, unquote, urlsplit

from sitegen.errors import ShortcodeError
from sitegen.model.address import relative
from sitegen.model.page import Page
from sitegen.model.problem import did_you_mean
from sitegen.model.site import Site
from sitegen.text.hugo_links import find_page, find_resource

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

REF = "ref"
"""What stands before a page's name in the address that a `ref` makes: `ref:about?lang=es`."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: its `href`, and the page it must find there, if it is one of ours."""

    href: str
    page: Page | None = None
    fragment: str = ""

    @property
    def means(self) -> str:
        """What is the same in every language: the page's key, or the address."""
        if self.page is None:
            return self.href.lstrip("./")
        return f"/{self.page.key}" + (f"#{self.fragment}" if self.fragment else "")


def resolve(href: str, page: Page, site: Site) -> Target:
    """Return the target of a link in `page`.

    Authors may name a Markdown file with or without its locale (`em.md`, `../em.ko.md`),
    a place of the site (`/basic/em/`, `/images/x.svg`), or one relative to the page.
    Raises ShortcodeError when nothing is there.
    """
    parts = _split(href)
    if not href.strip():
        raise ShortcodeError("the link leads nowhere", "write its address", "link")
    if parts.scheme == REF:
        return _by_name(parts, page, site)
    if parts.scheme or parts.netloc:
        if parts.scheme and parts.scheme not in SCHEMES:
            message = f"links of the kind '{parts.scheme}:' are refused"
            raise ShortcodeError(message, "use http, https, mailto or tel", "link")
        return Target(href)
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    if not path:
        return Target(relative(page.url, page.url, fragment) if fragment else href, page, fragment)
    if path.endswith(".md"):
        target = _by_file(path, page, site)
    else:
        target = _by_address(path, page, site)
        if target is None and (asset := _asset(path, page, site)):
            return Target(relative(page.url, asset))
        if target is None and site.config.dialect.hugo:
            target = find_page(path, page, site)
    if target is None:
        raise ShortcodeError(f"nothing is at '{unquote(href)}'", _hint(path, page, site), "link")
    return Target(relative(page.url, target.url, fragment), target, fragment)


def ref_address(name: str, locale: str) -> str:
    """Return the address by which `resolve` finds a page by its name."""
    path, hash_, fragment = name.partition("#")
    return f"{REF}:{quote(path)}" + (f"?lang={locale}" if locale else "") + hash_ + fragment


def _by_name(parts: SplitResult, page: Page, site: Site) -> Target:
    """Find what a `ref` names: a page beside this one, one of the site, or one of that name."""
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    locale = parts.query.removeprefix("lang=") or page.locale
    if locale not in site.config.codes:
        hint = did_you_mean(locale, site.config.codes)
        raise ShortcodeError(f"the site has no language '{locale}'", hint, "link")
    if not path:
        return Target(relative(page.url, page.url, fragment), page, fragment)
    name = path.strip("/").removesuffix(".md")
    stem, _, suffix = name.rpartition(".")
    name = stem if suffix in site.config.codes else name
    name = name.removesuffix("_index").rstrip("/").removesuffix("/index").lower()
    own = page.key if site.node(page).is_section else dirname(page.key)
    tried = [name] if path.startswith("/") else [normpath(f"{own}/{name}").lstrip("/"), name]
    keys = [key for key in tried if site.page(key, locale)][:1] or [
        key for key, code in site.pages if code == locale and key.rpartition("/")[2] == name
    ]
    if len(keys) > 1:
        raise ShortcodeError(f"'{path}' may be {' or '.join(keys)}", "write more of it", "link")
    target = site.page(keys[0], locale) if keys else None
    if target is None:
        raise ShortcodeError(f"there is no page '{path}'", _hint(path, page, site), "link")
    return Target(relative(page.url, target.url, fragment), target, fragment)


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        message = f"'{address}' is no address"
        raise ShortcodeError(message, str(error), "link") from error


def without_alt(src: str, alt: str, site: Site) -> ShortcodeError | None:
    """Return what to say of an image without an alt text; raises it but in a book for Hugo.

    Such a book is shown as it is.
    """
    if alt.strip():
        return None
    message = f"the image '{src}' has no alt text"
    fault = ShortcodeError(message, "say what is to be seen", "alt-text")
    if not site.config.dialect.hugo:
        raise fault
    return fault


def resolve_image(src: str, page: Page, site: Site) -> str:
    """Return the link to an image of the site; raises ShortcodeError when it is not there."""
    parts = _split(src)
    if site.config.dialect.hugo and parts.scheme in ("http", "https"):
        return src
    if parts.scheme or parts.netloc:
        message = f"the image '{src}' is not of this site"
        raise ShortcodeError(message, "no request leaves the site: put it into static/", "image")
    asset = _asset(unquote(parts.path), page, site)
    if asset is None:
        known = {*site.assets, *site.resources.values()}
        hint = did_you_mean(parts.path.lstrip("/"), known)
        hint = hint if hint.startswith("did") else "put it into static/"
        raise ShortcodeError(f"there is no image '{unquote(src)}'", hint, "image")
    return relative(page.url, asset)


def _by_file(path: str, page: Page, site: Site) -> Page | None:
    """Find the page that a Markdown file's name means."""
    base = "" if path.startswith("/") else page.document.folder
    key = normpath(f"/{base}/{path.lstrip('/')}").removesuffix(".md").lstrip("/")
    stem, _, suffix = key.rpartition(".")
    locale = page.locale
    if suffix in site.config.codes and stem:
        key = stem
    key = key.removesuffix("_index").rstrip("/")
    found = site.page(key, locale)
    if found is None and site.config.dialect.hugo:
        found = site.page(key.removesuffix("index").rstrip("/"), locale)
    return found


def _by_address(path: str, page: Page, site: Site) -> Page | None:
    """Find the page at an address, with or without a locale in front."""
    if path.startswith("/"):
        absolute = path.lstrip("/")
    else:
        absolute = normpath(f"{page.url}{path}").removeprefix("./")
    absolute = absolute.removesuffix("index.html").strip("/")
    if absolute.startswith("..") or absolute == ".":
        return site.page("", page.locale) if absolute == "." else None
    home = site.page("", page.locale)
    prefix = home.url if home else ""
    low = absolute.lower()
    for url in (f"{prefix}{low}/", f"{low}/", absolute, f"{absolute}/", f"{prefix}{absolute}"):
        if found := site.by_url.get(url.removeprefix("/")):
            return found
    return home if not absolute else None


def _asset(path: str, page: Page, site: Site) -> str | None:
    """Find a file of `static/`, from the site's root or beside the page, or one beside its text."""
    if found := find_resource(path, page, site):
        return found
    tried = path.lstrip("/") if path.startswith("/") else normpath(f"{page.url}{path}")
    return tried if tried in site.assets else None


def _hint(path: str, page: Page, site: Site) -> str:
    name = path.rstrip("/").rpartition("/")[2].removesuffix(".md")
    for code in site.config.codes:
        name = name.removesuffix(f".{code}")
    names = (key.rpartition("/")[2] for key, locale in site.pages if locale == page.locale)
    hint = did_you_mean(name, names)
    return hint if hint.startswith("did") else "check the path"
