"""Everything policy allows a customer now: on the panel, in a quote and on the slip of a denial."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from counter_app.app import discover_tasks
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.denials import deny
from counter_app.desk.returns.draft import ReturnDraft, set_quantity, set_reason
from counter_app.desk.returns.options import EXCHANGE, WARRANTY, WAY, options
from counter_app.desk.returns.quote import Quote
from counter_app.documents.text import render_text
from counter_app.station import Station
from counter_app.trade.offers import Offer, offers_of
from counter_app.ui.widgets.context_panel import RowView
from tests.desk.returns import goods
from tests.desk.returns.desk import SOLD_ON, coming_back, sell, working
from tests.desk.returns.window import DeskWindow, desk_window


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
    assert found["Refund by cash"] == (1000, True, False)
    assert found["Exchange for the same value"] == (1000, True, False)


def test_what_is_not_allowed_says_why() -> None:
    sold = goods.receipt(goods.line(), paid={Tender.CARD: 1000})
    found = options(goods.returning(goods.draft(sold), {1: 1}), goods.situation())
    by_tender = {o.params.get("tender"): o for o in found if o.code == WAY}
    assert (by_tender["card"].allowed, by_tender["card"].manager) == (True, False)
    cash = by_tender["cash"]
    assert (cash.allowed, cash.manager) == (True, True)
    assert cash.why is not None


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


def test_nothing_is_offered_before_anything_comes_back() -> None:
    assert options(goods.draft(goods.receipt(goods.line())), goods.situation()) == ()


def test_other_tasks_say_what_they_could_do(station: Station) -> None:
    working(station)
    sold = sell(station, goods.line())
    found = {o.code: o for o in offers_of(discover_tasks(), sold.id, station)}
    assert found["offer.price_adjustment"].allowed
    assert (found["offer.goodwill"].amount, found["offer.goodwill"].on_slip) == (
        Money(500), False,
    )  # fmt: skip


def test_the_slip_of_a_denial_says_what_is_possible_instead(station: Station) -> None:
    working(station)
    sold = sell(station, goods.line(), on=SOLD_ON - timedelta(days=120))
    offers: tuple[Offer, ...] = offers_of(discover_tasks(), sold.id, station)
    denied = deny(coming_back(station, sold, {1: 1}), station, offers)
    paper = " ".join(render_text(denied.document, 48).split())
    assert "What is possible" in paper
    assert "Refund by cash if a manager agrees" in paper
    assert "Keep it, get the difference to a lower price" in paper
    assert "Goodwill" not in paper


def test_a_quote_lists_the_options(station: Station) -> None:
    working(station)
    draft = coming_back(station, sell(station, goods.line()), {1: 1})
    listed = Quote(draft, service.assess(draft, station)).as_json()["options"]
    assert next(o["text"] for o in listed if o["allowed"]) == "Refund by cash"


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
    assert {"Refund by cash: $10.00", "+2 more: Alt+P"} <= set(rows(desk))
    desk.shell.resize(1024, 768)
    desk.rest()
    assert "Refund by cash: $10.00" not in rows(desk)
    desk.press("Alt+P")
    assert {"Refund by cash: $10.00", "Goodwill, up to: $5.00"} <= set(rows(desk))
    desk.press("Alt+P")
    assert "Refund by cash: $10.00" not in rows(desk)


def test_only_whole_rows_that_fit_are_shown_and_the_rest_is_one_key_away(desk: DeskWindow) -> None:
    lines = [goods.line(n, 500) for n in range(1, 4)]
    desk.scan_receipt(sell(desk.station, *lines))
    for n in range(1, 4):
        desk.scan(f"400{n}")
    desk.press("1")
    free, _ = desk.screen.panel().room()  # type: ignore[attr-defined]
    assert free >= 0
    assert any(row.endswith("more: Alt+P") for row in rows(desk))
