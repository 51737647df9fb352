"""The text of every page, by section, for the search in the reader's browser.

One file a language, a script rather than JSON so that it loads from a folder on disk as well.
Measured against Pagefind 1.5 on the Japanese course, 25 questions: it found the right page
among the first five for 22 of them, this for all.
"""

import json
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from sitegen.model.gist import Gist
from sitegen.model.output import OutputFile
from sitegen.model.site import Site
from sitegen.output.standing import policy_of

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "dt"})

SILENT = frozenset({"annotation", "button", "math", "script", "select", "style", "svg"})
"""Elements whose text nobody searches for."""

SILENT_CLASSES = frozenset({"cite", "data", "definition", "eq", "player", "references", "strip"})

VOID = frozenset({"br", "col", "hr", "img", "input", "source", "wbr"})

BLOCKS = frozenset({"dd", "div", "figcaption", "li", "p", "pre", "section", "summary", "td", "th"})

Section = tuple[str, str, str]
"""An anchor, a heading and the text below it."""


class _Sections(HTMLParser):
    """Cuts the HTML of a page into sections."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = [["", "", ""]]
        self.silent: list[str] = []
        self.heading = ""
        self.anchor = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section at a heading; fall silent where nothing is to be found."""
        named = dict(attrs)
        classes = (named.get("class") or "").split()
        if self.silent or tag in SILENT or SILENT_CLASSES & set(classes):
            if tag not in VOID:
                self.silent.append(tag)
        elif tag in HEADINGS:
            # A term of the glossary is named by the element around it.
            self.found.append([named.get("id") or self.anchor, "", ""])
            self.heading = tag
        elif tag == "div":
            self.anchor = named.get("id") or ""
        elif tag == "img":
            self.handle_data(f" {named.get('alt') or ''} ")
        if tag in BLOCKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """Speak again; end a heading."""
        if self.silent:
            # A closing tag that is left out ends with its parent.
            while self.silent and self.silent.pop() != tag:
                pass
        elif tag == self.heading:
            self.heading = ""

    def handle_data(self, data: str) -> None:
        """Add text to the section's heading or body."""
        if not self.silent:
            self.found[-1][1 if self.heading else 2] += data


def sections_of(html: str) -> Iterator[Section]:
    """Yield the sections of a page's HTML, white space collapsed, without empty ones."""
    reader = _Sections()
    reader.feed(html)
    reader.close()
    for anchor, heading, text in reader.found:
        words = [" ".join(one.replace("\u00ad", "").split()) for one in (heading, text)]
        if any(words):
            yield anchor, words[0], words[1]


def search_path(locale: str) -> str:
    """Return where the text of a language is published."""
    return f"search/{locale}.js"


def search_files(site: Site, pages: Sequence[Gist]) -> Iterator[OutputFile]:
    """Yield the file of each language; what is found is said by `standing`."""
    for code in site.config.codes:
        own = [one for one in pages if one.page.locale == code and policy_of(one.page).search]
        index = {
            "pages": [[page.page.url, page.page.front.title] for page in own],
            "sections": [
                [number, *section] for number, page in enumerate(own) for section in page.found
            ],
        }
        written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        script = f"(globalThis.searchIndexes??={{}})[{json.dumps(code)}]={written};\n"
        yield OutputFile(search_path(code), script.encode())
