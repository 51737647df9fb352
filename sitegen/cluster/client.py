"""The build's side of a Dask cluster: what it sends there, what comes back, what it is told."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from math import ceil
from typing import Any, TypeVar

from sitegen.cluster.library import Client, Future, KilledWorker, resolve_address, wait
from sitegen.cluster.parcels import (
    Done,
    Programs,
    known,
    load_outcomes,
    luggage_of,
    pages_of,
)
from sitegen.cluster.task import Answer, carried, perform
from sitegen.cluster.world import differences, world
from sitegen.errors import SiteError
from sitegen.model.config import ProgramSettings
from sitegen.model.problem import Place, Problem
from sitegen.model.program import LocalisedProgram
from sitegen.pages import Press, Sheaf
from sitegen.programs.execute import Outcome

T = TypeVar("T")

CONNECT = 10
"""Seconds in which a scheduler answers, if it is there."""

PATIENCE = 60
"""Seconds for which a cluster may be without a worker."""

RETRIES = 2
"""How often a task is begun again whose process ended; Dask counts workers that die itself."""

FEWEST, MOST = 6, 64
"""Keys that are made together: starting a process must pay, and what travels be small."""


@contextmanager
def connected(
    address: str, timeout: float = CONNECT, patience: float = PATIENCE
) -> Iterator["Cluster"]:
    """Connect to the scheduler at an address; raises SiteError where none answers in time.

    At the end what has not begun there is given up; what has begun ends by itself.
    """
    hint = "`dask scheduler` says its address, such as tcp://10.0.0.5:8786"
    try:
        resolve_address(address)
    except (OSError, ValueError) as error:
        message = f"is no address of a scheduler: {error}"
        raise SiteError(Problem("usage", Place(address), message, hint)) from error
    try:
        client = Client(address, timeout=timeout, set_as_default=False, name="sitegen")
    except (OSError, ValueError) as error:
        message = f"no scheduler of a Dask cluster answers within {timeout} s"
        raise SiteError(Problem("usage", Place(address), message, hint)) from error
    try:
        cluster = Cluster(client, address, patience)
        cluster.compare()
        yield cluster
    finally:
        client.close()


class Cluster:
    """An executor: the workers of a Dask cluster."""

    def __init__(self, client: Client, address: str, patience: float) -> None:
        self.client = client
        self.address = address
        self.patience = patience
        self.world = world()

    def compare(self) -> None:
        """Raise SiteError for workers that would not make the same bytes, or know no sitegen.

        A task that a worker cannot read ends that worker, so this comes before the first.
        """
        found = []
        worlds = self._asked(lambda: self.client.run(world, on_error="return"))
        for worker, theirs in worlds.items():
            if isinstance(theirs, OSError):
                continue  # It has gone, and will be given nothing.
            if isinstance(theirs, Exception):
                found.append(f"the worker at {worker} fails: {theirs}")
            elif other := differences(theirs, self.world):
                found.append(f"the worker at {worker} has {other}")
        if found:
            raise SiteError(map(self._unlike, found))

    def run(
        self,
        programs: Sequence[LocalisedProgram],
        settings: ProgramSettings,
        done: Callable[[str], None],
    ) -> list[Outcome]:
        """Run every copy in a process of its own on a worker."""
        outcomes: list[Outcome] = []

        def packed(part: Sequence[LocalisedProgram]) -> bytes:
            return pickle.dumps(Programs(part, settings))

        for part, raw in self._each("programs", programs, packed):
            outcomes += load_outcomes(raw, part)
            for copy in part:
                done(f"{copy.name} [{copy.locale}]")
        return outcomes

    def share(self, press: Press, keys: Sequence[str]) -> Iterator[Sheaf]:
        """Make pages in processes on workers, where there are enough, and take their files."""
        if len(keys) < FEWEST:
            yield from map(press.make, keys)
            return

        def packed(part: Sequence[str]) -> bytes:
            return pickle.dumps(pages_of(part, press))

        luggage = pickle.dumps(luggage_of(press))
        for part, raw in self._each("pages", keys, packed, FEWEST, luggage):
            if raw:
                done: list[Done] = known(press.ready.site, pages_of(part, press).runs).loads(raw)
                for sheaf, files in done:
                    yield replace(sheaf, files=[press.keep(file) for file in files])
            else:
                # What a worker could not make is made here, where it is said why.
                yield from map(press.make, part)

    def _each(
        self,
        job: str,
        items: Sequence[T],
        pack: Callable[[Sequence[T]], bytes],
        fewest: int = 1,
        luggage: bytes = b"",
    ) -> Iterator[tuple[Sequence[T], bytes]]:
        """Yield parts of the items, in order, each with what a worker makes of it.

        `fewest` items are a part at least. Twice as many parts are under way as can be worked
        at: the memory of a scheduler has its bounds as well. Raises SiteError when the cluster
        cannot do it.
        """
        if not items:
            return
        slots = max(1, self._slots())
        count = max(1, min(4 * slots, len(items) // fewest), ceil(len(items) / MOST))
        size = ceil(len(items) / count)
        parts = [items[start : start + size] for start in range(0, len(items), size)]
        bag = self.client.submit(carried, luggage, pure=False)
        waiting = iter(enumerate(parts))
        running: dict[Future[Answer], int] = {}
        made: dict[int, bytes] = {}
        for number, part in enumerate(parts):
            while number not in made:
                for place, one in islice(waiting, 2 * slots - len(running)):
                    task = (perform, self.world, job, bag, pack(one))
                    running[self.client.submit(*task, pure=False, retries=RETRIES)] = place
                for future in self._ended(running):
                    made[running.pop(future)] = self._result(future)
            yield part, made.pop(number)

    def _ended(self, running: Iterable[Future[Answer]]) -> set[Future[Answer]]:
        """Wait until tasks have ended; return these."""
        while True:
            try:
                with self.client.as_current():
                    return set(wait([*running], self.patience, "FIRST_COMPLETED").done)
            except TimeoutError:
                if not self._slots():
                    raise self._lost(f"no worker for {self.patience} s") from None
            except CancelledError:
                raise self._lost("the scheduler has gone") from None

    def _result(self, future: Future[Answer]) -> bytes:
        """Return what a task made; raises SiteError where it made nothing."""
        try:
            result = future.result()
        except CancelledError:
            raise self._lost("the scheduler has gone") from None
        except (KilledWorker, ChildProcessError) as error:
            raise self._lost(str(error)) from error
        except Exception as error:
            # What Dask cannot load there it wraps in advice of its own.
            cause = error.__cause__ or error
            message = f"a task fails there: {type(cause).__name__}: {cause}"
            raise SiteError(self._unlike(message)) from error
        if isinstance(result, str):
            raise SiteError(self._unlike(f"a worker that came later has {result}"))
        assert isinstance(result, bytes)
        return result

    def _slots(self) -> int:
        """Return how many tasks the cluster works at together."""
        return sum(self._asked(self.client.nthreads).values())

    def _asked(self, question: Callable[[], Any]) -> Any:
        """Return what the scheduler says; raises SiteError when it has gone."""
        try:
            return question()
        except (OSError, CancelledError):
            raise self._lost("the scheduler has gone") from None

    def _lost(self, why: str) -> SiteError:
        message = f"the cluster was lost: {why}"
        hint = "look into the logs of its workers; --executor local needs no cluster"
        return SiteError(Problem("output", Place(self.address), message, hint))

    def _unlike(self, message: str) -> Problem:
        hint = "install the same versions of sitegen, Python and packages on every machine"
        return Problem("usage", Place(self.address), message, hint)
