"""A page as the Markdown of a notebook, with marks where its code cells stand.

Shortcodes run their templates `shortcodes/<name>.md`; one without prints its body. What
is wrong with a page was told when it was rendered, and is left out here.
"""

from collections.abc import Iterator
from dataclasses import replace

from sitegen.errors import ShortcodeError
from sitegen.model.page import Page
from sitegen.model.shortcode import Body, Call
from sitegen.text.calls import RunTemplate
from sitegen.text.desk import CODE_MARK, Desk
from sitegen.text.fences import without_fences
from sitegen.text.markdown import Workshop, make_desk
from sitegen.text.math import DISPLAY, closer_of, math_at
from sitegen.text.notes import Notes
from sitegen.text.shortcode_rules import DEEPEST
from sitegen.text.shortcodes import code_end, find_close, readable_tags


def notebook_parts(page: Page, workshop: Workshop, run: RunTemplate) -> Iterator[tuple[str, str]]:
    """Yield ("markdown", text) and ("code", name of a cell) in the order of the page."""
    desk = make_desk(page, workshop, Notes(page.document, page.document.body_line))
    body = page.document.body.replace(CODE_MARK, "")
    document = replace(page.document, body=body)
    if page.runs_fences:
        body = without_fences(document, workshop.parser, CODE_MARK)
    text = _expanded(body, desk, workshop, run)
    title = f"# {page.front.title}"
    yield "markdown", title
    for number, part in enumerate(text.split(CODE_MARK)):
        if number % 2:
            yield "code", part
        elif part.strip():
            single_dollar = workshop.site.config.dialect.single_dollar
            yield "markdown", _for_jupyter(part.strip(), single_dollar=single_dollar)


def _expanded(text: str, desk: Desk, workshop: Workshop, run: RunTemplate) -> str:
    """Return the text with its shortcodes in their Markdown form."""
    pieces: list[str] = []
    at = 0
    for tag in readable_tags(text):
        signature = workshop.signatures.get(tag.name)
        if tag.start < at or tag.closes or (signature is None and not tag.literal):
            continue
        pieces.append(text[at : tag.start])
        at = tag.end
        if signature is None:
            pieces.append(tag.literal)
            continue
        body = None
        takes_body = signature.body is not Body.NONE and not tag.self_closing
        call = Call(tag.name, tag.positional, tag.named, tag.markdown, 0)
        try:
            if takes_body and (close := find_close(text, tag, len(text))):
                body, at = text[tag.end : close.start], close.end
            if body is not None and not signature.verbatim and desk.notes.depth < DEEPEST:
                with desk.notes.below(0):
                    body = _expanded(body, desk, workshop, run)
            pieces.append(run(call, desk, body))
        except ShortcodeError:
            pieces.append(body or "")
    return "".join(pieces) + text[at:]


def _next_sign(text: str, at: int) -> int:
    """Return where code, a formula or the end of the line may be next."""
    line = text.find("\n", at)
    stop = len(text) if line < 0 else line
    return min((one for sign in "`\\$" if (one := text.find(sign, at, stop)) >= 0), default=stop)


def _for_jupyter(text: str, *, single_dollar: bool) -> str:
    r"""Return Markdown with formulas in dollars, which is all Jupyter reads, and no anchors."""
    pieces: list[str] = []
    at = 0
    while at < len(text):
        starts_line = at == 0 or text[at - 1] == "\n"
        if end := code_end(text, at, at_line_start=starts_line):
            pieces.append(text[at:end])
        elif starts_line and text[at] == "#":
            found_end = text.find("\n", at)
            end = len(text) if found_end < 0 else found_end
            pieces.append(text[at:end].partition(" {#")[0])
        elif found := math_at(text, at, len(text), single_dollar=single_dollar):
            opener, end = found
            sign = "$$" if opener in DISPLAY else "$"
            tex = text[at + len(opener) : end - len(closer_of(opener))]
            pieces.append(f"{sign}{tex if sign == '$$' else tex.strip()}{sign}")
        elif text[at] == "\n":
            end = at + 1
            if pieces[-2:] != ["\n", "\n"]:
                pieces.append("\n")
        else:
            end = _next_sign(text, at + 1)
            pieces.append(text[at:end])
        at = end
    return "".join(pieces)
