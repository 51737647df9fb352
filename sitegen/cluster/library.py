"""Dask, told how we want it before it is loaded: that is when it reads its settings.

- That what is sent is long is no news: runs have figures.
- What goes wrong is told as problems of the build, not as a log with tracebacks.
"""

import dask

dask.config.set(
    {
        "distributed.admin.large-graph-warning-threshold": "1 TB",
        "logging": {"distributed": "critical", "distributed.client": "critical"},
    }
)

from distributed import Client, Future, KilledWorker, wait  # noqa: E402 - see above
from distributed.comm.addressing import resolve_address  # noqa: E402

__all__ = ["Client", "Future", "KilledWorker", "resolve_address", "wait"]
