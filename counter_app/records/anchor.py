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
from threading import Condition, Thread

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
    except (ValueError, KeyError, TypeError) as error:
        raise StorageError("The anchor file is damaged.", code="anchor_damaged") from error
    if not hmac.compare_digest(mac, _mac(keys, anchor)):
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
        self._changed = Condition()
        self._wanted: Anchor | None = None
        self._thread: Thread | None = None

    def write(self, anchor: Anchor) -> None:
        """Put this anchor in place soon; a newer one replaces it if it still waits."""
        with self._changed:
            self._wanted = anchor
            if self._thread is None:
                self._thread = Thread(target=self._run, name="anchor", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def flush(self) -> None:
        """Wait until nothing is left to write."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanted is None)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted is not None)
                anchor = self._wanted
            assert anchor is not None
            with suppress(OSError):
                write_anchor(self._home, self._keys, anchor)
            with self._changed:
                if self._wanted is anchor:
                    self._wanted = None
                self._changed.notify_all()


def _mac(keys: Keys, anchor: Anchor) -> str:
    return keys.mac(b"anchor\n", f"{anchor.station}\n{anchor.count}\n{anchor.head}".encode())
