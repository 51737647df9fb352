"""What pages offer to take away: their programs as scripts, themselves as notebooks."""

from collections.abc import Mapping

from sitegen.model.catalogue import Catalogue
from sitegen.model.output import OutputFile
from sitegen.model.page import State
from sitegen.model.problem import Problem
from sitegen.output.templating import Templates
from sitegen.programs.downloads import script_of
from sitegen.programs.notebook import notebook_clashes, notebook_of
from sitegen.text.markdown import Workshop
from sitegen.text.notebook import notebook_parts


def downloads(
    workshop: Workshop, templates: Templates, words: Mapping[str, Catalogue]
) -> tuple[dict[tuple[str, str], list[OutputFile]], list[Problem]]:
    """Return the files that pages offer, by key and locale, and the faults of the notebooks."""
    offered: dict[tuple[str, str], list[OutputFile]] = {}
    problems: list[Problem] = []
    for page in workshop.site.pages.values():
        locale, programs = page.body_locale, page.front.programs
        runs = {name: run for name in programs if (run := workshop.runs.get((name, locale)))}
        if not programs or len(runs) < len(programs) or page.state is not State.TRANSLATED:
            continue
        stem = f"{page.url}{page.url.rstrip('/').rpartition('/')[2]}"
        files = []
        for number, (name, run) in enumerate(runs.items()):
            own = f"{stem}.{name}" if number else stem
            files.append(OutputFile(f"{own}.{locale}.py", script_of(run.localised).encode()))
        data = {file.name: file.content for run in runs.values() for file in run.localised.data}
        files += [OutputFile(f"{page.url}{name}", content) for name, content in data.items()]
        in_markdown = templates.shortcodes(words[page.locale], "md")
        parts = list(notebook_parts(page, workshop, in_markdown))
        notebook = notebook_of(parts, programs, runs, page.url)
        if locale == workshop.site.config.source_locale and len(programs) > 1:
            problems += notebook_clashes(parts, programs, runs, page.document.at())
        offered[page.key, page.locale] = [*files, OutputFile(f"{stem}.{locale}.ipynb", notebook)]
    return offered, problems
