"""The menu of a large book: the branch of the page, near it, and a way to all the rest."""

from tests.conftest import SITE_YAML, Trial
from tests.html import by_class, text_of

MANY = 700
ROOM = 40 * 1024
"""Bytes that a page of such a book may have besides its own text."""


def test_a_page_of_a_large_book_names_what_is_near(trial: Trial) -> None:
    """Forty neighbours, and a link to the section's page, which lists all."""
    trial.write({"site.yaml": SITE_YAML.replace("[ja, es]", "[ja]"), "content/_index.md": "x"})
    titled = "---\ntitle: {}\n---\n"
    trial.write({"content/a/_index.md": titled.format("A"), "content/b.md": titled.format("B")})
    page = "---\ntitle: Page {0}\nweight: {0}\n---\n\nx\n"
    trial.write({f"content/a/p{n}.md": page.format(n) for n in range(1, MANY)})
    trial.build(publish=True, search=False, keep_going=True)
    html = (trial.output / "ja/a/p350/index.html").read_bytes()
    assert len(html) <= ROOM
    [menu] = by_class(trial.page("ja/a/p350"), "menu")
    names = [text_of(link) for link in menu.iter("a")]
    assert names[1] == "Page 330"
    assert names[-2:] == [f"全{MANY - 1}ページ", "B"]
    assert "Page 350" in names
    [more] = by_class(menu, "more")
    assert more.get("href") == "../index.html"
    whole = text_of(trial.page("ja/a"))
    assert all(f"Page {n}" in whole for n in (1, 350, MANY - 1))
