"""A page as plain Markdown: prose, formulas, code and what it prints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.model.program import Run, program_and_cell


def plain_of(
    parts: Iterable[tuple[str, str]], programs: Sequence[str], runs: Mapping[str, Run]
) -> str:
    """Return the parts of a page (see `text.notebook`) as one text; a cell becomes fences."""
    return "\n\n".join(_blocks(parts, programs, runs)) + "\n"


def _blocks(
    parts: Iterable[tuple[str, str]], programs: Sequence[str], runs: Mapping[str, Run]
) -> Iterator[str]:
    for kind, text in parts:
        if kind == "markdown":
            yield text
            continue
        name, cell = program_and_cell(text, programs)
        if name not in runs:
            continue
        code = {one.name: one.code for one in runs[name].localised.cells}[cell].strip("\n")
        if code.strip():
            yield f"```python\n{code}\n```"
        printed = runs[name].cells[cell].stdout.strip("\n")
        if printed:
            yield f"```text\n{printed}\n```"
