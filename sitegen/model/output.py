"""What a build hands out: files and a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.model.problem import Problem


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the published site: its path under the output directory and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its path and the SHA-256 of its bytes.

    `look` is its size and its time of change in nanoseconds, `is_kept` says that the last site
    had it already.
    """

    path: str
    digest: str
    look: tuple[int, int] = (0, 0)
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """The files that a page offers to its readers, and the page as Markdown."""

    downloads: tuple[OutputFile, ...]
    plain: OutputFile


@dataclass(frozen=True, slots=True)
class ProgramRun:
    """A program that had to run, and why nothing stored would do."""

    program: str
    locale: str
    why: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; written as JSON by `--report`."""

    pages: int = 0
    rendered: int = 0
    reused: int = 0
    programs_run: tuple[ProgramRun, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    published: bool = False
    exit: int = 0
