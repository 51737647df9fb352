"""Shortcodes as Hugo reads them: everywhere in a page, before its Markdown is read.

A call becomes one private character, which Markdown takes for a letter; what the call prints
takes its place in the HTML, and is final. What `{{% %}}` prints is Markdown of the page: a
template that encloses its body in HTML gives two such characters, and the body stands between.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from sitegen.errors import ShortcodeError
from sitegen.model.shortcode import Body, Call, Signature
from sitegen.text.notes import Notes
from sitegen.text.placed import Placed, Shelf
from sitegen.text.rawhtml import starts_block
from sitegen.text.sheet import Sheet, indented
from sitegen.text.shortcodes import Tag, read_tag, tags

BODY = "\uf8ff"
"""Stands for the body while the template around it runs."""

PART = "<--->"
"""A line between two parts of a body, which a template may lay side by side."""

ESCAPED = '"'
"""What a backslash stands before in quotation marks, where all else keeps its own."""

DEEPEST = 30
"""How deep calls may stand in each other."""


@dataclass
class Expansion:
    """Reads a page; `unknown` are the shortcodes without a template, with their lines.

    `is_raw` says that what is being read is HTML: Markdown in it is set on its own.
    """

    notes: Notes
    signatures: Mapping[str, Signature]
    calls_in_code: bool
    shelf: Shelf
    unknown: list[tuple[str, int]] = field(default_factory=list)
    depth: int = 0
    is_raw: bool = False

    def read(self, text: str, line: int = 0) -> Sheet:
        """Return a text, which begins at a line of the body, with its calls taken out."""
        sheet, at = Sheet(), 0
        self.depth += 1
        found = [self._named(tag) for tag in self._tags(text, line)]
        closes = _closes(found)
        for tag in found:
            if tag.start >= at:
                sheet.add(text[at : tag.start], line + text.count("\n", 0, at))
                below = line + text.count("\n", 0, tag.start)
                at = self._take(tag, closes.get(tag.start), text, sheet, below)
        sheet.add(text[at:], line + text.count("\n", 0, at))
        self.depth -= 1
        return sheet

    def _raw(self, text: str, line: int) -> str:
        """Return the body of a call that is no Markdown, with its calls taken out."""
        before, self.is_raw = self.is_raw, True
        sheet = self.read(text, line)
        self.is_raw = before
        return sheet.text

    def _tags(self, text: str, line: int) -> Iterator[Tag]:
        """Yield the tags of a text; one that is malformed is told, and text."""
        if not self.calls_in_code:
            yield from self._outside_code(text, line)
            return
        at = text.find("{{")
        while at >= 0:
            step = 2
            try:
                tag = read_tag(text, at, ESCAPED)
            except ShortcodeError as error:
                self._fault(error, line + text.count("\n", 0, at))
            else:
                if tag:
                    yield tag
                    step = tag.end - at
            at = text.find("{{", at + step)

    def _outside_code(self, text: str, line: int) -> Iterator[Tag]:
        try:
            yield from tags(text, escaped=ESCAPED)
        except ShortcodeError as error:
            self._fault(error, line)

    def _fault(self, error: ShortcodeError, line: int) -> None:
        self.notes.tell(error, self.notes.document.body_line + line)

    def _take(self, tag: Tag, close: Tag | None, text: str, sheet: Sheet, line: int) -> int:
        """Put what stands for a call on the sheet; return where the call ends.

        `close` is the tag that closes it, if it encloses anything.
        """
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
        close = close if encloses else None
        body = text[tag.end : close.start] if close else None
        if signature and tag.self_closing and signature.body is Body.REQUIRED:
            body = ""
        below = line + text.count("\n", tag.start, tag.end)
        if signature is None:
            self.unknown.append((tag.name, self.notes.document.body_line + line))
            sheet.join(self.read(body or "", below))
        elif tag.markdown and not signature.verbatim and self.is_raw:
            own, self.is_raw = Sheet(), False
            self._spread(tag, signature, body, own, "", line, below)
            self.is_raw = True
            sheet.add(self.shelf.place(Placed(sheet=own, is_inline=True)), line)
        elif tag.markdown and not signature.verbatim and not _is_parted(body):
            self._spread(tag, signature, body, sheet, text[: tag.start], line, below)
        else:
            mark = self.shelf.place(self._called(tag, signature, body, line, below))
            sheet.add(mark, line)
        return (close or tag).end

    def _named(self, tag: Tag) -> Tag:
        """Return a tag under the name of its template; capitals do not count."""
        low = tag.name.lower()
        is_known = tag.name in self.signatures or low not in self.signatures
        return tag if is_known else replace(tag, name=low)

    def _called(
        self, tag: Tag, signature: Signature, body: str | None, line: int, below: int
    ) -> Placed:
        """Return a call whose output is final."""
        call = self._call(tag, line)
        if body is None:
            return Placed(call=call, is_inline=signature.inline)
        if signature.verbatim:
            inner = self.shelf.plain(self._raw(body, below))
            return Placed(call=call, body=inner, is_inline=signature.inline)
        if signature.prose:
            inner = self._parted(indented(f"\n{body}", 0)[1:])
            return Placed(call=call, sheet=self.read(inner, below), is_inline=signature.inline)
        return Placed(call=call, body=self._raw(body, below), is_inline=signature.inline)

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
        printed = self.shelf.run(call, None if body is None else BODY)
        pad = _edge(before[before.rfind("\n") + 1 :])
        if body is None or printed.count(BODY) != 1:
            inner = "" if body is None else self.read(body, below).text
            inner = self.shelf.guard(call, inner) if BODY in printed else ""
            whole = self._markdown(printed.replace(BODY, inner), call, signature)
            sheet.add(whole.replace("\n", f"\n{pad}"), line, stays=True)
            return
        opening, closing = printed.split(BODY)
        is_block = "\n" in body and not (signature.inline and not starts_block(opening))
        opening = self._markdown(opening, call, signature)
        closing = self._markdown(closing, None, signature)
        sheet.add(opening.replace("\n", f"\n{pad}"), line, stays=True)
        if is_block:
            begins = bool(body.split("\n", 1)[0].strip())
            sheet.add(f"\n{pad}\n{pad}" if begins else f"\n{pad}", line, stays=True)
            body = body if ">" in pad else indented(body, len(pad))
        sheet.join(self.read(body, below))
        last = below + body.count("\n")
        if is_block:
            sheet.add(f"\n{pad}\n{pad}", last, stays=True)
        sheet.add(closing.replace("\n", f"\n{pad}"), last, stays=True)

    def _markdown(self, printed: str, call: Call | None, signature: Signature) -> str:
        """Return what a template printed as Markdown; HTML without blank lines is left alone."""
        text = _trimmed(printed)
        if not text.lstrip().startswith("<") or "\n\n" in text:
            return text
        return self.shelf.place(
            Placed(html=text.strip(), call=call, is_inline=signature.inline, is_source=True)
        )


def _closes(found: Iterable[Tag]) -> dict[int, Tag]:
    """Return the closing tags by where their opening ones start."""
    opened: dict[str, list[Tag]] = {}
    closes = {}
    for tag in found:
        if tag.closes and opened.get(tag.name):
            closes[opened[tag.name].pop().start] = tag
        elif not tag.closes and not tag.self_closing:
            opened.setdefault(tag.name, []).append(tag)
    return closes


def _edge(head: str) -> str:
    """Return what begins the lines of a block whose first line has `head` before it."""
    if head.strip(" \t>*+-0123456789.)"):
        return ""
    quote = head.rfind(">") + 1
    return head[:quote] + " " * (len(head) - quote)


def _trimmed(printed: str) -> str:
    """Return what a template printed without the end of its last line; a blank line counts."""
    begins = "\n\n" if printed.startswith("\n\n") else ""
    ends = "\n\n" if printed.endswith("\n\n") else ""
    return f"{begins}{printed.strip(chr(10))}{ends}"


def _is_parted(body: str | None) -> bool:
    """Tell whether a body has a line between two parts."""
    return body is not None and any(line.strip() == PART for line in body.split("\n"))
