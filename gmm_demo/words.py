"""Mark the words of a program that a reader sees.

The site generator replaces `_("…")` by the words of the reader's language. Run by
hand, a program speaks English: `_` returns what it was given.
"""


def _(text: str, context: str = "") -> str:
    """Return `text` unchanged; `context` tells apart equal texts that translate differently."""
    del context  # It is read from the source by the translation catalogue, never at run time.
    return text
