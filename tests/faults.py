"""Builds killed, refused and short of room at every step they take on disk.

`python -m tests.faults` runs the whole campaign (minutes) and prints what was done and lost;
`tests/test_faults.py` runs a short one.
"""

import argparse
import contextlib
import errno
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path
from unittest.mock import patch

from sitegen import commands
from sitegen.output.publish import publish, recover
from sitegen.progress import Progress
from sitegen.request import Request
from tests.sabotage import (
    REFUSALS,
    ROOT,
    UNHARMED,
    Act,
    Site,
    Tally,
    as_output,
    die,
    forked,
    judge,
    refuse,
    sabotage,
)

SWAP = "sitegen.output.publish.swap"
SWAPS = {True: "", False: ", two renames"}


def publishing_faults(
    act: Act, name: str, *, swaps: bool, lasting: bool = False, every: int = 1
) -> Tally:
    """Let publishing meet a fault at every step it takes, with and without a swap in one step."""
    before = {"a/index.html": b"a" * 5000, "b.css": b"b", "c/d/e.txt": b"e", "old.txt": b"o"}
    after = {"a/index.html": b"z" * 9000, "b.css": b"b", "c/d/e.txt": b"e", "new/f": b"f" * 70_000}
    tally = Tally(name)

    def broken(step: int, output: Path) -> int:
        # Not every disk can swap folders in one step.
        how = contextlib.nullcontext() if swaps else patch(SWAP, return_value=False)
        with how:
            ending = sabotage(step, act, lasting=lasting)
            publish(as_output(after), output)
        return ending()

    for step in range(1, 1000, every):
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder) / "public"
            publish(as_output(before), output)
            code = forked(partial(broken, step, output))
            if code == UNHARMED:
                return tally
            if not swaps:
                recover(output)
            judge(
                tally,
                f"step {step}, exit {code}",
                output,
                (before, after),
                partial(publish, as_output(after), output),
            )
            if code == 4:
                tally.wrong.append(f"step {step}: not a SiteError")
    raise AssertionError("publishing takes more than a thousand steps")


def building_faults(site: Site, every: int) -> Tally:
    """Kill whole builds at every step they take on disk, or at one of so many."""
    tally = Tally("builds killed at a step on disk")

    def broken(step: int) -> int:
        ending = sabotage(step, die)
        return site.build() or ending()

    for step in range(1, 10_000, every):
        site.reset()
        code = forked(partial(broken, step))
        if code == UNHARMED:
            return tally
        judge(tally, f"step {step}, exit {code}", site.output, site.versions, site.build)
    raise AssertionError("a build takes more than ten thousand steps")


def stage_faults(site: Site) -> Tally:
    """Kill whole builds at the beginning and at the end of every stage."""
    tally = Tally("builds killed at a stage")
    seen: list[tuple[str, int]] = []

    def build(at: tuple[str, int] | None) -> int:
        def show(stage: str, done: int, total: int, _: float) -> None:
            if done in (0, total):
                seen.append((stage, done))
            if (stage, done) == at:
                die()

        request = Request(site.folder, ROOT, site.output, site.cache, jobs=2)
        return commands.build_site(request, Progress(show), print).exit

    site.reset()
    build(None)
    for at in dict.fromkeys(seen):
        site.reset()
        code = forked(partial(build, at))
        judge(tally, f"{at}, exit {code}", site.output, site.versions, site.build)
    return tally


def random_faults(site: Site, count: int, seed: int) -> Tally:
    """Kill the command itself at moments drawn at random, more of them towards its end."""
    tally = Tally("commands killed at random")
    command = [sys.executable, str(ROOT / "build.py"), *site.arguments]
    began = time.monotonic()
    site.reset()
    subprocess.run(command, check=True)
    length = time.monotonic() - began
    draw = random.Random(seed)
    while tally.faults < count:
        site.reset()
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(length * draw.choice((draw.random(), draw.uniform(0.6, 1.05))))
            process.kill()
        if process.returncode == -signal.SIGKILL:
            judge(tally, f"fault {tally.faults}", site.output, site.versions, site.build)
    return tally


def publishing_killed() -> Iterator[Tally]:
    """Kill publishing at every step."""
    for swaps, how in SWAPS.items():
        yield publishing_faults(die, f"publishing killed{how}", swaps=swaps)


def publishing_refused(every: int) -> Iterator[Tally]:
    """Refuse publishing its steps, or one of so many, once and from then on."""
    for (swaps, how), number, lasting in product(SWAPS.items(), REFUSALS, (False, True)):
        act, once = partial(refuse, number), "from then on" if lasting else "once"
        name = f"publishing meets {errno.errorcode[number]} {once}{how}"
        yield publishing_faults(act, name, swaps=swaps, lasting=lasting, every=every)


def campaign(options: argparse.Namespace, folder: Path) -> Iterator[Tally]:
    """Yield what every kind of fault that is asked for did."""
    if "killed" in options.kinds:
        yield from publishing_killed()
    if "refused" in options.kinds:
        yield from publishing_refused(options.every)
    if "stages" in options.kinds:
        yield stage_faults(Site(folder / "stages"))
    if "steps" in options.kinds:
        yield building_faults(Site(folder / "steps"), options.every)
    if "random" in options.kinds:
        site = Site(folder / "random", pages=20, assets=200)
        yield random_faults(site, options.count, options.seed)


KINDS = ("killed", "refused", "stages", "steps", "random")


def run() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=KINDS, help=", ".join(KINDS))
    parser.add_argument("--every", type=int, default=1, help="of so many steps, one (1)")
    parser.add_argument("--count", type=int, default=200, help="kills at random (200)")
    parser.add_argument("--seed", type=int, default=1)
    is_right = True
    with tempfile.TemporaryDirectory() as folder:
        for tally in campaign(parser.parse_args(), Path(folder)):
            counts = f"{tally.faults} faults, {tally.survived} survived, {tally.lost} bytes lost"
            print(f"{tally.name}: {counts}", *tally.wrong, sep="\n  ", flush=True)
            is_right = is_right and tally.faults > 0 and not tally.wrong
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(run())
