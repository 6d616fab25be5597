"""Recalls: taken in from a file, no receipt, card or limit, put aside, and who bought it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counter_app.app import default_policy
from counter_app.core.approval import Severity
from counter_app.core.errors import ImportRejected
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.recall import Recall
from counter_app.core.transaction import ProofKind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.intake.csv_recalls import recalls_in
from counter_app.records.customers import Customer, add_customer
from counter_app.records.items import put_items
from counter_app.records.policy_versions import add_policy
from counter_app.records.recalls import buyers_of, put_recalls, recall_of
from counter_app.station import Station
from tests.desk.returns.bare import KETTLE, LAMP, MILK, SOAP, returning, said, stocked
from tests.desk.returns.desk import coming_back, sell, stored
from tests.desk.returns.goods import line

NOTICE = Recall("R-2026-7", KETTLE, "Handle may break")


@pytest.fixture
def desk(either_station: Station) -> Station:
    station = stocked(either_station)
    with station.open_work() as work:
        rows = (
            NOTICE,
            Recall("R-2026-8", LAMP, "May overheat", "L42", date(2026, 1, 1), date(2026, 11, 30)),
            Recall("R-2026-9", MILK, "Listeria"),
        )
        put_recalls(work.connection, rows, work.now())
        work.commit()
    return station


def test_recalled_goods_need_no_receipt_no_card_and_no_manager(desk: Station) -> None:
    draft = returning(desk, *[KETTLE] * 8, who=None)
    done = service.complete(draft, desk)
    assert done.refund == Money(8 * 24_00)
    base = stored(desk, done.transaction_id).transaction
    assert base.proof is not None
    assert (base.proof.kind, base.proof.recall, base.proof.person_id) == (
        ProofKind.RECALL,
        "R-2026-7",
        None,
    )
    assert [x.disposition for x in base.lines] == ["quarantine"]
    with desk.look() as work:
        assert verify_returns(work.connection) == []


@pytest.mark.parametrize(("policy", "tax"), [("always", 198), ("never", 0), ("same_item", 0)])
def test_a_recall_pays_todays_tax_back_unless_policy_says_otherwise(
    desk: Station, policy: str, tax: int
) -> None:
    """Only of what was recalled: other goods in the same return keep theirs."""
    text = default_policy().replace('recall_tax = "always"', f'recall_tax = "{policy}"')
    with desk.open_work() as work:
        taxed = (ItemRow(KETTLE, "Kettle", Money(24_00), "Appliances", tax="general"),
                 ItemRow(SOAP, "Soap", Money(4_99), "Household", tax="general"))  # fmt: skip
        put_items(work.connection, taxed, work.now())
        add_policy(work.connection, work.keys, text, date(2026, 1, 1), "test", work.now())
        work.commit()
    assert service.assess(returning(desk, KETTLE, who=None), desk).refund.tax == Money(tax)
    assert service.assess(returning(desk, KETTLE, SOAP), desk).refund.tax == Money(tax)
    assert service.assess(returning(desk, SOAP), desk).refund.tax == Money(0)


def test_a_recall_does_not_carry_other_goods_with_it(desk: Station) -> None:
    found = said(returning(desk, KETTLE, SOAP, SOAP, who=None), desk)
    assert found["returns.identity_missing"] is Severity.FORBID
    assert found["returns.recalled"] is Severity.INFORM


def test_a_lot_is_compared_and_food_still_leaves_as_credit(desk: Station) -> None:
    assert said(returning(desk, LAMP, who=None), desk)["returns.recall_lot"] is Severity.WARN
    assert said(returning(desk, MILK, who=None), desk)["returns.food_not_cash"] is Severity.FORBID
    credit = returning(desk, MILK, who=None, tender=None)
    assert service.complete(credit, desk).tenders[0].tender is Tender.STORE_CREDIT


def test_known_buyers_are_listed(desk: Station) -> None:
    with desk.open_work() as work:
        customer = Customer(
            "01980000-0000-7000-8000-00000000c0aa", "9000077", "Dana Whitfield", phone="5125550142"
        )
        add_customer(work.connection, customer, work.now())
        work.commit()
    sell(desk, line(1, 500, item_code=KETTLE.lstrip("0")), sequence=900, customer_ref="9000077")
    sell(desk, line(1, 500, item_code=KETTLE.lstrip("0")), sequence=901)
    with desk.look() as work:
        assert [(b.name, b.receipt) for b in buyers_of(work.connection, "R-2026-7")] == [
            ("Dana Whitfield", "0900")
        ]
        assert recall_of(work.connection, KETTLE.zfill(14)) == NOTICE
        assert recall_of(work.connection, SOAP) is None


def test_notices_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "recalls.csv"
    path.write_text(
        "number,item,title,lot,sold_from,sold_to\nR1,041196910117,Hot,L1,2026-01-01,\n", "utf-8"
    )
    assert recalls_in(path) == (Recall("R1", "041196910117", "Hot", "L1", date(2026, 1, 1), None),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "number,item\nR1,1\n",
        "number,item,title,price\nR1,1,Hot,2\n",
        "number,item,title\nR1,,Hot\n",
        "number,item,title\nR1,1,Hot,more\n",
        "number,item,title,sold_to\nR1,1,Hot,soon\n",
    ],
)
def test_files_that_are_no_notices_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "recalls.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(ImportRejected):
        recalls_in(path)


def _old_kettle(desk: Station) -> ReturnDraft:
    """A kettle that was sold half a year ago, much dearer than a clerk may refund."""
    sold = sell(desk, line(paid=30_000, item_code=KETTLE), on=date(2026, 5, 2))
    return coming_back(desk, sold, {1: 1}, reason="other")


def test_a_recalled_item_comes_back_on_its_receipt_in_full_after_any_window(desk: Station) -> None:
    draft = _old_kettle(desk)
    assert said(draft, desk) == {"returns.recalled_sold": Severity.INFORM}
    (found,) = service.assess(draft, desk).verdict.findings
    assert "No receipt" not in found.remedy
    done = service.complete(draft, desk)
    assert done.refund == Money(30_000)
    base = stored(desk, done.transaction_id).transaction
    assert [x.disposition for x in base.lines] == ["quarantine"]
    assert base.proof is not None
    assert (base.proof.kind, base.proof.recall) == (ProofKind.RECEIPT, "R-2026-7")
    with desk.look() as work:
        assert verify_returns(work.connection) == []


def test_other_goods_on_the_same_receipt_keep_their_window_and_limits(desk: Station) -> None:
    sold = sell(
        desk,
        line(paid=2_400, item_code=KETTLE),
        line(2, paid=30_000, item_code=SOAP),
        on=date(2026, 5, 2),
    )
    found = said(coming_back(desk, sold, {1: 1, 2: 1}), desk)
    assert found["returns.window"] is Severity.DENY
    assert found["returns.limit"] is Severity.APPROVE


def test_a_sale_outside_the_days_of_the_notice_is_not_recalled(desk: Station) -> None:
    sold = sell(desk, line(paid=1_000, item_code=LAMP), on=date(2025, 12, 30))
    assert "returns.recalled_sold" not in said(coming_back(desk, sold, {1: 1}), desk)


def test_where_the_notice_names_a_lot_the_clerk_compares_it(desk: Station) -> None:
    sold = sell(desk, line(paid=1_000, item_code=LAMP))
    assert said(coming_back(desk, sold, {1: 1}), desk)["returns.recall_lot"] is Severity.WARN


def test_a_recall_is_found_on_a_long_receipt(desk: Station) -> None:
    """Longer than the notices are asked for at once, wherever the recalled line stands."""
    others = [line(n, paid=1_000, item_code=f"40000000{n:04d}") for n in range(2, 60)]
    for place in (1, 30, 60):
        kettle = line(place, paid=1_000, item_code=KETTLE)
        sold = sell(desk, *(x for x in others if x.number != place), kettle, sequence=place)
        assert "returns.recalled_sold" in said(coming_back(desk, sold, {place: 1}), desk)
