"""Shortcodes: what a page may call, and a call as it stands in the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Body(StrEnum):
    """Whether a shortcode encloses something."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a shortcode's template takes, read from its macro.

    `verbatim` bodies reach the template as they stand; in others the shortcodes inside
    are expanded, and `prose` is Markdown in either form of the call. `inline` shortcodes
    stand within a sentence. `words` are the parameters that translators translate.
    """

    name: str
    parameters: tuple[str, ...]
    required: frozenset[str]
    body: Body
    verbatim: bool
    inline: bool
    prose: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A shortcode call: `markdown` tells `{{% %}}` from `{{< >}}`; `line` is the file's."""

    name: str
    positional: tuple[str, ...]
    named: Mapping[str, str]
    markdown: bool
    line: int

    def given(self, signature: Signature) -> Mapping[str, str]:
        """Return the arguments by the names of their parameters."""
        return dict(zip(signature.parameters, self.positional, strict=False)) | dict(self.named)
