"""What the options panel of a return says about prices: the difference to today's, with its tax."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from counter_app.app import discover_tasks
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.receipt import DiscountKind, Receipt
from counter_app.core.transaction import Tender
from counter_app.records.items import put_items
from counter_app.station import Station
from counter_app.trade.offers import Offer, offers_of
from counter_app.ui.widgets.context_panel import RowView
from tests.desk.price_correction.desk import correct, rung
from tests.desk.returns import goods
from tests.desk.returns.desk import SOLD_ON, sell, working
from tests.desk.returns.window import DeskWindow, desk_window

MUG = "041196910117"


@pytest.fixture
def desk(either_station: Station) -> Station:
    """A desk whose item file sells the mug at 7.49 today."""
    working(either_station)
    with either_station.open_work() as work:
        put_items(work.connection, [ItemRow(MUG, "Mug", Money(749))], work.now())
        work.commit()
    return either_station


def offered(station: Station, receipt: Receipt) -> Offer | None:
    found = offers_of(discover_tasks(), receipt.id, station)
    return next((o for o in found if o.code == "offer.price_adjustment"), None)


def amount(station: Station, receipt: Receipt) -> int | None:
    found = offered(station, receipt)
    return None if found is None or found.amount is None else found.amount.minor


def test_the_difference_to_todays_price_comes_with_its_tax(desk: Station) -> None:
    assert amount(desk, sell(desk, rung(1, 999, 2, tax=160, item_code=MUG))) == 540
    # 2 x (9.99 - 7.49) = 5.00 and 160 x 500 / 1998 = 40 cents of tax


def test_nothing_is_offered_where_it_costs_as_much_today(desk: Station) -> None:
    assert offered(desk, sell(desk, rung(1, 749, 2, item_code=MUG))) is None
    assert offered(desk, sell(desk, rung(1, 500, 1, item_code=MUG), sequence=2)) is None


def test_what_a_coupon_made_cheaper_already_is_compared_as_paid(desk: Station) -> None:
    """P7: the base is the price paid, after coupons."""
    kind = DiscountKind.STORE_COUPON
    cheap = goods.line(1, 799, off=200, kind=kind, item_code=MUG)
    assert amount(desk, sell(desk, cheap)) == 50
    cheaper = goods.line(1, 699, off=300, kind=kind, item_code=MUG)
    assert offered(desk, sell(desk, cheaper, sequence=2)) is None


def test_what_was_corrected_already_is_not_offered_again(desk: Station) -> None:
    receipt = sell(desk, rung(1, 999, 1, item_code=MUG))
    assert amount(desk, receipt) == 250
    correct(desk, receipt, right=749)
    assert offered(desk, receipt) is None


def test_a_manager_decides_after_the_window(desk: Station) -> None:
    late = sell(desk, rung(1, 999, 1, item_code=MUG), on=SOLD_ON - timedelta(days=40))
    found = offered(desk, late)
    assert found is not None
    assert (found.manager, found.amount) == (True, Money(250))


def test_wic_food_is_never_paid_out(desk: Station) -> None:
    food = rung(1, 999, 1, item_code=MUG, food_stampable=True)
    assert offered(desk, sell(desk, food, paid={Tender.WIC: 999})) is None


def test_without_a_price_today_a_lower_one_can_be_shown(desk: Station) -> None:
    found = offered(desk, sell(desk, rung(1, 999, 1)))
    assert found is not None
    assert found.amount is None


@pytest.fixture
def window(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at the returns desk; the mug costs 7.49 today."""
    working(station)
    with station.open_work() as work:
        put_items(work.connection, [ItemRow(MUG, "Mug", Money(749))], work.now())
        work.commit()
    with desk_window(qtbot, station) as found:
        yield found


def test_the_panel_of_a_return_shows_the_amount(window: DeskWindow) -> None:
    window.scan_receipt(sell(window.station, rung(1, 999, 1, item_code=MUG)))
    window.scan(MUG)
    window.press("1", "Alt+P")
    rows = [r.accessibleName() for r in window.shell.findChildren(RowView) if r.isVisible()]
    assert "Keep it, get the difference to today’s price: $2.50" in rows
