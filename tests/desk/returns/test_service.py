"""A return on the real books: exact, posted once, refused with a reason; on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import (
    Direction,
    DiscountKind,
    LineLink,
    ReceiptLine,
    ReceiptTender,
    TaxShare,
)
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import ReturnChoice, choose_tender, set_quantity, set_reason
from counter_app.records.journal import balance
from counter_app.station import Station
from tests.desk.returns import goods
from tests.desk.returns.desk import (
    booked,
    coming_back,
    give_back,
    sell,
    statuses,
    stored,
    working,
)
from tests.desk.returns.goods import line
from tests.stores import CLERK, CLERK_2, LEAD, OWN_CUSTOMER, PINS


@pytest.fixture
def desk(either_station: Station) -> Station:
    """Maria at desk 1 with till 7 open."""
    return working(either_station)


def refunds(
    station: Station, *lines: ReceiptLine, steps: list[dict[int, Quantity | int]]
) -> list[int]:
    """What each step gives back, in cents; the books must be clean afterwards."""
    receipt = sell(station, *lines)
    amounts = [give_back(station, receipt, step).refund.minor for step in steps]
    with station.look() as work:
        assert verify_returns(work.connection) == []
    return amounts


# ----------------------------------------------------------------------------- quantities


def test_r01_the_third_return_of_two_is_refused(desk: Station) -> None:
    receipt = sell(desk, line(paid=2000, sold=2))
    give_back(desk, receipt, {1: 1})
    give_back(desk, receipt, {1: 1})
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: 1})
    assert no.value.code == "returns.nothing_left"
    assert service.receipt_view(desk, receipt.id).lines[0].returnable == units(0)
    assert statuses(desk) == [("posted", "approved"), ("posted", "approved"), ("refused", "denied")]


def test_r03_a_request_that_asks_for_four_of_three_is_refused_by_the_service(desk: Station) -> None:
    receipt = sell(desk, line(paid=3000, sold=3))
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: 4})
    assert no.value.text == "Only 3 of Item 1 can still come back: 3 sold, 0 returned."


def test_r04_a_line_that_came_back_at_the_register_cannot_come_back(desk: Station) -> None:
    receipt = sell(desk, line(), line(2, direction=Direction.RETURNED))
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {2: 1})
    assert no.value.code == "returns.line_is_return"


def test_r06_one_of_three_then_exactly_the_other_two(desk: Station) -> None:
    receipt = sell(desk, line(paid=3000, sold=3))
    assert give_back(desk, receipt, {1: 1}).refund == Money(1000)
    fresh = service.start(desk, receipt.id)
    assert fresh.returnable(1) == units(2)
    assert give_back(desk, receipt, {1: 2}).refund == Money(2000)


@pytest.mark.parametrize("much", [Quantity(-1000), Quantity(0), units(3)])
def test_r07_r16_a_draft_made_by_hand_moves_no_money(desk: Station, much: Quantity) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = coming_back(desk, receipt, {1: 1})
    forged = replace(draft, choices=(ReturnChoice(1, much, "not_wanted", "sealed", "stock"),))
    with pytest.raises(Refused):
        service.complete(forged, desk)
    with desk.look() as work:
        assert balance(work.connection, "returns") == Money(0)


def test_r07_a_receipt_made_richer_by_hand_is_not_believed(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = coming_back(desk, receipt, {1: 1})
    richer = replace(draft.receipt, lines=(replace(draft.receipt.lines[0], gross=Money(9000)),))
    with pytest.raises(Conflict):
        service.complete(replace(draft, receipt=richer), desk)


def test_r09_half_a_piece_is_refused(desk: Station) -> None:
    receipt = sell(desk, line(sold=1))
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: Quantity(500)})
    assert no.value.code == "returns.fraction"


def test_r10_weighed_goods_in_two_parts(desk: Station) -> None:
    weighed = line(paid=936, sold=Quantity(2345), weighed=True)
    assert refunds(desk, weighed, steps=[{1: Quantity(1000)}, {1: Quantity(1345)}]) == [399, 537]


def test_r13_the_same_request_again_gets_the_same_answer(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    first = service.complete(draft, desk)
    again = service.complete(draft, desk)
    assert (again.transaction_id, again.number, again.refund) == (
        first.transaction_id,
        first.number,
        first.refund,
    )
    assert again.replayed
    assert first.drawer_kick
    assert not again.drawer_kick
    assert service.start(desk, receipt.id).returnable(1) == units(1)
    with desk.look() as work:
        assert len(work.print_jobs.of_transaction(first.transaction_id)) == 1


def test_b2_58_a_double_click_on_a_refreshed_draft_posts_once(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    first = service.complete(draft, desk)
    again = service.complete(service.refresh(draft, desk), desk)
    assert again.replayed
    assert again.transaction_id == first.transaction_id


def test_r13_the_id_of_a_posted_return_takes_no_other_request(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    service.complete(draft, desk)
    with pytest.raises(Conflict) as no:
        service.complete(set_quantity(draft, 1, units(2)), desk)
    assert no.value.code == "id_reused"


def test_r18_the_rest_comes_back_on_another_day(desk: Station, clock: FrozenClock) -> None:
    receipt = sell(desk, line(paid=1000, sold=3))
    assert give_back(desk, receipt, {1: 1}).refund == Money(333)
    clock.advance(timedelta(days=1))
    assert give_back(desk, receipt, {1: 2}).refund == Money(667)


def test_r19_three_announced_two_received(desk: Station) -> None:
    receipt = sell(desk, line(paid=26997, sold=3), paid={Tender.CARD: 26997})
    draft = coming_back(desk, receipt, {1: 3})
    draft = set_quantity(draft, 1, units(2))
    assert service.assess(draft, desk).refund.total == Money(17998)


# ------------------------------------------------------------------------ price and discount


def test_d02_d03_what_was_paid_comes_back_whatever_it_costs_today(desk: Station) -> None:
    lines = (line(paid=60000 // 10, off=4000), line(2, paid=400, off=100))
    assert refunds(desk, *lines, steps=[{1: 1}, {2: 1}]) == [6000, 400]


def test_d05_d06_d08_a_basket_discount_comes_back_by_its_shares(desk: Station) -> None:
    five = (line(paid=12000, off=3000), line(2, paid=4800, off=1200))
    receipt = sell(desk, *five, paid={Tender.CARD: 16800})
    found = [service.assess(coming_back(desk, receipt, {n: 1}), desk).refund.total for n in (1, 2)]
    assert found == [Money(12000), Money(4800)]
    six = (line(paid=540, off=60), line(2, paid=360, off=40))
    receipt = sell(desk, *six, sequence=184)
    assert [give_back(desk, receipt, {n: 1}).refund.minor for n in (1, 2)] == [540, 360]
    eight = (line(paid=2182), line(2, paid=1746), line(3, paid=872))
    receipt = sell(desk, *eight, sequence=185)
    back = [give_back(desk, receipt, {n: 1}).refund.minor for n in (1, 2, 3)]
    assert back == [2182, 1746, 872]
    assert sum(back) == 4800


def test_d09_a_discounted_sale_comes_back_whole_as_paid(desk: Station) -> None:
    assert refunds(desk, line(paid=145, sold=3, off=290), steps=[{1: 3}]) == [145]


def test_d11_three_for_two_comes_back_one_by_one(desk: Station) -> None:
    steps: list[dict[int, Quantity | int]] = [{1: 1}, {1: 1}, {1: 1}]
    assert refunds(desk, line(paid=2000, sold=3, off=1000), steps=steps) == [667, 666, 667]


def test_d14_the_kept_line_keeps_its_share(desk: Station) -> None:
    receipt = sell(desk, line(paid=5400, off=600), line(2, paid=3600, off=400))
    assert give_back(desk, receipt, {2: 1}).refund == Money(3600)
    kept = service.receipt_view(desk, receipt.id)
    assert kept.lines[0].line.paid == Money(5400)
    assert kept.tenders[0].refundable == Money(5400)


def test_d15_a_discount_on_one_of_three_is_given_back_once(desk: Station) -> None:
    assert sum(refunds(desk, line(paid=2500, sold=3, off=500), steps=[{1: 2}, {1: 1}])) == 2500


def test_d18_what_was_free_comes_back_free_without_a_drawer(desk: Station) -> None:
    receipt = sell(desk, line(paid=0, sold=2, off=1000), paid={})
    first = give_back(desk, receipt, {1: 1})
    second = give_back(desk, receipt, {1: 1})
    assert first.refund == second.refund == Money(0)
    assert first.postings == ()
    assert not first.drawer_kick
    assert service.start(desk, receipt.id).returnable(1) == units(0)


# ------------------------------------------------------------------------------------- tax


def test_t02_tax_inside_the_price_comes_back_to_the_cent(desk: Station) -> None:
    vat = line(paid=17925, sold=10, off=5975)
    share = TaxShare("VAT", "VAT", 200_000, Money(2988), included=True)
    assert refunds(desk, replace(vat, taxes=(share,)), steps=[{1: 3}, {1: 2}])[0] > 0
    receipt = sell(desk, replace(vat, taxes=(share,)), sequence=190)
    with pytest.raises(ApprovalRequired):
        give_back(desk, receipt, {1: 10})
    assert service.assess(coming_back(desk, receipt, {1: 10}), desk).refund.total == Money(17925)


def test_t03_tax_comes_back_piece_by_piece(desk: Station) -> None:
    receipt = sell(desk, line(paid=1497, sold=3, taxes=(133,)))
    done = [give_back(desk, receipt, {1: 1}) for _ in range(3)]
    assert [d.refund.minor for d in done] == [543, 544, 543]
    assert [booked(d.postings)["tax:T0"] for d in done] == [44, 45, 44]


def test_t05_the_tax_of_the_sale_is_added_to_its_price(desk: Station) -> None:
    receipt = sell(desk, line(paid=9000, taxes=(320,)))
    assert give_back(desk, receipt, {1: 1}).refund == Money(9320)


def test_t06_stored_tax_is_reversed_and_the_books_balance(desk: Station) -> None:
    receipt = sell(desk, line(paid=382, sold=2, off=42, taxes=(76,)))
    done = give_back(desk, receipt, {1: 2})
    assert booked(done.postings) == {"returns": 382, "tax:T0": 76, "till:7": -458}


def test_t08_only_the_tax_of_the_returned_line(desk: Station) -> None:
    receipt = sell(desk, line(paid=100, taxes=(10,)), line(2, paid=100, taxes=(11,)))
    assert booked(give_back(desk, receipt, {2: 1}).postings)["tax:T0"] == 11


def test_t09_the_rate_of_the_sale_not_of_today(desk: Station) -> None:
    then = replace(line(paid=1000), taxes=(TaxShare("TX", "State tax", 50_000, Money(50)),))
    receipt = sell(desk, then)
    done = give_back(desk, receipt, {1: 1})
    tax = stored(desk, done.transaction_id).transaction.lines[0].taxes[0]
    assert (tax.rate_ppm, tax.amount) == (50_000, Money(50))


# ---------------------------------------------------------------------------------- tenders


def test_p01_change_was_never_paid(desk: Station) -> None:
    receipt = sell(desk, line(paid=2584), paid={Tender.CASH: 2584})
    assert give_back(desk, receipt, {1: 1}).refund == Money(2584)


def test_p02_no_request_can_name_an_amount(desk: Station) -> None:
    """The amount is worked out, never typed: a hand-made history that would pay more is stale."""
    receipt = sell(desk, line(paid=10_000, sold=4))
    give_back(desk, receipt, {1: 1})
    draft = coming_back(desk, receipt, {1: 3})
    with pytest.raises(Conflict):
        service.complete(
            replace(draft, history={}, choices=(replace(draft.choices[0], quantity=units(4)),)),
            desk,
        )


def test_p10_a_manufacturer_coupon_is_not_paid_out(desk: Station) -> None:
    coupon = line(paid=299, off=100, kind=DiscountKind.MANUFACTURER_COUPON, taxes=(25,))
    assert refunds(desk, coupon, steps=[{1: 1}]) == [324]


def test_a_restocking_fee_is_income_and_must_have_been_told(desk: Station) -> None:
    receipt = sell(desk, line(paid=4499, department="Appliances"))
    draft = coming_back(desk, receipt, {1: 1}, "other")
    done = service.complete(draft, desk)
    assert booked(done.postings) == {
        "returns": 4499,
        "income:restocking_fees": -675,
        "till:7": -3824,
    }
    receipt = sell(desk, line(paid=4499, department="Appliances"), sequence=184)
    untold = replace(coming_back(desk, receipt, {1: 1}, "other"), acknowledged=frozenset())
    with pytest.raises(Refused) as no:
        service.complete(untold, desk)
    assert no.value.code == "returns.not_acknowledged"


def test_b2_95_cash_for_a_check_that_may_not_clear_needs_a_manager(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000), paid={Tender.CHECK: 1000}, on=date(2026, 11, 18))
    with pytest.raises(ApprovalRequired):
        give_back(desk, receipt, {1: 1})


def test_a_tender_the_policy_does_not_allow_is_refused(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000, food_stampable=True), paid={Tender.EBT_FOOD: 1000})
    draft = choose_tender(coming_back(desk, receipt, {1: 1}), Tender.CASH)
    with pytest.raises(Refused) as no:
        service.complete(draft, desk)
    assert not isinstance(no.value, ApprovalRequired)


def test_s22_a_thousand_half_cents_leave_nothing_over(station: Station) -> None:
    """An odd cent over many pieces, given back one by one: the till ends exactly right."""
    desk = working(station)
    receipt = sell(desk, line(paid=1001, sold=100, off=99))
    given = sum(give_back(desk, receipt, {1: 1}).refund.minor for _ in range(100))
    assert given == 1001
    with desk.look() as work:
        assert balance(work.connection, "till:7", Tender.CASH) == Money(50_000 - 1001)


# ----------------------------------------------------------------------------- people, tills


def test_without_an_open_till_no_cash_leaves(either_station: Station) -> None:
    either_station.sign_on_with_pin(CLERK, PINS[CLERK])
    receipt = sell(either_station, line(paid=1000))
    with pytest.raises(Refused) as no:
        give_back(either_station, receipt, {1: 1})
    assert no.value.code == "till_not_open"


def test_b2_91_nobody_signed_on_moves_nothing(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = coming_back(desk, receipt, {1: 1})
    desk.sign_off()
    for call in (
        lambda: service.complete(draft, desk),
        lambda: service.start(desk, receipt.id),
        lambda: service.void(draft.id, "clerk_mistake", desk),
        lambda: service.reprint(draft.id, desk),
    ):
        with pytest.raises(Refused) as no:
            call()
        assert no.value.code == "not_signed_on"


def test_nobody_serves_their_own_customer_record(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000), customer_ref=OWN_CUSTOMER.number)
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: 1})
    assert no.value.code == "returns.own_customer"
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    assert give_back(desk, receipt, {1: 1}).refund == Money(1000)


def test_a_receipt_that_is_not_here_cannot_be_opened(desk: Station) -> None:
    with pytest.raises(NotFound):
        service.start(desk, new_id())
    with pytest.raises(NotFound):
        service.find_receipt(desk, "999999")
    with pytest.raises(BadInput):
        service.find_receipt(desk, "9" * 500)


def test_b2_94_a_receipt_voided_at_the_register_gives_nothing_back(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000), status="voided")
    with pytest.raises(Refused) as no:
        give_back(desk, receipt, {1: 1})
    assert no.value.code == "returns.receipt_void"


def test_what_came_back_at_a_register_is_not_returnable_here(desk: Station) -> None:
    receipt = sell(desk, line(paid=2000, sold=2, source_sequence=1))
    back = line(
        paid=1000,
        direction=Direction.RETURNED,
        link=LineLink(receipt.key, 1),
    )
    sell(
        desk,
        back,
        sequence=200,
        tenders=(ReceiptTender(1, Tender.CASH, Money(-1000)),),
    )
    draft = service.start(desk, receipt.id)
    assert draft.returnable(1) == units(1)
    assert give_back(desk, receipt, {1: 1}).refund == Money(1000)
    with pytest.raises(Refused):
        give_back(desk, receipt, {1: 1})


# ------------------------------------------------------------------------------- drafts


def test_a_parked_return_comes_back_with_what_was_entered(desk: Station) -> None:
    receipt = sell(desk, line(paid=2000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    service.save(draft, desk, park=True)
    (parked,) = service.parked(desk)
    assert (parked.id, parked.amount) == (draft.id, Money(1000))
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    again = service.load(draft.id, desk)
    assert again.choices == draft.choices
    service.complete(again, desk)
    with pytest.raises(NotFound):
        service.load(draft.id, desk)


def test_an_open_draft_stays_with_its_owner_and_can_be_given_up(desk: Station) -> None:
    receipt = sell(desk, line(paid=2000, sold=2))
    draft = coming_back(desk, receipt, {1: 1})
    service.save(draft, desk)
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    with pytest.raises(Refused):
        service.load(draft.id, desk)
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    assert [d.id for d in service.open_drafts(desk)] == [draft.id]
    service.abandon(draft, desk)
    assert service.open_drafts(desk) == ()
    assert statuses(desk) == [("abandoned", "approved")]


# -------------------------------------------------------------------------------- keyed receipts


def keyed(**changes: object) -> service.KeyedReceipt:
    made = service.KeyedReceipt(
        id=new_id(),
        workstation="4",
        business_date=date(2026, 11, 20),
        sequence=900,
        number="0900",
        lines=(service.KeyedLine("Lamp", units(1), Money(1000), Money(60)),),
        tenders=(service.KeyedTender(Tender.CASH, Money(1060)),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_paper_receipt_is_keyed_once_per_number(desk: Station) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    request = keyed()
    receipt_id = service.key_provisional(request, desk)
    assert service.key_provisional(request, desk) == receipt_id
    for twice in (keyed(), keyed(sequence=901)):
        with pytest.raises(Conflict) as no:
            service.key_provisional(twice, desk)
        assert no.value.code == "receipt_exists"
    with desk.look() as work:
        assert service.receipt_view(desk, receipt_id).receipt.provisional
        assert work.print_jobs.of_transaction(request.id) == ()


def test_a_clerk_keys_a_receipt_with_a_leads_approval(desk: Station) -> None:
    request = keyed()
    with pytest.raises(ApprovalRequired) as asked:
        service.key_provisional(request, desk)
    assert asked.value.verdict is not None
    yes = desk.approve_with_pin(asked.value.verdict, LEAD, PINS[LEAD])
    receipt_id = service.key_provisional(request, desk, yes)
    kept = stored(desk, request.id)
    assert kept.transaction.kind is Kind.CONTROL
    assert kept.approval is not None
    draft = service.start(desk, receipt_id)
    draft = set_reason(set_quantity(draft, 1, units(1)), 1, goods.reason())
    with pytest.raises(ApprovalRequired) as again:
        service.complete(draft, desk)
    assert again.value.verdict is not None
    assert again.value.verdict.to_cover() == {"returns.provisional"}


@pytest.mark.parametrize(
    "changes",
    [
        {"tenders": (service.KeyedTender(Tender.CASH, Money(1)),)},
        {"lines": ()},
        {"lines": (service.KeyedLine("Lamp", units(-1), Money(1060)),)},
        {"lines": (service.KeyedLine("Lamp\x00", units(1), Money(1060)),)},
        {"business_date": date(2027, 1, 1)},
        {"workstation": " "},
        {"id": "x"},
        {"tenders": (service.KeyedTender(Tender.CARD, Money(1060), "4111111111111111"),)},
    ],
)
def test_what_no_paper_says_is_refused(desk: Station, changes: dict[str, object]) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    with pytest.raises(BadInput):
        service.key_provisional(keyed(**changes), desk)
