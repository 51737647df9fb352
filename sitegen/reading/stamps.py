"""The stamps in a translation's front matter, written where they belong."""

from collections.abc import Mapping

import yaml

from sitegen.reading.frontmatter import split

KEY = "source"


def with_stamps(text: str, stamps: Mapping[str, str]) -> str:
    """Return a page's text with these stamps as `source:`; all else stays as it is.

    Raises SiteError when the front matter is not closed.
    """
    header, body, _ = split(text, KEY)
    lines = header.split("\n") if header else []
    root = yaml.compose(header, yaml.SafeLoader)
    first, end = len(lines), len(lines)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == KEY:
            first, end = key.start_mark.line, value.end_mark.line + (value.end_mark.column > 0)
    lines[first:end] = [f"{KEY}:", *(f'  {name}: "{stamp}"' for name, stamp in stamps.items())]
    return "\n".join(["---", *lines, "---", body])
