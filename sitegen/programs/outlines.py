"""Paths of an SVG in fewer letters: steps instead of places, a hundredth of a point the finest.

Steps are taken between rounded places, so that rounding never adds up along a path.
"""

from collections.abc import Iterator

STEPPED = {"L": "l", "C": "c", "Q": "q"}
"""Commands of Matplotlib's that have a form relative to the last place."""


def shortened(path: str) -> str:
    """Return the path data of Matplotlib (M, L, C, Q, z, all absolute) with relative steps."""
    parts = list(_relative(path.split()))
    # A minus sign parts two numbers as well as a space does.
    spaced = (part if part[0] in "-MLCQlcqz" else f" {part}" for part in parts)
    return "".join(spaced)


def short(number: str) -> str:
    """Return a number rounded to hundredths, in its shortest form."""
    return _written(_hundredths(number))


def _relative(parts: list[str]) -> Iterator[str]:
    last = (0, 0)
    command = ""
    at = 0
    while at < len(parts):
        if not _is_number(parts[at]):
            command = parts[at]
            yield STEPPED.get(command, command)
            at += 1
            continue
        size = {"C": 6, "Q": 4}.get(command, 2)
        places = [_hundredths(part) for part in parts[at : at + size]]
        origin = last if command in STEPPED else (0, 0)
        yield from (_written(place - origin[n % 2]) for n, place in enumerate(places))
        last = (places[-2], places[-1])
        at += size


def _is_number(part: str) -> bool:
    return part[-1].isdecimal()


def _hundredths(number: str) -> int:
    return round(100 * float(number))


def _written(hundredths: int) -> str:
    whole, part = divmod(abs(hundredths), 100)
    decimals = f".{part:02}".rstrip("0") if part else ""
    digits = f"{whole or ''}{decimals}" or "0"
    return f"-{digits}" if hundredths < 0 else digits
