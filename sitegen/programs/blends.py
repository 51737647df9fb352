"""Mixed colours: where marks blend the colours of components, so they do in the dark.

A point that belongs to two components has a colour between theirs. Its colour has no role
of its own, so it is taken apart: which components, and how much of each.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from matplotlib.colors import to_rgb

from sitegen.programs.roles import ROLES

COMPONENTS = ("c1", "c2", "c3", "c4", "c5")

TOLERANCE = 1.5 / 255
"""How far a blend may be from its colour: eight bits a channel are rounded."""

LEAST = 0.02
"""The smallest part that counts: what rounding may have left."""

Blend = Mapping[str, float]
"""How much of each component; the parts sum to one."""


def blends_of(colours: Iterable[str]) -> Mapping[str, Blend]:
    """Return each colour (`#rrggbb`) as a blend of the same three components at most.

    Empty where no three components give all of them: a colour map, say, stays as it is.
    """
    wanted = sorted(set(colours))
    if not wanted:
        return {}
    targets = np.array([[*to_rgb(colour), 1.0] for colour in wanted])
    for three in combinations(COMPONENTS, 3):
        basis = np.array([[*to_rgb(ROLES[role][0]), 1.0] for role in three])
        parts, *_ = np.linalg.lstsq(basis.T, targets.T, rcond=None)
        strays = np.abs(basis.T @ parts - targets.T).max()
        if strays <= TOLERANCE and parts.min() >= -LEAST:
            kept = np.clip(parts, 0, None)
            kept /= kept.sum(axis=0)
            return {colour: _named(three, kept[:, n].tolist()) for n, colour in enumerate(wanted)}
    return {}


def _named(roles: Sequence[str], parts: Sequence[float]) -> Blend:
    return {role: part for role, part in zip(roles, parts, strict=True) if part > LEAST}


def as_css(blend: Blend) -> str:
    """Return a blend as CSS writes it, in whole percents."""
    (role, part), *rest = blend.items()
    mixed, total = f"var(--{role})", part
    for other, more in rest:
        total += more
        share = round(100 * more / total)
        mixed = f"color-mix(in srgb,{mixed},var(--{other}) {share}%)"
    return mixed


def in_the_dark(blend: Blend) -> tuple[float, ...]:
    """Return what a blend is on the dark page, as red, green and blue from 0 to 1."""
    total = sum(blend.values())
    mixed = sum(part / total * np.array(to_rgb(ROLES[role][1])) for role, part in blend.items())
    return tuple(np.asarray(mixed).tolist())
