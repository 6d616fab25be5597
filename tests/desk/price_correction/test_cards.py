"""Corrections that go back to a card: what it was asked for is what is posted, or nothing is."""

from __future__ import annotations

import pytest

from counter_app.core.errors import Conflict, Refused
from counter_app.core.money import Money
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.draft import CorrectionDraft, Sort
from counter_app.devices.card_processor import Approved, Declined
from counter_app.records.payments import unposted_attempts
from counter_app.station import Station
from tests.desk.price_correction.desk import choose, claim, for_customer, rung
from tests.desk.returns.desk import booked, sell, working
from tests.desk.returns.test_service_cards import at_the_register
from tests.stores import MANAGER, PINS


def waiting(desk: Station, draft: CorrectionDraft) -> CorrectionDraft:
    with pytest.raises(Refused, match="on the terminal"):
        service.complete(draft, desk)
    return draft


def goodwill(desk: Station, sold: Receipt, cents: int) -> CorrectionDraft:
    kind = {"sort": Sort.GOODWILL, "right": None, "reason": "long_wait"}
    return claim(desk, sold, amount=Money(cents), **kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("read_again", [False, True])
def test_goodwill_given_meanwhile_stops_no_card_that_was_asked(
    station: Station, read_again: bool
) -> None:
    """The clerk's own day was full of goodwill by the time the terminal showed its code."""
    desk = working(station)
    sold = sell(desk, rung(1, 5_000), paid={Tender.CARD: 5_000})
    draft = waiting(desk, goodwill(desk, sold, 400))
    for sequence in range(2, 6):
        other = sell(desk, rung(1, 5_000), sequence=sequence)
        service.complete(goodwill(desk, other, 490), desk)
    if read_again:
        draft = service.refresh(draft, desk)
    done = service.complete(draft, desk, card_codes={1: "A12345"})
    assert booked(done.postings) == {"goodwill": 400, "card_clearing": -400}


@pytest.mark.parametrize("answer", ["at the terminal", "from a person"])
def test_a_claim_of_the_same_customer_meanwhile_changes_nothing_that_a_card_got(
    station: Station, answer: str
) -> None:
    """A repeat within 24 hours gets no free unit; this one was asked for before it was one."""
    desk = working(station)
    choose(desk, "massachusetts_grocery")
    sold = sell(desk, rung(1, 299), paid={Tender.CARD: 299})
    draft = waiting(desk, for_customer(claim(desk, sold), "C1", desk))
    (attempt,) = service_attempts(desk)
    other = sell(desk, rung(1, 299), sequence=2)
    service.complete(for_customer(claim(desk, other), "C1", desk), desk)
    if answer == "at the terminal":
        done = service.complete(draft, desk, card_codes={1: "A12345"})
    else:
        desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
        settled = service.resolve_attempt(attempt, desk, Approved("A12345", ""))
        assert settled is not None
        done = settled
    assert booked(done.postings)["card_clearing"] == -299


def test_goods_that_came_back_at_a_register_meanwhile_post_no_other_amount(
    station: Station,
) -> None:
    """The card got 1.00 for two pieces, which are back now: the books cannot follow."""
    desk = working(station)
    sold = sell(desk, rung(1, 299, 2), paid={Tender.CARD: 598})
    waiting(desk, claim(desk, sold))
    (attempt,) = service_attempts(desk)
    at_the_register(desk, sold)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    with pytest.raises(Conflict, match="another amount"):
        service.resolve_attempt(attempt, desk, Approved("A12345", ""))
    assert service.resolve_attempt(attempt, desk, Declined("-")) is None
    assert service_attempts(desk) == ()


def service_attempts(desk: Station) -> tuple[str, ...]:
    with desk.look() as work:
        return tuple(a.request_id for a in unposted_attempts(work.connection, desk.name))
