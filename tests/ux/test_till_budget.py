"""Hands at the till, counted where every key arrives: opening and closing within their budgets.

The budgets come from the steps that comparable tills document: 8 keys to open with a float, 8
for a paid-out with its reason, 33 for a closing count of ten denominations.
"""

from __future__ import annotations

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import open_till
from counter_app.station import Station
from tests.desk.tills.conftest import Person, clerk, shell

__all__ = ["clerk", "shell"]

OPEN_KEYS = 8
PAID_OUT_KEYS = 8
CLOSE_KEYS = 33


def test_a_till_opens_with_a_typed_float_in_eight_keys(clerk: Person) -> None:
    clerk.shell.counter.reset()
    clerk.press("F8", "1")
    clerk.write("25000")
    clerk.press("F12")
    assert clerk.mode() is Mode.OVERVIEW
    counter = clerk.shell.counter
    assert (counter.keys <= OPEN_KEYS, counter.clicks, counter.scans) == (True, 0, 0), counter


def test_the_suggested_float_takes_four_keys(clerk: Person) -> None:
    clerk.shell.counter.reset()
    clerk.press("F8", "1", "Return", "F12")
    assert clerk.mode() is Mode.OVERVIEW
    assert clerk.shell.counter.keys == 4


def test_ten_denominations_are_counted_and_closed_in_33_keys(
    clerk: Person, station: Station
) -> None:
    pieces = (11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
    worths = (10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1)
    holds = sum(n * worth for n, worth in zip(pieces, worths, strict=True))
    open_till(OpenDraft(new_id(), 7, Money(holds)), station)
    clerk.shell.counter.reset()
    clerk.press("F8", "F12")
    for place, count in enumerate(pieces):
        clerk.write(str(count))
        if place < len(pieces) - 1:
            clerk.press("Return")
    clerk.press("F12")
    assert clerk.mode() is Mode.DONE
    counter = clerk.shell.counter
    assert (counter.keys <= CLOSE_KEYS, counter.clicks, counter.scans) == (True, 0, 0), counter


def test_a_paid_out_takes_eight_keys(clerk: Person, station: Station) -> None:
    open_till(OpenDraft(new_id(), 7, Money(20000)), station)
    clerk.shell.counter.reset()
    clerk.press("F8", "1", "2")
    clerk.write("1500")
    clerk.press("F12")
    assert clerk.mode() is Mode.OVERVIEW
    assert "15.00 paid out" in clerk.said
    counter = clerk.shell.counter
    assert (counter.keys <= PAID_OUT_KEYS, counter.clicks, counter.scans) == (True, 0, 0), counter
