"""Published pages in a real browser."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sitegen.doctor import BROWSERS


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Give a headless Chromium; without one the tests are skipped, but never in CI."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("no browser found, and CI may not skip these tests")
        pytest.skip("no browser found: install chromium to run these tests")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port and give its address."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class Visit:
    """A page in a window of its own, and everything it complained of or asked for."""

    def __init__(self, browser: Browser, address: str, **window: Any) -> None:
        self.context = browser.new_context(**window)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on(
            "response",
            lambda reply: self.complaints.append(reply.url) if reply.status >= 400 else None,
        )
        self.page.goto(address, wait_until="load")
        if window.get("java_script_enabled", True):
            self.wait_until_alive()

    def wait_until_alive(self) -> None:
        """Wait for the scripts that a page brings in once it can be read."""
        self.page.locator("main[data-scripts]").wait_for(state="detached")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
