"""Where work is done: in processes of this machine."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from sitegen.crew import shared
from sitegen.model.config import ProgramSettings
from sitegen.model.program import LocalisedProgram
from sitegen.pages import Press, Sheaf
from sitegen.programs.execute import Outcome, run_programs


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
