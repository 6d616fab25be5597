"""Garbage with widgets in it goes on the GUI thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.collector import Collector, collect_due
from counter_app.ui.jobs import Jobs


@pytest.fixture(autouse=True)
def python_collects(qtbot: QtBot) -> Iterator[None]:
    """As in a desk that starts: nobody has taken collection over yet."""
    gc.enable()
    yield
    gc.disable()


class Looped(QWidget):
    """A widget that only the collector can free; remembers on which thread it went."""

    def __init__(self, gone_on: list[int]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: gone_on.append(threading.get_ident()))


def busy_elsewhere() -> None:
    """Allocate on another thread until Python would have collected many times."""
    thread = threading.Thread(target=lambda: [[n] for n in range(200_000)])
    thread.start()
    thread.join()


def test_a_widget_in_a_cycle_is_never_destroyed_on_a_worker(qtbot: QtBot) -> None:
    collector = Collector()
    gone_on: list[int] = []
    Looped(gone_on)
    busy_elsewhere()
    assert gone_on == []
    collector.end()
    assert gone_on == [threading.get_ident()]
    assert gc.isenabled()


def test_what_is_due_is_collected_while_the_window_lives(qtbot: QtBot) -> None:
    collector = Collector()
    gone_on: list[int] = []
    Looped(gone_on)
    _ = [[n] for n in range(5_000)]
    collect_due()
    assert gone_on == [threading.get_ident()]
    collector.end()


def test_what_was_spared_is_left_alone_until_the_end(qtbot: QtBot) -> None:
    collector = Collector()
    gone_on: list[int] = []
    Looped(gone_on)
    collector.spare()
    _ = [[n] for n in range(5_000)]
    collect_due()
    assert gone_on == []
    collector.end()
    assert gone_on == [threading.get_ident()]
    assert gc.get_freeze_count() == 0


def test_the_desks_worker_takes_collection_over_and_gives_it_back(qtbot: QtBot) -> None:
    jobs = Jobs()
    assert not gc.isenabled()
    assert jobs.close()
    assert gc.isenabled()
    assert jobs.close()


def test_where_python_did_not_collect_the_end_leaves_it_so() -> None:
    gc.disable()
    collector = Collector()
    gone_on: list[int] = []
    Looped(gone_on)
    collector.end()
    assert not gc.isenabled()
    assert gone_on == []
    gc.unfreeze()
    gc.collect()
    assert gone_on == [threading.get_ident()]
