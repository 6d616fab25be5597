"""Price corrections posted: amounts, postings, tenders, approvals, repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, Conflict, NotFound, Refused
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import TaxShare
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.draft import Evidence, Sort
from counter_app.desk.returns import service as returns
from counter_app.devices.card_processor import Declined, SimulatedProcessor
from counter_app.records.price_corrections import corrections_in, corrections_of
from counter_app.records.receipt_intake import add_receipt
from counter_app.station import Station
from tests.desk.price_correction.desk import (
    approval_for,
    choose,
    claim,
    codes,
    correct,
    rung,
)
from tests.desk.returns.desk import (
    SOLD_ON,
    booked,
    coming_back,
    open_attempts,
    sell,
    stored,
    working,
)
from tests.stores import LEAD, MANAGER


def test_michigan_gives_the_difference_its_tax_and_a_bonus(either_station: Station) -> None:
    """Facts 19.1: a tag of 2.49 that scanned 2.99 gives 0.50 and 5.00."""
    desk = working(either_station)
    choose(desk, "michigan")
    sold = sell(desk, rung(1, 299, 1, tax=18))
    done = correct(desk, sold)
    assert booked(done.postings) == {
        "price_corrections": 50,
        "tax:T0": 3,
        "compensation": 500,
        "till:7": -553,
    }
    assert done.drawer_kick
    found = stored(desk, done.transaction_id).transaction
    assert (found.kind, found.receipt_id) == (Kind.PRICE_CORRECTION, sold.id)
    with desk.look() as work:
        (kept,) = corrections_in(work.connection, done.transaction_id)
    assert (kept.pack, kept.why, kept.bonus) == ("michigan", "owed", Money(500))
    assert found.lines[0].note.endswith(kept.seal)


def test_a_corrected_line_comes_back_for_what_is_then_still_paid(either_station: Station) -> None:
    desk = working(either_station)
    choose(desk, "massachusetts_grocery")
    sold = sell(desk, rung(1, 349, 3, tax=66))
    done = correct(desk, sold, right=299)
    assert booked(done.postings) == {
        "price_corrections": 150,
        "compensation": 299,
        "tax:T0": 28,
        "till:7": -477,
    }
    back = returns.complete(coming_back(desk, sold, {1: 3}), desk)
    assert back.refund == Money(1047 + 66 - 477)


def test_a_line_that_became_free_still_comes_back_for_nothing(station: Station) -> None:
    desk = working(station)
    choose(desk, "quebec")
    sold = sell(desk, rung(1, 349, 1))
    assert correct(desk, sold, right=299).refund == Money(349)
    draft = coming_back(desk, sold, {1: 1})
    assert returns.assess(draft, desk).refund.total == Money(0)


def test_the_same_request_is_answered_again_and_another_one_is_a_conflict(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung())
    draft = claim(desk, sold)
    first = service.complete(draft, desk)
    again = service.complete(draft, desk)
    assert (again.transaction_id, again.replayed) == (first.transaction_id, True)
    other = claim(desk, sold, right=199)
    with pytest.raises(Conflict):
        service.complete(replace(other, id=draft.id), desk)


def test_what_changed_meanwhile_is_a_conflict(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 299, 2))
    draft = claim(desk, sold)
    returns.complete(coming_back(desk, sold, {1: 1}), desk)
    with pytest.raises(Conflict):
        service.complete(draft, desk)


@pytest.mark.parametrize("right", [299, 300, 10_000])
def test_a_right_price_that_is_not_lower_moves_nothing(station: Station, right: int) -> None:
    desk = working(station)
    sold = sell(desk, rung())
    with pytest.raises(Refused, match="is not below"):
        correct(desk, sold, right=right)
    with desk.look() as work:
        assert corrections_of(work.connection, sold.id) == ()


def test_a_foreign_receipt_moves_nothing(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung())
    foreign = replace(sold, id="", key=replace(sold.key, store="0099", sequence=7))
    with desk.open_work() as work:
        foreign = add_receipt(work.connection, foreign, desk.clock)
        work.commit()
    with pytest.raises(Refused, match="store 0099"):
        correct(desk, foreign)
    with pytest.raises(NotFound):
        service.start(desk, "0193a000-0000-7000-8000-000000000999")


def test_a_second_claim_for_the_same_line_moves_nothing(either_station: Station) -> None:
    desk = working(either_station)
    sold = sell(desk, rung(1, 299, 1))
    correct(desk, sold)
    with pytest.raises(Refused, match="corrected for this already"):
        correct(desk, sold, right=199)
    with pytest.raises(Refused, match="corrected for this already"):
        correct(desk, sold, right=199, sort=Sort.WRONG_ITEM)


def test_units_of_a_line_are_claimed_once_each(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 299, 3))
    correct(desk, sold, quantity=1)
    assert correct(desk, sold, quantity=2).refund == Money(100)
    with pytest.raises(Refused, match="corrected for this already"):
        correct(desk, sold, quantity=1)


def test_identical_items_carry_one_bonus(station: Station) -> None:
    desk = working(station)
    choose(desk, "michigan")
    lines = [rung(n, 299, 1, item_code="4001") for n in (1, 2)]
    sold = sell(desk, *lines)
    assert correct(desk, sold, 1).refund == Money(550)
    assert correct(desk, sold, 2).refund == Money(50)


def test_a_claim_after_the_window_needs_a_manager(station: Station) -> None:
    desk = working(station)
    choose(desk, "michigan")
    late = desk_day(desk) - timedelta(days=31)
    sold = sell(desk, rung(), on=late)
    draft = claim(desk, sold)
    assert codes(desk, draft)["price.window"] == "DENY"
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(draft, desk)
    done = service.complete(draft, desk, approval_for(desk, asked.value, MANAGER))
    assert done.refund == Money(50), "no bonus: the store was told too late"


def test_a_tag_of_another_size_moves_nothing(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung())
    pack = Evidence("shelf_tag", unit="6-pack")
    with pytest.raises(Refused, match="is for 6-pack"):
        correct(desk, sold, evidence=pack)
    with pytest.raises(Refused, match="another item"):
        correct(desk, sold, evidence=Evidence("shelf_tag", item_code="049000050103"))


def test_a_price_far_below_needs_a_manager(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung())
    assert codes(desk, claim(desk, sold, right=149))["price.large"] == "APPROVE"
    assert "price.large" not in codes(desk, claim(desk, sold, right=150))


def test_a_gross_error_in_massachusetts_is_a_managers_decision(station: Station) -> None:
    desk = working(station)
    choose(desk, "massachusetts_grocery")
    sold = sell(desk, rung(1, 599, 1))
    assert "price.not_owed" in codes(desk, claim(desk, sold, right=299))
    meant = claim(desk, sold, right=299, intended=True)
    assert "price.not_owed" not in codes(desk, meant)
    assert service.assess(meant, desk).amounts.total == Money(599)


def test_cash_rounding_is_no_error_in_quebec(station: Station) -> None:
    desk = working(station)
    choose(desk, "quebec")
    sold = sell(desk, rung(1, 300, 1))
    with pytest.raises(Refused, match="rounded"):
        correct(desk, sold, right=299)


def test_above_the_clerks_limit_a_lead_approves(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 9900, 1))
    draft = claim(desk, sold, right=7800)
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(draft, desk)
    done = service.complete(draft, desk, approval_for(desk, asked.value, LEAD))
    assert done.refund == Money(2100)
    kept = stored(desk, done.transaction_id)
    assert kept.approval is not None
    assert kept.transaction.operator_id != kept.approval.approver_id


def test_nobody_approves_beyond_their_own_limit(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 29_900, 1))
    draft = claim(desk, sold, right=18_000)
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(draft, desk)
    with pytest.raises(Refused, match="may approve up to"):
        service.complete(draft, desk, approval_for(desk, asked.value, LEAD))


def test_a_card_gets_its_difference_back_with_a_code(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 299, 1, tax=18), paid={Tender.CARD: 317})
    draft = claim(desk, sold)
    with pytest.raises(Refused) as waits:
        service.complete(draft, desk)
    assert waits.value.code == "refund.card_entry"
    done = service.complete(draft, desk, card_codes={1: "064412"})
    assert booked(done.postings) == {"price_corrections": 50, "tax:T0": 3, "card_clearing": -53}


def test_a_rule_loaded_while_a_card_is_asked_is_for_later_corrections(
    station: Station, clock: FrozenClock
) -> None:
    desk = working(station)
    sold = sell(desk, rung(), paid={Tender.CARD: 299})
    draft = claim(desk, sold)
    with pytest.raises(Refused):
        service.complete(draft, desk)
    clock.advance(timedelta(minutes=1))
    choose(desk, "michigan")
    done = service.complete(draft, desk, card_codes={1: "064412"})
    assert {t.tender: t.amount.minor for t in done.tenders} == {Tender.CARD: 50}


def test_a_declined_card_leaves_nothing(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(), paid={Tender.CARD: 299})
    draft = claim(desk, sold)
    with pytest.raises(Refused):
        service.complete(draft, desk)
    (attempt,) = open_attempts(desk)
    assert service.resolve_attempt(attempt.request_id, desk, Declined("no")) is None
    with desk.look() as work:
        assert corrections_of(work.connection, sold.id) == ()


def test_a_bonus_on_a_card_sale_is_cash(station: Station) -> None:
    desk = working(station)
    choose(desk, "michigan")
    sold = sell(desk, rung(), paid={Tender.CARD: 299})
    draft = claim(desk, sold)
    with pytest.raises(Refused):
        service.complete(draft, desk)
    done = service.complete(draft, desk, card_codes={1: "064412"})
    by_tender = {t.tender: t.amount.minor for t in done.tenders}
    assert by_tender == {Tender.CARD: 50, Tender.CASH: 500}


def test_food_paid_with_snap_never_pays_cash(station: Station) -> None:
    desk = working(station)
    choose(desk, "michigan")
    food = rung(1, 299, 1, food_stampable=True)
    sold = sell(desk, food, paid={Tender.EBT_FOOD: 299})
    draft = claim(desk, sold)
    by_tender = service.assess(draft, desk).amounts.by_tender
    assert set(by_tender) == {Tender.EBT_FOOD, Tender.STORE_CREDIT}
    done = service.complete(draft, desk, processor=SimulatedProcessor())
    assert done.drawer_kick is False
    assert not any(p.account.startswith("till:") for p in done.postings)


def test_food_on_a_wic_receipt_is_never_paid_out(station: Station) -> None:
    desk = working(station)
    lines = [rung(1, 299, 1, food_stampable=True), rung(2, 500, 1)]
    sold = sell(desk, *lines, paid={Tender.WIC: 299, Tender.CASH: 500})
    assert codes(desk, claim(desk, sold, 1))["price.wic_line"] == "FORBID"
    assert "price.wic_line" not in codes(desk, claim(desk, sold, 2, right=450))


def test_a_tax_inclusive_price_is_lowered_as_it_stands_on_the_tag(station: Station) -> None:
    desk = working(station)
    vat = TaxShare("VAT", "VAT", 200_000, Money(200), included=True)
    line = replace(rung(1, 1200, 1), taxes=(vat,))
    sold = sell(desk, line)
    done = correct(desk, sold, right=900)
    assert booked(done.postings) == {"price_corrections": 250, "tax:VAT": 50, "till:7": -300}


def test_a_weighed_line_is_corrected_for_its_weight(station: Station) -> None:
    """2.345 lb at 3.99 came to 9.36; at 3.49 it is 8.18."""
    desk = working(station)
    line = rung(1, 936, 1, weighed=True, unit="LB", unit_price=Money(399))
    sold = sell(desk, replace(line, quantity=Quantity(2345)))
    assert correct(desk, sold, right=349).refund == Money(936 - 818)


def test_goods_never_had_are_refunded_and_cannot_come_back(either_station: Station) -> None:
    desk = working(either_station)
    sold = sell(desk, rung(1, 299, 2, tax=36))
    done = correct(desk, sold, right=None, sort=Sort.DOUBLE_SCAN, quantity=1)
    assert done.refund == Money(299 + 18)
    draft = returns.start(desk, sold.id)
    assert draft.returnable(1) == units(1)
    assert returns.complete(coming_back(desk, sold, {1: 1}), desk).refund == Money(317)
    with pytest.raises(Refused):
        correct(desk, sold, right=None, sort=Sort.NEVER_RECEIVED, quantity=1)


def test_a_forgotten_offer_comes_off_with_its_tax_once(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 1000, 1, tax=80))
    offer: dict[str, Any] = {
        "sort": Sort.MISSED_OFFER,
        "right": None,
        "ppm": 100_000,
        "reason": "senior",
    }
    assert correct(desk, sold, **offer).refund == Money(108)
    with pytest.raises(Refused, match="corrected for this already"):
        correct(desk, sold, **offer)
    assert returns.complete(coming_back(desk, sold, {1: 1}), desk).refund == Money(972)


def test_a_tax_exemption_gives_the_tax_back_once(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 1000, 1, tax=80))
    exempt: dict[str, Any] = {"sort": Sort.TAX_EXEMPT, "right": None, "certificate": "TX-9"}
    with pytest.raises(Refused, match="no certificate"):
        correct(desk, sold, **exempt)
    with pytest.raises(Refused, match="expired"):
        correct(desk, sold, **exempt, expires=SOLD_ON - timedelta(days=1))
    done = correct(desk, sold, **exempt, expires=SOLD_ON)
    assert booked(done.postings) == {"tax:T0": 80, "till:7": -80}
    with pytest.raises(Refused):
        correct(desk, sold, **exempt, expires=SOLD_ON)
    assert returns.complete(coming_back(desk, sold, {1: 1}), desk).refund == Money(1000)


def test_goodwill_is_an_apology_with_limits(station: Station) -> None:
    desk = working(station)
    sold = sell(desk, rung(1, 5000, 1, tax=400))
    kind: dict[str, Any] = {"sort": Sort.GOODWILL, "right": None, "reason": "long_wait"}
    done = correct(desk, sold, **kind, amount=Money(500))
    assert booked(done.postings) == {"goodwill": 463, "tax:T0": 37, "till:7": -500}
    other = sell(desk, rung(1, 9000, 1), sequence=184)
    found = codes(desk, claim(desk, other, **kind, amount=Money(600)))
    assert found == {"price.goodwill_limit": "APPROVE"}
    more = claim(desk, other, **kind, amount=Money(1000))
    assert "price.goodwill_much" in codes(desk, more)
    more = claim(desk, other, **kind, amount=Money(1600))
    assert "price.goodwill_day" in codes(desk, more)


def desk_day(desk: Station) -> date:
    """The business date at the desk."""
    with desk.look() as work:
        return work.today()
