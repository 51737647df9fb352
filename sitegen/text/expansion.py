"""Shortcodes as Hugo reads them: everywhere in a page, before its Markdown is read.

A call becomes one private character, which Markdown takes for a letter; what the call prints
takes its place in the HTML, and is final. What `{{% %}}` prints is Markdown of the page: a
template that encloses its body in HTML gives two such characters, and the body stands between.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from sitegen.errors import ShortcodeError
from sitegen.model.shortcode import Body, Call, Signature
from sitegen.text.notes import Notes
from sitegen.text.placed import Placed, Shelf
from sitegen.text.sheet import Sheet, indented
from sitegen.text.shortcodes import Tag, find_close, read_tag, tags

BODY = "\uf8ff"
"""Stands for the body while the template around it runs."""

PART = "<--->"
"""A line between two parts of a body, which a template may lay side by side."""

DEEPEST = 30
"""How deep calls may stand in each other."""


@dataclass
class Expansion:
    """Reads a page; `unknown` are the shortcodes without a template, with their lines."""

    notes: Notes
    signatures: Mapping[str, Signature]
    calls_in_code: bool
    shelf: Shelf
    unknown: list[tuple[str, int]] = field(default_factory=list)
    depth: int = 0

    def read(self, text: str, line: int = 0) -> Sheet:
        """Return a text, which begins at a line of the body, with its calls taken out."""
        sheet, at = Sheet(), 0
        self.depth += 1
        for tag in self._tags(text, line):
            if tag.start >= at:
                sheet.add(text[at : tag.start], line + text.count("\n", 0, at))
                at = self._take(tag, text, sheet, line + text.count("\n", 0, tag.start))
        sheet.add(text[at:], line + text.count("\n", 0, at))
        self.depth -= 1
        return sheet

    def _tags(self, text: str, line: int) -> Iterator[Tag]:
        """Yield the tags of a text; one that is malformed is told, and text."""
        if not self.calls_in_code:
            yield from self._outside_code(text, line)
            return
        at = text.find("{{")
        while at >= 0:
            step = 2
            try:
                tag = read_tag(text, at)
            except ShortcodeError as error:
                self._fault(error, line + text.count("\n", 0, at))
            else:
                if tag:
                    yield tag
                    step = tag.end - at
            at = text.find("{{", at + step)

    def _outside_code(self, text: str, line: int) -> Iterator[Tag]:
        try:
            yield from tags(text)
        except ShortcodeError as error:
            self._fault(error, line)

    def _fault(self, error: ShortcodeError, line: int) -> None:
        self.notes.fault(
            error.code, self.notes.document.body_line + line, error.message, error.hint
        )

    def _take(self, tag: Tag, text: str, sheet: Sheet, line: int) -> int:
        """Put what stands for a call on the sheet; return where the call ends."""
        if tag.literal:
            sheet.add(self.shelf.place(Placed(html=escape(tag.literal), is_inline=True)), line)
            return tag.end
        if tag.closes:
            self._fault(ShortcodeError(f"shortcode '{tag.name}' is closed but not open"), line)
            return tag.end
        if self.depth >= DEEPEST:
            message = f"shortcodes stand more than {DEEPEST} deep in each other"
            self._fault(ShortcodeError(message), line)
            return tag.end
        signature = self.signatures.get(tag.name)
        encloses = not tag.self_closing and (signature is None or signature.body is not Body.NONE)
        close = self._close(text, tag) if encloses else None
        body = text[tag.end : close.start] if close else None
        if signature and tag.self_closing and signature.body is Body.REQUIRED:
            body = ""
        below = line + text.count("\n", tag.start, tag.end)
        if signature is None:
            self.unknown.append((tag.name, self.notes.document.body_line + line))
            sheet.join(self.read(body or "", below))
        elif tag.markdown and not signature.verbatim and not _is_parted(body):
            self._spread(tag, signature, body, sheet, text[: tag.start], line, below)
        else:
            mark = self.shelf.place(self._called(tag, signature, body, line, below))
            sheet.add(mark, line)
        return (close or tag).end

    def _close(self, text: str, tag: Tag) -> Tag | None:
        if not self.calls_in_code:
            return find_close(text, tag, len(text))
        depth, at = 1, text.find("{{", tag.end)
        while at >= 0:
            try:
                other = read_tag(text, at)
            except ShortcodeError:
                other = None
            if other and other.name == tag.name and not other.literal and not other.self_closing:
                depth += -1 if other.closes else 1
                if depth == 0:
                    return other
            at = text.find("{{", other.end if other else at + 2)
        return None

    def _called(
        self, tag: Tag, signature: Signature, body: str | None, line: int, below: int
    ) -> Placed:
        """Return a call whose output is final."""
        call = self._call(tag, line)
        if body is None:
            return Placed(call=call, is_inline=signature.inline)
        if signature.verbatim:
            inner = self.shelf.plain(self.read(body, below).text)
            return Placed(call=call, body=inner, is_inline=signature.inline)
        if signature.prose:
            inner = self._parted(indented(f"\n{body}", 0)[1:])
            return Placed(call=call, sheet=self.read(inner, below), is_inline=signature.inline)
        return Placed(call=call, body=self.read(body, below).text, is_inline=signature.inline)

    def _parted(self, body: str) -> str:
        """Return a body whose lines between two parts are out of reach of Markdown."""
        if not _is_parted(body):
            return body
        html = f"<p>{escape(PART)}</p>"
        lines = (
            f"\n{self.shelf.place(Placed(html=html))}\n" if line.strip() == PART else line
            for line in body.split("\n")
        )
        return "\n".join(lines)

    def _call(self, tag: Tag, line: int) -> Call:
        at = self.notes.document.body_line + line
        return Call(tag.name, tag.positional, tag.named, markdown=True, line=at)

    def _spread(
        self,
        tag: Tag,
        signature: Signature,
        body: str | None,
        sheet: Sheet,
        before: str,
        line: int,
        below: int,
    ) -> None:
        """Put what a call prints on the sheet as Markdown of the page, its body within."""
        call = self._call(tag, line)
        printed = self.shelf.run(call, None if body is None else BODY).strip("\n")
        if body is None or printed.count(BODY) != 1:
            inner = "" if body is None else self.read(body, below).text
            sheet.add(
                self._markdown(printed.replace(BODY, inner), call, signature), line, stays=True
            )
            return
        opening, closing = printed.split(BODY)
        head = before[before.rfind("\n") + 1 :]
        is_block = "\n" in body and not signature.inline
        column = len(head) if not head.strip(" \t>*+-0123456789.)") and ">" not in head else 0
        pad = " " * column
        sheet.add(self._markdown(opening, call, signature), line, stays=True)
        if is_block:
            sheet.add(f"\n\n{pad}" if body.split("\n", 1)[0].strip() else "\n", line, stays=True)
            body = indented(body, column)
        sheet.join(self.read(body, below))
        last = below + body.count("\n")
        if is_block:
            sheet.add(f"\n\n{pad}", last, stays=True)
        sheet.add(self._markdown(closing, None, signature), last, stays=True)

    def _markdown(self, printed: str, call: Call | None, signature: Signature) -> str:
        """Return what a template printed as Markdown; HTML without blank lines is left alone."""
        text = printed.strip("\n")
        if not text.lstrip().startswith("<") or "\n\n" in text:
            return text
        return self.shelf.place(Placed(html=text, call=call, is_inline=signature.inline))


def _is_parted(body: str | None) -> bool:
    return (
        bool(body)
        and PART in str(body)
        and any(line.strip() == PART for line in str(body).split("\n"))
    )
