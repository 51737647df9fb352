"""A task as a worker of the cluster does it: in a process of its own, which ends with it.

Workers have several threads, and Python gives each its turn only; a process has a core to
itself, may be limited and killed, and leaves nothing behind on a machine that is not ours.
"""

import os
import subprocess
import sys
from multiprocessing import Pipe
from pathlib import Path

from sitegen.cluster.world import World, differences, world

Answer = bytes | str
"""What a job makes, or in words how a worker differs from the build."""


def carried(luggage: bytes) -> bytes:
    """Return the luggage. As a task's result it is made anew where a worker takes it along."""
    return luggage


def perform(ours: World, job: str, luggage: bytes, parcel: bytes) -> Answer:
    """Do a job of `sitegen.cluster.process`, where this is a world like that of the build.

    Raises ChildProcessError when the process ends before its work.
    """
    if other := differences(world(), ours):
        return other
    here, there = Pipe()
    with here:
        with there:
            process = _process(there.fileno())
        try:
            for part in (job.encode(), luggage, parcel):
                here.send_bytes(part)
            return here.recv_bytes()
        except (EOFError, OSError):
            code = process.wait()
            raise ChildProcessError(f"a process on a worker ended with {code}") from None
        finally:
            process.kill()
            process.wait()


def _process(descriptor: int) -> subprocess.Popen[bytes]:
    """Start a process that has a socket, and the sitegen that this worker has."""
    command = [sys.executable, "-P", "-m", "sitegen.cluster.process", str(descriptor)]
    # Where the worker was started there may be another.
    paths = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.Popen(  # noqa: S603 - our own
        command, stdin=subprocess.DEVNULL, pass_fds=[descriptor], env=variables
    )
