"""Text that was written in UTF-8 and read as something else: `Ã©` for `é`, `縺` for `あ`."""

LEADS = {2: "ÂÃ", 3: "âãäåæçèéêëìí"}
"""Letters of Windows-1252 that UTF-8 begins with: of Latin, of general and Asian writing."""

SHIFT_JIS_LEADS = "縺繧繝"
"""What Shift_JIS makes of the first two bytes of kana."""

LETTERS = frozenset(SHIFT_JIS_LEADS).union(*LEADS.values())


def mojibake(text: str) -> tuple[str, str] | None:
    """Return the first garbled letters of a text and what they meant, or None."""
    if LETTERS.isdisjoint(text):
        return None
    for at, letter in enumerate(text):
        for length, leads in LEADS.items():
            if letter in leads and (meant := _decoded(text[at : at + length])):
                return text[at : at + length], meant
        if letter in SHIFT_JIS_LEADS and (kana := _kana(text[at : at + 2])):
            return text[at : at + 2], kana
    return None


def _decoded(text: str) -> str:
    """Return the one letter that the bytes of a text are in UTF-8, or nothing."""
    try:
        meant = b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return ""
    return meant if len(meant) == 1 else ""


def _byte(letter: str) -> bytes:
    """Return the byte of a letter in Windows-1252, or in Latin-1 where that has none."""
    if ord(letter) < 0x100:
        return letter.encode("latin-1")
    return letter.encode("cp1252")


def _kana(text: str) -> str:
    try:
        meant = text.encode("cp932")[:3].decode()
    except UnicodeError:
        return ""
    return meant if len(meant) == 1 else ""
