"""The benchmarks on large stores still run on today's schema; small here, and nothing is timed."""

from __future__ import annotations

from tests.benchmarks import find, lookup, radar


def test_a_receipt_is_looked_up_without_reading_a_whole_table() -> None:
    found = lookup.run(20, 40)
    assert found["scans"] == []


def test_a_lost_receipt_is_found_without_reading_a_whole_table() -> None:
    assert find.run(200, 400)["scans"] == []


def test_the_radar_finds_the_lines_that_plain_sql_finds() -> None:
    receipts = radar.HOT_EVERY * radar.DAYS
    assert radar.run(receipts)["lines_found"] == radar.WRONG_DAYS
