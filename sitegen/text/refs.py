"""`[text]({{< ref "page" >}})`: links that name a page, as books for Hugo write them."""

from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers

from sitegen.errors import ShortcodeError
from sitegen.text.links import ref_address
from sitegen.text.shortcodes import Tag, read_tag

REFS = ("ref", "relref")


def refs_plugin(md: MarkdownIt) -> None:
    """Let the shortcodes `ref` and `relref` stand where a link has its address."""
    own = {name: getattr(helpers, name) for name in helpers.__all__}
    # A module by its type, but only asked for these three functions.
    md.helpers = SimpleNamespace(**own | {"parseLinkDestination": _destination})  # type: ignore[assignment]


def _destination(text: str, start: int, end: int) -> Any:
    """Return the address of a link that starts here, a shortcode's among them."""
    try:
        tag = read_tag(text, start)
    except ShortcodeError:
        tag = None  # It is left over, and told as damage.
    if tag is None or tag.name not in REFS or tag.end > end:
        return helpers.parseLinkDestination(text, start, end)
    return SimpleNamespace(ok=True, pos=tag.end, str=_address_of(tag))


def _address_of(tag: Tag) -> str:
    path = (*tag.positional, tag.named.get("path", ""))[0]
    return ref_address(path, (*tag.positional[1:], tag.named.get("lang", ""))[0])
