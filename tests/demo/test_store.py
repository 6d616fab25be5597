"""The demo store: the same from the same seed, honest to the cent, and never in a real store's way."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from counter_app.app import open_database, open_station
from counter_app.codes.receipt_codes import classify
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import BadInput
from counter_app.core.money import ZERO, Money, total
from counter_app.core.order import channel_of
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import Direction, DiscountKind, Receipt
from counter_app.core.scan import ScanCode, ScanKind
from counter_app.core.transaction import Tender
from counter_app.demo.build import MARKER, STATION, DemoStore, build_demo, demo_items, is_used
from counter_app.demo.people import PEOPLE, TILLS
from counter_app.demo.sale import STORE_NUMBER
from counter_app.demo.tour import all_flows, run_tour
from counter_app.desk.credits.checks import verify_credits
from counter_app.desk.credits.reading import CreditStanding, open_code
from counter_app.records.items import items
from counter_app.records.pins import check_new_pin
from counter_app.records.receipts import receipt_by_id, receipts
from counter_app.records.returned import returned_so_far
from counter_app.records.stores import station_names
from counter_app.records.tills import till_ids
from counter_app.station import Station
from tests.demo.conftest import TODAY
from tests.stores import NOON


@pytest.fixture(scope="module")
def desk(demo: DemoStore) -> Iterator[Station]:
    with closing(open_station(demo.folder, demo.folder, STATION, FrozenClock(NOON))) as opened:
        yield opened


@pytest.fixture(scope="module")
def everything(desk: Station) -> list[Receipt]:
    with desk.database.read() as connection:
        order = (receipts.c.business_date, receipts.c.workstation, receipts.c.sequence)
        ids = connection.execute(select(receipts.c.id).order_by(*order)).scalars().all()
        found = [receipt_by_id(connection, receipt_id) for receipt_id in ids]
    return [receipt for receipt in found if receipt is not None]


def content(folder: Path) -> str:
    """A digest over all receipts and items as they are stored, without the program's own ids."""
    with closing(open_database(folder)) as database, database.read() as connection:
        order = (receipts.c.business_date, receipts.c.workstation, receipts.c.sequence)
        rows = connection.execute(select(receipts).order_by(*order)).mappings().all()
        goods = connection.execute(select(items).order_by(items.c.code)).all()
    told = [{k: str(v) for k, v in row.items() if k not in ("id", "imported_at")} for row in rows]
    whole = json.dumps([told, [str(row) for row in goods]])
    return hashlib.sha256(whole.encode()).hexdigest()


def test_the_same_seed_makes_the_same_store_and_another_seed_does_not(
    demo: DemoStore, tmp_path: Path
) -> None:
    """Also where one was left half built: it is built anew."""
    half = tmp_path / "again"
    half.mkdir()
    (half / MARKER).write_text('{"demo": 1, "complete": false}')
    (half / "store.db").touch()
    again = build_demo(half, date=TODAY)
    assert again.built
    other = build_demo(tmp_path / "other", date=TODAY, seed=7)
    assert content(again.folder) == content(demo.folder)
    assert again.receipts == demo.receipts
    assert content(other.folder) != content(demo.folder)


def test_every_receipt_is_paid_exactly_and_no_cent_of_a_discount_is_lost(
    everything: list[Receipt],
) -> None:
    for receipt in everything:
        assert receipt.total_paid == total(t.amount for t in receipt.tenders), receipt.key
        assert receipt.lines
        for line in receipt.lines:
            assert line.net >= ZERO
            assert line.gross - total(d.amount for d in line.discounts) == line.net
            expected = {"State tax": 62_500, "City tax": 20_000} if line.taxes else {}
            assert {t.name: t.rate_ppm for t in line.taxes} == expected


def test_ninety_days_of_about_forty_receipts_and_the_morning(everything: list[Receipt]) -> None:
    by_day: dict[date, int] = {}
    for receipt in everything:
        by_day[receipt.key.business_date] = by_day.get(receipt.key.business_date, 0) + 1
    for back in range(1, 91):
        assert 30 <= by_day[TODAY - timedelta(days=back)] <= 55
    assert 5 <= by_day[TODAY] <= 15
    assert sum(by_day.values()) > 3_500
    newest = max(r.ended_at for r in everything)
    assert newest.astimezone().timestamp() == (NOON - timedelta(minutes=82)).timestamp()


def test_all_that_the_store_promises_is_on_some_receipt(everything: list[Receipt]) -> None:
    lines = [line for receipt in everything for line in receipt.lines]
    kinds = {d.kind for line in lines for d in line.discounts}
    assert kinds >= {
        DiscountKind.PROMOTION, DiscountKind.STORE_COUPON, DiscountKind.MANUFACTURER_COUPON,
        DiscountKind.LOYALTY, DiscountKind.BASKET, DiscountKind.EMPLOYEE,
    }  # fmt: skip
    words = {d.description for line in lines for d in line.discounts}
    assert {"4 for 3", "20% off", "$5 coupon"} <= words
    assert any(d.basket_wide for line in lines for d in line.discounts)
    assert any(line.weighed and not line.quantity.is_whole for line in lines)
    assert {t.tender for r in everything for t in r.tenders} >= {
        Tender.CASH, Tender.CARD, Tender.CHECK, Tender.EBT_FOOD, Tender.EBT_CASH,
    }  # fmt: skip
    assert any({t.tender for t in r.tenders} == {Tender.CARD, Tender.CASH} for r in everything)
    assert any({t.tender for t in r.tenders} == {Tender.EBT_FOOD, Tender.CASH} for r in everything)
    assert any(r.customer_ref for r in everything)
    assert len({r.operator for r in everything}) >= 4
    assert {r.key.workstation for r in everything} == {"1", "2", "3", "4", "WEB"}
    cards = [t for r in everything for t in r.tenders if t.tender is Tender.CARD]
    assert all(len(t.masked) == 4 and t.masked.isdigit() for t in cards)


def test_food_is_not_taxed_but_sweet_drinks_are_and_benefits_pay_for_food_only(
    everything: list[Receipt],
) -> None:
    classes = {code: item.tax for code, item in demo_items().items()}
    for receipt in everything:
        for line in (x for x in receipt.lines if x.department != "Shipping"):
            assert bool(line.taxes) == (classes[line.item_code] in ("general", "soda"))
        benefits = total(t.amount for t in receipt.tenders if t.tender is Tender.EBT_FOOD)
        assert benefits <= total(line.paid for line in receipt.lines if line.food_stampable)


def test_register_returns_name_their_receipt_and_never_take_back_more_than_was_sold(
    everything: list[Receipt], desk: Station
) -> None:
    stored = {receipt.key: receipt for receipt in everything}
    links = [
        line.link.key
        for receipt in everything
        for line in receipt.lines
        if line.direction is Direction.RETURNED and line.link is not None
    ]
    assert len(links) > 80
    with desk.database.read() as connection:
        for key in links:
            assert key is not None
            original = stored[key]
            returned = returned_so_far(connection, original)
            assert returned.lines
            for line in original.lines:
                if line.id in returned.lines:
                    assert returned.lines[line.id].quantity <= line.quantity
                    assert returned.lines[line.id].net <= line.net


def test_the_designed_receipt_is_the_drawn_one_to_the_cent(
    demo: DemoStore, everything: list[Receipt], desk: Station
) -> None:
    receipt = next(r for r in everything if r.barcode == demo.receipts["designed"])
    assert receipt.receipt_number == "0183"
    assert receipt.key.workstation == "4"
    local = desk.store.calendar.local(receipt.ended_at)
    assert local.strftime("%a %b %d %H:%M") == "Sat Nov 07 14:16"
    assert [(t.tender, t.amount) for t in receipt.tenders] == [(Tender.CASH, Money(13771))]
    assert [(x.description, x.quantity, x.net.minor) for x in receipt.lines] == [
        ("Coffee maker, 12-cup", units(1), 4499),
        ("Hand towel, sage", units(4), 2397),
        ("Ground coffee, 12 oz", units(2), 1898),
        ("Navel oranges", Quantity(2360), 352),
        ("LED bulb 60 W, 4-pack", units(1), 1149),
        ("Storage bin, 30 L", units(2), 2598),
    ]
    with desk.database.read() as connection:
        returned = returned_so_far(connection, receipt)
    back = {x.number: returned.lines[x.id] for x in receipt.lines if x.id in returned.lines}
    assert {n: b.quantity for n, b in back.items()} == {2: units(1), 5: units(1)}
    refundable = receipt.total_paid - total(returned.tenders.values())
    assert refundable == Money(11878)
    assert [r.key for r in everything if r.receipt_number == "0183"] == [receipt.key]


def test_a_scan_of_each_story_finds_its_receipt(
    demo: DemoStore, everything: list[Receipt], desk: Station
) -> None:
    receipts = {r.barcode: r for r in everything}
    barcodes = {code: r.key for code, r in receipts.items()}
    with desk.look() as work:
        rules = work.policy().scans
    for story, barcode in demo.receipts.items():
        scanned = classify(ScanCode(barcode, None, "test"), rules)
        assert scanned.kind is ScanKind.RECEIPT, story
        assert scanned.receipt is not None
        key = barcodes[barcode]
        if channel_of(receipts[barcode]):
            assert scanned.receipt.number == barcode
            continue
        assert (scanned.receipt.store, scanned.receipt.workstation) == (key.store, key.workstation)
        assert (scanned.receipt.business_date, scanned.receipt.sequence) == (
            key.business_date, key.sequence,
        )  # fmt: skip
        assert key.store == STORE_NUMBER == desk.store.number


def test_named_credits_are_what_they_are_called(demo: DemoStore, tmp_path: Path) -> None:
    """Live ones, one under the law's floor and an expired one, all made by trading."""
    folder = tmp_path / "store"
    shutil.copytree(demo.folder, folder)
    with closing(open_station(folder, folder, STATION, FrozenClock(NOON))) as station:
        station.sign_on_with_pin(PEOPLE[0].number, PEOPLE[0].pin)
        found = {name: open_code(code, station) for name, code in demo.credits.items()}
        with station.look() as work:
            assert verify_credits(work.connection) == []
    small, large = found["gift_card_small"], found["gift_card"]
    assert small.cash_out.findings == ()
    assert [f.code for f in large.cash_out.findings] == ["credits.above_floor"]
    standings = {name: one.standing for name, one in found.items()}
    assert standings == {
        "gift_card": CreditStanding.LIVE,
        "gift_card_small": CreditStanding.LIVE,
        "credit": CreditStanding.LIVE,
        "credit_expired": CreditStanding.EXPIRED,
    }
    assert not is_used(demo)


def test_everybody_signs_on_with_badge_and_with_pin(demo: DemoStore, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(demo.folder, tmp_path / "store"))
    with closing(open_station(folder, folder, STATION, FrozenClock(NOON))) as station:
        for person in PEOPLE:
            check_new_pin(person.pin, person.number)
            assert station.sign_on_with_badge(person.badge).name == person.name
            assert station.sign_on_with_pin(person.number, person.pin).role is person.role
        with station.database.read() as connection:
            assert till_ids(connection) == TILLS
            assert station_names(connection) == ("D01", "D02")
    card = (folder / "people.txt").read_text("utf-8")
    assert all(person.pin in card and person.badge in card for person in PEOPLE)


def test_a_demo_store_is_reused_and_built_anew_only_when_asked(
    demo: DemoStore, qapp: object, tmp_path: Path
) -> None:
    """The tour goes the same way in a store of any day and any seed."""
    folder = Path(shutil.copytree(demo.folder, tmp_path / "store"))
    (folder / "kept.txt").write_text("kept")
    reused = build_demo(folder, date=date(2027, 1, 5), seed=9)
    assert (reused.built, reused.date, reused.receipts) == (False, TODAY, demo.receipts)
    assert (folder / "kept.txt").exists()
    fresh = build_demo(folder, date=date(2025, 1, 8), seed=7, fresh=True)
    assert fresh.built
    assert fresh.receipts["designed"] == "001200424122500183"
    assert not (folder / "kept.txt").exists()
    flows = [f for f in all_flows() if f.order <= 20 or "error is looked for" in f.flow]
    toured = run_tour(fresh, tmp_path / "tour", flows)
    assert toured.pictures == sum(bool(step.picture) for flow in flows for step in flow.steps)


def test_a_folder_with_anything_else_in_it_is_refused_also_with_fresh(
    store_folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "papers"
    other.mkdir()
    (other / "letter.txt").write_text("Dear Sir")
    file = tmp_path / "file"
    file.write_text("x")
    real = content(store_folder)
    (store_folder / MARKER).write_text('{"demo": 1, "complete": true}')
    for place in (other, file, store_folder):
        for fresh in (False, True):
            with pytest.raises(BadInput) as refused:
                build_demo(place, date=TODAY, fresh=fresh)
            assert refused.value.code == "not_a_demo"
    assert (other / "letter.txt").read_text() == "Dear Sir"
    assert content(store_folder) == real


@pytest.mark.parametrize(
    "marker", ["", "[]", "{", '{"demo": 2}', "[" * 70_000, '"' + "x" * 70_000 + '"']
)
def test_a_marker_that_is_none_does_not_give_a_folder_away(tmp_path: Path, marker: str) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / MARKER).write_text(marker)
    with pytest.raises(BadInput):
        build_demo(folder, date=TODAY, fresh=True)
    assert (folder / MARKER).read_text() == marker
