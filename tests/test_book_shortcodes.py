"""The shortcodes of books for Hugo print what their authors mean, and ask nobody for it."""

import pytest

from tests.book import CODE, COLUMNS, DOCUMENTED, EVERYTHING, NESTED, ODD, article, write_book
from tests.conftest import Trial
from tests.html import Element, by_class, formulas, links, parse, text_of

BOXES = {
    "{{< notice >}}": ("note", "メモ"),
    '{{< notice tip "T" >}}': ("tip", "T"),
    '{{< notice style="info" title="T" icon="star" >}}': ("note", "T"),
    "{{< hint >}}": ("note", "メモ"),
    "{{< hint danger >}}": ("warning", "注意"),
    '{{< hint type=tip title="T" icon=x >}}': ("tip", "T"),
    '{{< callout type="error" emoji="x" >}}': ("warning", "注意"),
    '{{< callout context="caution" title="T" icon="x" >}}': ("warning", "T"),
    '{{< alert title="T" color="success" >}}': ("tip", "T"),
    '{{< alert icon="fire" cardColor="#e63946" textColor="#fff" >}}': ("note", "メモ"),
    "{{< alert warning >}}": ("warning", "注意"),
    "{{< admonition type=tip title=T open=true >}}": ("tip", "T"),
    "{{< tip >}}": ("tip", "ヒント"),
    "{{< note T >}}": ("note", "T"),
    "{{< warning >}}": ("warning", "注意"),
    "{{< info >}}": ("note", "メモ"),
    '{{< important title="T" >}}': ("warning", "T"),
    "{{< caution >}}": ("warning", "注意"),
    "{{< danger >}}": ("warning", "注意"),
}

FRAMES = ["lead", "details", "expand", "quote", "columns", "column", "steps", "cards", "card"]
FRAMES += ["center", "tabs", "tab", *(call.split()[1] for call in BOXES)]

ESCAPED = [
    f'{{{{< notice title="{ODD}" >}}}}x{{{{< /notice >}}}}',
    f'{{{{< details "{ODD}" >}}}}x{{{{< /details >}}}}',
    f'{{{{< expand "{ODD}" >}}}}x{{{{< /expand >}}}}',
    f'{{{{< tabs items="{ODD}" >}}}}{{{{< tab >}}}}x{{{{< /tab >}}}}{{{{< /tabs >}}}}',
    f'{{{{< tabs >}}}}{{{{< tab "{ODD}" >}}}}x{{{{< /tab >}}}}{{{{< /tabs >}}}}',
    f'{{{{< quote author="{ODD}" source="{ODD}" >}}}}x{{{{< /quote >}}}}',
    f'{{{{< card title="{ODD}" subtitle="{ODD}" tag="{ODD}" header="{ODD}" />}}}}',
    f'{{{{< figure src="/images/x.svg" alt="{ODD}" title="{ODD}" class="{ODD}" attr="{ODD}" >}}}}',
    f'{{{{< img src="/images/x.svg" alt="{ODD}" caption="{ODD}" width="{ODD}" >}}}}',
    f'{{{{< youtube id="{ODD}" title="{ODD}" start="{ODD}" >}}}}',
    f'{{{{< gist "{ODD}" "{ODD}" "{ODD}" >}}}}',
    f'{{{{< video src="/images/x.mp4" title="{ODD}" >}}}}',
    f'{{{{< highlight "{ODD}" title="{ODD}" >}}}}<b>"{{{{< /highlight >}}}}',
    '{{< mermaid >}}<b>"{{< /mermaid >}}',
    f'a {{{{< ruby "{ODD}" "{ODD}" />}}}} {{{{< badge "{ODD}" />}}}} {{{{< kbd "{ODD}" />}}}}',
    f'a {{{{< button href="/" title="{ODD}" text="{ODD}" target="{ODD}" />}}}}',
    f'a {{{{< katex class="{ODD}" >}}}}x{{{{< /katex >}}}}',
]

PAGES = {
    "all": EVERYTHING,
    "documented": DOCUMENTED,
    "nested": NESTED,
    **{f"box{n}": f"{call}\n**a**\n{_end}" for n, (call, _end) in enumerate(
        (call, f"{{{{< /{call.split()[1]} >}}}}\n") for call in BOXES
    )},
    **{f"raw-{name}": f"{{{{< {name} >}}}}\n**a**\n{{{{< /{name} >}}}}\n" for name in FRAMES},
    **{f"md-{name}": f"{{{{% {name} %}}}}\n**a**\n{{{{% /{name} %}}}}\n" for name in FRAMES},
    **{f"odd{n}": call for n, call in enumerate(ESCAPED)},
    **{f"columns-{name}": body for name, body in COLUMNS.items()},
    "params": "{{< param level >}} {{< param AUTHOR.name >}} {{< param day >}} {{< param title >}}"
    " {{< param weight >}} {{< param open >}} {{< param tags >}} {{< siteparam level >}}"
    ' {{< siteparam title >}} \n\n<div title="{{< param level >}}">a</div>',
    "code": '{{< highlight python "linenos=inline,hl_lines=2-3 7,linenostart=199" >}}\n'
    f"{CODE}{{{{< /highlight >}}}}\n\n"
    "{{< highlight go >}}\n\n  x := 1\n{{< /highlight >}}\n",
    "math": "{{< katex >}}a_1*b_2*c{{< /katex >}} {{< katex display=true >}}\nd_1\n{{< /katex >}} "
    "{{< katex >}}\\(e\\) f \\[g\\]{{< /katex >}} {{< katex />}}\n\n"
    "{{< math >}}\n$$\nh\n$$\n{{< /math >}}\n\n{{< math >}}$i$ & j{{< /math >}}\n",
    "elsewhere": '{{< youtube id="a-b" title="T" start=90 autoplay=true loading=lazy >}}\n\n'
    "{{< vimeo 55 >}}\n\n{{< gist ada 7 f.py >}}\n\n"
    '{{< video src="https://example.com/a.mp4" title="Film" >}}\n',
    "figure": '{{< figure src="/images/x.svg" caption="C" title="T" link="/deep/" target=_blank '
    'rel=noopener width=200 height=80 loading=lazy class=wide attr=Me attrlink="https://a.example/"'
    ' >}}\n\n{{< image src="/images/x.svg" title="T" >}}\n',
    "silent": "{{< toc >}}\n\n{{< section >}}\n\n{{< toctree />}}\n\na{{< icon github >}}b"
    "{{< br >}}c\n",
    "raw": "{{< rawhtml >}}\n<i id=raw>**a** & b</i>\n{{< /rawhtml >}}\n",
    "leaf": "{{< children >}}\n\n{{< children page=deep >}}\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return a book with a page for every shortcode, built."""
    site = Trial(tmp_path_factory.mktemp("book"))
    write_book(site, PAGES)
    site.build(search=False)
    return site


def body(site: Trial, name: str) -> Element:
    return parse(article(site, name))


def test_nothing_is_wrong_with_any_page(book: Trial) -> None:
    assert book.problems == []


@pytest.mark.parametrize(("number", "expected"), [*enumerate(BOXES.values())])
def test_every_theme_has_its_boxes(book: Trial, number: int, expected: tuple[str, str]) -> None:
    [box] = by_class(body(book, f"box{number}"), "notice")
    [title] = by_class(box, "box-title")
    assert ((box.get("class") or "").split()[-1], text_of(title)) == expected
    assert [text_of(one) for one in box.iter("strong")] == ["a"]


@pytest.mark.parametrize("name", FRAMES)
def test_bodies_are_markdown_in_both_forms(book: Trial, name: str) -> None:
    raw, markdown = article(book, f"raw-{name}"), article(book, f"md-{name}")
    assert raw == markdown
    assert "<strong>a</strong>" in raw


@pytest.mark.parametrize("number", range(len(ESCAPED)))
def test_arguments_are_text(book: Trial, number: int) -> None:
    page = body(book, f"odd{number}")
    assert not list(page.iter("b"))
    names = {name for element in page.iter() for name in element.attrib}
    assert all(name.replace("-", "").isalpha() for name in names)
    said = [text_of(page), *(value for one in page.iter() for value in one.attrib.values())]
    assert any('<b>"' in text or "%3Cb%3E%22" in text for text in said)


def test_tabs_stand_in_tabs_and_hold_boxes(book: Trial) -> None:
    page = body(book, "nested")
    groups = [
        [
            (text_of(one[0]), one.get("name"), "open" in one.attrib)
            for one in tabs.findall("details")
        ]
        for tabs in by_class(page, "tabs")
    ]
    outer, inner, pane = groups
    assert [(title, is_open) for title, _, is_open in outer] == [("One", True), ("Two", False)]
    assert [title for title, *_ in inner] == ["甲", "乙", "タブ3"]
    assert [is_open for *_, is_open in inner] == [True, False, False]
    assert [(title, is_open) for title, _, is_open in pane] == [("German", True)]
    assert [len({name for _, name, _ in group}) for group in groups] == [1, 1, 1]
    assert len({group[0][1] for group in groups}) == 3
    [box] = by_class(page, "tip")
    assert text_of(box) == "Deep In the tab"


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_parted_by_lines_or_by_calls(book: Trial, name: str) -> None:
    [columns] = by_class(body(book, f"columns-{name}"), "abreast")
    expected = ["x", "x", "x"] if name == "calls" else ["a", "b", "c"]
    assert [text_of(column) for column in columns] == expected
    assert "--->" not in article(book, f"columns-{name}")


def test_parameters_are_those_of_the_page_then_of_the_site(book: Trial) -> None:
    page = body(book, "params")
    said = "page Ada 2024-02-29 params 7 true one, two site Trial"
    assert text_of(next(page.iter("p"))) == said
    assert [one.get("title") for one in page.iter("div")] == ["page"]


def test_code_keeps_its_letters_and_marks_its_lines(book: Trial) -> None:
    numbered, plain = body(book, "code").iter("pre")
    assert "".join(numbered.itertext()) == CODE
    marked = ["".join(one.itertext()) for one in numbered.iter("mark")]
    lines = CODE.splitlines(keepends=True)
    assert marked == [lines[1], lines[2], lines[6]]
    assert len(list(by_class(numbered, "line"))) == len(lines)
    assert numbered[0].get("style") == "counter-reset: line 198"
    assert "".join(plain.itertext()) == "  x := 1\n"


def test_formulas_are_set_with_or_without_delimiters(book: Trial) -> None:
    page = body(book, "math")
    assert [tex.strip() for tex in formulas(page)] == ["a_1*b_2*c", *["d_1", "e", "g", "h", "i"]]
    displayed = [one.get("display") for one in page.iter("math")]
    assert displayed == [None, "block", None, "block", "block", None]
    assert text_of(list(page.iter("p"))[-1]).endswith("& j")


def test_what_is_elsewhere_is_a_link(book: Trial) -> None:
    page = body(book, "elsewhere")
    assert [(text_of(one), one.get("href")) for one in page.iter("a")] == [
        ("動画：T", "https://www.youtube.com/watch?v=a-b&t=90s"),
        ("Vimeoの動画", "https://vimeo.com/55"),
        ("GitHub上のコード：f.py", "https://gist.github.com/ada/7"),
        ("Film", "https://example.com/a.mp4"),
    ]


@pytest.mark.parametrize("name", PAGES)
def test_no_page_asks_another_site_for_anything(book: Trial, name: str) -> None:
    for element in body(book, name).iter():
        assert element.tag not in ("iframe", "object", "embed", "script", "link")
        for asking in ("src", "srcset", "poster", "data"):
            assert "//" not in (element.get(asking) or "")


def test_figures_take_what_hugos_take(book: Trial) -> None:
    figure, image = body(book, "figure").iter("figure")
    assert figure.get("class") == "wide"
    shown = next(figure.iter("img")).attrib
    assert shown == {
        "src": "../../images/x.svg", "alt": "C", "width": "200", "height": "80", "loading": "lazy"
    }  # fmt: skip
    assert links(figure) == ["../deep/index.html", "https://a.example/"]
    assert text_of(next(figure.iter("figcaption"))) == "T C Me"
    assert next(image.iter("img")).get("alt") == "T"


def test_what_a_theme_does_elsewhere_prints_nothing(book: Trial) -> None:
    page = body(book, "silent")
    assert text_of(page) == "abc"
    assert len(list(page.iter("br"))) == 1


def test_raw_html_is_kept(book: Trial) -> None:
    assert "<i id=raw>**a** & b</i>" in article(book, "raw")


def test_lists_of_pages_go_as_deep_as_they_are_asked_to(book: Trial) -> None:
    home = article(book, "")
    [pages] = by_class(parse(home), "children")
    assert ("deep/page/index.html", "節") in [(a.get("href"), text_of(a)) for a in pages.iter("a")]
    assert "&lt;b&gt;深い" in home
    assert 'id="pages"' not in home, "a section that lists its pages does so once"
    assert links(body(book, "leaf")) == ["../deep/page/index.html"]


def test_plain_markdown_keeps_what_the_page_says(book: Trial) -> None:
    text = (book.output / "ja/all/index.md").read_text(encoding="utf-8")
    expected = ["Ctrl", "v 1", "漢字(かんじ)", "$x_1$", "[Home](/)", "A **hint**.", "**More**"]
    expected += ["**One**", "**Deep**", "> Words.", f"```python\n{CODE}```", "$$\n\\int_0^1"]
    assert [said for said in expected if said not in text] == []
    assert "{{<" not in text
    assert "[節](deep/page/index.html)" in (book.output / "ja/index.md").read_text(encoding="utf-8")
