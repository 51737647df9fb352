"""The ids of headings in books for Hugo: those that Hugo 0.168 gives, by a table of its output."""

import json

from tests.conftest import ROOT, Trial
from tests.hugo import BOOK, rendered

TABLE: list[tuple[str, list[str | None]]] = [
    (text, names)
    for text, names in json.loads((ROOT / "tests/oracle/headings.json").read_text("utf-8"))
]
"""The text of a page, and the ids of its headings; Hugo gives none to a heading without text."""

OTHERWISE = {
    "## Heading {#}": "an empty id is none",
    "## **a****b**": "bold text beside CJK is read otherwise, and so is this",
    "## _a_b_c_": "Hugo takes the inside of a word for an edge of emphasis",
    "a **b\nc** d\n---\n": "bold text goes on from one line of a heading to the next",
}
"""Where this generator knowingly differs, and why."""


def test_headings_have_the_ids_that_hugo_gives_them(book: Trial) -> None:
    """In all cases of the table; a heading without text has an id that no other one wants."""
    pages = {f"content/p{n}.md": text for n, (text, _) in enumerate(TABLE)}
    book.write(pages)
    found = rendered(book)
    wrong = {}
    for n, (text, names) in enumerate(TABLE):
        ours = [heading.id for heading in found[f"p{n}"].headings]
        wanted = [name or own for name, own in zip(names, ours, strict=True)]
        if ours != wanted and text not in OTHERWISE:
            wrong[text] = (ours, wanted)
    assert not wrong


def test_formulas_are_no_part_of_ids_where_hugo_passes_them_through(book: Trial) -> None:
    """`markdown: {passthrough: true}` says that the book's own Hugo did."""
    text = "## \\(x_1\\) and $$y$$ b\n"
    book.write({"content/p.md": text})
    assert [heading.id for heading in rendered(book)["p"].headings] == ["x_1-and-y-b"]
    book.write({"site.yaml": BOOK + "markdown: {passthrough: true}\n"})
    assert [heading.id for heading in rendered(book)["p"].headings] == ["and--b"]


def test_an_anchor_that_is_written_twice_is_told(book: Trial) -> None:
    """The page is published as it is, as in Hugo."""
    book.write({"content/p.md": "## A {#x}\n\n## B {#x}\n"})
    found = rendered(book)
    assert [heading.id for heading in found["p"].headings] == ["x", "x"]
