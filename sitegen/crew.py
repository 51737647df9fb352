"""Work that several processes share, where there is enough of it.

They are forked, so that all that was read is there already; what they return is sent back
without the things that both sides know.
"""

import gc
import io
import multiprocessing
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 12
"""With less to do, starting processes takes longer than doing it."""


def shared(
    items: Sequence[T], work: Callable[[T], R], jobs: int, known: Iterable[object] = ()
) -> Iterator[R]:
    """Yield what `work` makes of every item, in order; `known` need not be sent back.

    Raises what `work` raises, and SiteError when a process ends before its work.
    """
    jobs = min(jobs, len(items))
    if jobs == 1 or len(items) < FEWEST or not _can_fork():
        yield from map(work, items)
        return
    ours = {id(one): one for one in known}
    context = multiprocessing.get_context("fork")
    crew, ends = [], []
    gc.freeze()
    for number in range(jobs):
        end, theirs = context.Pipe(duplex=False)
        arguments = (theirs, items[number::jobs], work, ours)
        process = context.Process(target=_labour, args=arguments, daemon=True)
        process.start()
        theirs.close()
        crew.append(process)
        ends.append(end)
    try:
        for number in range(len(items)):
            yield _received(ends[number % jobs], ours)
    finally:
        for process in crew:
            process.kill()
            process.join()
        gc.unfreeze()


def _can_fork() -> bool:
    """Tell whether a forked process can go on from here.

    A thread that holds a lock would hold it for ever there, and macOS has threads of its own.
    """
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _labour(
    end: Connection, items: Sequence[T], work: Callable[[T], R], known: Mapping[int, object]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends us.
    for item in items:
        written = io.BytesIO()
        try:
            _Pickler(written, known).dump((True, work(item)))
        except Exception as error:  # noqa: BLE001 - it is raised again where it is received
            written = io.BytesIO()
            _Pickler(written, known).dump((False, error))
        end.send_bytes(written.getvalue())


def _received(end: Connection, known: Mapping[int, object]) -> Any:
    try:
        raw = end.recv_bytes()
    except EOFError:
        message = "a process of the build ended before its work was done"
        hint = "out of memory? --jobs 1 needs least"
        raise SiteError(Problem("output", Place("build"), message, hint)) from None
    is_done, result = _Unpickler(io.BytesIO(raw), known).load()
    if not is_done:
        raise result
    return result


class _Pickler(pickle.Pickler):
    """Writes what both sides know by its address, which forking leaves as it is."""

    def __init__(self, file: io.BytesIO, known: Mapping[int, object]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.known = known

    def persistent_id(self, thing: object) -> int | None:
        """Return the address of a thing that both sides know."""
        return id(thing) if id(thing) in self.known else None


class _Unpickler(pickle.Unpickler):
    """Reads what a _Pickler wrote."""

    def __init__(self, file: io.BytesIO, known: Mapping[int, object]) -> None:
        super().__init__(file)
        self.known = known

    def persistent_load(self, address: int) -> object:
        """Return what both sides know by this address."""
        return self.known[address]
