"""Mark the words of a program that a reader sees.

The site generator replaces `_("…")` by the words of the reader's language.
Run by hand, a program speaks English: `_` returns what it was given.
"""


def _(text: str, context: str = "") -> str:
    """Return `text`; `context` tells apart equal texts of two translations."""
    del context  # The translation reads it from the source.
    return text
