"""Scripts name cards, licences and credits: a code from the terminal, a buyer, a credit to go onto."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from counter_app.cli.json_schema import check_value
from counter_app.core.approval import Approval
from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.transaction import Posting, Tender
from counter_app.desk.counter_sale.play import ACTIONS as SALES
from counter_app.desk.credits.play import ACTIONS as CREDITS
from counter_app.desk.returns.play import ACTIONS as RETURNS
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.records.credits import credit_balance, credit_by_id, sealed_code
from counter_app.station import Station
from counter_app.trade.credits import load
from tests.codes.cards import NUMBER, card
from tests.desk.returns.desk import approval_for, sell, stored, working
from tests.desk.returns.goods import line
from tests.stores import CLERK_2, LEAD, PINS
from tests.trade.goods import LAMP, stock
from tests.trade.test_credits import CLEAN, issued, transaction

SALE = {"amount_cents": 15_000, "warning_told": True, "tender": "card", "card_code": "A11111"}


@pytest.fixture
def desk(station: Station) -> Station:
    stock(station)
    return working(station)


def do(desk: Station, action: PlayAction, what: Mapping[str, Any], request: str = "") -> PlayResult:
    """The line as the player reads it; a manager's yes where one is asked for."""
    check_value(what, action.schema, "do")
    request = request or new_id()

    def run(approval: Approval | None = None) -> PlayResult:
        return action.run(desk, PlayRequest(request, what, approval))

    try:
        return run()
    except ApprovalRequired as asks:
        return run(approval_for(desk, asks, LEAD))


def left(desk: Station, credit_id: str) -> Money:
    with desk.look() as work:
        credit = credit_by_id(work.connection, credit_id)
        assert credit is not None
        return credit_balance(work.connection, credit)


def test_a_gift_card_is_sold_to_whoever_shows_a_licence_and_voided_through_the_terminal(
    desk: Station,
) -> None:
    with pytest.raises(Refused) as unnamed:
        do(desk, CREDITS["sell_gift_card"], SALE)
    assert unnamed.value.code == "credits.name_needed"
    sold = do(desk, CREDITS["sell_gift_card"], SALE | {"licence_scan": card(NUMBER, "VA")})
    credit = sold.data["credit"]
    assert (sold.data["amount_cents"], sold.data["cash_cents"]) == (15_000, 0)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    why = {"credit": credit, "reason": "clerk_mistake"}
    with pytest.raises(Refused) as entry:
        do(desk, CREDITS["void_sale"], why)
    assert entry.value.code == "refund.card_entry"


def test_a_void_by_script_takes_the_terminals_code(desk: Station) -> None:
    sold = do(
        desk, CREDITS["sell_gift_card"], SALE | {"licence": {"state": "VA", "number": NUMBER}}
    )
    credit = sold.data["credit"]
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    what = {"credit": credit, "reason": "clerk_mistake", "card_code": "B22222"}
    void = do(desk, CREDITS["void_sale"], what)
    assert stored(desk, void.transactions[0]).transaction.reverses == sold.transactions[0]
    assert left(desk, credit) == Money(0)


def test_an_exchange_paid_by_card_is_voided_with_the_terminals_code(desk: Station) -> None:
    receipt = sell(desk, line(paid=1_000))
    swap = {
        "receipt": str(receipt.key),
        "lines": [{"line": 1, "quantity_milli": 1000, "reason": "not_wanted"}],
        "new": [{"item": LAMP.code, "quantity_milli": 1000}],
        "pay": [{"tender": "card", "amount_cents": 1_706}],
        "payment_code": "A11111",
    }
    done = do(desk, RETURNS["exchange"], swap)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    what = {"return": done.transactions[0], "reason": "clerk_mistake", "card_code": "B22222"}
    void = do(desk, RETURNS["void"], what)
    assert stored(desk, void.transactions[0]).transaction.reverses == done.transactions[0]


def test_a_refund_goes_onto_the_credit_that_is_named(desk: Station) -> None:
    credit, code = issued(desk, 700)
    receipt = sell(desk, line(paid=1_000))
    what = {
        "receipt": str(receipt.key),
        "lines": [{"line": 1, "quantity_milli": 1000, "reason": "not_wanted"}],
        "tender": Tender.STORE_CREDIT.value,
        "onto_credit": code,
    }
    done = do(desk, RETURNS["return"], what)
    assert code not in str(done.data)
    assert left(desk, credit) == Money(1_700)


def test_what_a_credit_paid_is_answered_again_though_nothing_is_left_on_it(desk: Station) -> None:
    """A line that is sent again after a time-out sells nothing twice, and is not refused."""
    lamp = {"item": LAMP.code, "quantity_milli": 1000}
    receipt = sell(desk, line(paid=1_000))
    back = [{"line": 1, "quantity_milli": 1000, "reason": "not_wanted"}]
    for action, what in (
        (SALES["sell"], {"items": [lamp], "tenders": [{"tender": "cash"}]}),
        (RETURNS["exchange"], {"receipt": str(receipt.key), "lines": back, "new": [lamp]}),
    ):
        paid = "tenders" if "tenders" in what else "pay"
        request, (credit, code) = new_id(), issued(desk, 700)
        by_credit = {"tender": "store_credit", "code": code}
        first = do(desk, action, what | {paid: [by_credit, {"tender": "cash"}]}, request)
        assert left(desk, credit) == Money(0)
        again = do(desk, action, what | {paid: [by_credit, {"tender": "cash"}]}, request)
        assert again.transactions == first.transactions
        assert again.data == {**first.data, "drawer_kick": False}
        for other in ([{"tender": "cash"}], [{"tender": "cash", "amount_cents": 10_000}]):
            with pytest.raises(Conflict):
                do(desk, action, what | {paid: other}, request)


def test_a_refund_to_a_replaced_card_goes_onto_its_new_paper(desk: Station) -> None:
    """Whoever found the lost paper gets nothing of it."""
    card = do(desk, CREDITS["sell_gift_card"], SALE | {"amount_cents": 5_000, "tender": "cash"})
    old = card.data["credit"]
    with desk.look() as work:
        code = sealed_code(work.connection, desk.keys, old).text
    by_card = {"tender": "gift_card", "code": code, "amount_cents": 2_706}
    lamp = {"item": LAMP.code, "quantity_milli": 1000}
    sold = do(desk, SALES["sell"], {"items": [lamp], "tenders": [by_card]})
    new = do(desk, CREDITS["replace"], {"credit": old, "why": "lost"}).data["credit"]
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    back = [{"line": 1, "quantity_milli": 1000, "reason": "not_wanted"}]
    do(desk, RETURNS["return"], {"receipt": sold.data["receipt"], "lines": back})
    assert (left(desk, old), left(desk, new)) == (Money(0), Money(5_000))


def test_a_replaced_paper_pays_nothing_though_money_lies_on_it(desk: Station) -> None:
    credit, code = issued(desk, 700)
    new = do(desk, CREDITS["replace"], {"credit": credit, "why": "lost"}).data["credit"]
    put_on(desk, credit, 700)
    use = {"code": code, "amount_cents": 100, "register_receipt": "R1"}
    lamp = {"item": LAMP.code, "quantity_milli": 1000}
    by_credit = {"tender": "store_credit", "code": code, "amount_cents": 100}
    for action, what, no in (
        (CREDITS["use"], use, "credits.old_paper"),
        (
            SALES["sell"],
            {"items": [lamp], "tenders": [by_credit, {"tender": "cash"}]},
            "credit.replaced",
        ),
    ):
        with pytest.raises(Refused) as refused:
            do(desk, action, what)
        assert refused.value.code in (no, "refused")
    assert (left(desk, credit), left(desk, new)) == (Money(700), Money(700))


def put_on(desk: Station, credit_id: str, cents: int) -> None:
    with desk.open_work() as work:
        credit = credit_by_id(work.connection, credit_id)
        assert credit is not None
        rows = (Posting("returns", Money(cents)), load(credit, Money(cents)))
        work.journal.post(transaction(work, desk, *rows), CLEAN)
        work.commit()
