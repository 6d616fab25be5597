"""Exchanges on the real books, on both engines: two halves, one visit, exact to the cent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import Receipt, TaxShare
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import ReturnDraft, acknowledge
from counter_app.desk.returns.new_goods import cash_given, pay_with, take_at_price, take_item
from counter_app.desk.returns.play import ACTIONS
from counter_app.desk.returns.posting_sale import sale_of
from counter_app.devices.card_processor import SimulatedProcessor, Step
from counter_app.play import PlayRequest
from counter_app.records.items import put_items
from counter_app.records.journal import balance
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.trade.answers import Completed
from counter_app.trade.payments import Offer
from tests.desk.returns.desk import (
    approval_for,
    booked,
    coming_back,
    give_back,
    sell,
    stored,
    working,
)
from tests.desk.returns.goods import line
from tests.desk.returns.test_service_tenders import under
from tests.stores import CLERK_2, LEAD, PINS
from tests.trade.goods import BREAD, LAMP, MILK, MUG

PLAIN = replace(MUG, tax="none")
"""A thing for 10.00 without tax."""


@pytest.fixture
def desk(either_station: Station) -> Station:
    return working(either_station)


def swapping(
    desk: Station,
    receipt: Receipt,
    back: dict[int, Quantity | int],
    *items: ItemRow,
    **changes: object,
) -> ReturnDraft:
    """These come back, those go home."""
    draft = coming_back(desk, receipt, back)
    new = draft.new
    for item in items:
        new = take_item(new, item)
    draft = replace(draft, new=new, **changes)  # type: ignore[arg-type]
    for finding in service.assess(draft, desk).to_acknowledge(draft):
        draft = acknowledge(draft, finding)
    return draft


def sums(desk: Station, done: Completed) -> tuple[dict[str, int], dict[str, int]]:
    """What the return and the sale posted, by account."""
    back = stored(desk, done.transaction_id).transaction
    sale = stored(desk, sale_of(done.transaction_id)).transaction
    assert (back.kind, sale.kind) == (Kind.RETURN, Kind.SALE)
    assert back.visit_id == sale.visit_id is not None
    assert back.number + 1 == sale.number
    return booked(back.postings), booked(sale.postings)


def sound(desk: Station) -> None:
    desk.settle_anchor()
    assert verify_store(desk.database, desk.home, desk.keys, (verify_returns,)).problems == ()


# ----------------------------------------------------------------------------- the three ways


def test_p08_even_exchange_asks_for_no_tender(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000), paid={Tender.CARD: 1000})
    done = service.complete(swapping(desk, receipt, {1: 1}, PLAIN), desk)
    back, sale = sums(desk, done)
    assert back == {"returns": 1000, "exchange_clearing": -1000}
    assert sale == {"sales": -1000, "exchange_clearing": 1000}
    assert (done.refund, done.drawer_kick, done.tenders) == (Money(0), False, ())
    assert done.sale is not None
    assert (done.sale.due, done.sale.change) == (Money(0), Money(0))
    sound(desk)


def test_a_script_sells_a_drink_with_its_deposit(desk: Station) -> None:
    deposit = replace(PLAIN, code="073410558508", description="Deposit", price=Money(10),
                      department="Bottle deposit")  # fmt: skip
    cola = replace(PLAIN, code="9001", price=Money(490), deposit_item=deposit.code)
    with desk.open_work() as work:
        put_items(work.connection, [deposit, cola], work.now())
        work.commit()
    receipt = sell(desk, line(paid=1000))
    do = {
        "receipt": receipt.receipt_number,
        "lines": [{"line": 1, "quantity_milli": 1000, "reason": "not_wanted"}],
        "new": [{"item": "9001", "quantity_milli": 2000}],
    }
    done = ACTIONS["exchange"].run(desk, PlayRequest(new_id(), do)).data
    assert done is not None
    assert (done["due_cents"], done["refund_cents"]) == (0, 0)
    assert booked(stored(desk, done["sale"]).transaction.postings) == {
        "sales": -980, "deposits:bottle": -20, "exchange_clearing": 1000
    }  # fmt: skip
    sound(desk)


def test_p08_req07_the_customer_pays_the_difference(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = swapping(desk, receipt, {1: 1}, LAMP)
    assert service.assess(draft, desk).refund.due == Money(2706 - 1000)
    draft = replace(draft, new=cash_given(draft.new, Money(2000)))
    done = service.complete(draft, desk)
    back, sale = sums(desk, done)
    assert back == {"returns": 1000, "exchange_clearing": -1000}
    assert sale == {
        "sales": -2500,
        "tax:state": -156,
        "tax:city": -50,
        "till:7": 1706,
        "exchange_clearing": 1000,
    }
    assert done.drawer_kick
    assert done.sale is not None
    assert (done.sale.due, done.sale.change) == (Money(1706), Money(294))
    sound(desk)


def test_p08_the_store_pays_the_difference_by_policy(desk: Station) -> None:
    receipt = sell(desk, line(paid=8000), paid={Tender.CARD: 8000})
    done = service.complete(
        swapping(desk, receipt, {1: 1}, LAMP), desk, processor=SimulatedProcessor()
    )
    back, sale = sums(desk, done)
    assert back == {"returns": 8000, "card_clearing": -5294, "exchange_clearing": -2706}
    assert sale["exchange_clearing"] == 2706
    assert done.refund == Money(5294)
    assert "till:7" not in back | sale
    sound(desk)


def test_s08_an_exchange_refunded_to_the_card_leaves_the_till_alone(desk: Station) -> None:
    receipt = sell(desk, line(paid=25_000), paid={Tender.CARD: 25_000})
    dear = replace(PLAIN, price=Money(15_000))
    service.complete(swapping(desk, receipt, {1: 1}, dear), desk, processor=SimulatedProcessor())
    with desk.look() as work:
        assert balance(work.connection, "till:7", Tender.CASH) == Money(50_000)
        assert balance(work.connection, "card_clearing") == Money(-10_000)
        assert balance(work.connection, "exchange_clearing") == Money(0)


def test_t09_the_old_tax_goes_back_and_todays_is_charged(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000, taxes=(50,)))
    done = service.complete(swapping(desk, receipt, {1: 1}, MUG), desk)
    back, sale = sums(desk, done)
    assert back == {"returns": 1000, "tax:T0": 50, "exchange_clearing": -1050}
    assert sale["tax:state"] == -63
    assert sale["tax:city"] == -20
    assert sale["till:7"] == 33


# ----------------------------------------------------------------------------- where value comes from


def test_the_new_goods_come_back_to_the_card_that_paid_for_the_old(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000), paid={Tender.CARD: 1000})
    done = service.complete(swapping(desk, receipt, {1: 1}, PLAIN), desk)
    assert service.start(desk, receipt.id).payments.left(1) == Money(0)
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    assert done.sale is not None
    (found,) = service.find_receipt(desk, done.sale.receipt_number)
    second = service.start(desk, found.id).receipt
    (paid,) = second.tenders
    assert (paid.tender, paid.amount, paid.source_type) == (Tender.CARD, Money(1000), "exchange")
    cards = SimulatedProcessor()
    again = service.complete(coming_back(desk, second, {1: 1}), desk, processor=cards)
    assert (again.refund, cards.moved_cents) == (Money(1000), 1000)
    sound(desk)


def test_cash_stays_in_the_till_and_the_card_gets_the_rest(desk: Station) -> None:
    paid = {Tender.CARD: 3000, Tender.CASH: 5000}
    receipt = sell(desk, line(paid=8000), paid=paid)
    dear = replace(PLAIN, price=Money(5000))
    done = service.complete(
        swapping(desk, receipt, {1: 1}, dear), desk, processor=SimulatedProcessor()
    )
    back, _ = sums(desk, done)
    assert back == {"returns": 8000, "card_clearing": -3000, "exchange_clearing": -5000}
    carried = stored(desk, done.transaction_id).transaction.carried
    assert [(c.tender, c.amount) for c in carried] == [(Tender.CASH, Money(5000))]


def test_what_snap_paid_goes_into_food_and_only_there(desk: Station) -> None:
    food = line(paid=1000, food_stampable=True)
    receipt = sell(desk, food, paid={Tender.EBT_FOOD: 1000})
    draft = swapping(desk, receipt, {1: 1}, BREAD, MILK)
    assessed = service.assess(draft, desk)
    assert assessed.verdict.findings == ()
    assert assessed.refund.exchange is not None
    assert assessed.refund.exchange.food == Money(349 + 429)
    assert assessed.refund.plan.by_tender == {Tender.EBT_FOOD: Money(1000 - 778)}
    draft = swapping(desk, receipt, {1: 1}, replace(BREAD, price=Money(1000)))
    done = service.complete(draft, desk)
    (carried,) = stored(desk, sale_of(done.transaction_id)).transaction.carried
    assert (carried.tender, carried.amount) == (Tender.EBT_FOOD, Money(1000))
    sound(desk)


def test_snap_pays_for_no_mug_so_the_customer_does(desk: Station) -> None:
    food = line(paid=1000, food_stampable=True)
    receipt = sell(desk, food, paid={Tender.EBT_FOOD: 1000})
    refund = service.assess(swapping(desk, receipt, {1: 1}, PLAIN), desk).refund
    assert (refund.due, refund.paid_out) == (Money(1000), Money(1000))
    assert refund.exchange is not None
    assert refund.exchange.carried == ()


def test_wic_goods_are_exchanged_for_the_identical_when_faulty(desk: Station) -> None:
    milk = line(paid=429, item_code=MILK.code, food_stampable=True)
    receipt = sell(desk, milk, paid={Tender.WIC: 429})
    draft = swapping(desk, receipt, {1: 1}, MILK)
    blocked = service.assess(draft, desk).verdict.findings
    assert "returns.tender_never" in [f.code for f in blocked]
    faulty = coming_back(desk, receipt, {1: 1}, reason="faulty")
    faulty = replace(faulty, new=take_item(faulty.new, replace(MILK, price=Money(459))))
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(faulty, desk)
    done = service.complete(faulty, desk, approval_for(desk, asked.value, LEAD))
    (carried,) = stored(desk, done.transaction_id).transaction.carried
    assert (carried.tender, carried.amount) == (Tender.WIC, Money(429))
    assert done.sale is not None
    assert done.sale.due == Money(0)


def test_the_same_item_again_costs_what_was_paid_then(desk: Station) -> None:
    old = line(paid=2000, sold=2, item_code=MUG.code)
    receipt = sell(desk, old)
    dearer = replace(PLAIN, price=Money(1450))
    even = service.assess(swapping(desk, receipt, {1: 1}, dearer), desk).refund
    assert (even.due, even.paid_out) == (Money(0), Money(0))
    two = service.assess(swapping(desk, receipt, {1: 1}, dearer, dearer), desk).refund
    assert two.due == Money(1450)
    cheaper = service.assess(
        swapping(desk, receipt, {1: 1}, replace(PLAIN, price=Money(800))), desk
    ).refund
    assert cheaper.paid_out == Money(200)


@pytest.mark.parametrize("was_inside", [True, False])
def test_the_same_item_again_is_even_where_prices_have_tax_inside(
    desk: Station, was_inside: bool
) -> None:
    """12.00 was paid with 20 % inside (or 10.00 and 2.00 on top); today it costs 14.40, tax inside."""
    vat = 'percent = "20"\nclasses = ["general"]\nincluded = true\n[[tax.rates]]\n'
    rate = 'authority = "state"\nname = "State tax"\npercent = "6.25"'
    head = 'authority = "vat"\nname = "VAT"\n'
    also = ('classes = ["general", "soda"]', 'classes = ["soda"]')
    under(desk, (rate, f"{head}{vat}{rate}"), also, also)
    tax = TaxShare("vat", "VAT", 200_000, Money(200), included=was_inside)
    gross = Money(1200 if was_inside else 1000)
    old = replace(line(item_code=MUG.code), gross=gross, taxes=(tax,))
    dearer = replace(MUG, price=Money(1440))
    done = service.complete(swapping(desk, sell(desk, old), {1: 1}, dearer), desk)
    assert done.sale is not None
    assert (done.sale.due, done.refund) == (Money(0), Money(0))
    assert sums(desk, done)[1] == {"sales": -1000, "tax:vat": -200, "exchange_clearing": 1200}


# ----------------------------------------------------------------------------- asked, refused, again


def test_a_changed_price_in_an_exchange_needs_its_reason_and_its_limit(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = swapping(desk, receipt, {1: 1}, LAMP)
    number = draft.new.basket.lines[0].number
    draft = replace(draft, new=take_at_price(draft.new, number, Money(1000), "shelf_price"))
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(draft, desk)
    assert asked.value.verdict is not None
    assert asked.value.verdict.to_cover() == {"sale.price_change"}
    done = service.complete(draft, desk, approval_for(desk, asked.value, LEAD))
    change = stored(desk, sale_of(done.transaction_id)).transaction.lines[0].price_change
    assert change is not None
    assert (change.old, change.new) == (Money(2500), Money(1000))


def test_the_same_request_again_gives_the_same_answer(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = swapping(desk, receipt, {1: 1}, LAMP)
    first = service.complete(draft, desk)
    again = service.complete(draft, desk)
    assert again.replayed
    assert (again.transaction_id, again.drawer_kick) == (first.transaction_id, False)
    assert again.sale is not None
    assert first.sale is not None
    assert again.sale.receipt_number == first.sale.receipt_number
    assert again.documents == first.documents


def test_the_difference_by_card_is_taken_once(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = swapping(desk, receipt, {1: 1}, LAMP)
    draft = replace(draft, new=pay_with(draft.new, Offer(Tender.CARD)))
    cards = SimulatedProcessor([Step.LOSE_ANSWER])
    with pytest.raises(Refused) as no:
        service.complete(draft, desk, processor=cards)
    assert no.value.code == "sale.card_unknown"
    other = coming_back(desk, receipt, {1: 1})
    with pytest.raises(Conflict) as held:
        service.complete(other, desk)
    assert held.value.code == "refund.card_under_way"
    done = service.complete(draft, desk, processor=cards)
    _, sale = sums(desk, done)
    assert sale["card_clearing"] == cards.taken_cents == 1706
    sound(desk)


def test_a_declined_card_leaves_everything_as_it_was(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = swapping(desk, receipt, {1: 1}, LAMP)
    by_card = replace(draft, new=pay_with(draft.new, Offer(Tender.CARD)))
    with pytest.raises(Refused) as no:
        service.complete(by_card, desk, processor=SimulatedProcessor([Step.DECLINE]))
    assert no.value.code == "sale.card_declined"
    assert service.complete(draft, desk).sale is not None


def test_too_little_cash_is_not_enough(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = swapping(desk, receipt, {1: 1}, LAMP)
    draft = replace(draft, new=cash_given(draft.new, Money(1000)))
    with pytest.raises(Refused) as no:
        service.complete(draft, desk)
    assert no.value.code == "sale.still_due"


def test_a_stored_draft_comes_back_with_its_new_goods(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = swapping(desk, receipt, {1: 1}, LAMP, BREAD)
    draft = replace(draft, new=cash_given(draft.new, Money(5000)))
    service.save(draft, desk)
    assert service.load(draft.id, desk).new == draft.new


# ----------------------------------------------------------------------------- void


def test_a_void_takes_both_halves_back(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    done = service.complete(swapping(desk, receipt, {1: 1}, LAMP), desk)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    void = service.void(done.transaction_id, "clerk_mistake", desk)
    assert void.kind is Kind.VOID
    with desk.look() as work:
        for account in ("till:7", "returns", "sales", "exchange_clearing", "tax:state"):
            expected = 50_000 if account == "till:7" else 0
            assert balance(work.connection, account) == Money(expected), account
    assert service.start(desk, receipt.id).returnable(1) == units(1)
    assert done.sale is not None
    (found,) = service.find_receipt(desk, done.sale.receipt_number)
    codes = {f.code for f in service.assess(service.start(desk, found.id), desk).verdict.findings}
    assert "returns.receipt_void" in codes
    sound(desk)


def test_a_void_by_the_slip_finds_the_exchange(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    done = service.complete(swapping(desk, receipt, {1: 1}, LAMP), desk)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    void = service.void(sale_of(done.transaction_id), "clerk_mistake", desk)
    assert stored(desk, void.transaction_id).transaction.reverses == done.transaction_id


def test_nothing_is_voided_once_the_new_goods_came_back(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    done = service.complete(swapping(desk, receipt, {1: 1}, LAMP), desk)
    assert done.sale is not None
    (found,) = service.find_receipt(desk, done.sale.receipt_number)
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    give_back(desk, service.start(desk, found.id).receipt, {1: 1})
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    with pytest.raises(Refused) as no:
        service.void(done.transaction_id, "clerk_mistake", desk)
    assert no.value.code == "void.new_goods_back"
