"""The same sources give the same bytes, wherever and whenever; and they work wherever they lie."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ROOT, SITE_YAML, Trial
from tests.html import parse
from tests.visit import Visit, serving

PROGRAM = """\
# %% draw
import matplotlib.pyplot as plt
from demo.words import _
names = {"b", "a", "c"}
print(_("Sum"), sum(range(10)))
plt.plot([0, 1], [1, 3])
plt.title(_("Sum"))
"""
PO = 'msgid ""\nmsgstr "Language: {0}\\n"\n\nmsgid "Sum"\nmsgstr "{1}"\n'
BODY = '## {0} {{#one}}\n\n{{{{< cell "draw" >}}}}\n\n{{{{< plot "draw" >}}}}{1}{{{{< /plot >}}}}\n'


@pytest.fixture
def sources(trial: Trial) -> Trial:
    front = "---\ntitle: {}\nprogram: p\nlastmod: 2026-01-02\n---\n"
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/__init__.py": "",
            "demo/words.py": "def _(text):\n    return text\n",
            "demo/lessons/p.py": PROGRAM,
            "demo/messages/ja.po": PO.format("ja", "Wa"),
            "demo/messages/es.po": PO.format("es", "Suma"),
            "content/_index.md": "x",
            "content/a/b.md": front.format("頁") + BODY.format("一", "線"),
            "content/a/b.es.md": "---\ntitle: Hoja\n---\n" + BODY.format("Uno", "Línea"),
        }
    )
    return trial


def built(sources: Trial, folder: Path, *options: str, **world: str) -> dict[str, bytes]:
    """Build a copy of the sources in another process; return the published files."""
    shutil.copytree(sources.folder, folder, ignore=shutil.ignore_patterns("public", ".cache"))
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(folder), *options]
    env = os.environ | {"GIT_CEILING_DIRECTORIES": str(folder.parent)} | world
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    public = folder / "public"
    return {
        file.relative_to(public).as_posix(): file.read_bytes()
        for file in sorted(public.rglob("*"))
        if file.is_file()
    }


def test_every_build_gives_the_same_bytes(sources: Trial, tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    first = built(
        sources, tmp_path / "one", "--jobs", "1", "--cache-dir", cache, TZ="UTC", PYTHONHASHSEED="1"
    )
    assert len(first) > 30
    worlds = {
        "another/place": (["--jobs", "4"], {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}),
        "warm": (["--cache-dir", cache], {"LANG": "C", "LC_ALL": "C"}),
        "other tongue": (["--no-cache"], {"LANG": "es_ES.UTF-8", "LC_ALL": "C.UTF-8"}),
    }
    for name, (options, world) in worlds.items():
        assert built(sources, tmp_path / name, *options, **world) == first, name


def links_of(html: str) -> set[str]:
    """Return what a page leads to or is made of."""
    found: set[str] = set()
    for one in parse(html).iter():
        if one.tag == "link" and one.get("rel") in ("canonical", "alternate"):
            continue  # Search engines want whole addresses.
        for name in ("href", "src", "data-script"):
            found.update(filter(None, [one.get(name)]))
        found.update(str(one.get("data-scripts") or "").split())
    return found


def crawl(start: str) -> tuple[set[str], list[str]]:
    """Follow every link from a page; return the pages seen, and what is not there."""
    waiting, seen, broken = [start], set(), []
    anchors: dict[str, set[str]] = {}
    wanted = []
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        try:
            with urlopen(url) as reply:
                body = reply.read()
        except OSError:
            broken.append(url)
            continue
        if not urlsplit(url).path.endswith((".html", "/")):
            continue
        html = body.decode()
        anchors[url] = {str(one.get("id")) for one in parse(html).iter() if one.get("id")}
        for link in links_of(html):
            target, fragment = urldefrag(urljoin(url, link))
            if urlsplit(target).netloc == urlsplit(start).netloc and target.startswith(start[:5]):
                waiting.append(target)
                wanted.append((target, unquote(fragment)))
    lost = [f"{url}#{name}" for url, name in wanted if name and name not in anchors.get(url, ())]
    return seen, broken + lost


@pytest.mark.parametrize("prefix", ["", "repo/", "a/b/"])
def test_the_course_works_at_any_address(course: Trial, tmp_path: Path, prefix: str) -> None:
    root = tmp_path / "root" if prefix else course.output
    if prefix:
        (root / prefix).parent.mkdir(parents=True)
        (root / prefix).symlink_to(course.output, target_is_directory=True)
    with serving(root) as address:
        seen, broken = crawl(f"{address}{prefix}index.html")
    assert broken == []
    assert sum(url.endswith("index.html") for url in seen) >= 56


def test_the_course_works_from_a_folder(course: Trial) -> None:
    seen, broken = crawl((course.output / "index.html").as_uri())
    assert broken == []
    assert len(seen) > 200


def test_a_folder_can_be_searched(course: Trial, browser: Browser) -> None:
    with Visit(browser, (course.output / "es/index.html").as_uri()) as visit:
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("responsabilidad")
        expect(visit.page.locator(".search li a").first).to_be_visible()
        assert visit.complaints == []
