"""Animations as films: some frames, evenly spaced, each a picture like any other figure."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from matplotlib.animation import AbstractMovieWriter, Animation
from matplotlib.figure import Figure as Drawing

from sitegen.model.program import Figure, Film, Frame, evenly
from sitegen.programs import figures
from sitegen.programs.fingerprint import fingerprint

MOST_FRAMES = 24
"""How many frames of an animation are published."""


def film_of(animation: Animation, salt: str, locale: str) -> tuple[Figure, figures.Faults]:
    """Return the animation's last frame as a figure that carries the film.

    Every frame is drawn, in order, so that one may build on those before it. Raises
    ValueError when there is none.
    """
    # Asked for once: what it counts with may be an iterator, good for one reading.
    data = list(animation.new_saved_frame_seq())
    if not data:
        raise ValueError("the animation has no frames")
    setattr(animation, "new_saved_frame_seq", lambda: iter(data))  # noqa: B010 - for this object
    recorder = _Recorder(evenly(len(data), MOST_FRAMES), salt, locale)
    animation.save("film", writer=recorder)
    [last] = recorder.last
    timer: Any = animation.event_source
    film = Film(tuple(recorder.frames), len(data), round(timer.interval))
    drawn = sha256("".join(recorder.drawn).encode()).hexdigest()
    return replace(last, film=film, drawing=drawn), list(dict.fromkeys(recorder.faults))


class _Recorder(AbstractMovieWriter):
    """Takes the chosen frames while Matplotlib believes to write a film."""

    def __init__(self, chosen: Sequence[int], salt: str, locale: str) -> None:
        super().__init__()
        self.chosen = chosen
        self.salt = salt
        self.locale = locale
        self.number = 0
        self.frames: list[Frame] = []
        self.last: list[Figure] = []
        self.drawn: list[str] = []
        self.faults: figures.Faults = []

    def setup(self, fig: Drawing, outfile: Any, dpi: float | None = None) -> None:
        """Remember the figure; no file is written."""
        super().setup(fig, outfile, dpi)

    def grab_frame(self, **_: Any) -> None:
        """Take the figure as it is now, if this frame was chosen."""
        if self.number in self.chosen:
            self.drawn.append(fingerprint(self.fig))
            if not self.frames:
                # The axes keep their places: a film whose frames are laid out anew trembles.
                self.fig.draw_without_rendering()
                self.fig.set_layout_engine("none")
            salt = f"{self.salt}.{self.number}"
            if self.number == self.chosen[-1]:
                figure, faults = figures.save(self.fig, salt, self.locale)
                self.last.append(figure)
                picture = figure.svg
            else:
                picture, faults = figures.svg(self.fig, salt, self.locale)
            self.frames.append(Frame(self.number + 1, picture))
            self.faults += faults
        self.number += 1

    def finish(self) -> None:
        """Close nothing: nothing was opened."""
