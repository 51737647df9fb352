"""Runs that are not in the cache, each in a process of its own, as many at once as allowed."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess

from sitegen.model.config import ProgramSettings
from sitegen.model.problem import Place, Problem
from sitegen.model.program import LocalisedProgram, Run
from sitegen.programs import worker

PRELOAD = (
    *(
        "__main__",
        "sitegen.programs.session",
        "numpy",
        "scipy.stats",
        "matplotlib.pyplot",
    ),
    *("matplotlib.backends.backend_svg", "sklearn.mixture", "sklearn.datasets"),
)
"""What the server of workers imports once; a missing module is passed over."""

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

Outcome = Run | Problem


@dataclass
class _Task:
    number: int
    localised: LocalisedProgram
    process: ForkServerProcess
    connection: Connection
    deadline: float = field(default=0.0)


def run_programs(
    programs: Sequence[LocalisedProgram],
    settings: ProgramSettings,
    jobs: int,
    done: Callable[[str], None],
    preload: Sequence[str] = PRELOAD,
) -> list[Outcome]:
    """Run every copy and return its Run, or the Problem that kept it from one, in order.

    `done` is told each program as it ends; `preload` are modules that are imported once for
    all. A worker that dies or overruns its time takes no other with it.
    """
    if not programs:
        return []
    context = workers(preload)
    outcomes: dict[int, Outcome] = {}
    waiting = list(enumerate(programs))[::-1]
    running: list[_Task] = []
    with _single_threaded():
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_start(*waiting.pop(), context, settings))
            for task in list(_finished(running)):
                running.remove(task)
                outcomes[task.number] = _collect(task, settings)
                done(f"{task.localised.name} [{task.localised.locale}]")
    return [outcomes[number] for number in range(len(programs))]


def workers(preload: Sequence[str] = PRELOAD) -> ForkServerContext:
    """Return what starts processes that have Matplotlib and scikit-learn loaded already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def _start(
    number: int,
    localised: LocalisedProgram,
    context: ForkServerContext,
    settings: ProgramSettings,
) -> _Task:
    ours, theirs = context.Pipe(duplex=False)
    arguments = (theirs, localised, settings.memory_mb)
    process = context.Process(target=worker.main, args=arguments, daemon=True)
    process.start()
    theirs.close()
    return _Task(number, localised, process, ours, time.monotonic() + settings.timeout)


def _finished(running: Sequence[_Task]) -> Iterator[_Task]:
    """Wait until a task has something to say or its time is up, and yield those."""
    left = min(task.deadline for task in running) - time.monotonic()
    ready = connection.wait([task.connection for task in running], max(0.0, left))
    now = time.monotonic()
    for task in running:
        if task.connection in ready or task.deadline <= now:
            yield task


def _collect(task: _Task, settings: ProgramSettings) -> Outcome:
    """Return what a task sent, or why it sent nothing."""
    localised = task.localised
    path, locale = localised.path, localised.locale
    try:
        if not task.connection.poll():
            message = f"{locale}: still running after {settings.timeout} s, stopped"
            hint = "programs: {timeout: …} in site.yaml sets the limit"
            return Problem("program", Place(path), message, hint, locale)
        outcome = task.connection.recv()
    except EOFError:
        task.process.join()
        message = f"{locale}: the process ended without a word (exit {task.process.exitcode})"
        hint = f"more than {settings.memory_mb} MB? programs: {{memory_mb: …}} sets the limit"
        return Problem("program", Place(path), message, hint, locale)
    finally:
        task.process.kill()
        task.process.join()
        task.connection.close()
    if isinstance(outcome, Run):
        return outcome
    message = f"{locale}: cell '{outcome.cell}' raises {outcome.message}"
    return Problem("program", outcome.place, message, "run the program by hand", locale)


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Let the server of workers start with one thread for linear algebra."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
