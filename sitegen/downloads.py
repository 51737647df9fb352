"""What pages offer to take away: programs as scripts, themselves as notebooks and Markdown."""

from collections.abc import Mapping, Sequence

from sitegen.model.catalogue import Catalogue
from sitegen.model.output import Offer, OutputFile
from sitegen.model.page import Page, State
from sitegen.model.problem import Problem
from sitegen.model.program import Run
from sitegen.output.listings import plain_path
from sitegen.output.templating import Templates
from sitegen.programs.downloads import script_of
from sitegen.programs.notebook import notebook_clashes, notebook_of
from sitegen.programs.plain import plain_of
from sitegen.text.book import Book
from sitegen.text.markdown import Workshop
from sitegen.text.notebook import notebook_parts


def offer_of(
    page: Page, workshop: Workshop, templates: Templates, words: Catalogue
) -> tuple[Offer | None, list[Problem]]:
    """Return what a page offers, None for one that is not translated, and its faults."""
    if page.state is not State.TRANSLATED:
        return None, []
    programs, source = page.front.programs, workshop.site.config.source_locale
    runs = {name: run for name in programs if (run := workshop.runs.get((name, page.locale)))}
    parts = list(notebook_parts(page, workshop, templates.shortcodes(words, "md", Book)))
    is_whole = bool(programs) and len(runs) == len(programs)
    files = _files(page, runs, parts) if is_whole else ()
    plain = OutputFile(plain_path(page), plain_of(parts, programs, runs).encode())
    problems: list[Problem] = []
    if is_whole and page.locale == source and len(programs) > 1:
        problems += notebook_clashes(parts, programs, runs, page.document.at())
    return Offer(tuple(files), plain), problems


def _files(
    page: Page, runs: Mapping[str, Run], parts: Sequence[tuple[str, str]]
) -> list[OutputFile]:
    """Return the programs as scripts, their data, and the page as a notebook."""
    stem = f"{page.url}{page.url.rstrip('/').rpartition('/')[2]}"
    files = []
    for number, (name, run) in enumerate(runs.items()):
        own = f"{stem}.{name}" if number else stem
        files.append(OutputFile(f"{own}.{page.locale}.py", script_of(run.localised).encode()))
    data = {file.name: file.content for run in runs.values() for file in run.localised.data}
    files += [OutputFile(f"{page.url}{name}", content) for name, content in data.items()]
    notebook = notebook_of(parts, page.front.programs, runs, page.url)
    return [*files, OutputFile(f"{stem}.{page.locale}.ipynb", notebook)]
