"""A refund goes onto the store credit a customer shows; one that cannot take it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.credits.checks import verify_credits
from counter_app.desk.credits.reading import again
from counter_app.desk.returns import service
from counter_app.desk.returns.crediting import go_onto
from counter_app.documents.text import render_text
from counter_app.records.credits import credits_issued_by, sealed_code
from counter_app.station import Station
from tests.desk.credits.test_credits import DANA, known
from tests.desk.returns.desk import booked, coming_back, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_service_tenders import under
from tests.desk.returns.window import DeskWindow, desk_window
from tests.trade.test_credits import issued


@pytest.fixture
def desk(station: Station) -> Station:
    return working(station)


@pytest.fixture
def at_desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def test_it_goes_onto_the_credit_and_the_slip_tells_both_balances(desk: Station) -> None:
    credit_id, code = issued(desk, 2_000)
    receipt = sell(desk, line(paid=1_299))
    draft = go_onto(coming_back(desk, receipt, {1: 1}), code, desk)
    service.save(draft, desk)
    assert service.load(draft.id, desk).onto == draft.onto
    done = service.complete(draft, desk)
    assert booked(done.postings) == {"returns": 1_299, f"owed:store_credit:{credit_id}": -1_299}
    assert again(credit_id, desk).state.balance == Money(3_299)
    assert [d.kind for d in done.documents] == ["return"]
    slip = render_text(done.documents[0])
    assert "20.00" in slip
    assert "32.99" in slip
    assert code not in slip
    assert service.complete(draft, desk).replayed
    with desk.look() as work:
        assert verify_credits(work.connection) == []


def test_a_void_takes_it_off_again_while_it_is_there(desk: Station) -> None:
    credit_id, code = issued(desk, 2_000)
    receipt = sell(desk, line(paid=1_299))
    done = service.complete(go_onto(coming_back(desk, receipt, {1: 1}), code, desk), desk)
    with pytest.raises(Refused) as asks:
        service.void(done.transaction_id, "clerk_mistake", desk)
    assert asks.value.code != "void.credit_spent"
    assert stored(desk, done.transaction_id).transaction.tenders[0].tender is Tender.STORE_CREDIT
    assert again(credit_id, desk).state.balance == Money(3_299)


def test_a_credit_in_somebody_elses_name_is_not_for_this_refund(desk: Station) -> None:
    known(desk, DANA)
    first = coming_back(desk, sell(desk, line(paid=1_000)), {1: 1}, tender=Tender.STORE_CREDIT)
    hers = service.complete(replace(first, customer_id=DANA.id), desk)
    with desk.look() as work:
        (credit,) = credits_issued_by(work.connection, hers.transaction_id)
        code = sealed_code(work.connection, desk.keys, credit.id).text
    second = coming_back(desk, sell(desk, line(paid=500), sequence=184), {1: 1})
    with pytest.raises(Refused) as no:
        go_onto(second, code, desk)
    assert no.value.code == "credit.of_other"
    draft = go_onto(replace(second, customer_id=DANA.id), code, desk)
    with pytest.raises(Refused) as posted:
        service.complete(replace(draft, customer_id=None), desk)
    assert posted.value.code == "credit.of_other"
    service.complete(draft, desk)
    assert again(credit.id, desk).state.balance == Money(1_500)


def test_a_credit_that_cannot_take_it_is_refused(desk: Station, clock: FrozenClock) -> None:
    """A gift card, an expired one, and where policy makes new papers only."""
    under(desk, ("store_credit_days = 0", "store_credit_days = 30"))
    _, gift = issued(desk, 2_000, Tender.GIFT_CARD)
    _, old = issued(desk, 2_000)
    clock.advance(timedelta(days=31))
    _, good = issued(desk, 2_000)
    receipt = sell(desk, line(paid=1_299))
    draft = coming_back(desk, receipt, {1: 1})
    for code, why in ((gift, "credit.not_loaded"), (old, "credit.expired")):
        with pytest.raises(Refused) as no:
            go_onto(draft, code, desk)
        assert no.value.code == why
    onto = go_onto(draft, good, desk)
    assert go_onto(onto, good, desk).onto is None
    under(desk, ("top_up = true", "top_up = false"))
    with pytest.raises(Refused) as off:
        service.complete(service.refresh(onto, desk), desk)
    assert off.value.code == "credit.not_loaded"


def test_at_the_desk_one_scan_does_it_and_another_takes_it_off(at_desk: DeskWindow) -> None:
    credit_id, code = issued(at_desk.station, 2_000)
    receipt = sell(at_desk.station, line(1, 1_299))
    at_desk.scan_receipt(receipt)
    at_desk.scan("4001")
    at_desk.press("1")
    at_desk.scan(code)
    shown = at_desk.shown
    assert (shown.draft.onto is not None, shown.draft.tender) == (True, Tender.STORE_CREDIT)
    at_desk.scan(code)
    assert at_desk.shown.draft.onto is None
    at_desk.scan(code)
    at_desk.press("F12")
    assert at_desk.screen.after.done is not None
    block = at_desk.screen._panel.block._shown
    assert block is not None
    assert block.note == "It is on the credit that the customer has."
    assert again(credit_id, at_desk.station).state.balance == Money(3_299)
