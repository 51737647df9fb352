"""What makes going on impossible. Everything else that is wrong is a `Problem`."""

from collections.abc import Iterable

from sitegen.model.problem import Place, Problem


class SiteError(Exception):
    """The build cannot go on: configuration, catalogues, templates, output or disk.

    Carries every fault of the stage that raised it, so that all are reported together.
    """

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refused(error: OSError) -> SiteError:
    """Return how to tell of a file, or whatever else the system keeps, that it refused to us."""
    message = f"cannot be read or written: {error.strerror or error}"
    return SiteError(Problem("output", Place(str(error.filename or "build")), message))


class DiskError(SiteError):
    """The disk refuses: no program and no page is at fault."""


class ShortcodeError(Exception):
    """A shortcode was asked for something that is not there.

    Raised inside a shortcode's template; whoever runs the template knows the place and
    makes a `Problem` of it.
    """

    def __init__(self, message: str, hint: str = "", code: str = "shortcode") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


class ProgramFailedError(ShortcodeError):
    """The program behind a shortcode did not run; its own problem is already reported."""
