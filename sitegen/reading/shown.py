"""The pages of a book for Hugo that are shown: no drafts, nothing hidden or out of time."""

from collections.abc import Iterable, Sequence
from datetime import date

from sitegen.model.page import Document
from sitegen.model.problem import Place, Problem


def shown_pages(
    documents: Sequence[Document], as_of: date | None
) -> tuple[list[Document], list[Problem]]:
    """Return the documents that are shown on the day `as_of`.

    Without a day nothing is hidden for its dates, and a problem says so: no build reads the
    clock.
    """
    found = [one for one in documents if not (one.front.draft or one.front.is_hidden)]
    if as_of is not None:
        return [one for one in found if _is_in_time(one, as_of)], []
    return found, list(_undated(found))


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
