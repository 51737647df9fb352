"""Tokens → HTML: markdown-it's renderer, and what this site's own tokens look like."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sitegen.model.shortcode import Call
from sitegen.text.calls import desk_of, expand, run_shortcode
from sitegen.text.cjk import clinging, joins_without_space
from sitegen.text.highlight import highlight
from sitegen.text.html_formulas import formulas_set
from sitegen.text.math import formula_html
from sitegen.text.raw_rules import guarded
from sitegen.text.rawhtml import starts_block


class PageRenderer(RendererHTML):
    """Renders one page's tokens; `env` holds its desk and the shortcodes' templates."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """Return the HTML of block tokens."""
        return self._nested(tokens, options, env, super().render)

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802 - overrides markdown-it
        """Return the HTML of inline tokens."""
        return self._nested(tokens, options, env, super().renderInline)

    def renderInlineAsText(  # noqa: N802 - overrides markdown-it
        self, tokens: Sequence[Token] | None, options: OptionsDict, env: EnvType
    ) -> str:
        """Return the text of an image's alt; a formula gives its TeX, code its letters."""
        pieces = []
        for token in tokens or ():
            own = token.type in ("math_inline", "code_inline")
            plain = super().renderInlineAsText([token], options, env)
            pieces.append(token.content if own else plain)
        return "".join(pieces)

    def _nested(
        self,
        tokens: Sequence[Token],
        options: OptionsDict,
        env: EnvType,
        flat: Callable[[Sequence[Token], OptionsDict, EnvType], str],
    ) -> str:
        """Render what stands between `shortcode_open` and `shortcode_close` as the call's body."""
        pieces: list[str] = []
        at = start = 0
        while at < len(tokens):
            if tokens[at].type != "shortcode_open":
                at += 1
                continue
            pieces.append(flat(tokens[start:at], options, env))
            end = _matching_close(tokens, at)
            body = self._nested(tokens[at + 1 : end], options, env, flat)
            pieces.append(run_shortcode(tokens[at].meta["call"], env, body))
            at = start = end + 1
        if start == 0:
            return flat(tokens, options, env)
        return "".join(pieces) + flat(tokens[start:], options, env)

    def shortcode(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render a call whose body, if any, is passed on as it is."""
        meta = tokens[idx].meta
        if "mark" in meta:
            return self.shortcode_rest(tokens, idx, options, env)
        return run_shortcode(meta["call"], env, meta["body"])

    def shortcode_rest(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render what a call printed that was taken out of a page before it was read.

        A block inside a paragraph ends it, and begins another.
        """
        token = tokens[idx]
        html: str = env["shelf"].html(token.meta["mark"])
        if token.block:
            return f"{html}\n"
        if token.level or "paragraph" not in token.meta or not starts_block(html):
            return html
        before, after = (
            _seen(tokens[n] for n in range(idx - 1, -1, -1)),
            _seen(tokens[n] for n in range(idx + 1, len(tokens))),
        )
        end = "</p>\n" if before and not _prints_block(before, env) else ""
        begin = "\n<p>" if after and not _prints_block(after, env) else "\n"
        return f"{end}{html}{begin}"

    def paragraph_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render the start of a paragraph, unless a block begins it that no paragraph holds."""
        first = _seen(tokens[idx + 1].children or ())
        is_block = first is not None and _prints_block(first, env)
        return "" if is_block else self.renderToken(tokens, idx, options, env)

    def paragraph_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render the end of a paragraph, unless a block has ended it."""
        last = _seen(reversed(tokens[idx - 1].children or ()))
        is_block = last is not None and _prints_block(last, env)
        return "" if is_block else self.renderToken(tokens, idx, options, env)

    def task(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render the box before what is to be done."""
        return tokens[idx].content

    def math_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render a formula that has its lines to itself, in a box that scrolls alone."""
        token, desk = tokens[idx], desk_of(env)
        line = desk.page.document.body_line + (token.map or [0])[0]
        html = formula_html(token.content, desk.notes, line, display=True)
        return f'<div class="math" tabindex="0">{html}</div>\n'

    def math_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render a formula within a line."""
        token = tokens[idx]
        notes = desk_of(env).notes
        display, line = token.meta["display"], token.meta["line"]
        html = formula_html(token.content, notes, line, display=display)
        if display:
            return f'<span class="math">{html}</span>'
        return f'<span class="kept">{html}' if _clinging_after(tokens, idx) else html

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render text; what clings to a formula before it stays on the formula's line."""
        content = tokens[idx].content
        kept = _clinging_after(tokens, idx - 1) if idx else ""
        end = "</span>" if kept else ""
        return f"{escapeHtml(kept)}{end}{escapeHtml(content[len(kept) :])}"

    def softbreak(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render the end of a line: nothing between Japanese or Chinese characters."""
        before = next((t.content[-1] for t in reversed(tokens[:idx]) if t.content), "")
        after = next((t.content[0] for t in tokens[idx + 1 :] if t.content), "")
        return "" if before and after and joins_without_space(before, after) else "\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render a block of code; one that runs is a cell."""
        token = tokens[idx]
        if name := token.meta.get("cell"):
            line = desk_of(env).page.document.body_line + (token.map or [0])[0]
            call = Call("cell", (name,), {}, markdown=False, line=line)
            return run_shortcode(call, env, None)
        language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        if language == "mermaid" and language in env["signatures"]:
            line = desk_of(env).page.document.body_line + (token.map or [0])[0]
            call = Call(language, (), {}, markdown=True, line=line)
            return run_shortcode(call, env, token.content)
        code = highlight(token.content, language)
        return f'<pre class="highlight" tabindex="0"><code>{code}</code></pre>\n'

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render an indented block of code."""
        code = escape(tokens[idx].content)
        return f'<pre class="highlight" tabindex="0"><code>{code}</code></pre>\n'

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render the start of a table, in a box that scrolls alone."""
        return f'<div class="table" tabindex="0">{self.renderToken(tokens, idx, options, env)}'

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render the end of a table."""
        return f"{self.renderToken(tokens, idx, options, env)}</div>\n"

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render a block of raw HTML; its text may hold shortcodes and formulas."""
        desk = desk_of(env)
        line = desk.page.document.body_line + (tokens[idx].map or [0])[0]

        html = formulas_set(guarded(tokens[idx].content, env, line, expand), desk, line)
        return expand(html, env, line)

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Render a tag that stands within a line."""
        token = tokens[idx]
        return guarded(token.content, env, token.meta.get("line", 0), expand)


def _matching_close(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for at in range(opening, len(tokens)):
        depth += {"shortcode_open": 1, "shortcode_close": -1}.get(tokens[at].type, 0)
        if depth == 0:
            return at
    raise AssertionError("markdown-it dropped a shortcode_close")


def _clinging_after(tokens: Sequence[Token], idx: int) -> str:
    """Return what may not be parted from the formula at `idx`, if one stands there in a line."""
    if idx + 1 >= len(tokens) or tokens[idx].type != "math_inline":
        return ""
    after = tokens[idx + 1]
    inline = after.type == "text" and not tokens[idx].meta["display"]
    return clinging(after.content) if inline else ""


def _seen(children: Iterable[Token]) -> Token | None:
    """Return the first token that is not blank."""
    blank = ("softbreak", "hardbreak")
    return next((one for one in children if one.type not in blank and _is_seen(one)), None)


def _is_seen(token: Token) -> bool:
    return token.type != "text" or bool(token.content.strip())


def _prints_block(token: Token, env: EnvType) -> bool:
    """Tell whether a token is a call that prints a block, and ends the paragraph around it."""
    if "paragraph" not in token.meta or token.level:
        return False
    return starts_block(env["shelf"].html(token.meta["mark"]))
