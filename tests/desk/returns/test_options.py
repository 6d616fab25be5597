"""Everything policy allows a customer now: on the panel, in a quote and on the slip of a denial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from counter_app.app import discover_tasks
from counter_app.core.item import ItemRow
from counter_app.core.money import USD, Money
from counter_app.core.quantity import units
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.core.words import Words, amount_text
from counter_app.desk.price_correction.offers import price_offers
from counter_app.desk.returns import service
from counter_app.desk.returns.denials import deny
from counter_app.desk.returns.draft import ReturnDraft, set_quantity, set_reason
from counter_app.desk.returns.options import EXCHANGE, WARRANTY, WAY, options
from counter_app.desk.returns.quote import Wanted, quote
from counter_app.documents.text import render_text
from counter_app.paths import resources
from counter_app.records.items import put_items
from counter_app.station import Station
from counter_app.trade.offers import Offer, offers_of
from counter_app.ui.widgets.context_panel import RowView
from counter_app.ui.widgets.findings_bar import FindingsBar
from tests.desk.returns import bare, goods
from tests.desk.returns.desk import SOLD_ON, coming_back, sell, working
from tests.desk.returns.window import DeskWindow, desk_window
from tests.ui.widgets import look_checks


def told(draft: ReturnDraft) -> dict[str, tuple[int | None, bool, bool]]:
    """By what is told: cents, allowed, needs a manager."""
    return {
        o.template.text.format_map(dict(o.params)): (
            o.amount.minor if o.amount is not None else None,
            o.allowed,
            o.manager,
        )
        for o in options(draft, goods.situation())
    }


def test_a_plain_cash_sale_comes_back_in_cash_or_is_exchanged() -> None:
    found = told(goods.one_back())
    assert found["Refund in cash"] == (1000, True, False)
    assert found["Exchange for the same value"] == (1000, True, False)


def test_what_is_not_allowed_says_why() -> None:
    sold = goods.receipt(goods.line(), paid={Tender.CARD: 1000})
    found = options(goods.returning(goods.draft(sold), {1: 1}), goods.situation())
    by_tender = {o.params.get("tender"): o for o in found if o.code == WAY}
    assert (by_tender["card"].allowed, by_tender["card"].manager) == (True, False)
    cash = by_tender["cash"]
    assert (cash.allowed, cash.manager) == (True, True)
    assert cash.why is not None


def test_without_a_receipt_there_are_options_too(station: Station) -> None:
    desk = bare.stocked(station)

    def of(item: str) -> dict[str, tuple[bool, bool]]:
        draft = bare.returning(desk, item)
        found = options(draft, service.assess(draft, desk).situation)
        assert all(o.why is not None for o in found if o.manager or not o.allowed)
        return {str(o.params.get("tender", o.code)): (o.allowed, o.manager) for o in found}

    kettle = of(bare.KETTLE)
    assert (kettle["cash"], kettle["card"]) == ((True, True), (False, False))
    assert (kettle["store credit"], kettle[EXCHANGE]) == ((True, False), (True, False))
    milk = of(bare.MILK)
    assert milk["cash"] == (False, False), "nobody knows how food was paid"
    assert milk[EXCHANGE] == (True, False)


def test_a_class_that_never_comes_back_allows_nothing() -> None:
    sold = goods.receipt(goods.line(department="Lottery"))
    found = options(goods.returning(goods.draft(sold), {1: 1}), goods.situation())
    assert [o.allowed for o in found if o.code in (WAY, EXCHANGE)] == [False] * (
        len([o for o in found if o.code in (WAY, EXCHANGE)])
    )
    assert all(o.why is not None and o.why.code == "returns.not_returnable" for o in found)


def test_a_fault_of_some_age_is_offered_its_warranty() -> None:
    base = goods.draft(
        goods.receipt(goods.line(department="Hardware")),
        as_of=goods.SOLD_ON + timedelta(days=60),
    )
    back = set_reason(set_quantity(base, 1, units(1)), 1, goods.reason("faulty"))
    found = {o.code: o for o in options(back, goods.situation())}
    assert found[WARRANTY].params["until"] == "Sep 7, 2027"
    cash = next(o for o in options(back, goods.situation()) if o.code == WAY)
    assert (cash.allowed, cash.manager) == (True, True)


DEAR = goods.line(paid=100_000, department="Hardware")
OLD, OLDER = timedelta(days=60), timedelta(days=400)


@pytest.mark.parametrize(
    ("case", "line", "paid", "age", "reason", "told"),
    [
        ("cash", goods.line(), Tender.CASH, None, "not_wanted",
         {"Refund in cash": "$10.00", "Refund to the card": "$10.00, ask: returns.other_tender",
          "Exchange for the same value": "$10.00"}),
        ("card", goods.line(), Tender.CARD, None, "not_wanted",
         {"Refund to the card": "$10.00", "Refund in cash": "$10.00, ask: returns.other_tender"}),
        ("above the own limit", DEAR, Tender.CASH, None, "not_wanted",
         {"Refund in cash": "$1000.00, ask: returns.limit"}),
        ("warranty", DEAR, Tender.CASH, OLD, "faulty",
         {"Refund in cash": "$1000.00, ask: returns.warranty_first",
          "Repair or replacement by the maker, until Sep 7, 2027. "
          "The maker’s number is on the warranty card.": ""}),
        ("warranty is over", DEAR, Tender.CASH, OLDER, "faulty",
         {"Warranty: Repair or replacement by the maker": "no: returns.warranty_over"}),
        ("never comes back", goods.line(department="Lottery"), Tender.CASH, None, "not_wanted",
         {"Refund in cash": "no: returns.not_returnable",
          "Exchange for the same value": "no: returns.not_returnable"}),
        ("too late", goods.line(), Tender.CASH, OLDER, "not_wanted",
         {"Refund in cash": "$10.00, ask: returns.window",
          "Exchange for the same value": "$10.00, ask: returns.window"}),
    ],
)  # fmt: skip
def test_every_way_is_told_with_its_amount_or_why_not(
    case: str, line: ReceiptLine, paid: Tender, age: timedelta | None, reason: str,
    told: dict[str, str],
) -> None:  # fmt: skip
    sold = goods.receipt(line, paid={paid: line.paid.minor})
    base = goods.draft(sold, as_of=goods.SOLD_ON + age) if age else goods.draft(sold)
    back = set_reason(set_quantity(base, 1, units(1)), 1, goods.reason(reason))
    found = {}
    for offer in options(back, goods.situation()):
        value = "" if offer.amount is None else amount_text(offer.amount, USD)
        why = offer.why.code if offer.why is not None else ""
        if not offer.allowed:
            value = f"no: {why}"
        elif offer.manager:
            value = f"{value}, ask: {why}"
        found[offer.text(Words())] = value
    assert {words: found.get(words) for words in told} == told, case


def test_goods_of_two_warranties_are_told_of_both() -> None:
    changed = (
        '[[returns.warranties]]\ndepartments = ["Toys"]\nrefund_days = 10\nlasts_days = 700\n'
        'offer = "New parts"\n\n[[returns.warranties]]\n'
    )
    sold = goods.receipt(goods.line(1, department="Hardware"), goods.line(2, department="Toys"))
    back = goods.draft(sold, as_of=goods.SOLD_ON + OLD)
    for number in (1, 2):
        back = set_reason(set_quantity(back, number, units(1)), number, goods.reason("faulty"))
    where = goods.situation(policy=goods.policy(("[[returns.warranties]]\n", changed)))
    offers = [o.params["offer"] for o in options(back, where) if o.code == WARRANTY]
    assert offers == ["Repair or replacement by the maker", "New parts"]


def test_a_date_is_said_in_the_customers_language() -> None:
    sold = goods.receipt(DEAR)
    base = goods.draft(sold, as_of=goods.SOLD_ON + OLD)
    back = set_reason(set_quantity(base, 1, units(1)), 1, goods.reason("faulty"))
    [offer] = [o for o in options(back, goods.situation()) if o.code == WARRANTY]
    assert "7 sep 2027" in offer.text(Words.load("es", USD, resources("i18n")))


def test_goodwill_is_told_as_far_as_the_day_leaves_it(station: Station) -> None:
    working(station)
    sold = sell(station, goods.line(paid=20_000))
    with station.look() as work:
        clerk = work.operator(station.operator_id)
        poor = replace(clerk, limits={**clerk.limits, "goodwill_day": Money(0)})
        found = {o.code: o for o in price_offers(work, sold.id, poor)}
        fair = replace(clerk, limits={**clerk.limits, "goodwill_day": Money(300)})
        less = {o.code: o for o in price_offers(work, sold.id, fair)}
    assert less["offer.goodwill"].amount == Money(300)
    spent = found["offer.goodwill"]
    assert (spent.amount, spent.manager) == (None, True)
    assert spent.why is not None
    assert spent.why.remedy == "A manager can give more."


def test_a_price_that_did_not_fall_is_told_with_what_would_change_it(station: Station) -> None:
    working(station)
    sold = sell(station, goods.line())
    row = ItemRow("4001", "Item 1", Money(1_500), "", "", "", False, True, "")
    with station.open_work() as work:
        put_items(work.connection, [row], work.now())
        work.commit()
    found = {o.code: o for o in offers_of(discover_tasks(), sold.id, station)}
    fallen = found["offer.price_today"]
    assert not fallen.allowed
    assert fallen.why is not None
    assert fallen.why.remedy == "A lower price that can be shown may be matched."


def test_nothing_is_offered_before_anything_comes_back() -> None:
    assert options(goods.draft(goods.receipt(goods.line())), goods.situation()) == ()


def test_other_tasks_say_what_they_could_do(station: Station) -> None:
    working(station)
    sold = sell(station, goods.line())
    found = {o.code: o for o in offers_of(discover_tasks(), sold.id, station)}
    assert found["offer.price_adjustment"].allowed
    assert (found["offer.goodwill"].amount, found["offer.goodwill"].on_slip) == (
        Money(100), False,
    )  # fmt: skip
    dear = sell(station, goods.line(paid=20_000), sequence=184)
    found = {o.code: o for o in offers_of(discover_tasks(), dear.id, station)}
    assert found["offer.goodwill"].amount == Money(500)


def test_the_slip_of_a_denial_says_what_is_possible_instead(station: Station) -> None:
    working(station)
    sold = sell(station, goods.line(), on=SOLD_ON - timedelta(days=120))
    offers: tuple[Offer, ...] = offers_of(discover_tasks(), sold.id, station)
    denied = deny(coming_back(station, sold, {1: 1}), station, offers)
    paper = " ".join(render_text(denied.document, 48).split())
    assert "What is possible" in paper
    assert "Refund in cash 10.00 if a manager agrees" in paper
    assert "Keep it, get the difference to a lower price" in paper
    assert "Goodwill" not in paper


def test_a_quote_lists_the_options(station: Station) -> None:
    working(station)
    sold = sell(station, goods.line())
    told = quote(station, sold.id, (Wanted(1, units(1)),), tasks=discover_tasks()).as_json()
    assert next(o["text"] for o in told["options"] if o["allowed"]) == "Refund in cash"
    assert {"offer.exchange", "offer.price_adjustment", "offer.goodwill"} <= {
        o["code"] for o in told["options"]
    }


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, on the home screen."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def rows(desk: DeskWindow) -> list[str]:
    return [row.accessibleName() for row in desk.shell.findChildren(RowView) if row.isVisible()]


def test_the_panel_shows_them_where_there_is_room(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, goods.line()))
    desk.scan("4001")
    desk.press("1")
    assert {"Refund in cash: $10.00", "+3 more: Alt+P"} <= set(rows(desk))
    desk.shell.resize(1024, 768)
    desk.rest()
    assert "Refund in cash: $10.00" not in rows(desk)
    desk.press("Alt+P")
    assert {"Refund in cash: $10.00", "Goodwill, up to: $1.00"} <= set(rows(desk))
    desk.press("Alt+P")
    assert "Refund in cash: $10.00" not in rows(desk)


def test_only_whole_rows_that_fit_are_shown_and_the_rest_is_one_key_away(desk: DeskWindow) -> None:
    lines = [goods.line(n, 500) for n in range(1, 4)]
    desk.scan_receipt(sell(desk.station, *lines))
    for n in range(1, 4):
        desk.scan(f"400{n}")
    desk.press("1")
    free, _ = desk.screen.panel().room()  # type: ignore[attr-defined]
    assert free >= 0
    assert any(row.endswith("more: Alt+P") for row in rows(desk))


def test_a_long_finding_keeps_its_words_whole_in_a_small_window(desk: DeskWindow) -> None:
    """Three buttons left the words a column of eighty pixels, and the last line was cut."""
    desk.press("F10", "E", "Esc")
    desk.shell.resize(1024, 768)
    desk.scan_receipt(sell(desk.station, DEAR, on=SOLD_ON - timedelta(days=30)))
    desk.scan("4001")
    desk.press("2")
    bar = next(b for b in desk.shell.findChildren(FindingsBar) if b.isVisible())
    assert look_checks.clipped_labels(bar) == []
    assert bar.height() < 150


def test_a_large_window_tells_them_below_the_lines_and_not_twice(desk: DeskWindow) -> None:
    desk.shell.resize(1920, 1080)
    desk.scan_receipt(sell(desk.station, goods.line()))
    desk.scan("4001")
    desk.press("1")
    told = rows(desk)
    assert told.count("Refund in cash: $10.00") == 1
    assert "Nothing came back yet" in told
    assert not any(row.endswith("Alt+P") for row in told)
    desk.shell.resize(1280, 800)
    desk.rest()
    assert "Nothing came back yet" not in rows(desk)


def test_a_large_window_keeps_its_room_for_many_lines(desk: DeskWindow) -> None:
    desk.shell.resize(1920, 1080)
    lines = [goods.line(n, 500) for n in range(1, 8)]
    desk.scan_receipt(sell(desk.station, *lines))
    desk.scan("4001")
    desk.press("1")
    told = rows(desk)
    assert "Nothing came back yet" not in told
    assert "Refund in cash: $5.00" in told


def test_the_plans_page_tells_what_else_there_is(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, goods.line()))
    desk.scan("4001")
    desk.press("1", "Shift+F12")
    told = rows(desk)
    assert "Goodwill, up to: $1.00" in told
    assert "Exchange for the same value: $10.00" in told
    desk.press("Esc")


def test_no_article_is_cut_in_the_panel(desk: DeskWindow) -> None:
    """Twenty-two characters cut every other name, though the rows take a second line."""
    name = "Building blocks of many colours, 500 pieces"
    desk.scan_receipt(sell(desk.station, replace(goods.line(), description=name)))
    desk.scan("4001")
    desk.press("1")
    assert f"{name}: $10.00" in rows(desk)
    desk.press("F12")
    assert any(row.startswith(f"{name}: ") for row in rows(desk))


def test_the_plans_are_written_anew_for_a_smaller_window(desk: DeskWindow) -> None:
    paid = {Tender.CARD: 1200, Tender.CASH: 800}
    desk.scan_receipt(sell(desk.station, goods.line(1), goods.line(2), paid=paid))
    desk.scan("4001")
    desk.press("1", "Shift+F12")
    desk.shell.resize(1024, 768)
    desk.rest()
    assert look_checks.elided(desk.shell) == []
    desk.press("Esc")
