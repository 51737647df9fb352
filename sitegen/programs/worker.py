"""The process of its own that a program runs in: its folder, its limits, its word to the build."""

import os
import resource
import signal
import tempfile
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from sitegen.crew import follow
from sitegen.model.program import LocalisedProgram


def main(connection: Connection, localised: LocalisedProgram, memory_mb: int) -> None:
    """Run a program and send its Run or its Failure."""
    # A build that runs nothing does not load Matplotlib; the server of workers has it loaded.
    from sitegen.programs.session import execute  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends us.
    threading.Thread(target=follow, args=(connection,), daemon=True).start()
    os.dup2(2, 1)  # What a program's own processes print does not mix with ours.
    limit = memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for file in localised.data:
            Path(file.name).write_bytes(file.content)
        outcome = execute(localised)
        os.chdir("/")
    connection.send(outcome)
    connection.close()
