"""The markdown-it plugin for shortcodes: calls become tokens.

A call on lines of its own is a block, any other stands within a line. The body of
`{{% name %}}` is parsed in place, between `shortcode_open` and `shortcode_close`; the body
of `{{< name >}}` stays text in the token's `content`.
"""

from bisect import bisect_right
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.errors import ShortcodeError
from sitegen.model.problem import did_you_mean
from sitegen.model.shortcode import Body, Call, Signature
from sitegen.text.notes import Notes
from sitegen.text.shortcodes import Tag, find_close, read_tag

State = StateBlock | StateInline

DEEPEST = 30
"""How deep the bodies of shortcodes may stand in each other."""


def shortcode_plugin(md: MarkdownIt, signatures: Mapping[str, Signature]) -> None:
    """Teach `md` the shortcodes of `signatures`."""
    rules = ShortcodeRules(signatures)
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("table", "shortcode", rules.block, interrupts)
    md.inline.ruler.before("escape", "shortcode", rules.inline)


class ShortcodeRules:
    """The block and the inline rule, which share the table of signatures."""

    def __init__(self, signatures: Mapping[str, Signature]) -> None:
        self.signatures = signatures

    def block(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        """Read a call that stands on lines of its own."""
        at = state.bMarks[start] + state.tShift[start]
        if state.is_code_block(start) or not state.src.startswith(("{{<", "{{%"), at):
            return False
        limit = state.eMarks[end - 1]
        try:
            tag = read_tag(state.src, at)
            if tag is None or tag.literal or tag.closes or self._is_inline(tag):
                return False
            close = self._close(state.src, tag, limit)
        except ShortcodeError:
            return False  # The inline rule meets the same tag and reports it.
        stop = (close or tag).end
        last = bisect_right(state.bMarks, stop - 1) - 1
        if state.src[stop : state.eMarks[last]].strip():
            return False
        if silent:
            return True
        text = state.src[at : state.eMarks[start]]
        if last > start:
            text += "\n" + state.getLines(start + 1, last + 1, state.blkIndent, False)
        state.line = last + 1
        notes: Notes = state.env["notes"]
        at = len(state.tokens)
        self._push(state, text, notes.line + start, start)
        state.tokens[at].map = [start, last + 1]
        return True

    def inline(self, state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        """Read a call within a line."""
        if state.src[state.pos] != "{":
            return False
        notes: Notes = state.env["notes"]
        line = notes.line + state.src.count("\n", 0, state.pos)
        try:
            tag = read_tag(state.src, state.pos)
            if tag is None:
                return False
            close = self._close(state.src, tag, state.posMax)
        except ShortcodeError as error:
            if not silent:
                notes.tell(error, line)
                _push_text(state, state.src[state.pos : state.posMax])
            state.pos = state.posMax
            return True
        if not silent and tag.literal:
            _push_text(state, tag.literal)
        elif not silent:
            if not self._is_inline(tag):
                message = f"shortcode '{tag.name}' stands inside a line of text"
                notes.fault("shortcode", line, message, "put it on a line of its own")
            self._push(state, state.src[state.pos : (close or tag).end], line)
        state.pos = (close or tag).end
        return True

    def _is_inline(self, tag: Tag) -> bool:
        signature = self.signatures.get(tag.name)
        return signature is not None and signature.inline

    def _close(self, text: str, tag: Tag, limit: int) -> Tag | None:
        """Return the closing tag of a call that has one; raise if it needs one or is unknown."""
        if tag.literal:
            return None
        if tag.closes:
            raise ShortcodeError(f"shortcode '{tag.name}' is closed but not open")
        signature = self.signatures.get(tag.name)
        if signature is None:
            hint = did_you_mean(tag.name, self.signatures)
            raise ShortcodeError(f"unknown shortcode '{tag.name}'", hint)
        if signature.body is Body.NONE or tag.self_closing:
            return None
        close = find_close(text, tag, limit)
        if close is None:
            left, right = ("{{%", "%}}") if tag.markdown else ("{{<", ">}}")
            hint = f"end it with '{left} /{tag.name} {right}'"
            raise ShortcodeError(f"shortcode '{tag.name}' is not closed", hint)
        return close

    def _push(self, state: State, text: str, line: int, first: int = 0) -> None:
        """Append the tokens of the call whose source is `text`; `first` is its block line."""
        tag = read_tag(text, 0)
        assert tag is not None
        close = self._close(text, tag, len(text))
        body = text[tag.end : close.start] if close else None
        signature = self.signatures[tag.name]
        is_prose = tag.markdown or signature.prose
        call = Call(tag.name, tag.positional, tag.named, is_prose, line)
        if body is None or not is_prose or signature.verbatim:
            token = state.push("shortcode", "", 0)
            token.meta = {"call": call, "body": body}
            return
        state.push("shortcode_open", "", 1).meta = {"call": call}
        state.tokens.extend(self._body(state, body, first + text[: tag.end].count("\n")))
        state.push("shortcode_close", "", -1)

    def _body(self, state: State, body: str, shift: int) -> list[Token]:
        """Return the tokens of a Markdown body that starts `shift` lines below the block."""
        inner: list[Token] = []
        notes: Notes = state.env["notes"]
        is_block = isinstance(state, StateBlock)
        with notes.below(shift if is_block else 0):
            if notes.depth > DEEPEST:
                message = f"shortcodes stand more than {DEEPEST} deep in each other"
                notes.fault("shortcode", notes.line, message)
            elif is_block:
                state.md.block.parse(body, state.md, state.env, inner)
            else:
                state.md.inline.parse(body, state.md, state.env, inner)
        for token in inner:
            token.map = [token.map[0] + shift, token.map[1] + shift] if token.map else None
        return inner


def _push_text(state: StateInline, text: str) -> None:
    """Append text that looks like a tag as an escaped sign is: what else looks so is damage."""
    token = state.push("text_special", "", 0)
    token.content, token.info = text, "escape"
