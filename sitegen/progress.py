"""What the build is doing, on a terminal as a moving line, elsewhere as one line a stage."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

Show = Callable[[str, int, int, float], None]
"""Shows a stage: its name, how much of how much is done, seconds since the build began."""


def silent(stage: str, done: int, total: int, elapsed: float) -> None:
    """Show nothing."""


class Progress:
    """The clock of a build: stages come one after the other, each of so many steps."""

    def __init__(self, show: Show = silent) -> None:
        self.show = show
        self.seconds: dict[str, float] = {}
        self.began = time.monotonic()
        self._stage, self._done, self._total = "", 0, 0

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[None]:
        """Time a stage of `total` steps; 0 is one step of unknown size."""
        start = time.monotonic()
        self._stage, self._done, self._total = name, 0, total
        self._tell()
        try:
            yield
        finally:
            self.seconds[name] = round(time.monotonic() - start, 4)

    def advance(self, what: str = "") -> None:
        """Count one step of the current stage."""
        del what
        self._done += 1
        self._tell()

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """Count every item that passes."""
        for item in items:
            yield item
            self.advance()

    def _tell(self) -> None:
        self.show(self._stage, self._done, self._total, time.monotonic() - self.began)
