"""The pages of a book for Hugo that are shown: no drafts, nothing hidden or out of time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sitegen.model.page import Document
from sitegen.model.problem import Place, Problem

NEVER = ("never", "false")
"""What a page says that is never rendered."""


def shown_pages(
    documents: Sequence[Document], as_of: date | None
) -> tuple[list[Document], list[Problem]]:
    """Return the documents that are shown on the day `as_of`.

    Without a day nothing is hidden for its dates, and a problem says so: no build reads the
    clock.
    """
    below = list(_hidden_below(documents))
    found = [one for one in documents if not (one.front.draft or one.front.is_hidden)]
    found = [one for one in found if not any(_is_below(one, *section) for section in below)]
    if as_of is not None:
        return [one for one in found if _is_in_time(one, as_of)], []
    return found, list(_undated(found))


def _hidden_below(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Yield the key and the language of sections whose `cascade` hides what is below them."""
    for document in documents:
        said = document.front.params.get("cascade")
        for one in said if isinstance(said, list) else [said]:
            if not isinstance(one, dict) or "target" in one or "_target" in one:
                continue
            build = one.get("build") or one.get("_build")
            render = build.get("render") if isinstance(build, dict) else None
            if one.get("draft") is True or str(render).casefold() in NEVER:
                yield document.key, document.locale


def _is_below(document: Document, key: str, locale: str) -> bool:
    """Tell whether a section's `cascade` reaches a document that says nothing for itself."""
    if document.locale != locale or {"draft", "build", "_build"} & document.lines.keys():
        return False
    return document.key == key or document.key.startswith(f"{key}/" if key else "")


def _is_in_time(document: Document, day: date) -> bool:
    front = document.front
    begins = front.published or front.date
    return (begins is None or begins <= day) and (front.expires is None or day < front.expires)


def _undated(documents: Iterable[Document]) -> Iterable[Problem]:
    dated = [one for one in documents if one.front.published or one.front.expires]
    if dated:
        first = dated[0]
        line = min(first.lines[key] for key in ("publishDate", "expiryDate") if key in first.lines)
        message = f"{len(dated)} pages say from when or until when they are shown: all are shown"
        yield Problem("dates", Place(first.path, line), message, "build with --as-of 2026-01-31")
