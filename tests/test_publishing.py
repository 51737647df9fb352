"""What machines are told of a site: which page stands for what, where all is, what is new."""

import json
from xml.etree import ElementTree

import pytest

from sitegen.output.description import shortened
from sitegen.output.standing import POLICIES, Standing
from tests.conftest import SITE_YAML, Trial
from tests.html import Element, text_of

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://example.org/"


OWN = "---\ntitle: T\ndescription: Di.\ndate: 2026-02-01\n---\nA.\n"


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Return a site with a page of every standing; `stale` is translated and stale."""
    front = "---\ntitle: {}\nlastmod: 2026-01-0{}\n---\n\n最初の文。次の文です。\n"
    stale = 'source:\n  _: "00000000"\n---'
    trial.write(
        {
            "content/_index.md": "---\ntitle: 家\n---\n",
            "content/_index.es.md": "---\ntitle: Casa\n---\n",
            "content/translated.md": front.format("訳", 1),
            "content/translated.es.md": OWN,
            "content/stale.md": front.format("古", 2),
            "content/stale.es.md": f"---\ntitle: S\n{stale}\nUna frase.\n",
            "content/fallback.md": front.format("無", 3),
            "content/excluded.md": front.format("除", 4).replace(
                "lastmod", "exclude: [es]\nexclude_reason: x\nlastmod"
            ),
            "content/draft.md": front.format("稿", 5).replace("lastmod", "draft: true\nlastmod"),
        }
    )
    trial.build()
    return trial


def head(site: Trial, url: str) -> dict[str, str]:
    """Return what the head of a page says, by its name."""
    found = {}
    for one in site.page(url).iter("link"):
        if one.get("rel") in ("canonical", "alternate"):
            name = one.get("hreflang") or one.get("type") or "canonical"
            found[name] = one.get("href") or ""
    for one in site.page(url).iter("meta"):
        if name := one.get("name") or one.get("property") or "":
            found[name] = one.get("content") or ""
    return found


def test_the_table_covers_every_standing() -> None:
    assert set(POLICIES) == set(Standing)


@pytest.mark.parametrize("standing", ["translated", "stale", "fallback", "excluded", "draft"])
def test_what_becomes_of_a_page_follows_the_table(site: Trial, standing: str) -> None:
    policy = POLICIES[Standing(standing)]
    file = site.output / f"es/{standing}/index.html"
    assert file.exists() == policy.published
    listed = (site.output / "sitemap.xml").read_text(encoding="utf-8")
    address = f"{BASE}es/{standing}/"
    assert (f"<loc>{address}</loc>" in listed) == policy.sitemap
    said = (site.output / "search/es.js").read_text(encoding="utf-8")
    assert (f'"es/{standing}/"' in said) == policy.search
    if not policy.published:
        return
    own = head(site, f"es/{standing}")
    other = f"{BASE}ja/{standing}/"
    assert own["canonical"] == (address if policy.canonical == "self" else other)
    assert own.get("robots", "") == policy.robots
    alternates = {"ja": other, "es": address, "x-default": other} if policy.hreflang else {}
    assert {key: own[key] for key in ("ja", "es", "x-default") if key in own} == alternates
    theirs = head(site, f"ja/{standing}")
    assert ("es" in theirs) == policy.hreflang


def test_a_home_page_has_the_root_as_default(site: Trial) -> None:
    assert head(site, "es")["x-default"] == BASE


def test_a_page_describes_itself_to_those_who_link_to_it(site: Trial) -> None:
    own = head(site, "es/translated")
    assert own["og:title"] == "T"
    assert own["description"] == own["og:description"] == "Di."
    assert own["og:url"] == f"{BASE}es/translated/"
    assert (own["og:locale"], own["og:locale:alternate"]) == ("es_ES", "ja_JP")
    [script] = [one for one in site.page("es/translated").iter("script") if one.get("type")]
    data = json.loads(script.text or "")
    assert data == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": f"{BASE}es/translated/",
        "name": "T",
        "inLanguage": "es",
        "description": "Di.",
        "dateModified": "2026-02-01",
        "translationOfWork": {"@id": f"{BASE}ja/translated/"},
        "isPartOf": {"@type": "WebSite", "name": "Trial", "url": f"{BASE}es/"},
    }


def test_a_page_without_a_description_says_its_first_sentences(site: Trial) -> None:
    assert head(site, "ja/translated")["description"] == "最初の文。次の文です。"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Una frase. " * 20, ("Una frase. " * 14).strip()),
        ("一つの文です。" * 20, "一つの文です。" * 11),
        ("palabra " * 40, "palabra " * 18 + "palabra…"),
        ("漢" * 200, "漢" * 79 + "…"),
        ("Corta.", "Corta."),
        ("", ""),
    ],
)
def test_a_description_ends_with_a_sentence(text: str, kept: str) -> None:
    assert shortened(text) == kept


def entries(site: Trial, code: str) -> list[Element]:
    tree = ElementTree.parse(site.output / code / "feed.xml")
    return list(tree.getroot().iter(f"{ATOM}entry"))


def test_the_feed_of_a_language_has_its_dated_pages_the_newest_first(site: Trial) -> None:
    found = [
        (one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}updated")) for one in entries(site, "ja")
    ]
    assert found == [
        (f"{BASE}ja/{name}/", f"2026-01-0{day}T00:00:00Z")
        for name, day in (("excluded", 4), ("fallback", 3), ("stale", 2), ("translated", 1))
    ]
    [entry] = entries(site, "es")
    assert entry.findtext(f"{ATOM}published") == "2026-02-01T00:00:00Z"
    assert entry.findtext(f"{ATOM}summary") == "Di."
    assert head(site, "es/stale")["application/atom+xml"] == "../feed.xml"


def test_a_language_without_dated_pages_has_no_feed(trial: Trial) -> None:
    trial.write({"content/_index.md": "x"})
    trial.build()
    assert not list(trial.output.rglob("feed.xml"))
    assert "application/atom+xml" not in head(trial, "ja")
    assert "lastmod" not in (trial.output / "sitemap.xml").read_text(encoding="utf-8")


def test_the_sitemap_knows_all_languages_of_a_page(site: Trial) -> None:
    tree = ElementTree.parse(site.output / "sitemap.xml").getroot()
    urls = {one.findtext(f"{MAP}loc"): one for one in tree.iter(f"{MAP}url")}
    assert len(urls) == 8
    one = urls[f"{BASE}es/translated/"]
    assert one.findtext(f"{MAP}lastmod") == "2026-02-01"
    links = [link.attrib for link in one if link.tag.endswith("link")]
    assert [(link["hreflang"], link["href"]) for link in links] == [
        ("ja", f"{BASE}ja/translated/"),
        ("es", f"{BASE}es/translated/"),
        ("x-default", f"{BASE}ja/translated/"),
    ]
    robots = (site.output / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {BASE}sitemap.xml" in robots


def test_pages_can_be_read_as_markdown(site: Trial) -> None:
    listed = (site.output / "llms.txt").read_text(encoding="utf-8")
    assert f"- [T]({BASE}es/translated/index.md): Di.\n" in listed
    assert "fallback/index.md" in listed
    assert "es/fallback" not in listed
    text = (site.output / "ja/stale/index.md").read_text(encoding="utf-8")
    assert text == "# 古\n\n最初の文。次の文です。\n"
    assert head(site, "ja/stale")["text/markdown"] == "index.md"
    assert not (site.output / "es/fallback/index.md").exists()


def test_a_page_that_is_not_there_speaks_every_language(trial: Trial) -> None:
    trial.write({"site.yaml": SITE_YAML.replace("example.org/", "example.org/repo/")})
    trial.write({"content/_index.md": "x"})
    trial.build()
    page = trial.output / "404.html"
    text = page.read_text(encoding="utf-8")
    for href in ("/repo/ja/", "/repo/es/", "/repo/assets/theme.css", "/repo/assets/not-found.js"):
        assert f'"{href}"' in text
    assert "このページは見つかりません" in text
    assert "Esta página no existe" in text


def test_github_publishes_all_files_and_readers_can_take_the_bibliography(trial: Trial) -> None:
    bib = "@book{knuth, author={Knuth}, title={TAOCP}, year={1968}}\n"
    body = '{{< cite "knuth" >}}\n\n{{% references %}}{{% /references %}}\n'
    trial.write({"content/_index.md": "x", "content/a.md": body, "content/references.bib": bib})
    trial.build()
    assert trial.problems == []
    assert (trial.output / ".nojekyll").read_bytes() == b""
    assert (trial.output / "references.bib").read_text(encoding="utf-8") == bib
    hrefs = [one.get("href") for one in trial.page("ja/a").iter("a") if text_of(one) == "BibTeX"]
    assert hrefs == ["../../references.bib"]
