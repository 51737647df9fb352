"""Those who look at the site while it is written, and what they are told."""

import json
import queue
import threading


class Live:
    """Everybody who looks, each with a queue of events; may be used from several threads."""

    def __init__(self) -> None:
        self._watchers: list[queue.SimpleQueue[str]] = []
        self._lock = threading.Lock()

    @property
    def watching(self) -> int:
        """How many look."""
        with self._lock:
            return len(self._watchers)

    def join(self) -> "queue.SimpleQueue[str]":
        """Return a queue of all events from now on."""
        events: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._watchers.append(events)
        return events

    def leave(self, events: "queue.SimpleQueue[str]") -> None:
        """Forget a queue."""
        with self._lock:
            self._watchers.remove(events)

    def tell(self, event: str, data: object = None) -> None:
        """Tell everybody of an event."""
        with self._lock:
            for events in self._watchers:
                events.put(said(event, data))


def said(event: str, data: object = None) -> str:
    """Return an event as a browser reads it."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"
