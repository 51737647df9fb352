"""Python code without its words: what is left is equal in every language, comment by comment.

Reading trees decides what differs; this decides, a good deal sooner, that nothing does.
"""

QUOTES = ("'", '"')
PREFIX = frozenset("rRbBuUfF")


def wordless(code: str) -> str | None:
    """Return the code without comments and the words of strings; None where that is not simple.

    Two codes whose rests are equal have equal trees but for words. Bytes are no words, nor is
    what stands in the braces of an f-string.
    """
    kept: list[str] = []
    at = 0
    while (start := _next(code, at)) < len(code):
        kept.append(code[at:start])
        if code[start] == "#":
            end = code.find("\n", start)
            at = len(code) if end < 0 else end
            continue
        quote = code[start] * (3 if code.startswith(code[start] * 3, start) else 1)
        end = _closing(code, start + len(quote), quote)
        words = code[start + len(quote) : end]
        rest = _rest(words, _prefix(code, start))
        if end < 0 or rest is None or (len(quote) == 1 and "\n" in words):
            return None
        kept += [quote, rest, quote]
        at = end + len(quote)
    return "".join(kept) + code[at:]


def _next(code: str, at: int) -> int:
    """Return where the next comment or string begins."""
    found = (code.find(sign, at) for sign in ("#", *QUOTES))
    return min((one for one in found if one >= 0), default=len(code))


def _prefix(code: str, quote: int) -> str:
    """Return the letters before a quote that belong to the string."""
    start = quote
    while start > 0 and code[start - 1] in PREFIX and quote - start < 2:
        start -= 1
    before = code[start - 1 : start]
    return "" if before.isalnum() or before == "_" else code[start:quote].lower()


def _closing(code: str, at: int, quote: str) -> int:
    """Return where a string ends: at a quote that no backslash takes away; -1 where it does not."""
    while (end := code.find(quote, at)) >= 0:
        before = code[at:end]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            return end
        at = end + 1
    return -1


def _rest(words: str, prefix: str) -> str | None:
    """Return what of a string's content is no words."""
    if "b" in prefix:
        return words
    if "f" not in prefix:
        return ""
    values = words.replace("{{", "").replace("}}", "").split("{")[1:]
    if any(value.count("}") != 1 for value in values):
        return None
    return "".join(f"{{{value.partition('}')[0]}}}" for value in values)
