"""How long a site takes, and a peer with the same book: measured in turn, written to RESULTS.md.

    python bench/results.py NAME SITE [--edit FILE] [--runs 3]
        [--peer NAME --peer-dir DIR --peer-command COMMAND --peer-output DIR]

Builds SITE from nothing, again, and after one more paragraph in FILE; the peer does the same, run
by run in turn. What is compared is counted in both outputs. A row for NAME in RESULTS.md is
replaced. Needs Linux, for the memory of all processes of a build.
"""

import argparse
import json
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "RESULTS.md"
STORE = ROOT / "bench" / "results.json"
MODES = ("cold", "unchanged", "edit")
STEP = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Book:
    """What is built: where, how, to where, what is removed before a build from nothing."""

    name: str
    folder: Path
    command: tuple[str, ...]
    output: Path
    fresh: tuple[Path, ...]
    edited: Path | None


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processor, mebibytes of all processes together."""

    wall: float
    cpu: float
    memory: float


class _Counter(HTMLParser):
    """Counts what readers get from a page."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = {"formulas": 0, "highlighted": 0, "links": 0}
        self.in_code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a formula, a piece of highlighted code, a link."""
        self.counts["formulas"] += tag == "math"
        self.counts["links"] += tag == "a"
        self.in_code += tag == "pre"
        self.counts["highlighted"] += tag == "span" and self.in_code > 0

    def handle_endtag(self, tag: str) -> None:
        """Leave a block of code."""
        self.in_code -= tag == "pre" and self.in_code > 0


def contents(output: Path) -> Mapping[str, int]:
    """Return how many pages an output has, and what is on them."""
    counter, pages = _Counter(), 0
    for file in output.rglob("*.html"):
        pages += 1
        counter.feed(file.read_text(encoding="utf-8"))
    return {"pages": pages, **counter.counts}


def _tree(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            yield from _tree(int(child))


def _memory(root: int) -> float:
    """Return the mebibytes that a process and all below it hold, shared ones counted once."""
    total = 0
    for pid in _tree(root):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            total += int(line.split()[1]) if line.startswith("Pss:") else 0
    return total / 1024


def run(book: Book) -> Cost:
    """Build a book once and return what it cost."""
    before, began = os.times(), time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - the command of whoever measures
        book.command, cwd=book.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(STEP):
            try:
                most = max(most, _memory(process.pid))
            except (OSError, ValueError):
                continue  # A process has just ended.

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    wall, after = time.perf_counter() - began, os.times()
    done.set()
    watcher.join()
    cpu = after.children_user + after.children_system - before.children_user
    return Cost(wall, cpu - before.children_system, most)


def prepared(book: Book, mode: str, number: int) -> None:
    """Bring a book into the state that a mode measures."""
    if mode == "cold":
        for folder in book.fresh:
            shutil.rmtree(folder, ignore_errors=True)
    elif mode == "edit" and book.edited:
        with book.edited.open("a", encoding="utf-8") as file:
            file.write(f"\n\nUna línea más, la número {number}.\n")
    time.sleep(0.2)  # No build trusts what was changed a moment ago.


def measured(books: list[Book], runs: int) -> dict[str, dict[str, Cost]]:
    """Return the medians of all modes of all books, run in turn."""
    found: dict[str, dict[str, list[Cost]]] = {book.name: {} for book in books}
    for mode in MODES:
        for number in range(runs):
            for book in books:
                prepared(book, mode, number)
                found[book.name].setdefault(mode, []).append(run(book))
    return {
        name: {mode: _median(costs) for mode, costs in modes.items()}
        for name, modes in found.items()
    }


def _median(costs: list[Cost]) -> Cost:
    columns = zip(*((one.wall, one.cpu, one.memory) for one in costs), strict=True)
    return Cost(*(round(statistics.median(column), 2) for column in columns))


def _machine() -> str:
    cores = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    kind = f"{platform.machine()}, {platform.system()}"
    return f"{kind}, {cores} cores, {memory:.0f} GiB, Python {python}"


def written(stored: Mapping[str, Any]) -> str:
    """Return all that was measured as Markdown."""
    lines = ["# Results", "", "Written by `bench/results.py`: medians of runs in turn.", ""]
    for name, entry in stored.items():
        lines += [f"## {name}", "", f"{entry['about']}", ""]
        lines += ["| | mode | seconds | processor | MiB |", "|---|---|---|---|---|"]
        for book, modes in entry["costs"].items():
            for mode, cost in modes.items():
                row = f"{cost['wall']:.2f} | {cost['cpu']:.2f} | {cost['memory']:.0f}"
                lines.append(f"| {book} | {mode} | {row} |")
        lines += ["", "What came out:", ""]
        lines += [f"- {book}: {counts}" for book, counts in entry["contents"].items()]
        lines.append("")
    return "\n".join(lines)


def _books(options: argparse.Namespace) -> list[Book]:
    site = options.site.resolve()
    build = [sys.executable, str(ROOT / "build.py"), "--site", str(site), "--quiet"]
    build += ["--keep-going", *shlex.split(options.more)]
    edited = site / options.edit if options.edit else None
    fresh = (site / "public", site / ".cache")
    books = [Book("this", site, tuple(build), site / "public", fresh, edited)]
    if options.peer:
        folder = options.peer_dir.resolve()
        command = tuple(shlex.split(options.peer_command))
        output = folder / options.peer_output
        same = folder / options.edit if options.edit else None
        books.append(Book(options.peer, folder, command, output, (output,), same))
    return books


def main() -> None:
    """Measure, and write what was measured beside what is there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name")
    parser.add_argument("site", type=Path)
    parser.add_argument("--edit", default="", help="a page, by its path in the book")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--more", default="--no-search", help="arguments for the build")
    parser.add_argument("--peer", default="")
    parser.add_argument("--peer-dir", type=Path)
    parser.add_argument("--peer-command", default="")
    parser.add_argument("--peer-output", default="public")
    parser.add_argument("--about", default="", help="versions of what is compared")
    options = parser.parse_args()
    books = _books(options)
    costs = measured(books, options.runs)
    stored = json.loads(STORE.read_text(encoding="utf-8")) if STORE.exists() else {}
    stored[options.name] = {
        "about": "; ".join(filter(None, (_machine(), options.about))),
        "costs": {
            book: {mode: asdict(cost) for mode, cost in costs[book].items()} for book in costs
        },
        "contents": {book.name: contents(book.output) for book in books},
    }
    STORE.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    RESULTS.write_text(written(stored), encoding="utf-8")
    print(written({options.name: stored[options.name]}))


if __name__ == "__main__":
    main()
