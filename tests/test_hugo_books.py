"""Books that were written for Hugo, built as they are: files, addresses, front matter, dates."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sitegen.pipeline import build
from sitegen.progress import Progress
from sitegen.reading.hugo_page import parse_hugo_page
from sitegen.request import Request
from tests.conftest import ROOT, Trial
from tests.html import by_class, links, text_of
from tests.hugo import BOOK, built


def test_a_book_is_its_files(book: Trial) -> None:
    """Suffixes, bundles, folders without `_index`, Unicode, capitals: all have an address."""
    book.write(
        {
            "content/Docs/First Page.md": "x",
            "content/Docs/First Page.es.md": "x",
            "content/Docs/second.JA.md": "x",
            "content/Docs/bundle/index.md": "x",
            "content/Docs/bundle/index.es.md": "x",
            "content/Docs/bundle/notes.md": "not a page",
            "content/図/混合.md": "x",
        }
    )
    found = built(book)
    for page in ("docs/first-page", "docs/second", "docs/bundle", "docs", "図/混合"):
        assert f"ja/{page}" in found
    assert "es/docs/first-page" in found
    assert not [page for page in found if "notes" in page]


def test_unknown_keys_are_parameters_in_any_case(book: Trial) -> None:
    """Nothing that Hugo takes is refused; `params` win over keys beside them."""
    page = "+++\nTITLE = 'T'\nWeight = '3'\nauthor = 'me'\n[params]\nauthor = 'you'\n+++\nx\n"
    code = (
        "{% set inline = true %}{% macro who() %}{{ page.page.front.params.author }}{% endmacro %}"
    )
    book.write({"content/a.md": "---\ntitle: A\n---\n", "templates/shortcodes/who.html": code})
    (book.folder / "content/a.md").write_text(page + "by {{< who >}}", encoding="utf-8")
    built(book)
    assert "by you" in text_of(book.page("ja/a"))
    assert not [one for one in book.problems if "content/a.md" in one and "not in es" not in one]


@pytest.mark.parametrize(
    ("front", "title", "weight", "draft"),
    [
        ('---\ntitle: T\nweight: "3"\ndraft: "true"\n---\n', "T", 3, True),
        ("---\ntitle: T\nweight: 3.7\ndraft: yes\n---\n", "T", 3, False),
        ("---\ntitle: yes\nweight: abc\ndate:\n---\n", "yes", None, False),
        ("---\ntitle: [a]\nweight: [1]\ndraft: 0\n---\n", "", None, False),
        ("\n\n---\nTitle: T\nWEIGHT: true\n---\n", "T", 1, False),
        ("+++\ntitle = 'T'\nweight = -2\ndate = 2020-01-02T03:04:05+09:00\n+++\n", "T", -2, False),
        ('{"title": "T", "draft": true, "weight": 1e2}\nx', "T", 100, True),
        ("---\ntitle: T\nlastmod: 2020-01-02 03:04:05 +0900\n---\n", "T", None, False),
        ("x", "", None, False),
    ],
)
def test_front_matter_means_what_hugo_makes_of_it(
    front: str,
    title: str,
    weight: int | None,
    draft: bool,  # noqa: FBT001 - a row of the table
) -> None:
    """Numbers in quotes, words of old YAML, empty values and other kinds: none is an error."""
    parts, problems = parse_hugo_page(front, "p.md", ("ja",))
    found = parts.front
    assert (found.title, found.weight, found.draft) == (title, weight, draft)
    assert problems == []


def test_a_date_may_be_in_seconds_and_under_other_names() -> None:
    """`modified` is `lastmod`, as in Hugo."""
    parts, _ = parse_hugo_page("---\ndate: 1577934245\nmodified: 2020-01-03\n---\n", "p", ("ja",))
    assert (parts.front.date, parts.front.lastmod) == (date(2020, 1, 2), date(2020, 1, 3))


def test_what_hugo_hides_is_hidden(book: Trial) -> None:
    """Drafts, headless bundles and pages that are never rendered have no address."""
    front = "---\ntitle: T\n{}\n---\nx\n"
    book.write(
        {
            "content/a.md": front.format("draft: true"),
            "content/b/index.md": front.format("headless: true"),
            "content/c.md": front.format("build: {render: never}"),
            "content/d.md": front.format(""),
        }
    )
    found = built(book)
    assert "ja/d" in found
    assert not {"ja/a", "ja/b", "ja/c"} & set(found)


@pytest.mark.parametrize(("day", "shown"), [("2026-01-01", ["b"]), ("2026-03-01", ["a", "b"])])
def test_dates_are_compared_with_the_day_that_is_asked_for(
    book: Trial, day: str, shown: list[str]
) -> None:
    """Without a day all is shown, and told."""
    front = "---\ntitle: T\n{}\n---\nx\n"
    book.write(
        {
            "content/a.md": front.format("publishDate: 2026-02-01"),
            "content/b.md": front.format("date: 2020-01-01"),
            "content/c.md": front.format("expiryDate: 2025-12-31"),
        }
    )
    assert {"ja/a", "ja/b", "ja/c"} <= set(built(book))
    assert "2 pages say from when or until when they are shown" in "\n".join(book.problems)
    request = Request(book.folder, ROOT, book.output, None, search=False, keep_going=True)
    build(replace(request, as_of=date.fromisoformat(day)), Progress())
    pages = [page for page in "abc" if (book.output / "ja" / page).is_dir()]
    assert pages == shown


def test_files_of_a_bundle_are_published_once_and_found(book: Trial) -> None:
    """Every language reads the picture of the first, unless it has its own."""
    svg = (ROOT / "static/favicon.svg").read_bytes()
    book.write(
        {
            "content/b/index.md": "![one](fit.png) ![two](own.svg)",
            "content/b/index.es.md": "![one](fit.png) ![two](own.svg)",
            "content/b/fit.png": svg,
            "content/b/own.svg": svg,
            "content/b/own.es.svg": svg,
        }
    )
    built(book)
    files = {path.relative_to(book.output).as_posix() for path in book.output.rglob("b/*.*g")}
    assert files == {"ja/b/fit.png", "ja/b/own.svg", "es/b/own.es.svg"}
    images = [one.get("src") for one in book.page("es/b").iter("img")]
    assert images == ["../../ja/b/fit.png", "own.es.svg"]


def test_pages_stand_in_the_order_of_each_language(book: Trial) -> None:
    """Weight, newest date, title: what a translation says of itself counts there."""
    page = "---\ntitle: {}\nweight: {}\n---\nx\n"
    book.write(
        {
            "content/a.md": page.format("A", 1),
            "content/b.md": page.format("B", 2),
            "content/a.es.md": page.format("A", 2),
            "content/b.es.md": page.format("B", 1),
            "content/z.md": page.format("Z", 0),
        }
    )
    built(book)

    def menu(locale: str) -> list[str]:
        [found] = by_class(book.page(locale), "menu")
        return [text_of(link) for link in found.iter("a")]

    assert menu("ja") == ["A", "B", "Z"]
    assert menu("es")[:2] == ["B", "A"]


def test_a_suffix_that_is_no_language_is_told(book: Trial) -> None:
    """`x.jp.md` is a page in the source's language, as in Hugo, and a likely slip."""
    book.write({"content/x.jp.md": "x"})
    assert "ja/x.jp" in built(book)
    assert any("'jp' is no locale" in one for one in book.problems)


def test_a_page_that_is_not_in_every_language_is_told(book: Trial) -> None:
    """A warning names the languages that lack it, and another one that lacks its source."""
    book.write({"content/a.md": "x", "content/b.es.md": "x"})
    found = built(book)
    assert "es/b" in found
    assert "ja/b" not in found
    told = "\n".join(book.problems)
    assert "content/a.md: is not in es" in told
    assert "content/b.es.md: has no source page" in told


def test_a_go_template_is_told_once_with_its_uses(book: Trial) -> None:
    """It is not run; what it encloses is shown, and the place of its successor is named."""
    book.write(
        {
            "layouts/shortcodes/box.html": "<b>{{ .Inner }}</b>",
            "content/a.md": "{{< box >}}in *it*{{< /box >}} and {{< box >}}x{{< /box >}}",
            "content/c.md": "x\n\n{{% box %}}y{{% /box %}}",
        }
    )
    built(book)
    [told] = [one for one in book.problems if "'box'" in one]
    assert told.startswith("content/a.md:5: shortcode 'box' is called 3 times")
    assert "layouts/shortcodes/box.html is a Go template" in told
    assert "templates/shortcodes/box.html" in told
    assert "<em>it</em>" in (book.output / "ja/a/index.html").read_text(encoding="utf-8")


def test_one_paragraph_of_this_generator_stays_as_it_was(trial: Trial) -> None:
    """Without `hugo: true` nothing of this holds: unknown keys are errors."""
    trial.write({"content/_index.md": "---\ntitle: T\nauthor: me\n---\n"})
    trial.build(search=False)
    assert any("unknown key 'author'" in one for one in trial.problems)


def test_links_find_what_they_name(book: Trial) -> None:
    """By file, by address, by `ref`, with a fragment; in Markdown and in raw HTML."""
    book.write(
        {
            "content/d/a.md": (
                '[f](b.md#x) [g](/d/b/) [h](../b/) [r]({{< ref "b" >}}) '
                '[s]({{% relref "/d/b.md" %}}#x)\n\n<p><a href="{{< relref "b" >}}">t</a></p>\n'
            ),
            "content/d/b.md": "## X\n",
        }
    )
    built(book)
    [body] = book.page("ja/d/a").iter("article")
    found = links(body)
    there = "../b/index.html"
    assert found[:6] == [f"{there}#x", there, there, there, f"{there}#x", there]
    assert not [one for one in book.problems if "error" in one or "nothing" in one]


def test_a_folder_of_content_must_lie_inside_the_site(book: Trial) -> None:
    """`..` is refused before anything is read."""
    text = BOOK.replace("locales: [ja, es]", "locales: [{code: ja, content: ../other}, es]")
    book.write({"site.yaml": text})
    assert book.build().exit == 2
    assert "is no folder of the site" in book.problems[0]
    assert Path(book.folder).is_dir()
