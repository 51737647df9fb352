"""Lighthouse on the built site: `python bench/lighthouse.py [PAGE …]`, after `make site`.

Needs Node (npx fetches Lighthouse 12.8) and Chromium, named by CHROME_PATH if Lighthouse does
not find it. Every page is visited as the telephone on a slow network that Lighthouse
simulates, RUNS times; the visit in the middle by its largest contentful paint counts. Prints
a line per page; exit code 1 if a bar is not reached.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from serving import PUBLIC, serving

RUNS = 3
LIGHTHOUSE = ("npx", "--yes", "lighthouse@12.8")
FLAGS = ("--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox")

LOCALES = ("ja", "es", "id", "ko")
KINDS = ("", "basic/clustering/", "basic/clustering/em-algorithm/", "playground/")
"""A page of every kind: home, section, the heaviest lesson, the playground."""

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BARS = {
    "largest-contentful-paint": 1200.0,  # ms
    "cumulative-layout-shift": 0.01,
    "total-blocking-time": 50.0,  # ms
}


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of one page: scores of 0 to 100, and metrics named as in BARS."""

    scores: tuple[int, ...]
    metrics: tuple[float, ...]
    failed: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether every score is 100 and every metric within its bar."""
        within = all(got <= bar for got, bar in zip(self.metrics, BARS.values(), strict=True))
        return within and min(self.scores) == 100


def visit(address: str) -> Report:
    """Run Lighthouse on one address; raises CalledProcessError when it cannot."""
    command = [*LIGHTHOUSE, address, *FLAGS]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own words
    found: Mapping[str, Any] = json.loads(done.stdout)
    audits, categories = found["audits"], found["categories"]
    named = [ref["id"] for name in CATEGORIES for ref in categories[name]["auditRefs"]]
    return Report(
        tuple(round(100 * categories[name]["score"]) for name in CATEGORIES),
        tuple(float(audits[name]["numericValue"]) for name in BARS),
        tuple(name for name in named if audits[name]["score"] == 0 and counts(audits[name])),
    )


def counts(audit: Mapping[str, Any]) -> bool:
    """Tell whether an audit is a verdict and not only information."""
    return bool(audit["scoreDisplayMode"] == "binary")


def main(pages: Sequence[str]) -> int:
    """Visit pages one after the other; return the exit code."""
    if not (PUBLIC / "index.html").is_file():
        sys.exit("public/ is empty: run `make site` first")
    reports = []
    print(f"{'page':40} perf  a11y  best  seo   LCP ms   CLS    TBT ms")
    with serving() as address:
        for page in pages:
            visits = sorted(
                (visit(address + page) for _ in range(RUNS)), key=lambda one: one.metrics
            )
            report = visits[RUNS // 2]
            scores = "".join(f"{score:<6}" for score in report.scores)
            lcp, cls, tbt = report.metrics
            print(f"{page or '/':40} {scores}{lcp:<9.0f}{cls:<7.3f}{tbt:<7.0f}", *report.failed)
            reports.append(report)
    return 0 if all(report.is_good for report in reports) else 1


if __name__ == "__main__":
    every = ["", *(f"{locale}/{kind}" for locale in LOCALES for kind in KINDS)]
    sys.exit(main(sys.argv[1:] or every))
