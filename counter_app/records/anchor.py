"""The anchor: each station's chain count and head, kept in a file outside the database.

Without it, rows cut off the end or an older copy put in place would leave a sound chain. The file
itself is authenticated with the store key. Written by atomic rename after every commit.
"""

from __future__ import annotations

import hmac
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread

from counter_app.core.errors import StorageError
from counter_app.storage.files import write_private
from counter_app.storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Anchor:
    """So many transactions, the last of which has this mac."""

    station: str
    count: int
    head: str


def anchor_path(home: Path, station: str) -> Path:
    """Where a station keeps its anchor."""
    return home / f"anchor-{station}.json"


def write_anchor(home: Path, keys: Keys, anchor: Anchor, *, durable: bool = False) -> None:
    """Replace the anchor; fsynced only when the station closes."""
    content = {
        "station": anchor.station,
        "count": anchor.count,
        "head": anchor.head,
        "mac": _mac(keys, anchor),
    }
    data = json.dumps(content, indent=1).encode()
    write_private(anchor_path(home, anchor.station), data, durable=durable)


def read_anchor(home: Path, keys: Keys, station: str) -> Anchor | None:
    """The anchor, None if there is none yet; `StorageError` if it was tampered with."""
    path = anchor_path(home, station)
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text("utf-8"))
        anchor = Anchor(str(content["station"]), int(content["count"]), str(content["head"]))
        mac = str(content["mac"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError, OSError) as error:
        raise StorageError("The anchor file is damaged.", code="anchor_damaged") from error
    if not hmac.compare_digest(mac.encode("utf-8", "replace"), _mac(keys, anchor).encode()):
        raise StorageError("The anchor file was changed by hand.", code="anchor_changed")
    return anchor


class AnchorWriter:
    """Writes a station's newest anchor on a thread of its own, so that no answer waits for it.

    A crash before it is written leaves the database ahead of its anchor by a valid chain, just as
    a crash between commit and write would. `flush` waits until the newest one is in place.
    """

    def __init__(self, home: Path, keys: Keys) -> None:
        self._home = home
        self._keys = keys
        self._asked: SimpleQueue[Anchor | Event | None] = SimpleQueue()
        self._starting = Lock()
        self._thread: Thread | None = None

    def write(self, anchor: Anchor) -> None:
        """Put this anchor in place soon; a newer one replaces it if it still waits."""
        if self._thread is None:
            self._start()
        self._asked.put(anchor)

    def flush(self) -> None:
        """Wait until nothing is left to write."""
        if self._thread is not None:
            written = Event()
            self._asked.put(written)
            written.wait()

    def close(self) -> None:
        """Write what is left and end the thread."""
        with self._starting:
            if self._thread is not None:
                self._asked.put(None)
                self._thread.join()
                self._thread = None

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="anchor", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        asked: list[Anchor | Event | None] = []
        while None not in asked:
            asked = [self._asked.get()]
            while not self._asked.empty():
                asked.append(self._asked.get())
            anchors = [a for a in asked if isinstance(a, Anchor)]
            if anchors:
                with suppress(OSError):
                    write_anchor(self._home, self._keys, anchors[-1])
            for waiting in asked:
                if isinstance(waiting, Event):
                    waiting.set()


def _mac(keys: Keys, anchor: Anchor) -> str:
    return keys.mac(b"anchor\n", f"{anchor.station}\n{anchor.count}\n{anchor.head}".encode())
