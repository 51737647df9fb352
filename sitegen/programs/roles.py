"""The roles of colours in figures."""

from collections.abc import Mapping

ROLES: Mapping[str, tuple[str, str]] = {
    "ink": ("#1d2433", "#e6e9ef"),
    "soft-ink": ("#4b5468", "#aab2c3"),
    "paper": ("#fefefe", "#161a22"),
    "grid": ("#dde1e8", "#343b49"),
    "c1": ("#0b66b8", "#5aa9ec"),
    "c2": ("#c2410c", "#f0955c"),
    "c3": ("#0f7b6c", "#4cc3b0"),
    "c4": ("#7c3aad", "#c08ae6"),
    "c5": ("#8a6d00", "#d8b93c"),
}
"""What each colour is for, in light and in dark; no two may share a light value."""
