"""Work that several processes share, where there is enough of it.

They are forked, so that all that was read is there already; what they return is sent back
without the things that both sides know.
"""

import gc
import io
import multiprocessing
import os
import pickle
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 12
"""With less to do, starting processes takes longer than doing it."""

STEP = 1.0
"""Seconds without an answer after which a process is looked at."""

STILL = 60
"""Looks in a row at a process that somebody has stopped after which it is given up."""


def shared(
    items: Sequence[T], work: Callable[[T], R], jobs: int, known: Iterable[object] = ()
) -> Iterator[R]:
    """Yield what `work` makes of every item, in order; `known` need not be sent back.

    Raises what `work` raises, and SiteError when a process ends, or is stopped, before its work.
    """
    jobs = min(jobs, len(items))
    if jobs == 1 or len(items) < FEWEST or not _can_fork():
        yield from map(work, items)
        return
    ours = Known(known)
    context = multiprocessing.get_context("fork")
    crew: list[ForkProcess] = []
    ends: list[Connection] = []
    gc.freeze()
    for number in range(jobs):
        end, theirs = context.Pipe(duplex=False)
        ends.append(end)
        arguments = (theirs, ends, items[number::jobs], work, ours)
        process = context.Process(target=_labour, args=arguments, daemon=True)
        process.start()
        theirs.close()
        crew.append(process)
    try:
        for number in range(len(items)):
            yield _received(ends[number % jobs], crew[number % jobs], ours)
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


def follow(end: Connection) -> None:
    """End this process as soon as nobody reads at the other end, however it was ended."""
    gone = select.poll()
    gone.register(end.fileno(), 0)  # Only that nobody reads any more.
    gone.poll()
    os.kill(os.getpid(), signal.SIGKILL)


def _labour(
    end: Connection,
    others: Iterable[Connection],
    items: Sequence[T],
    work: Callable[[T], R],
    known: "Known",
) -> None:
    for other in others:
        other.close()  # Those where the build reads: it alone shall hold them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends us.
    threading.Thread(target=follow, args=(end,), daemon=True).start()
    for item in items:
        try:
            written = known.dumps((True, work(item)))
        except Exception as error:  # noqa: BLE001 - it is raised again where it is received
            written = known.dumps((False, _sendable(error)))
        end.send_bytes(written)


def _sendable(error: Exception) -> Exception:
    """Return an exception that arrives as it is, or as words, with the place it comes from."""
    place = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own words
    except Exception:  # noqa: BLE001 - classes of exceptions do here what they like
        error = RuntimeError(f"{type(error).__name__}: {error}")
    error.add_note(place)
    return error


def _received(end: Connection, process: ForkProcess, known: "Known") -> Any:
    try:
        _wait(end, process)
        raw = end.recv_bytes()
    except EOFError:
        message = "a process of the build ended before its work was done"
        hint = "out of memory? --jobs 1 needs least"
        raise SiteError(Problem("output", Place("build"), message, hint)) from None
    is_done, result = known.loads(raw)
    if not is_done:
        raise result
    return result


def _wait(end: Connection, process: ForkProcess) -> None:
    """Wait for an answer; raises SiteError when it cannot come, for the process was stopped.

    It is looked at again and again: one that goes on with the build, after Ctrl-Z, is well.
    """
    looks = 0
    while not end.poll(STEP):
        looks = looks + 1 if _is_stopped(process) else 0
        if looks == STILL:
            message = f"a process of the build was stopped, and nothing came of it for {STILL} s"
            hint = "build again, or with --jobs 1"
            raise SiteError(Problem("output", Place("build"), message, hint))


def _is_stopped(process: ForkProcess) -> bool:
    """Tell whether somebody has stopped a process of ours, as Ctrl-Z does."""
    assert process.pid is not None
    return os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None


class Known:
    """Things that two processes have in the same order: each is sent as its number there."""

    def __init__(self, things: Iterable[object]) -> None:
        self.things = list(things)
        self.numbers = {id(one): number for number, one in enumerate(self.things)}

    def dumps(self, result: object) -> bytes:
        """Return a result as bytes, without the things that are known."""
        written = io.BytesIO()
        _Pickler(written, self.numbers).dump(result)
        return written.getvalue()

    def loads(self, raw: bytes) -> Any:
        """Return the result that `dumps` wrote where the same things are known."""
        return _Unpickler(io.BytesIO(raw), self.things).load()


class _Pickler(pickle.Pickler):
    """Writes what both sides know as its number."""

    def __init__(self, file: io.BytesIO, numbers: Mapping[int, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.numbers = numbers

    def persistent_id(self, thing: object) -> int | None:
        """Return the number of a thing that both sides know."""
        return self.numbers.get(id(thing))


class _Unpickler(pickle.Unpickler):
    """Reads what a _Pickler wrote."""

    def __init__(self, file: io.BytesIO, things: Sequence[object]) -> None:
        super().__init__(file)
        self.things = things

    def persistent_load(self, number: int) -> object:
        """Return what both sides know by this number."""
        return self.things[number]
