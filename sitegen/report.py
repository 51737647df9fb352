"""Problems and reports, as people, scripts and GitHub read them."""

import json
from collections.abc import Callable, Mapping, Sequence

from sitegen.model.output import BuildReport, ProgramRun
from sitegen.model.problem import Place, Problem, Severity

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


def from_json(text: str) -> BuildReport:
    """Return the report that `as_json` wrote."""
    stored = json.loads(text)
    return BuildReport(
        pages=stored["pages"],
        rendered=stored["rendered"],
        reused=stored["reused"],
        programs_run=tuple(ProgramRun(**run) for run in stored["programs_run"]),
        seconds=stored["seconds"],
        problems=tuple(
            Problem(
                one["code"],
                Place(one["path"], one["line"], one["column"]),
                one["message"],
                one["hint"],
                one["locale"],
                Severity(one["severity"]),
            )
            for one in stored["problems"]
        ),
        published=stored["published"],
        exit=stored["exit"],
    )


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
