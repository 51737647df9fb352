"""Cards: the pictures that stand for pages where somebody shows a link."""

import io
from collections.abc import Mapping

import numpy as np
import pytest
from PIL import Image

from sitegen.model.card import HEIGHT, WIDTH
from sitegen.model.page import Who
from sitegen.programs import cards
from tests.conftest import SITE_YAML, Trial
from tests.test_publishing import head

BASE = "https://example.org/"
CONFIG = SITE_YAML.replace(
    "[ja, es]", "[{code: ja, font: IPAexGothic, preamble: import japanize_matplotlib}, es]"
)
FRONT = "---\ntitle: {}\n---\n\n最初の文。\n"
SHOWN = "{{< plot draw caption=c >}}alt{{< /plot >}}\n"
PROGRAM = """from matplotlib import pyplot as plt

plt.fill([0, 1, 1, 0], [0, 0, 1, 1], color="red")
plt.show()
"""


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Return a site with cards; `lesson` has a figure, `fallback` no translation."""
    trial.write(
        {
            "site.yaml": CONFIG + "cards: true\n",
            "content/lesson.md": FRONT.format("赤い図\nexecute: true"),
            "content/fallback.md": FRONT.format("訳のない頁"),
            "content/_index.md": "---\ntitle: 家\n---\n",
            "content/_index.es.md": "---\ntitle: Casa\n---\n",
            "content/plain.md": FRONT.format("図のない頁"),
            "content/plain.es.md": "---\ntitle: Una página con un título muy largo\n---\n\nUna.\n",
        }
    )
    fence = f"```python draw\n{PROGRAM}```\n\n{SHOWN}"
    page = trial.folder / "content/lesson.md"
    page.write_text(page.read_text(encoding="utf-8") + fence, encoding="utf-8")
    return trial


def drawn(site: Trial) -> Mapping[str, bytes]:
    """Return the published cards by their paths."""
    folder = site.output / "cards"
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*.png")}


def share_of_red(png: bytes) -> float:
    """Return how much of a picture is red."""
    with Image.open(io.BytesIO(png)) as picture:
        small = picture.convert("RGB")
    red, green, blue = np.moveaxis(np.asarray(small), 2, 0)
    return float(np.mean((red > 200) & (green < 60) & (blue < 60)))


def test_every_translated_page_has_one(site: Trial) -> None:
    site.build()
    assert site.problems == []
    pages = {f"ja/{name}.png" for name in ("index", "lesson", "fallback", "plain")}
    assert drawn(site).keys() == pages | {"es/index.png", "es/plain.png"}
    for png in drawn(site).values():
        with Image.open(io.BytesIO(png)) as picture:
            assert picture.size == (WIDTH, HEIGHT)
    assert len({*drawn(site).values()}) == len(drawn(site))


def test_it_shows_the_figure_of_the_page_or_of_the_first_below(site: Trial) -> None:
    site.build()
    shares = {path: share_of_red(png) for path, png in drawn(site).items()}
    assert shares["ja/lesson.png"] > 0.1
    assert shares["ja/index.png"] == shares["ja/lesson.png"]
    assert shares["ja/plain.png"] == 0


def test_the_head_names_it(site: Trial) -> None:
    site.build()
    own = head(site, "es/plain")
    assert own["og:image"] == f"{BASE}cards/es/plain.png"
    assert own["twitter:card"] == "summary_large_image"
    # A page that is shown in the language of its source has the source's card.
    assert head(site, "es/fallback")["og:image"] == f"{BASE}cards/ja/fallback.png"


def test_what_did_not_change_is_not_drawn_again(
    site: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    first = drawn(site)
    asked: list[str] = []

    def none_left(wanted: Mapping[Who, object], jobs: int) -> list[object]:
        asked.extend(key for key, _ in wanted)
        return []

    monkeypatch.setattr(cards, "_drawn", none_left)
    site.build()
    assert asked == []
    assert drawn(site) == first
    site.write({"content/plain.es.md": "---\ntitle: Otra\n---\n\nUna.\n"})
    site.build()
    assert asked == ["plain"]


def test_a_letter_without_a_glyph_is_told_at_its_page(site: Trial) -> None:
    site.write({"content/plain.es.md": "---\ntitle: Página 家\n---\n\nUna.\n"})
    site.build()
    [told] = [str(one) for one in site.report.problems if one.code == "glyph"]
    assert told.startswith(
        "content/plain.es.md: its card cannot show 'Página 家': no font has '家'"
    )


def test_a_preamble_that_raises_is_told(site: Trial) -> None:
    config = CONFIG.replace(", es]", ", {code: es, preamble: 1/0}]")
    site.write({"site.yaml": config + "cards: true\n"})
    site.build()
    assert [one for one in site.problems if "ZeroDivisionError" in one]


def test_a_site_that_does_not_ask_has_none(site: Trial) -> None:
    site.write({"site.yaml": CONFIG})
    site.build()
    assert drawn(site) == {}
    assert "og:image" not in head(site, "es/plain")
