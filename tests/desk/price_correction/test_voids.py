"""Price corrections taken back: by whom, what cards and the till get, and slips printed again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from counter_app.core.errors import ApprovalRequired, Refused
from counter_app.core.money import Money
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.voids import reprint, void
from counter_app.desk.returns import service as returns
from counter_app.devices.card_processor import Approved, SimulatedProcessor, Step
from counter_app.documents.text import render_text
from counter_app.records.audit import audit_events
from counter_app.records.price_corrections import corrections_of
from counter_app.station import Station
from tests.desk.price_correction.desk import (
    approval_for,
    choose,
    claim,
    correct,
    rung,
)
from tests.desk.returns.desk import booked, coming_back, open_attempts, sell, working
from tests.stores import LEAD, MANAGER, PINS


def test_a_difference_on_a_card_is_called_back_by_a_void(station: Station) -> None:
    """The terminal's code first; cash that went with it comes back together."""
    desk = working(station)
    choose(desk, "michigan")
    sold = sell(desk, rung(), paid={Tender.CARD: 299})
    cards = SimulatedProcessor([Step.APPROVE, Step.DECLINE])
    done = service.complete(claim(desk, sold), desk, processor=cards)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    with pytest.raises(Refused) as no:
        void(done.transaction_id, "clerk_mistake", desk, processor=cards)
    assert no.value.code == "refund.card_declined"
    assert corrected(desk, sold) == 1
    with pytest.raises(Refused) as waits:
        void(done.transaction_id, "clerk_mistake", desk)
    assert waits.value.code == "refund.card_entry"
    (attempt,) = open_attempts(desk)
    back = service.resolve_attempt(attempt.request_id, desk, Approved("B77001", ""))
    assert back is not None
    assert booked(back.postings) == {
        "price_corrections": -50, "compensation": -500, "card_clearing": 50, "till:7": 500
    }  # fmt: skip
    slip = render_text(back.documents[0], 48)
    assert "Card refund taken back, approval B77001" in slip
    assert "5.00" in slip.split("BACK TO TILL")[1]
    assert corrected(desk, sold) == 0


def corrected(desk: Station, sold: Receipt) -> int:
    with desk.look() as work:
        return len(corrections_of(work.connection, sold.id))


def test_a_void_takes_the_correction_back(either_station: Station) -> None:
    desk = working(either_station)
    sold = sell(desk, rung())
    done = correct(desk, sold)
    with pytest.raises(ApprovalRequired) as asked:
        void(done.transaction_id, "clerk_mistake", desk)
    back = void(done.transaction_id, "clerk_mistake", desk, approval_for(desk, asked.value, LEAD))
    assert booked(back.postings) == {"price_corrections": -50, "till:7": 50}
    assert correct(desk, sold, right=199).refund == Money(100)
    with pytest.raises(Refused, match="void already"):
        void(done.transaction_id, "clerk_mistake", desk)


def test_a_correction_is_not_voided_once_the_goods_came_back(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung())
    done = correct(desk, sold)
    returns.complete(coming_back(desk, sold, {1: 1}), desk)
    with pytest.raises(Refused, match="came back after"):
        void(done.transaction_id, "clerk_mistake", desk)


def test_a_reprint_is_the_stored_slip_marked(station: Station) -> None:
    desk = working(station)
    done = correct(desk, sell(desk, rung()))
    again = reprint(done.transaction_id, desk)
    assert again.document.blocks != done.documents[0].blocks
    with desk.look() as work:
        events = work.connection.execute(
            select(audit_events.c.event, audit_events.c.transaction_id)
        )
        assert ("reprint", done.transaction_id) in {tuple(row) for row in events}
