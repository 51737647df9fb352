"""Calls of shortcodes run: their templates, and the calls inside text that is no Markdown."""

from collections.abc import Callable
from html import escape

from markdown_it.utils import EnvType
from markupsafe import Markup

from sitegen.errors import ProgramFailedError, ShortcodeError
from sitegen.model.problem import did_you_mean
from sitegen.model.shortcode import Body, Call
from sitegen.text.desk import Desk
from sitegen.text.raw_rules import guarded
from sitegen.text.shortcode_rules import DEEPEST
from sitegen.text.shortcodes import Tag, find_close, tags

RunTemplate = Callable[[Call, Desk, "str | None"], str]
"""Runs a shortcode's template with its body and returns HTML."""


def desk_of(env: EnvType) -> Desk:
    """Return the desk of the page that is being rendered."""
    desk = env["desk"]
    assert isinstance(desk, Desk)
    return desk


def run_shortcode(call: Call, env: EnvType, body: str | None) -> str:
    """Run a shortcode's template; what it could not do is noted and leaves a mark in the page."""
    desk = desk_of(env)
    desk.line = call.line
    if desk.notes.depth > DEEPEST:
        message = f"shortcodes stand more than {DEEPEST} deep in each other"
        desk.notes.fault("shortcode", call.line, message)
        return ""
    run: RunTemplate = env["templates"]
    try:
        if body is not None and not call.markdown and not env["signatures"][call.name].verbatim:
            with desk.notes.below(0):
                body = expand(guarded(body, env, call.line, expand), env, call.line)
        return run(call, desk, body)
    except ProgramFailedError:
        pass  # Its own problem says why.
    except ShortcodeError as error:
        message = f"shortcode '{call.name}': {error.message}"
        desk.notes.fault(error.code, call.line, message, error.hint)
    return str(env["missing"])


def expand(text: str, env: EnvType, line: int) -> str:
    """Return raw text with the shortcodes in it replaced by what they print."""
    if "{{<" not in text and "{{%" not in text:
        return text
    pieces: list[str] = []
    at = 0
    try:
        for tag in tags(text):
            if tag.start >= at:
                html, end = _expansion(tag, text, env, line + text.count("\n", 0, tag.start))
                pieces += (text[at : tag.start], html)
                at = end
    except ShortcodeError as error:
        desk_of(env).notes.tell(error, line)
    return Markup("".join(pieces) + text[at:])  # noqa: S704 - the author's raw HTML


def _expansion(tag: Tag, text: str, env: EnvType, line: int) -> tuple[str, int]:
    """Return what the call that `tag` opens prints, and where the call ends."""
    signatures = env["signatures"]
    if tag.literal:
        return escape(tag.literal), tag.end
    if tag.closes:
        raise ShortcodeError(f"shortcode '{tag.name}' is closed but not open")
    if tag.name not in signatures:
        hint = did_you_mean(tag.name, signatures)
        raise ShortcodeError(f"unknown shortcode '{tag.name}'", hint)
    takes_body = signatures[tag.name].body is not Body.NONE and not tag.self_closing
    close = find_close(text, tag, len(text)) if takes_body else None
    body = text[tag.end : close.start] if close else None
    call = Call(tag.name, tag.positional, tag.named, markdown=False, line=line)
    return run_shortcode(call, env, body), (close or tag).end
