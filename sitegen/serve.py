"""The site on loopback while it is written: served from memory, loaded again when it changes."""

import threading
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from watchfiles import Change, watch

from sitegen.answering import Server, shown
from sitegen.errors import SiteError
from sitegen.live import Live
from sitegen.model.problem import Place, Problem
from sitegen.preview import STYLES, Preview
from sitegen.report import problems_as_text

WATCHED = ("content", "i18n", "static", "templates", "site.yaml")
"""What a site is made of, besides its programs."""

STEP = 30
"""Milliseconds without another change after which a change counts."""

IDLE = 300
"""Milliseconds after which watching says that nothing has changed."""


def follow(
    preview: Preview, live: Live, changed: Iterable[Path], say: Callable[[str], None]
) -> None:
    """Make the site again after a change and tell everybody, first of the page, then of faults."""
    paths = list(changed)
    before = preview.problems
    preview.update(paths)
    live.tell("styles" if all(path.suffix in STYLES for path in paths) else "page")
    preview.judge()
    live.tell("problems", shown(preview.problems))
    if preview.problems:
        say(problems_as_text(preview.problems))
    elif before:
        say("all is right again")


def serve(
    preview: Preview,
    port: int,
    *,
    opens: bool,
    say: Callable[[str], None],
    failed: Callable[[Exception], None],
) -> None:
    """Serve the site and follow its files until interrupted.

    `failed` is told of faults that are ours; they end nothing, and the last site is shown. Raises
    SiteError where the port is not to be had.
    """
    live = Live()
    try:
        server = Server(preview, live, port, failed)
    except (OSError, OverflowError) as error:
        message = f"port {port} cannot be used: {error}"
        raise SiteError(Problem("usage", Place("serve"), message, "try --port 0")) from error
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    preview.request = replace(preview.request, base_url=address)
    preview.update()
    preview.judge()
    if preview.problems:
        say(problems_as_text(preview.problems))
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            for number, paths in enumerate(_changes(preview)):
                if number == 0:  # From now on no change is missed.
                    say(f"{address} (stop with Ctrl-C)")
                    if opens:
                        webbrowser.open(address)
                if paths:
                    try:
                        follow(preview, live, paths, say)
                    except Exception as error:  # noqa: BLE001 - the author goes on writing
                        failed(error)
        except KeyboardInterrupt:
            say("")


def _changes(preview: Preview) -> Iterator[list[Path]]:
    """Yield the files that have changed, and nothing while there are none.

    A file or folder that another one has taken the place of, or that is new, is watched anew.
    """
    missed: set[Path] = set()
    while True:
        watched = _watched(preview)
        found = watch(*watched, step=STEP, debounce=1000, rust_timeout=IDLE, yield_on_timeout=True)
        for changes in found:
            yield [*missed, *(Path(path) for _, path in changes)]
            missed = {path for path, _ in _watched(preview).items() ^ watched.items()}
            # What is new may have got the number of what went.
            gone = {Path(path) for kind, path in changes if kind is Change.deleted}
            missed |= gone & watched.keys()
            if missed:
                break


def _watched(preview: Preview) -> dict[Path, int]:
    """Return the files and folders that the site is made of, with the number each has on disk."""
    request = preview.request
    found = [request.site / name for name in WATCHED]
    found += [request.theme / name for name in WATCHED[1:4]]
    found += [path.parent for path in request.site.glob("*/lessons")]
    there = {}
    for path in found:
        with suppress(OSError):
            there[path] = path.stat().st_ino
    return there
