"""The process on a machine of the cluster that runs programs, or makes pages.

It gets a job, what the job needs, and a parcel, all as bytes; sends back what it made, and ends.
"""

import pickle
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.cluster.parcels import Done, Luggage, Pages, Programs, Runs, dump_outcomes, known
from sitegen.crew import follow
from sitegen.model.output import OutputFile, Written
from sitegen.model.program import Asked
from sitegen.output.templating import Templates
from sitegen.pages import Press
from sitegen.preparing import Ready, tools_of, workshop_of
from sitegen.programs.demos import Demos
from sitegen.programs.execute import PRELOAD, run_programs


def _programs(_: bytes, parcel: bytes) -> bytes:
    """Run programs one after the other, each as a build on this machine would."""
    asked: Programs = pickle.loads(parcel)  # noqa: S301 - from the build
    # One alone imports what it needs; that is quicker than all that any may need.
    preload = PRELOAD if len(asked.copies) > 1 else ()
    return dump_outcomes(run_programs(asked.copies, asked.settings, 1, lambda _: None, preload))


def _pages(luggage: bytes, parcel: bytes) -> bytes:
    """Make pages; return nothing where that cannot be done: the build says best why."""
    ours: Luggage = pickle.loads(luggage)  # noqa: S301 - from the build
    asked: Pages = pickle.loads(parcel)  # noqa: S301 - from the build
    with TemporaryDirectory() as folder:
        for name, text in ours.templates.items():
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        try:
            done = _done(asked.keys, _ready(ours, asked.runs, Path(folder)), ours)
        except OSError:
            raise  # This machine's fault.
        except Exception:  # noqa: BLE001 - it happens to the build as well, and is told there
            return b""
    return known(ours.site, asked.runs).dumps(done)


def _ready(ours: Luggage, runs: Runs, folder: Path) -> Ready:
    """Return the site as it is made ready for its pages; what only the build needs is empty."""
    tools = tools_of(ours.config, Templates([folder]), ours.words, {})
    demos = Demos(runs, ours.failed, (), ours.certificates)
    workshop = workshop_of(ours.site, tools, demos, ours.formulas)
    return Ready(folder, tools, Asked({}, frozenset(), {}, {}), {}, demos, workshop, (), ())


def _done(keys: Sequence[str], ready: Ready, ours: Luggage) -> list[Done]:
    """Return pages, each with its files."""
    files: list[OutputFile] = []

    def keep(file: OutputFile) -> Written:
        files.append(file)
        return Written(file.path, "")

    press = Press(ready, ready.composer(search=ours.search), keep)
    done: list[Done] = []
    for key in keys:
        sheaf = press.make(key)
        done.append((replace(sheaf, files=()), tuple(files)))
        files.clear()
    return done


JOBS: Mapping[str, Callable[[bytes, bytes], bytes]] = {"programs": _programs, "pages": _pages}


def main(descriptor: int) -> None:
    """Do the job that comes through the socket of this number."""
    with Connection(descriptor) as build:
        threading.Thread(target=follow, args=(build,), daemon=True).start()
        job, luggage, parcel = (build.recv_bytes() for _ in range(3))
        build.send_bytes(JOBS[job.decode()](luggage, parcel))


if __name__ == "__main__":
    main(int(sys.argv[1]))
