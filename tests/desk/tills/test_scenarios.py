"""What has happened at other people's cash rooms must not happen here: facts' scenarios by id."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.cash import MovementKind
from counter_app.core.clock import FrozenClock
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import units
from counter_app.desk.counter_sale.play import ACTIONS as SALES
from counter_app.desk.returns import service as returns
from counter_app.desk.tills.board_state import Errand, board_state
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.service import TillClosed, close_till, open_till
from counter_app.play import PlayRequest
from counter_app.records.transaction_reader import read_transaction
from counter_app.station import Station
from counter_app.ui.desk_state import look_at_desk
from counter_app.ui.hands import Hands
from tests.desk.returns.desk import coming_back, give_back, sell, working
from tests.desk.returns.goods import line
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import draft, held, on, yes
from tests.stores import CLERK, MANAGER, PINS
from tests.trade.goods import MUG, stock

FLOAT = 50_000


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station, opening_float=FLOAT)


def closed(station: Station, minor: int) -> TillClosed:
    session = on(station, "D01")
    assert session is not None
    answer = close_till(CountDraft(new_id(), session.id, total_only=Money(minor)), station)
    assert isinstance(answer, TillClosed)
    return answer


def test_s07_money_on_account_and_a_refund_leave_nothing_over_or_short(desk: Station) -> None:
    session = on(desk, "D01")
    assert session is not None
    yes(desk, draft(MovementKind.PAID_IN, session.id, 50_000, reason="found"), MANAGER)
    give_back(desk, sell(desk, line(paid=10_000)), {1: 1})
    give_back(desk, sell(desk, line(paid=10_000), sequence=184), {1: 1})
    assert closed(desk, FLOAT + 50_000 - 20_000).difference == ZERO
    assert held(desk, "over_short") == ZERO


def test_s16_parked_work_is_carried_over_the_close_with_a_word_and_never_lost(
    desk: Station, clock: FrozenClock
) -> None:
    sold = sell(desk, line(paid=2000, sold=2))
    parked = coming_back(desk, sold, {1: 1})
    returns.save(parked, desk, park=True, name="Blue coat")
    assert closed(desk, FLOAT).difference == ZERO
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    waits = [w for w in board_state(desk).waits if w.errand is Errand.PARKED]
    assert [w.count for w in waits] == [1]
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    clock.advance(timedelta(days=1))
    open_till(OpenDraft(new_id(), 7, Money(FLOAT)), desk)
    assert [p.title for p in look_at_desk(desk).parked] == ["0183 · Blue coat"]
    taken = returns.take_up(parked.id, desk)
    returns.complete(taken, desk)
    assert closed(desk, FLOAT - 1000).difference == ZERO


def test_s20_goods_that_came_back_and_were_sold_again_do_not_stop_the_close(
    desk: Station, clock: FrozenClock
) -> None:
    """Returned at three, sold again at four, counted at seven: each at its own time."""
    stock(desk)
    start = clock.now()
    mug = line(paid=1000, item_code=MUG.code)
    back = give_back(desk, sell(desk, mug), {1: 1})
    clock.advance(timedelta(hours=1))
    do = {"items": [{"item": MUG.code, "quantity_milli": units(1).milli}],
          "tenders": [{"tender": "cash", "amount_cents": 1083}]}  # fmt: skip
    again = SALES["sell"].run(desk, PlayRequest(new_id(), do))
    clock.advance(timedelta(hours=3))
    answer = closed(desk, FLOAT - 1000 + 1083)
    assert answer.difference == ZERO
    times = []
    with desk.look() as work:
        for one in (back.transaction_id, again.transactions[0], answer.transaction_ids[0]):
            found = read_transaction(work.connection, one)
            assert found is not None
            times.append(found.transaction.occurred_at - start)
    assert times == [timedelta(0), timedelta(hours=1), timedelta(hours=4)]


def test_s19_f12_before_the_till_is_read_closes_nothing(
    clerk: Person, station: Station, qtbot: QtBot
) -> None:
    """Two quick keys, before the screen knows its till: what is pressed too early does nothing."""
    session = open_till(OpenDraft(new_id(), 7, Money(FLOAT)), station).session_id
    hands = Hands(clerk.shell)
    for key in ("F8", "F12", "F12", "F12"):
        hands.press(key)
    clerk.rest()
    here = on(station, "D01")
    assert here is not None
    assert here.id == session
    assert held(station, "till:7") == Money(FLOAT)
