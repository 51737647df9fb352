"""How soon controls answer: `python bench/reactions.py`, after `make site`.

Chromium, slowed down four times, as a telephone and with real clicks and keys. What counts is
the time from the act to the picture that answers it, as the browser's event timing has it (in
steps of 8 ms), in the middle of RUNS visits. Prints a line per control; exit code 1 if one
takes longer than BAR.
"""

import os
import shutil
import sys
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright
from serving import serving

BAR = 100  # ms
RUNS = 5
SETTLED = 700  # ms, for what an act set in motion
SLOWER = 4

LESSON = "basic/clustering/em-algorithm/"
PLAYGROUND = "playground/"

WATCH = """globalThis.acts = [];
new PerformanceObserver((list) => acts.push(...list.getEntries().map((one) => one.duration)))
  .observe({ type: "event", durationThreshold: 16, buffered: true });"""

CLICK = "click"

CONTROLS = {
    LESSON: [
        ("nothing to answer", "h1", CLICK),
        ("colours", ".scheme", CLICK),
        ("menu", ".menu-box > summary", CLICK),
        ("search, opened", ".search-open", CLICK),
        ("search, a letter", "", "m"),
        ("search, closed", "", "Escape"),
        ("a figure, large", "a.zoom", CLICK),
        ("a figure, closed", "", "Escape"),
        ("code, unfolded", "article details.cell summary, article .cell summary", CLICK),
        ("stepper, a step", ".stepper .forward", CLICK),
        ("stepper, scrubbed", ".stepper input[type=range]", "ArrowRight"),
        ("stepper, playing", ".stepper .play", CLICK),
        ("stepper, paused", ".stepper .play", CLICK),
        ("a symbol of a formula", ".live", "Shift"),
        ("film, a frame", ".film .forward", CLICK),
        ("solution", ".solution summary", CLICK),
        ("a section beside it", ".beside", CLICK),
    ],
    PLAYGROUND: [
        ("playground, a step", ".playground .step", CLICK),
        ("playground, K", ".playground [name=k]", "ArrowDown"),
        ("playground, run", ".playground .run", CLICK),
        ("playground, a point", ".playground .cloud", CLICK),
        ("playground, the table", ".playground details summary", CLICK),
        ("playground, back", ".playground .reset", CLICK),
    ],
}


def chromium() -> str | None:
    """Return where Chromium is, as CHROME_PATH or the system says; None for Playwright's own."""
    return os.environ.get("CHROME_PATH") or shutil.which("chromium")


def reaction(page: Page, selector: str, act: str) -> float:
    """Click or press a key; return how long the slowest answer took in ms, 16 or less as 0.

    Without a selector the key goes to what has the focus.
    """
    control = page.locator(selector or ":focus").first
    control.scroll_into_view_if_needed()
    page.wait_for_timeout(SETTLED)
    page.evaluate("acts.length = 0")
    if act == CLICK:
        control.click()
    elif selector:
        control.press(act)
    else:
        page.keyboard.press(act)
    page.wait_for_timeout(SETTLED)
    taken: list[float] = page.evaluate("acts")
    return max(taken, default=0.0)


def visit(browser: Browser, address: str, path: str) -> list[float]:
    """Try every control of a page once; return what each took, in their order."""
    page = browser.new_page(viewport={"width": 412, "height": 823}, bypass_csp=True)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    taken = [reaction(page, selector, act) for _, selector, act in CONTROLS[path]]
    page.close()
    return taken


def main() -> int:
    """Try every control; return the exit code."""
    slowest = 0.0
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for path, controls in CONTROLS.items():
            visits = [visit(browser, f"{address}ko/{path}", path) for _ in range(RUNS)]
            for (name, *_), taken in zip(controls, zip(*visits, strict=True), strict=True):
                slowest = max(slowest, median(taken))
                print(f"{name:26} {median(taken):5.0f} ms")
        browser.close()
    return 0 if slowest <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
