"""Figures as WebP: for drawings like filled contours, which are smaller as dots than as lines.

A picture of dots cannot follow the reader's scheme, so there are two. For the dark one
the colours of the roles are exchanged as they pass the renderer.
"""

import io
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure as Drawing
from PIL import Image

from sitegen.model.program import Raster
from sitegen.programs.blends import blends_of, in_the_dark
from sitegen.programs.figures import CSS_DPI
from sitegen.programs.roles import ROLES
from sitegen.programs.theme import FEWEST

DENSITY = 2
"""Dots for each CSS pixel."""

QUALITY = 88

Colour = tuple[float, ...]


def raster_of(drawing: Drawing) -> Raster:
    """Return the drawing in light and in dark."""
    return Raster(_drawn(drawing, {}), _drawn(drawing, _in_the_dark()))


def _in_the_dark() -> dict[Colour, Colour]:
    return {_rounded(to_rgb(light)): to_rgb(dark) for light, dark in ROLES.values()}


def _rounded(colour: Any) -> Colour:
    return tuple(round(float(part) * 255) for part in colour[:3])


def _drawn(drawing: Drawing, exchanged: dict[Colour, Colour]) -> bytes:
    before = drawing.dpi
    drawing.dpi = CSS_DPI * DENSITY
    renderer: Any = RendererAgg(*drawing.bbox.size, drawing.dpi)  # type: ignore[no-untyped-call]
    _exchange(renderer, exchanged)
    drawing.draw(renderer)
    drawing.dpi = before
    picture = Image.fromarray(np.asarray(renderer.buffer_rgba())).convert("RGB")
    written = io.BytesIO()
    picture.save(written, "WEBP", quality=QUALITY, method=6)
    return written.getvalue()


def _exchange(renderer: Any, exchanged: dict[Colour, Colour]) -> None:
    """Let a renderer draw with some colours exchanged for others; pictures stay as they are."""
    path, markers = renderer.draw_path, renderer.draw_markers
    collection, text = renderer.draw_path_collection, renderer.draw_text

    def colour(own: Any) -> Any:
        found = None if own is None else exchanged.get(_rounded(own))
        return own if found is None else (*found, *tuple(own)[3:])

    def pen(own: Any) -> Any:
        other: Any = GraphicsContextBase()
        other.copy_properties(own)
        other.set_foreground(colour(own.get_rgb()), isRGBA=True)
        return other

    def all_of(colours: Any) -> Any:
        if not exchanged:
            return colours
        names = [to_hex(one) for one in colours]
        blends = blends_of(names) if len(set(names)) >= FEWEST else {}
        found = [
            (*in_the_dark(blends[name]), *tuple(one)[3:]) if name in blends else colour(one)
            for name, one in zip(names, colours, strict=True)
        ]
        return np.array(found).reshape(-1, 4)

    def draw_path(gc: Any, shape: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803 - Matplotlib's
        path(pen(gc), shape, transform, colour(rgbFace))

    def draw_markers(gc: Any, *where: Any) -> None:
        *placed, face = where if len(where) % 2 else (*where, None)
        markers(pen(gc), *placed, colour(face))

    def draw_path_collection(gc: Any, *where: Any, **named: Any) -> None:
        placed, (faces, edges), styles = where[:5], where[5:7], where[7:]
        collection(pen(gc), *placed, all_of(faces), all_of(edges), *styles, **named)

    def draw_text(gc: Any, *where: Any, **named: Any) -> None:
        text(pen(gc), *where, **named)

    own = (draw_path, draw_markers, draw_path_collection, draw_text)
    vars(renderer).update({one.__name__: one for one in own})
