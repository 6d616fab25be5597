"""Gift receipts: credit for the bearer, nothing about prices or the buyer; and goods never resold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.core.money import Money
from counter_app.core.receipt import Receipt, ReceiptLine
from counter_app.core.transaction import ProofKind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.gift import with_gift_receipt
from counter_app.documents.text import render_text
from counter_app.records.decisions import posted_request
from counter_app.station import Station
from tests.desk.returns.desk import coming_back, give_back, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_coupons_back import COUPON_TO_CASH
from tests.desk.returns.test_service_tenders import under
from tests.stores import OWN_CUSTOMER


@pytest.fixture
def desk(either_station: Station) -> Station:
    return working(either_station)


def test_the_bearer_gets_credit_and_the_slip_tells_no_price_and_no_buyer(desk: Station) -> None:
    receipt = sell(
        desk,
        line(1, 12_34, taxes=(81,)),
        line(2, 55_55),
        paid={Tender.CARD: 68_70},
        customer_ref="9000002",
    )
    draft = with_gift_receipt(coming_back(desk, receipt, {1: 1}), True)
    done = service.complete(draft, desk)
    assert [(t.tender, t.amount) for t in done.tenders] == [(Tender.STORE_CREDIT, Money(13_15))]
    base = stored(desk, done.transaction_id).transaction
    assert base.proof is not None
    assert base.proof.kind is ProofKind.GIFT
    assert base.customer_id is None
    slip = done.documents[0].to_json()
    for hidden in ("12.34", "55.55", "68.70", OWN_CUSTOMER.name):
        assert hidden not in slip
    assert "13.15" in slip


def test_what_a_gift_gave_back_is_not_given_back_to_the_buyer_again(desk: Station) -> None:
    receipt = sell(desk, line(1, 12_34), paid={Tender.CARD: 12_34})
    service.complete(with_gift_receipt(coming_back(desk, receipt, {1: 1}), True), desk)
    again = service.start(desk, receipt.id)
    assert again.returnable(1).milli == 0
    assert again.payments.left(1) == Money(0)


@pytest.mark.parametrize(("policy", "credit"), [((), 600), (COUPON_TO_CASH, 1000)])
def test_what_a_coupon_paid_is_no_gift_unless_policy_pays_it_out(
    desk: Station, policy: tuple[tuple[str, str], ...], credit: int
) -> None:
    under(desk, *policy)
    receipt = sell(desk, line(1, 10_00), paid={Tender.COUPON: 400, Tender.CASH: 600})
    done = service.complete(with_gift_receipt(coming_back(desk, receipt, {1: 1}), True), desk)
    assert {t.tender for t in done.tenders} == {Tender.STORE_CREDIT}
    assert done.refund == Money(credit)


def paid_in_points(desk: Station, points: int, cash: int) -> Receipt:
    """Two things of 10.00 each."""
    extra = {"points.account": "M-2041", "points.earned": "15", "points.spent": "500"}
    paid = {Tender.LOYALTY: points, Tender.CASH: cash}
    lines = line(1, 10_00), line(2, 10_00)
    return sell(desk, *lines, paid={t: m for t, m in paid.items() if m}, extra=extra)


def test_points_that_paid_for_a_gift_are_credit_for_its_bearer_and_points_for_nobody(
    desk: Station,
) -> None:
    """The gift is worth what was paid; its buyer hears nothing, and nobody gets it twice."""
    receipt = paid_in_points(desk, 20_00, 0)
    done = service.complete(with_gift_receipt(coming_back(desk, receipt, {1: 1}), True), desk)
    assert [(t.tender, t.amount) for t in done.tenders] == [(Tender.STORE_CREDIT, Money(10_00))]
    assert not any(p.account == "owed:loyalty" for p in done.postings)
    assert "oint" not in render_text(done.documents[0])
    with desk.look() as work:
        posted = posted_request(work.connection, done.transaction_id)
    assert posted is not None
    assert posted.request["points"] == {"account": "", "taken_back": 0, "given_back": 0}
    own = give_back(desk, receipt, {2: 1})
    assert [(t.tender, t.amount) for t in own.tenders] == [(Tender.LOYALTY, Money(10_00))]
    with desk.look() as work:
        posted = posted_request(work.connection, own.transaction_id)
    assert posted is not None
    assert posted.request["points"]["given_back"] == 250


def test_a_gift_is_counted_against_points_last_so_that_they_come_back_as_points(
    desk: Station,
) -> None:
    receipt = paid_in_points(desk, 5_00, 15_00)
    service.complete(with_gift_receipt(coming_back(desk, receipt, {1: 1}), True), desk)
    own = give_back(desk, receipt, {2: 1})
    assert [(t.tender, t.amount.minor) for t in own.tenders] == [
        (Tender.LOYALTY, 5_00),
        (Tender.CASH, 5_00),
    ]


def test_what_snap_paid_goes_back_to_its_card_alone(desk: Station) -> None:
    food = line(1, 5_00, food_stampable=True)
    receipt = sell(desk, food, paid={Tender.EBT_FOOD: 5_00})
    draft = with_gift_receipt(coming_back(desk, receipt, {1: 1}), True)
    plan = service.assess(draft, desk).refund.plan
    assert Tender.STORE_CREDIT not in plan.by_tender


def test_a_wish_does_not_turn_a_gift_into_cash(desk: Station) -> None:
    receipt = sell(desk, line(1, 12_34))
    draft = with_gift_receipt(coming_back(desk, receipt, {1: 1}), True)
    for wish in Tender:
        plan = service.assess(replace(draft, tender=wish), desk).refund.plan
        assert plan.by_tender == {Tender.STORE_CREDIT: Money(12_34)}


def test_a_gift_survives_a_crash(desk: Station) -> None:
    receipt = sell(desk, line(1, 12_34))
    draft = with_gift_receipt(coming_back(desk, receipt, {1: 1}), True)
    service.save(draft, desk)
    assert service.load(draft.id, desk).proof is ProofKind.GIFT


@pytest.mark.parametrize(
    ("goods", "goes"),
    [
        (line(1, 500, department="Household"), "stock"),
        (line(1, 500, department="Household", food_stampable=True), "waste"),
        (line(1, 500, department="Pharmacy"), "waste"),
        (line(1, 500, department="Baby formula"), "waste"),
        (line(1, 500, department="Dairy"), "waste"),
    ],
)
def test_food_formula_and_drugs_are_never_restocked_whatever_is_chosen(
    desk: Station, goods: ReceiptLine, goes: str
) -> None:
    receipt = sell(desk, goods)
    draft = coming_back(desk, receipt, {1: 1})
    assert draft.choices[0].disposition == "stock"
    done = service.complete(draft, desk)
    assert stored(desk, done.transaction_id).transaction.lines[0].disposition == goes
