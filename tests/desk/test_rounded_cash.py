"""A store that rounds cash: the drawer gets and gives coins it has, and the books keep the rest.

Sales, exchanges and gift cards on a migrated database; refunds are in
`returns/test_service_tenders`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.core.document import Document
from counter_app.core.errors import Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.credits.checks import verify_credits
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.play import ACTIONS as CREDITS
from counter_app.desk.credits.service import complete as do_credit
from counter_app.desk.credits.service import look_up
from counter_app.desk.credits.voids import void_sale
from counter_app.desk.price_correction import service as prices
from counter_app.desk.price_correction import voids as price_voids
from counter_app.desk.returns import service as returns
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.new_goods import cash_given, pay_with
from counter_app.devices.card_processor import SimulatedProcessor, Terminals
from counter_app.documents.text import render_text
from counter_app.play import PlayRequest
from counter_app.records.journal import balance
from counter_app.records.till_figures import till_cash
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.trade.basket import Basket, add_item
from counter_app.trade.payments import Offer
from counter_app.trade.sale_service import SaleDraft, complete
from tests.desk.credits.test_credits import accounts, sale
from tests.desk.credits.test_voids import CHANGED, with_lead
from tests.desk.price_correction.desk import claim, rung
from tests.desk.returns.desk import booked, coming_back, give_back, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_exchange import PLAIN, sums, swapping
from tests.desk.returns.test_service_tenders import NICKEL, under
from tests.stores import CLERK_2, LEAD, PINS
from tests.trade.test_credits import issued

DIME_UP = ('step = "0.00"\ndirection = "nearest"', 'step = "0.10"\ndirection = "up"')
TASK = "counter_sale"


@pytest.fixture
def desk(station: Station) -> Station:
    """Maria at desk 1 with till 7 open, in a store that rounds to the nickel."""
    under(working(station), NICKEL)
    return station


def costing(cents: int) -> ItemRow:
    return replace(PLAIN, price=Money(cents))


def basket(cents: int) -> Basket:
    return add_item(Basket(), costing(cents))


def by_cash(given: int | None = None) -> tuple[Offer, ...]:
    return (Offer(Tender.CASH, None if given is None else Money(given)),)


def printed(document: Document) -> list[str]:
    return [" ".join(row.split()) for row in render_text(document, 48).splitlines()]


def held(station: Station, account: str = "till:7") -> int:
    with station.look() as work:
        return balance(work.connection, account).minor


def expected_in_till(station: Station) -> int:
    with station.look() as work:
        session = work.till_session()
        assert session is not None
        return till_cash(work.connection, session).minor


def sound(station: Station) -> None:
    station.settle_anchor()
    checks = (verify_returns, verify_credits)
    assert verify_store(station.database, station.home, station.keys, checks).problems == ()


# ------------------------------------------------------------------------------- sales


@pytest.mark.parametrize(
    ("cents", "given", "till", "rounding"),
    [
        (492, 500, 490, 2),
        (493, None, 495, -2),
        (493, 493, 493, 0),  # REQ-06
        (2, 0, 0, 2),  # C02
    ],
)
def test_c01_c02_a_sale_takes_rounded_cash_and_its_refund_gives_the_same(
    desk: Station, cents: int, given: int | None, till: int, rounding: int
) -> None:
    done = complete(SaleDraft(new_id(), basket(cents), by_cash(given)), desk, TASK)
    books = {"sales": -cents, "till:7": till, "rounding": rounding}
    assert booked(stored(desk, done.transaction_id).transaction.postings) == {
        account: amount for account, amount in books.items() if amount
    }
    assert done.drawer_kick is bool(till)
    assert [(t.tender, t.amount.minor) for t in done.receipt.tenders] == [(Tender.CASH, cents)]
    assert expected_in_till(desk) == 50_000 + till
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    give_back(desk, done.receipt, {1: 1})
    if rounding:
        assert (held(desk), held(desk, "rounding")) == (50_000, 0)
    sound(desk)


@pytest.mark.parametrize(
    ("step", "cents", "handed"),
    [
        pytest.param(
            'step = "1.00"\ndirection = "down"', 750, 700, id="c04_down_is_down_both_ways"
        ),
        pytest.param('step = "0.05"\ndirection = "nearest"', 198, 200, id="c05_nearest_both_ways"),
    ],
)
def test_c04_c05_a_refund_is_rounded_the_way_its_sale_was(
    station: Station, step: str, cents: int, handed: int
) -> None:
    desk = working(station)
    under(desk, ('step = "0.00"\ndirection = "nearest"', step))
    done = complete(SaleDraft(new_id(), basket(cents), by_cash()), desk, TASK)
    assert held(desk) == 50_000 + handed
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    back = give_back(desk, done.receipt, {1: 1})
    assert booked(back.postings) == {
        "returns": cents,
        "till:7": -handed,
        "rounding": handed - cents,
    }
    assert (held(desk), held(desk, "rounding")) == (50_000, 0)
    sound(desk)


def test_a_sales_slip_tells_what_was_rounded(desk: Station) -> None:
    done = complete(SaleDraft(new_id(), basket(493), by_cash(1000)), desk, TASK)
    rows = printed(done.documents[0])
    for row in ("TOTAL 4.93", "Cash, rounded from 4.93 4.95", "Cash given 10.00", "Change 5.05"):
        assert row in rows


def test_c07_c08_only_what_is_left_for_cash_is_rounded(desk: Station) -> None:
    offers = (Offer(Tender.CARD, Money(200)), Offer(Tender.CASH))
    draft = SaleDraft(new_id(), basket(493), offers)
    done = complete(draft, desk, TASK, processor=SimulatedProcessor())
    books = booked(stored(desk, done.transaction_id).transaction.postings)
    assert books == {"sales": -493, "card_clearing": 200, "till:7": 295, "rounding": -2}
    by_card = SaleDraft(new_id(), basket(493), (Offer(Tender.CARD),))
    done = complete(by_card, desk, TASK, processor=SimulatedProcessor())
    books = booked(stored(desk, done.transaction_id).transaction.postings)
    assert books == {"sales": -493, "card_clearing": 493}


def test_a_resent_sale_is_answered_with_the_rounding_it_was_posted_under(desk: Station) -> None:
    draft = SaleDraft(new_id(), basket(492), by_cash(1000))
    first = complete(draft, desk, TASK)
    under(desk, DIME_UP)
    again = complete(draft, desk, TASK)
    assert again.replayed
    assert again.settlement == first.settlement
    assert again.settlement.change == Money(510)


def test_what_benefits_paid_goes_back_exactly_and_only_the_cash_beside_it_is_rounded(
    desk: Station,
) -> None:
    lines = line(1, paid=709, food_stampable=True), line(2, paid=493)
    receipt = sell(desk, *lines, paid={Tender.EBT_FOOD: 709, Tender.CASH: 493})
    cards, benefits = SimulatedProcessor(), SimulatedProcessor()
    draft = coming_back(desk, receipt, {1: 1, 2: 1})
    done = returns.complete(draft, desk, processor=Terminals(cards, benefits))
    assert booked(done.postings) == {
        "returns": 1202,
        "till:7": -495,
        "rounding": 2,
        "ebt_clearing": -709,
    }
    assert (benefits.moved_cents, done.handed) == (709, Money(1204))
    sound(desk)


# --------------------------------------------------------------------------- exchanges


def test_an_exchange_takes_rounded_cash_and_its_void_gives_it_back(desk: Station) -> None:
    receipt = sell(desk, line(paid=1000))
    draft = swapping(desk, receipt, {1: 1}, costing(1493))
    draft = replace(draft, new=cash_given(draft.new, Money(1000)))
    done = returns.complete(draft, desk)
    back, sold = sums(desk, done)
    assert back == {"returns": 1000, "exchange_clearing": -1000}
    assert sold == {"sales": -1493, "exchange_clearing": 1000, "till:7": 495, "rounding": -2}
    assert done.sale is not None
    assert (done.sale.due, done.sale.paid, done.sale.change) == (
        Money(493),
        Money(495),
        Money(505),
    )
    assert "Cash, rounded from 4.93 4.95" in printed(done.documents[0])
    under(desk, DIME_UP)
    again = returns.complete(draft, desk)
    assert again.sale is not None
    assert (again.replayed, again.sale.paid) == (True, Money(495))
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    void = returns.void(done.transaction_id, "clerk_mistake", desk)
    rows = printed(void.documents[0])
    assert [row for row in rows if row.startswith(("Cash ", "BACK"))] == [
        "Cash rounding -0.02",
        "BACK TO CUSTOMER 4.95",
    ]
    assert (held(desk), held(desk, "rounding")) == (50_000, 0)
    sound(desk)


def test_too_little_for_the_rounded_difference_is_not_enough(desk: Station) -> None:
    draft = swapping(desk, sell(desk, line(paid=1000)), {1: 1}, costing(1493))
    draft = replace(draft, new=cash_given(draft.new, Money(494)))
    with pytest.raises(Refused) as no:
        returns.complete(draft, desk)
    assert "$0.01" in no.value.text


def test_c08_an_exchange_paid_by_card_is_exact(desk: Station) -> None:
    draft = swapping(desk, sell(desk, line(paid=1000)), {1: 1}, costing(1493))
    draft = replace(draft, new=pay_with(draft.new, Offer(Tender.CARD)))
    _, sold = sums(desk, returns.complete(draft, desk, processor=SimulatedProcessor()))
    assert sold == {"sales": -1493, "exchange_clearing": 1000, "card_clearing": 493}


def test_an_exchange_hands_out_rounded_cash_and_its_slip_says_so(desk: Station) -> None:
    done = returns.complete(
        swapping(desk, sell(desk, line(paid=1493)), {1: 1}, costing(1000)), desk
    )
    back, sold = sums(desk, done)
    assert back == {
        "returns": 1493,
        "exchange_clearing": -1000,
        "till:7": -495,
        "rounding": 2,
    }
    assert sold == {"sales": -1000, "exchange_clearing": 1000}
    rows = printed(done.documents[0])
    assert rows[rows.index("REFUND -4.93") :][2:5] == [
        "Cash -4.93",
        "Cash rounding -0.02",
        "Cash handed over -4.95",
    ]
    sound(desk)


@pytest.mark.parametrize(("old", "new"), [(1000, 1002), (1002, 1000)])
def test_c02_a_difference_of_two_cents_opens_no_drawer(desk: Station, old: int, new: int) -> None:
    done = returns.complete(swapping(desk, sell(desk, line(paid=old)), {1: 1}, costing(new)), desk)
    assert done.drawer_kick is False
    assert held(desk) == 50_000
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    void = returns.void(done.transaction_id, "clerk_mistake", desk)
    assert void.drawer_kick is False
    assert any(row.startswith("BACK TO TILL 0.00") for row in printed(void.documents[0]))
    sound(desk)


# -------------------------------------------------------------------------- gift cards


def test_a_gift_card_is_paid_for_in_rounded_cash_and_its_void_gives_that_back(
    desk: Station,
) -> None:
    draft = sale(2503, given=Money(3000))
    done = do_credit(draft, desk)
    owed = f"owed:gift_card:{done.issued}"
    assert accounts(desk, done) == {"till:7": 2505, owed: -2503, "rounding": -2}
    assert (done.amount, done.cash, done.change) == (Money(2503), Money(2505), Money(495))
    rows = printed(done.documents[0])
    assert "Cash, rounded from 25.03 25.05" in rows
    assert "Change 4.95" in rows
    again = do_credit(draft, desk)
    assert (again.replayed, again.cash) == (True, Money(2505))
    with pytest.raises(Conflict):
        do_credit(replace(draft, given=Money(4000)), desk)
    assert done.issued is not None
    void = with_lead(desk, void_sale, done.issued, CHANGED)
    assert accounts(desk, void) == {"till:7": -2505, owed: 2503, "rounding": 2}
    assert any(row.startswith("CASH") and row.endswith("25.05") for row in printed(*void.documents))
    sound(desk)


def test_an_even_gift_card_says_nothing_of_its_payment(desk: Station) -> None:
    done = do_credit(sale(2500, given=Money(3000)), desk)
    assert (done.cash, done.change) == (Money(2500), Money(500))
    assert not any(row.startswith("Cash") for row in printed(done.documents[0]))


def test_a_script_counts_cash_for_a_gift_card(desk: Station) -> None:
    do = {"amount_cents": 2503, "warning_told": True, "given_cents": 3000}
    told = CREDITS["sell_gift_card"].run(desk, PlayRequest(new_id(), do)).data
    assert told is not None
    assert (told["cash_cents"], told["change_cents"]) == (2505, 495)


def test_too_little_cash_sells_no_gift_card(desk: Station) -> None:
    with pytest.raises(Refused) as no:
        do_credit(sale(2503, given=Money(2504)), desk)
    assert (no.value.code, no.value.text) == ("credits.still_due", "$0.01 is still missing.")


@pytest.mark.parametrize(("cents", "cash"), [(493, 495), (2, 0)])
def test_the_rest_of_a_gift_card_is_handed_out_rounded(
    desk: Station, cents: int, cash: int
) -> None:
    under(desk, NICKEL, ('place = "" ', 'place = "US-CA" '))
    credit_id, code = issued(desk, cents, Tender.GIFT_CARD)
    draft = CreditDraft(new_id(), Action.CASH_OUT, look_up(desk, code).credit.id)
    done = do_credit(draft, desk)
    books = {
        f"owed:gift_card:{credit_id}": cents,
        "till:7": -cash,
        "rounding": cash - cents,
    }
    assert accounts(desk, done) == {account: amount for account, amount in books.items() if amount}
    assert (done.cash, done.drawer_kick) == (Money(-cash), bool(cash))
    rows = printed(done.documents[0])
    figure = f"{cents / 100:.2f}"
    assert f"Was on it {figure}" in rows
    assert any(row.startswith("CASH") and row.endswith(f"{cash / 100:.2f}") for row in rows)
    assert do_credit(draft, desk).cash == Money(-cash)


# ------------------------------------------------------------------- price corrections


def test_a_price_correction_hands_out_rounded_cash_and_its_void_takes_that(desk: Station) -> None:
    sold = sell(desk, rung(1, 793, 1))
    draft = claim(desk, sold, right=500)
    assert prices.assess(draft, desk).handed == Money(295)
    done = prices.complete(draft, desk)
    assert booked(done.postings) == {"price_corrections": 293, "till:7": -295, "rounding": 2}
    assert (done.refund, done.handed) == (Money(293), Money(295))
    assert "Cash handed over -2.95" in printed(done.documents[0])
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    void = price_voids.void(done.transaction_id, "clerk_mistake", desk)
    assert (void.handed, held(desk), held(desk, "rounding")) == (Money(295), 50_000, 0)
    assert "BACK TO TILL 2.95" in printed(void.documents[0])
    sound(desk)


def test_what_is_shown_of_a_second_part_is_what_is_handed_over(desk: Station) -> None:
    receipt = sell(desk, line(paid=494, sold=2))
    handed = []
    for _ in range(2):
        draft = coming_back(desk, receipt, {1: 1})
        shown = returns.assess(draft, desk).refund.handed
        assert returns.complete(draft, desk).handed == shown
        handed.append(shown.minor)
    assert handed == [245, 250]
