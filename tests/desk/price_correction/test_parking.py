"""Corrections are never lost: parked, taken up at another desk, there again after a kill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import BadInput, Conflict, NotFound, Refused
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.desk.price_correction import parking, service, stored_draft
from counter_app.desk.price_correction.draft import CorrectionDraft, Sort
from counter_app.desk.price_correction.screen import PriceScreen
from counter_app.desk.price_correction.screen_claims import Claims
from counter_app.desk.price_correction.screen_home import Home
from counter_app.records.decisions import decisions
from counter_app.records.drafts import unfinished
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.ui.desk_state import look_at_desk
from tests.desk.price_correction.desk import TAG, claim, rung
from tests.desk.returns.desk import SOLD_ON, drafts_parked, open_drafts, sell, working
from tests.desk.returns.window import DeskWindow, desk_window
from tests.desk.unfinished import reopened, second_desk
from tests.stores import CLERK, PINS


@pytest.fixture
def desk_1(either_station: Station) -> Station:
    """Maria at desk 1, on each engine."""
    return working(either_station)


@pytest.fixture
def desk_2(desk_1: Station) -> Station:
    """Sam at desk 2, on the same database."""
    return second_desk(desk_1)


def begun(station: Station, sequence: int = 183) -> CorrectionDraft:
    """A claim that uses every field a draft can hold."""
    receipt = sell(station, rung(1, 299, 3, tax=18), rung(2, 500, 1), sequence=sequence)
    draft = claim(
        station,
        receipt,
        right=249,
        quantity=2,
        evidence=replace(TAG, note="blue tag", unit="EA", day=date(2026, 11, 20)),
        exemption="live",
        tampered=False,
        intended=True,
        asked=False,
    )
    return replace(draft, case_id="C-17", notified_on=draft.as_of - timedelta(days=1))


def test_a_parked_correction_goes_on_at_another_desk_and_pays_the_same(
    desk_1: Station, desk_2: Station
) -> None:
    draft = begun(desk_1)
    parking.save(draft, desk_1, park=True, name="Lady in green")
    [waiting] = look_at_desk(desk_2).parked
    assert (waiting.task, waiting.title) == ("price_correction", "0183 · Lady in green")
    assert waiting.amount == service.assess(draft, desk_1).amounts.total > Money(0)

    taken = parking.take_up(draft.id, desk_2)

    assert (taken.corrections, taken.case_id, taken.notified_on) == (
        draft.corrections, draft.case_id, draft.notified_on,
    )  # fmt: skip
    assert look_at_desk(desk_1).parked == ()
    with pytest.raises(Refused, match="working on this"):
        parking.take_up(draft.id, desk_1)
    for use in (parking.save, parking.abandon, service.complete):
        with pytest.raises(Conflict):
            use(replace(draft, notified_on=draft.as_of), desk_1)


def test_what_was_paid_is_no_longer_unfinished(desk_1: Station) -> None:
    draft = claim(desk_1, sell(desk_1, rung(1, 299, 1)))
    parking.save(draft, desk_1)
    service.complete(draft, desk_1)
    parking.save(draft, desk_1)  # the last edit is stored late
    with desk_1.look() as work:
        assert unfinished(work.connection, work.keys) == ()
    with pytest.raises(NotFound, match="gone"):
        parking.take_up(draft.id, desk_1)


def test_what_was_given_up_is_remembered(desk_1: Station) -> None:
    draft = begun(desk_1)
    parking.save(draft, desk_1)
    parking.abandon(draft, desk_1)
    with desk_1.look() as work:
        assert unfinished(work.connection, work.keys) == ()
        assert work.connection.execute(select(decisions.c.status)).scalars().all() == ["abandoned"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-9],
        lambda text: text.replace('"wrong_price"', '"wrong_prize"'),
        lambda text: text.replace('"line": 1', '"lime": 1'),
        lambda text: text.replace('"corrections": [', '"corrections": [7, '),
        lambda text: text.replace('"2026-11-20"', '"2026-13-20"'),
    ],
)
def test_a_damaged_draft_is_refused_in_words(desk_1: Station, damage: object) -> None:
    assert callable(damage)
    draft = begun(desk_1)
    text = stored_draft.to_json(draft)
    broken = damage(text)
    assert broken != text
    with pytest.raises(BadInput, match="damaged"):
        stored_draft.from_json(broken, draft)


PARKS_AND_DIES = """
    import os, signal, sys
    from pathlib import Path
    from counter_app.app import open_station
    from counter_app.core.clock import FrozenClock
    from counter_app.desk.price_correction import parking
    from tests.desk.price_correction.desk import claim, rung
    from tests.desk.returns.desk import sell, working
    from tests.stores import NOON
    folder = Path(sys.argv[1])
    station = working(open_station(folder, folder, "D01", FrozenClock(NOON)))
    sold = sell(station, rung(1, 299, 1), rung(2, 500, 1))
    parking.save(claim(station, sold), station, park=True, name="Coat")
    parking.save(claim(station, sold, 2, 400), station)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def killed(store_folder: Path, clock: FrozenClock) -> Iterator[Station]:
    """Desk 1 opened again after its process was killed with one correction parked, one open."""
    with reopened(store_folder, clock, PARKS_AND_DIES) as station:
        yield station


def test_parked_and_open_corrections_survive_a_kill(killed: Station) -> None:
    killed.sign_on_with_pin(CLERK, PINS[CLERK])
    (parked,) = drafts_parked(killed)
    assert parked.title == "0183 · Coat"
    service.complete(parking.take_up(parked.id, killed), killed)
    (still_open,) = open_drafts(killed)
    again = service.refresh(parking.load(still_open.id, killed), killed)
    assert service.complete(again, killed).refund == Money(100)
    assert verify_store(killed.database, killed.home, killed.keys).clean


def test_after_a_kill_the_screen_is_where_it_was(qtbot: QtBot, killed: Station) -> None:
    with desk_window(qtbot, killed) as desk:
        assert isinstance(desk.shell.front, PriceScreen)
        mode = desk.shell.front.mode
        assert isinstance(mode, Claims)
        made = mode.correction
        assert made is None or made.right == Money(400)
        assert [(c.line_number, c.right) for c in mode.draft.corrections] == [(2, Money(400))]


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, at the price screen."""
    working(station)
    with desk_window(qtbot, station) as window:
        window.press("F7")
        yield window


def screen(desk: DeskWindow) -> PriceScreen:
    assert isinstance(desk.shell.front, PriceScreen)
    return desk.shell.front


def claims(desk: DeskWindow) -> Claims:
    mode = screen(desk).mode
    assert isinstance(mode, Claims)
    return mode


def test_f9_parks_under_a_name_and_the_list_brings_it_back(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1)))
    desk.press("2", "4", "9", "Return", "1", "F9")
    desk.write("Red cart")
    desk.press("F9")
    assert desk.shell.place == "home"
    assert [p.title for p in look_at_desk(desk.station).parked] == ["0183 · Red cart"]
    assert desk.shell.watch.state is not None
    assert len(desk.shell.watch.state.parked) == 1, "the rail and the status bar count it"
    desk.press("F9", "1")
    assert [(c.sort, c.right) for c in claims(desk).draft.corrections] == [
        (Sort.WRONG_PRICE, Money(249))
    ]
    desk.press("F12")
    assert look_at_desk(desk.station).parked == ()


def test_going_away_loses_nothing_and_another_receipt_parks_the_first(desk: DeskWindow) -> None:
    first = sell(desk.station, rung(1, 299, 1), sequence=1)
    second = sell(desk.station, rung(1, 500, 1), sequence=2)
    desk.scan_receipt(first)
    desk.press("2", "4", "9", "Esc")
    assert desk.shell.place == "home"
    desk.press("F7")
    assert claims(desk).draft.receipt.id == first.id
    desk.scan_receipt(second)
    assert claims(desk).draft.receipt.id == second.id
    assert [p.title for p in look_at_desk(desk.station).parked] == ["0001"]
    desk.press("Esc", "F7")
    assert isinstance(screen(desk).mode, Home), "nothing was claimed on the second"


def test_giving_up_ends_it(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1)))
    desk.press("2", "4", "9", "Alt+D")
    words = [r.words for r in claims(desk).view().reasons]
    assert words[-1] == "Give up"
    desk.press(str(len(words)))
    assert open_drafts(desk.station) == ()
    desk.press("F7")
    assert isinstance(screen(desk).mode, Home)


def test_an_ambiguous_number_asks_which_receipt(desk: DeskWindow) -> None:
    newer = sell(desk.station, rung(1, 299, 1), sequence=7)
    older = sell(desk.station, rung(1, 500, 1), sequence=7, on=SOLD_ON - timedelta(days=9))
    desk.scan(newer.receipt_number)
    view = screen(desk).mode.view()
    assert view.title == "2 receipts fit"
    assert [row.key for row in view.rows] == [newer.id, older.id]
    desk.press("2")
    assert claims(desk).draft.receipt.id == older.id


def test_a_receipt_is_opened_by_an_intent_of_its_draft(desk: DeskWindow) -> None:
    draft = begun(desk.station)
    parking.save(draft, desk.station, park=True)
    desk.shell.open(Intent("price_correction", draft_id=draft.id))
    desk.rest()
    assert claims(desk).draft.corrections == draft.corrections
