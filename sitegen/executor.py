"""Where work is done: in processes of this machine, or on the machines of a Dask cluster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from sitegen.crew import shared
from sitegen.errors import SiteError
from sitegen.model.config import ProgramSettings
from sitegen.model.problem import Place, Problem
from sitegen.model.program import LocalisedProgram
from sitegen.pages import Press, Sheaf
from sitegen.programs.execute import Outcome, run_programs
from sitegen.request import Request


class Executor(Protocol):
    """Runs programs and shares out pages; where it does so changes no byte of a site."""

    def run(
        self,
        programs: Sequence[LocalisedProgram],
        settings: ProgramSettings,
        done: Callable[[str], None],
    ) -> list[Outcome]:
        """Run every copy and return its Run, or the Problem that kept it from one, in order."""
        ...

    def share(self, press: Press, keys: Sequence[str]) -> Iterator[Sheaf]:
        """Make pages and yield them in order."""
        ...


class Local:
    """This machine, with so many processes at once."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def run(
        self,
        programs: Sequence[LocalisedProgram],
        settings: ProgramSettings,
        done: Callable[[str], None],
    ) -> list[Outcome]:
        """Run every copy in a process of its own."""
        return run_programs(programs, settings, self.jobs, done)

    def share(self, press: Press, keys: Sequence[str]) -> Iterator[Sheaf]:
        """Make pages in processes that are forked, and so have all that they need."""
        pages = press.ready.site.pages.values()
        known = [*pages, *(page.document for page in pages)]
        return shared(keys, press.make, self.jobs, known)


def executor_of(request: Request) -> AbstractContextManager[Executor]:
    """Return where a request wants its work done, for as long as it is entered.

    Raises SiteError where there is no Dask, or no cluster at the address.
    """
    return _cluster(request.scheduler) if request.scheduler else nullcontext(Local(request.jobs))


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        # Nobody else needs Dask, or waits until it is loaded.
        from sitegen.cluster.client import connected  # noqa: PLC0415
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("dask", "distributed"):
            raise
        message, hint = "Dask is not installed", "python -m pip install distributed"
        raise SiteError(Problem("usage", Place("--executor dask"), message, hint)) from error
    with connected(address) as cluster:
        yield cluster
