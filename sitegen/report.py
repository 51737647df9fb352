"""Problems and reports, as people, scripts and GitHub read them."""

import json
from collections.abc import Callable, Mapping, Sequence

from sitegen.model.output import BuildReport
from sitegen.model.problem import Problem

VERSION = 1


def as_json(report: BuildReport) -> str:
    """Return the report as JSON, in the format of the design."""
    return json.dumps(
        {
            "version": VERSION,
            "pages": report.pages,
            "rendered": report.rendered,
            "reused": report.reused,
            "programs_run": [
                {"program": run.program, "locale": run.locale, "why": run.why}
                for run in report.programs_run
            ],
            "seconds": dict(report.seconds),
            "problems": [_problem(problem) for problem in report.problems],
            "published": report.published,
            "exit": report.exit,
        },
        ensure_ascii=False,
        indent=2,
    )


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "locale": problem.locale,
        "message": problem.message,
        "hint": problem.hint,
    }


def problems_as_json(problems: Sequence[Problem]) -> str:
    """Return the problems as a JSON list."""
    return json.dumps([_problem(problem) for problem in problems], ensure_ascii=False, indent=2)


def problems_as_text(problems: Sequence[Problem]) -> str:
    """Return one line a problem: place, weight, what is wrong, what to do."""
    return "\n".join(_line(problem) for problem in problems)


def _line(problem: Problem) -> str:
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{problem.place}: {problem.severity}: {problem.message}{hint}"


def problems_as_github(problems: Sequence[Problem]) -> str:
    """Return the problems as workflow commands, which GitHub shows at the lines they name."""
    return "\n".join(_command(problem) for problem in problems)


def _command(problem: Problem) -> str:
    place = problem.place
    line = f",line={place.line}" if place.line else ""
    hint = f" ({problem.hint})" if problem.hint else ""
    where = f"file={_escaped(place.path)}{line},title={problem.code}"
    return f"::{problem.severity} {where}::{_escaped(problem.message + hint)}"


def _escaped(text: str) -> str:
    """Return text as a workflow command carries it."""
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(sign, code)
    return text


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": problems_as_text,
    "json": problems_as_json,
    "github": problems_as_github,
}
