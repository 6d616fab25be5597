"""The anchor's own thread: the newest anchor wins, nothing is lost at the end, and it ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.records.anchor import Anchor, AnchorWriter, read_anchor
from counter_app.station import Station
from counter_app.storage.keys import Keys
from tests.desk.returns.desk import give_back, sell, working
from tests.desk.returns.goods import line


@pytest.fixture
def writer(station: Station, tmp_path: Path) -> Iterator[AnchorWriter]:
    """A writer of its own into an empty folder, with the station's keys."""
    with closing(AnchorWriter(tmp_path, station.keys)) as made:
        yield made


def _threads() -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t.name == "anchor"]


def _written(folder: Path, keys: Keys) -> Anchor | None:
    return read_anchor(folder, keys, "D01")


def test_what_was_asked_last_is_in_place_after_a_flush(
    writer: AnchorWriter, station: Station, tmp_path: Path
) -> None:
    for count in range(1, 50):
        writer.write(Anchor("D01", count, f"{count:064x}"))
    writer.flush()
    assert _written(tmp_path, station.keys) == Anchor("D01", 49, f"{49:064x}")


def test_closing_writes_what_is_left_and_ends_the_thread(
    writer: AnchorWriter, station: Station, tmp_path: Path
) -> None:
    before = len(_threads())
    writer.write(Anchor("D01", 7, "7" * 64))
    assert len(_threads()) == before + 1
    writer.close()
    assert len(_threads()) == before
    assert _written(tmp_path, station.keys) == Anchor("D01", 7, "7" * 64)


def test_nothing_to_write_needs_no_thread(writer: AnchorWriter) -> None:
    before = len(_threads())
    writer.flush()
    writer.close()
    assert len(_threads()) == before


def test_a_folder_that_is_gone_stops_nobody(
    writer: AnchorWriter, station: Station, tmp_path: Path
) -> None:
    folder = tmp_path / "nowhere"
    gone = AnchorWriter(folder, station.keys)
    gone.write(Anchor("D01", 1, "1" * 64))
    gone.flush()
    gone.close()
    assert not folder.exists(), "a folder of that name would hide that the right one is gone"


def test_a_closed_station_leaves_no_thread_behind(station: Station) -> None:
    before = len(_threads())
    working(station)
    give_back(station, sell(station, line(paid=1000, sold=1)), {1: 1})
    assert len(_threads()) == before + 1
    station.close()
    assert len(_threads()) == before
    found = read_anchor(station.home, station.keys, station.name)
    assert found is not None
    assert found.count == 2
