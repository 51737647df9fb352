"""The addresses of books for Hugo: those that Hugo 0.168 gives, from names, slugs and `url`."""

import pytest

from sitegen.reading.hugo_url import hugo_segment, hugo_slug
from tests.conftest import Trial
from tests.html import text_of
from tests.hugo import BOOK, built


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("Deep Dive", "deep-dive"),
        ("foo  bar", "foo--bar"),
        ("a - b", "a---b"),
        (" foo ", "-foo-"),
        ("v1.2", "v1.2"),
        ("snake_case", "snake_case"),
        ("C++ & C#", "c++--c#"),
        ("é が 한글", "é-が-한글"),
        ("「題」。", "題"),
        ("a\u3000\u3000b", "a-b"),
        ("50%", "50"),
        ("😀", ""),
    ],
)
def test_names_of_files_become_addresses_as_in_hugo(name: str, segment: str) -> None:
    """What Hugo 0.168 printed for these names."""
    assert hugo_segment(name) == segment


@pytest.mark.parametrize(
    ("slug", "meant"), [("A  b", "a-b"), ("-x-", "x"), ("a/B c", "a/b-c"), ("a--b", "a--b")]
)
def test_slugs_become_addresses_as_in_hugo(slug: str, meant: str) -> None:
    """White space of a slug is one hyphen, and a slash makes a level."""
    assert hugo_slug(slug) == meant


def test_what_the_front_matter_says_of_the_address_holds(book: Trial) -> None:
    """`url` stands for all, the slug of a section is in the addresses below it."""
    front = "---\n{}\n---\n\nx\n"
    book.write(
        {
            "content/a/_index.md": front.format("title: A\nslug: Teil Eins"),
            "content/a/b.md": front.format("title: B"),
            "content/a/c.md": front.format("title: C\nurl: Some/Where"),
            "content/a/d.md": front.format("title: D\nurl: /root/d.html"),
            "content/a/e.md": front.format("title: E\naliases: [/old/, beside]"),
        }
    )
    found = built(book)
    assert "ja/teil-eins" in found
    assert "ja/teil-eins/b" in found
    assert "ja/Some/Where" in found
    assert (book.output / "root/d.html").is_file()
    assert "ja/old" in found
    assert "ja/teil-eins/beside" in found


def test_a_section_is_renamed_in_its_own_language(book: Trial) -> None:
    """A language whose `_index` is missing keeps the name of the folder."""
    book.write(
        {
            "content/a/_index.md": "---\ntitle: A\nslug: neu\n---\n",
            "content/a/b.md": "x",
            "content/a/b.es.md": "x",
        }
    )
    found = built(book)
    assert {"ja/neu/b", "es/a/b"} <= set(found)


def test_the_source_may_live_at_the_root(book: Trial) -> None:
    """`default_locale_in_subdir: false` is Hugo's default."""
    book.write({"site.yaml": BOOK + "default_locale_in_subdir: false\n", "content/docs/a.md": "x"})
    found = built(book)
    assert "docs/a" in found
    assert "es/docs/a" in found


def test_every_language_may_have_a_folder_of_its_own(book: Trial) -> None:
    """`content` of a locale is Hugo's contentDir; the suffix still wins."""
    locales = "locales: [{code: ja, content: content/ja}, {code: es, content: content/es}]"
    book.write(
        {
            "site.yaml": BOOK.replace("locales: [ja, es]", locales),
            "content/ja/docs/a.md": "日本語",
            "content/es/docs/a.md": "español",
        }
    )
    assert {"ja/docs/a", "es/docs/a"} <= set(built(book))
    assert "español" in text_of(book.page("es/docs/a"))


def test_no_address_leaves_the_site(book: Trial) -> None:
    """Steps upwards in a slug or a `url` count for nothing; what cannot be one is told."""
    front = "---\ntitle: T\n{}\n---\n\nx\n"
    book.write(
        {
            "content/a.md": front.format("slug: ../../../a"),
            "content/b.md": front.format("url: /../../b/"),
            "content/c.md": front.format("url: https://example.org/c/"),
            "content/d.md": front.format(f"slug: {'d' * 300}"),
            "content/e/f.md": front.format("aliases: [../old, './here', ../../../../up]"),
        }
    )
    found = built(book)
    assert {"ja/a", "b", "ja/c", "ja/d", "ja/old", "ja/e/here", "up"} <= set(found)
    assert not list(book.folder.parent.glob("a"))
    assert len([one for one in book.problems if "cannot be" in one]) == 2


def test_translations_find_each_other_in_any_case(book: Trial) -> None:
    """`Foo.md` and `foo.es.md` are one page; a page that stands in never hides a real one."""
    front = "---\ntitle: T\nslug: same\n---\n\n{}\n"
    book.write(
        {
            "content/Foo Bar.md": "ja",
            "content/foo-bar.es.md": "es",
            "content/p.md": front.format("ja"),
            "content/q.es.md": front.format("español"),
        }
    )
    built(book)
    assert not [one for one in book.problems if "foo" in one.lower()]
    assert "español" in text_of(book.page("es/same"))


def test_what_is_no_page_is_not_published(book: Trial) -> None:
    """Copies that editors leave, bundles within bundles, sections that hide what is below."""
    book.write(
        {
            "content/a.md~": "secret",
            "content/#a.md#": "secret",
            "content/b/index.md": "x",
            "content/b/c/index.md": "no page",
            "content/s/_index.md": "---\ntitle: S\ncascade: {draft: true}\n---\n",
            "content/s/t.md": "hidden",
        }
    )
    found = built(book)
    assert not {"ja/b/c", "ja/s/t"} & set(found)
    assert not list(book.output.rglob("*a.md*"))


@pytest.mark.parametrize("other", ["b/index.md", "b/_index.md", "B.md", "b.ja.md"])
def test_two_files_of_one_page_are_told(book: Trial, other: str) -> None:
    """Hugo takes one of them, and not always the same."""
    book.write({"content/b.md": "one", f"content/{other}": "two", "content/b/c.md": "x"})
    built(book)
    assert any("is the same page as" in one for one in book.problems)


def test_a_bundle_at_the_root_is_told(book: Trial) -> None:
    """It takes all other pages for its own files, as in Hugo."""
    (book.folder / "content/_index.md").unlink()
    book.write({"content/index.md": "x", "content/a.md": "x"})
    built(book)
    assert any("a bundle at the root" in one for one in book.problems)
