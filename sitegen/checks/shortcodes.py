"""Shortcodes of a book for Hugo that have no template here: each is told once."""

from collections import defaultdict
from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.model.problem import Place, Problem


def without_template(finished: Finished) -> Iterator[Problem]:
    """Yield a problem for every shortcode that nobody has a template for, with its uses."""
    uses: dict[str, list[Place]] = defaultdict(list)
    for gist in finished.pages:
        for name, line in gist.unknown:
            uses[name].append(gist.page.document.at(line))
    for name, places in uses.items():
        first = min(places)
        foreign = finished.site.foreign.get(name)
        times = "once" if len(places) == 1 else f"{len(places)} times"
        what = f"{foreign} is a Go template, which is not run" if foreign else "it has no template"
        message = f"shortcode '{name}' is called {times}: {what}"
        hint = f"write templates/shortcodes/{name}.html for Jinja2: {{% macro {name}(body) %}}"
        yield Problem("shortcode", first, message, hint)
