"""POSLog of whole days: whatever the desk can post is written as the standard wants it.

The rules are in `poslog_check`; days are traded by scripts, a random one and one of everything.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.money import Money, parse_money
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import DiscountKind, DiscountShare
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction.draft import Sort
from counter_app.export.poslog import PoslogDay, write_poslog
from counter_app.intake.metered import MeteredStream
from counter_app.intake.outcome import Parsed
from counter_app.intake.poslog import ReadOptions, read_poslog
from counter_app.station import Station
from tests.days.everything import EveryKind
from tests.days.trading import FIRST, Trading
from tests.desk.price_correction.desk import correct, rung
from tests.desk.returns.desk import give_back, sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_promotions import SHAMPOO, promoted
from tests.desk.returns.test_service_tenders import NICKEL, under
from tests.export.poslog_check import SPACE, faults
from tests.stores import LEAD, PINS

TARGET = Path("tests/data/poslog/own_v6_target/target_v6.xml")


@pytest.fixture
def trading(store_folder: Path, clock: FrozenClock) -> Iterator[Trading]:
    """A store that rounds cash."""
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        under(station, NICKEL)
        yield Trading(station, clock, 3)


def poslog(trading: Trading, number: int) -> tuple[ET.Element, PoslogDay]:
    with trading.station.look() as work:
        made = write_poslog(work, FIRST + timedelta(days=number))
    return ET.fromstring(made.data), made


def test_random_days_are_valid(trading: Trading) -> None:
    rounded = 0
    for number in range(3):
        trading.day(number)
        root, _ = poslog(trading, number)
        assert faults(root) == [], number
        assert left_open(root) == [], number
        rounded += sum(t.get("TotalType") == "RoundingAmount" for t in root.iter(f"{SPACE}Total"))
    assert rounded


def test_everything_the_desk_can_post_is_valid(store_folder: Path, clock: FrozenClock) -> None:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        trading = EveryKind(station, clock, 5)
        trading.everything(FIRST)
        root, made = poslog(trading, 0)
        assert faults(root) == []
        assert left_open(root) == []
        said = {e.tag.removeprefix(SPACE) for e in root.iter()}
        kinds = {e.get("TypeCode") for e in root.iter(f"{SPACE}Transaction")}
    assert said >= {
        "Return", "Sale", "Tender", "TransactionLink", "PostVoid", "PaidIn", "PaidOut", "TenderLoan",
        "TenderPickup", "SafeDrop", "TillSettle",
    }  # fmt: skip
    assert kinds == {"SaleTransaction", "ReturnTransaction", None}
    assert made.left_out
    bags = [p.get("TenderType") for p in root.iter(f"{SPACE}TenderPickup")]
    assert bags == ["Cash", "Cash", "Check", "Cash"], "a bag says each tender in it"
    paid_in = [e.findtext(f"{SPACE}Amount") for e in moves(root, "PaidIn")]
    assert paid_in == ["25.00", "9.00"], "change of petty cash comes in"
    sold = [one for one in root.iter(f"{SPACE}Transaction") if "owed:gift_card" in goods(one)]
    assert [one.get("TypeCode") for one in sold] == ["SaleTransaction", "ReturnTransaction"]
    assert [len(x) for x in pairs(root)] == [2], "a correction takes back and sells again"


COUPON_TO_CASH = (("the claim stays\nto = []", 'the claim stays\nto = ["cash"]'),)


@pytest.mark.parametrize(
    ("policy", "services"),
    [
        ((), {}),
        (COUPON_TO_CASH, {"coupons_given_back 3.00": 2}),
        ((('pack = "neutral"', 'pack = "michigan"'),), {"compensation 5.00": 1}),
        ((('pack = "neutral"', 'pack = "massachusetts_grocery"'),), {}),
    ],
)
def test_the_lines_of_what_goes_back_add_up_to_its_payments(
    station: Station, policy: tuple[tuple[str, str], ...], services: dict[str, int]
) -> None:
    """Coupons, goodwill, what the law adds and what it takes off one unit: each once."""
    desk = working(station)
    under(desk, *policy)
    coupon = DiscountKind.MANUFACTURER_COUPON
    give_back(desk, sell(desk, line(paid=700, off=300, kind=coupon, taxes=(60,))), {1: 1})
    by_coupon = {Tender.COUPON: 500, Tender.CASH: 560}
    give_back(desk, sell(desk, line(taxes=(60,)), paid=by_coupon, sequence=2), {1: 1})
    wrong = sell(desk, rung(1, 1000, 2, tax=120), sequence=3)
    correct(desk, wrong, right=900)
    sorry = sell(desk, rung(1, 5000, 1, tax=400), sequence=4)
    correct(desk, sorry, right=None, sort=Sort.GOODWILL, reason="long_wait", amount=Money(500))
    share = DiscountShare(coupon, Money(300))
    never = sell(desk, rung(1, 700, 1, gross=Money(1000), discounts=(share,)), sequence=5)
    correct(desk, never, right=None, sort=Sort.GOODWILL, reason="long_wait", amount=Money(50))
    correct(desk, never, right=None, sort=Sort.NEVER_RECEIVED)
    with desk.look() as work:
        root = ET.fromstring(write_poslog(work, work.today()).data)
    assert faults(root) == []
    assert left_open(root) == []
    *_, last = root.iter(f"{SPACE}RetailTransaction")
    assert list(last.iter(f"{SPACE}Sale")) == [], "nothing of it stays with the customer"
    found = Counter(
        f"{'-' if g.tag.endswith('Sale') else ''}{g.findtext(f'{SPACE}ItemID')} "
        f"{g.findtext(f'{SPACE}ExtendedAmount')}"
        for g in root.iter()
        if g.get("ItemType") == "Service"
    )
    assert found == (services if policy == COUPON_TO_CASH else services | BY_COUPON)


BY_COUPON = {"-income:coupons_kept 5.00": 1}


def left_open(root: ET.Element) -> list[tuple[int, int]]:
    """What lines come to and what was paid, where they differ by more than rounded cash."""
    found = []
    for one in root.iter(f"{SPACE}RetailTransaction"):
        lines = paid = rounded = 0
        for part in (x for item in one.findall(f"{SPACE}LineItem") for x in item):
            if part.tag == f"{SPACE}Tender":
                sign = 1 if part.get("TypeCode") == "Refund" else -1
                paid += sign * cents(part, "Amount")
            elif part.tag in (f"{SPACE}Return", f"{SPACE}Sale"):
                sign = 1 if part.tag == f"{SPACE}Return" else -1
                taxes = sum(cents(tax, "Amount") for tax in part.findall(f"{SPACE}Tax"))
                lines += sign * (cents(part, "ExtendedAmount") + taxes)
        for total in one.findall(f"{SPACE}Total"):
            if total.get("TotalType") == "RoundingAmount":
                rounded = parse_money(total.text or "").minor
        if abs(lines - paid) != abs(rounded):
            found.append((lines, paid))
    return found


def cents(element: ET.Element, name: str) -> int:
    return parse_money(element.findtext(f"{SPACE}{name}") or "").minor


def test_an_online_order_and_points_are_written_as_what_they_are(
    station: Station, clock: FrozenClock
) -> None:
    working(station)
    web = {"channel": "web", "order": "W1001"}
    shipping = line(
        9, 1_000, taxes=(83,), item_code="", department="Shipping", description="Shipping"
    )
    goods = line(paid=2_500, sold=5, taxes=(205,))
    ordered = sell(station, goods, shipping, paid={Tender.CARD: 3_788}, extra=web)
    give_back(station, ordered, {1: 3}, reason="faulty")
    member = {"points.account": "9000077", "points.earned": "15", "points.spent": "500"}
    paid = {Tender.LOYALTY: 500, Tender.CASH: 1_500}
    earned = sell(station, line(paid=2_000, sold=2), sequence=2, paid=paid, extra=member)
    give_back(station, earned, {1: 1})
    with station.look() as work:
        root = ET.fromstring(write_poslog(work, clock.now().date()).data)
    assert faults(root) == []
    online, points = root.iter(f"{SPACE}RetailTransaction")
    kinds = [(e.findtext(f"{SPACE}Description"), e.get("ItemType"))
             for e in online.iter(f"{SPACE}Return")]  # fmt: skip
    assert kinds == [(goods.description, "Stock"), ("Shipping", "Service")]
    assert tendered(online) == [("CreditDebit", "Refund", "22.73")]
    link = online.find(f".//{SPACE}TransactionLink")
    assert link is not None
    assert link.findtext(f"{SPACE}SequenceNumber") == str(ordered.key.sequence)
    assert tendered(points) == [("Cash", "Refund", "5.00"), ("LoyaltyPoints", "Refund", "5.00")]


def test_weighed_goods_and_held_back_money_read_back(station: Station, clock: FrozenClock) -> None:
    """Weight has its unit; money without goods is a service: nobody reads a quantity of zero."""
    working(station)
    station.sign_on_with_pin(LEAD, PINS[LEAD])
    apples = line(1, 412, Quantity(1_380), weighed=True, unit="LB", item_code="3283")
    give_back(station, sell(station, apples), {1: Quantity(1_380)})
    offer = [promoted(n, "M3", SHAMPOO, 1, 1000, 1000 if n == 3 else 0) for n in (1, 2, 3)]
    sale = sell(station, *offer, sequence=2)
    for number in (1, 2, 3):
        give_back(station, sale, {number: 1})
    with station.look() as work:
        data = write_poslog(work, clock.now().date()).data
    root = ET.fromstring(data)
    assert faults(root) == []
    amounts = list(root.iter(f"{SPACE}Quantity"))
    assert [(e.text, e.get("UnitOfMeasureCode")) for e in amounts[:1]] == [("1.38", "LB")]
    assert {e.text for e in amounts[1:]} == {"1"}
    held = [e for e in root.iter(f"{SPACE}Return") if e.get("ItemType") == "Service"]
    assert held
    assert all(e.find(f"{SPACE}TransactionLink") is None for e in held)
    live = data.replace(b'TrainingModeFlag="true"', b'TrainingModeFlag="false"')
    options = ReadOptions(ZoneInfo("America/Chicago"))
    read = read_poslog(MeteredStream(io.BytesIO(live), options.limits), options)
    parsed = [o.receipt for o in read if isinstance(o, Parsed)]
    assert len(parsed) == 4
    (weighed,) = parsed[0].lines
    assert (weighed.quantity, weighed.weighed, weighed.unit) == (Quantity(1_380), True, "LB")
    assert sum(t.amount.minor for r in parsed[1:] for t in r.tenders) == -2_000


def test_the_hour_that_comes_twice_in_autumn_is_told_apart(
    station: Station, clock: FrozenClock
) -> None:
    """01:30 in Chicago on 2026-11-01, and 01:30 again an hour later; both are read back exactly."""
    first = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    clock.set(first)
    working(station)
    sold = sell(station, line(paid=2_000, sold=2), on=date(2026, 10, 20))
    give_back(station, sold, {1: 1})
    clock.advance(timedelta(hours=1))
    give_back(station, sold, {1: 1})
    with station.look() as work:
        data = write_poslog(work, work.today()).data
    root = ET.fromstring(data)
    assert faults(root) == []
    ends = [e.text for e in root.iter(f"{SPACE}EndDateTime")]
    assert ends == ["2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-06:00"]
    live = data.replace(b'TrainingModeFlag="true"', b'TrainingModeFlag="false"')
    options = ReadOptions(ZoneInfo("America/Chicago"))
    read = read_poslog(MeteredStream(io.BytesIO(live), options.limits), options)
    at = [o.receipt.ended_at.astimezone(UTC) for o in read if isinstance(o, Parsed)]
    assert at == [first, first + timedelta(hours=1)]


def tendered(one: ET.Element) -> list[tuple[str | None, str | None, str | None]]:
    return [(e.get("TenderType"), e.get("TypeCode"), e.findtext(f"{SPACE}Amount"))
            for e in one.iter(f"{SPACE}Tender")]  # fmt: skip


def moves(root: ET.Element, tag: str) -> list[ET.Element]:
    return [e for m in root.iter(f"{SPACE}TenderControlTransaction") for e in m.iter(SPACE + tag)
            if e.find(f"{SPACE}Amount") is not None and e in list(m)]  # fmt: skip


def goods(one: ET.Element) -> list[str]:
    return [e.text or "" for e in one.iter(f"{SPACE}ItemID")]


def pairs(root: ET.Element) -> list[list[str]]:
    """Lines of goods of each transaction that has both directions in one."""
    found = []
    for one in root.iter(f"{SPACE}RetailTransaction"):
        stock = [e.tag for e in one.iter() if e.get("ItemType") == "Stock"]
        if len(set(stock)) == 2:
            found.append(stock)
    return found


def test_the_document_that_the_schema_accepted_is_valid_by_these_rules_too() -> None:
    found = faults(ET.parse(TARGET).getroot())
    assert [f for f in found if "has no" not in f and "has 0" not in f] == []
