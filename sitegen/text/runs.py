"""The runs that a page draws on, under the names the page has for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.errors import ProgramFailedError, ShortcodeError
from sitegen.model.problem import did_you_mean
from sitegen.model.program import Cell, CellRun, Run, program_and_cell
from sitegen.text.values import look_up


@dataclass(frozen=True, slots=True)
class PageRuns:
    """The programs a page names, in order, and their runs in the language of its body."""

    programs: tuple[str, ...]
    runs: Mapping[str, Run]
    failed: frozenset[str]

    def value(self, path: str) -> object:
        """Return what a run recorded; `program:path` for one that is not the page's first."""
        program, own = self._split(path)
        return look_up(self._run(program).values, own)

    def cell(self, name: str) -> tuple[Run, Cell, CellRun]:
        """Return a cell and what came of it; `program:cell` likewise."""
        program, own = self._split(name)
        run = self._run(program)
        names = [cell.name for cell in run.localised.cells]
        if own not in names:
            message = f"program '{program}' has no cell '{own}'"
            raise ShortcodeError(message, did_you_mean(own, names), "cell")
        return run, run.localised.cells[names.index(own)], run.cells[own]

    def _split(self, name: str) -> tuple[str, str]:
        if not self.programs:
            message = "the page names no program"
            raise ShortcodeError(message, "write 'program: …' in the front matter", "program")
        return program_and_cell(name, self.programs)

    def _run(self, program: str) -> Run:
        if program in self.failed:
            raise ProgramFailedError(f"program '{program}' failed")
        return self.runs[program]
