"""The nightly run: sealed once, safe twice, goes on where it was cut off, says what changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.records.morning_books import book_titles, newest_book
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.tills import session_by_id
from counter_app.records.verify import verify_store
from counter_app.report.nightly import NightlyReport, last_finished_date, run_nightly
from counter_app.station import Station
from tests.records.books import post_full_return, post_return, receipt
from tests.records.tampering import tamper
from tests.report.desk_day import closed, opened
from tests.stores import NOON

TODAY = date(2026, 11, 21)
MORNING = NOON + timedelta(hours=18)
STEPS = ["roll", "check", "seal", "pdf", "csv", "json"]


@pytest.fixture
def traded(either_station: Station, clock: FrozenClock) -> Station:
    """A day with a till that came out 20.00 short, looked at on the next morning."""
    session = opened(either_station, 7)
    with either_station.look() as work:
        till = session_by_id(work.connection, session)
    post_return(either_station, till)
    post_full_return(either_station, till, 2)
    closed(either_station, session, 169_64)
    either_station.sign_off()
    clock.set(MORNING)
    return either_station


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def night(station: Station, out: Path) -> NightlyReport:
    return run_nightly(station, TODAY, out, ())


def running(sql: str) -> Callable[[Connection], None]:
    def run(connection: Connection) -> None:
        connection.execute(text(sql))

    return run


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_a_date_that_is_not_over_is_refused(station: Station, out: Path) -> None:
    with pytest.raises(Refused, match="not over before 2026-11-22 04:00"):
        night(station, out)


def test_the_last_finished_date_is_yesterdays(station: Station, clock: FrozenClock) -> None:
    assert last_finished_date(station) == TODAY - timedelta(days=1)
    clock.set(MORNING)
    assert last_finished_date(station) == TODAY


def test_a_night_seals_one_book_and_a_second_run_changes_nothing(
    traded: Station, out: Path
) -> None:
    first = night(traded, out)
    assert (first.done, first.kept, first.failed) == (STEPS, [], {})
    files = contents(out)
    assert [p.rpartition(".")[2] for p in files] == ["csv", "json", "pdf"]
    second = night(traded, out)
    assert (second.done, second.kept) == ([], STEPS)
    assert contents(out) == files
    assert first.sealed is not None
    assert first.sealed == second.sealed
    traded.settle_anchor()
    assert verify_store(traded.database, traded.home, traded.keys).problems == ()


def test_a_missing_file_is_written_again_with_the_same_bytes(traded: Station, out: Path) -> None:
    night(traded, out)
    files = contents(out)
    (out / "morning-book-2026-11-21.pdf").unlink()
    (out / "morning-book-2026-11-21.csv").write_bytes(b"torn")
    again = night(traded, out)
    assert again.done == ["pdf", "csv"]
    assert contents(out) == files


def test_a_folder_that_cannot_be_written_fails_that_step_alone(traded: Station, out: Path) -> None:
    blocked = out / "morning-book-2026-11-21.pdf"
    blocked.mkdir(parents=True)
    (blocked / "in the way").touch()
    report = night(traded, out)
    assert list(report.failed) == ["pdf"]
    assert report.done == ["roll", "check", "seal", "csv", "json"]
    (blocked / "in the way").unlink()
    blocked.rmdir()
    again = night(traded, out)
    assert (again.done, again.failed) == (["pdf"], {})


class CutOffError(Exception):
    """The power went."""


@pytest.mark.parametrize("step", STEPS)
def test_cut_off_after_any_step_the_next_run_ends_with_the_same_figures(
    store_folder: Path, clock: FrozenClock, out: Path, step: str
) -> None:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        session = opened(station, 7)
        closed(station, session, 180_00)
        clock.set(MORNING)

        def cut(done: str) -> None:
            if done == step:
                raise CutOffError

        with pytest.raises(CutOffError):
            run_nightly(station, TODAY, out, (), after=cut)
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        report = night(station, out)
        assert report.kept == STEPS[: STEPS.index(step) + 1]
        assert report.done == STEPS[STEPS.index(step) + 1 :]
        files = contents(out)
        assert night(station, out).done == []
        assert contents(out) == files
        with station.look() as work:
            assert len(book_titles(work.connection)) == 1


def test_what_is_posted_to_a_sealed_date_makes_a_new_edition(
    store_folder: Path, clock: FrozenClock, out: Path
) -> None:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        session = opened(station, 7)
        clock.set(MORNING)
        first = night(station, out)
        closed(station, session, 190_00)
        assert night(station, out).sealed == first.sealed, "the morning's count is the next day's"
        sold = receipt(3)
        with station.open_work() as work:
            add_receipt(
                work.connection, replace(sold, key=replace(sold.key, business_date=TODAY)), clock
            )
            work.commit()
        second = night(station, out)
        assert first.sealed is not None
        assert second.sealed is not None
        assert (first.sealed.edition, second.sealed.edition) == (1, 2)
        assert second.sealed.previous_seal == first.sealed.seal
        assert "One till is not settled." in first.sealed.content
        assert "One till is not settled." in second.sealed.content
        assert (out / "morning-book-2026-11-21-2.pdf").exists()
        clock.advance(timedelta(days=1))
        next_day = run_nightly(station, TODAY + timedelta(days=1), out, ())
        assert next_day.sealed is not None
        assert "Till 7 is $10.00 short" in next_day.sealed.content


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE morning_books SET content = replace(content, '16964', '18964')", "book_altered"),
        ("UPDATE morning_books SET seal = 'x' || substr(seal, 2)", "book_altered"),
        ("UPDATE morning_books SET business_date = '2026-11-20'", "book_altered"),
        ("UPDATE morning_books SET sealed_at = sealed_at + 1", "book_altered"),
        ("UPDATE morning_books SET edition = 2", "book_altered"),
        ("UPDATE morning_books SET fingerprint = 'x' || substr(fingerprint, 2)", "book_altered"),
        ("UPDATE morning_books SET station = 'D02'", "book_altered"),
        ("UPDATE morning_books SET previous_seal = 'f'", "book_altered"),
        ("UPDATE morning_books SET number = 2", "book_gap"),
        (
            "UPDATE morning_books SET transaction_id = (SELECT min(id) FROM transactions)",
            "book_unchained",
        ),
        ("DELETE FROM morning_books", "book_missing"),
    ],
)
def test_verify_finds_a_book_that_was_changed(
    traded: Station, out: Path, sql: str, code: str
) -> None:
    night(traded, out)
    traded.settle_anchor()
    tamper(traded, running(sql))
    report = verify_store(traded.database, traded.home, traded.keys)
    assert code in {p.code for p in report.problems}


def test_altered_books_of_the_day_are_the_first_oddity(traded: Station, out: Path) -> None:
    tamper(traded, running("UPDATE postings SET amount = amount - 1 WHERE number = 1"))
    report = night(traded, out)
    assert {"altered", "unbalanced"} <= {p.code for p in report.problems}
    with traded.look() as work:
        stored = newest_book(work.connection, TODAY)
    assert stored is not None
    assert "The books were changed from outside" in stored.content
