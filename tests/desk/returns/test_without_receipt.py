"""R15: goods without a receipt, from the price to the books: what is found, asked and kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.codes.gtin import ItemCode
from counter_app.core.approval import Severity
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, NotFound, Refused
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import DiscountKind
from counter_app.core.transaction import ProofKind, Tender
from counter_app.desk.returns import service, unreceipted
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import (
    clear_line,
    set_quantity,
)
from counter_app.records.goods_back import goods_back
from counter_app.records.persons import forget_persons
from counter_app.station import Station
from counter_app.trade.identity import Card
from tests.desk.returns import goods
from tests.desk.returns.bare import (
    KETTLE,
    LAMP,
    MILK,
    MINE,
    SOAP,
    TODAY,
    posted,
    returning,
    said,
    scanned,
    sold,
    stocked,
    told,
)
from tests.desk.returns.desk import approval_for, booked, sell, stored
from tests.stores import CLERK, CLERK_2, LEAD, PINS


@pytest.fixture
def desk(either_station: Station) -> Station:
    """A clerk at an open till of a stocked store."""
    return stocked(either_station)


def test_r15_the_price_is_the_lowest_of_180_days_and_never_above_today(desk: Station) -> None:
    draft = returning(desk, KETTLE, SOAP)
    assert draft.without is not None
    kettle, soap = draft.without.prices[1], draft.without.prices[2]
    assert (kettle.unit, kettle.lowest, kettle.lowest_on) == (
        Money(24_00),
        Money(24_00),
        TODAY - timedelta(days=179),
    )
    assert (soap.unit, soap.lowest, soap.today) == (Money(4_99), Money(5_49), Money(4_99))
    assert service.assess(draft, desk).refund.total == Money(28_99)


def test_customers_own_discounts_are_no_selling_price(desk: Station) -> None:
    own = goods.line(1, 500, item_code=KETTLE, off=3000, kind=DiscountKind.EMPLOYEE)
    shelf = goods.line(2, 2200, item_code=KETTLE, off=1000, kind=DiscountKind.PROMOTION)
    sell(desk, own, shelf, sequence=9, on=TODAY - timedelta(days=2))
    draft = returning(desk, KETTLE)
    assert draft.without is not None
    assert draft.without.prices[1].lowest == Money(22_00)


def test_r15_five_never_sold_pieces_need_override_reason_and_identity(desk: Station) -> None:
    draft = returning(desk, *[LAMP] * 5, who=None)
    assert service.assess(draft, desk).refund.total == Money(95_00)
    found = said(draft, desk)
    assert found["returns.never_sold"] is Severity.APPROVE
    assert found["returns.identity_missing"] is Severity.FORBID
    with pytest.raises(Refused):
        service.complete(draft, desk)
    draft = told(unreceipted.identify(draft, MINE, desk), desk)
    found = said(draft, desk)
    assert found["returns.person_beyond_pieces"] is Severity.DENY
    assert "returns.identity_missing" not in found
    bare = replace(draft, choices=tuple(replace(c, reason="") for c in draft.choices))
    assert said(bare, desk)["returns.reason_missing"] is Severity.FORBID
    done = posted(draft, desk)
    assert done.refund == Money(95_00)


def test_what_is_posted_names_no_receipt_and_the_books_verify(desk: Station) -> None:
    done = posted(returning(desk, KETTLE, SOAP), desk)
    base = stored(desk, done.transaction_id).transaction
    assert base.receipt_id is None
    assert [(x.item_code.lstrip("0"), x.net, x.receipt_line_id) for x in base.lines] == [
        (KETTLE.lstrip("0"), Money(24_00), None),
        (SOAP, Money(4_99), None),
    ]
    assert base.proof is not None
    assert (base.proof.kind, base.proof.exempt) == (ProofKind.NONE, "")
    assert base.proof.person_id is not None
    assert booked(base.postings) == {"returns": 28_99, "till:7": -28_99}
    with desk.look() as work:
        assert verify_returns(work.connection) == []
        lists = goods_back(work.connection, work.today())
    assert {(x.item_code.lstrip("0"), x.department) for x in lists} == {
        (KETTLE.lstrip("0"), "Appliances"), (SOAP, "Household"),
    }  # fmt: skip


def test_a_line_that_names_a_receipt_after_all_is_found_by_verify(desk: Station) -> None:
    receipt = sell(desk, goods.line(1, 9_900), sequence=77)
    draft = returning(desk, KETTLE)
    judged_lines = service.assess(draft, desk).refund.lines
    with desk.open_work() as work:
        from counter_app.desk.returns.posting import build, judge

        judged = judge(work, draft, desk.operator_id)
        made = build(work, judged, work.now()).transaction
        assert made.lines == judged_lines
        lines = tuple(replace(x, receipt_line_id=receipt.lines[0].id) for x in made.lines)
        clean = replace(judged.assessment.verdict, findings=())
        work.journal.post(replace(made, lines=lines), clean)
        work.commit()
    with desk.look() as work:
        assert [p.code for p in verify_returns(work.connection)] == ["line_of_no_receipt"]


def test_a_return_that_says_nothing_of_its_footing_is_found_by_verify(desk: Station) -> None:
    draft = returning(desk, KETTLE)
    with desk.open_work() as work:
        from counter_app.desk.returns.posting import build, judge

        judged = judge(work, draft, desk.operator_id)
        made = replace(build(work, judged, work.now()).transaction, proof=None)
        work.journal.post(made, replace(judged.assessment.verdict, findings=()))
        work.commit()
    with desk.look() as work:
        assert [p.code for p in verify_returns(work.connection)] == ["unproven_return"]


def test_the_limits_count_what_the_books_hold(desk: Station) -> None:
    posted(returning(desk, SOAP), desk)
    posted(returning(desk, SOAP), desk)
    third = returning(desk, SOAP)
    assert third.without is not None
    assert [p.pieces for p in third.without.past] == [1, 1]
    assert said(third, desk)["returns.person_near_pieces"] is Severity.WARN
    posted(third, desk)
    fourth = returning(desk, SOAP)
    assert said(fourth, desk)["returns.person_beyond_pieces"] is Severity.DENY
    other = returning(desk, SOAP, who=Card("OK", "12345678", typed=True))
    assert "returns.person_beyond_pieces" not in said(other, desk)
    stop = returning(desk, *[SOAP] * 4)
    assert said(stop, desk)["returns.person_stopped_pieces"] is Severity.FORBID
    with pytest.raises(Refused):
        service.complete(stop, desk)


def test_a_voided_return_does_not_count(desk: Station) -> None:
    done = posted(returning(desk, SOAP), desk)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    service.void(done.transaction_id, "clerk_mistake", desk)
    desk.sign_on_with_pin(CLERK, PINS[CLERK])
    draft = returning(desk, SOAP)
    assert draft.without is not None
    assert draft.without.past == ()


def test_two_desks_cannot_pass_a_limit_together(desk: Station) -> None:
    first, second = returning(desk, SOAP), returning(desk, SOAP)
    posted(first, desk)
    with pytest.raises(Conflict):
        service.complete(second, desk)
    again = told(service.refresh(second, desk), desk)
    assert again.without is not None
    assert len(again.without.past) == 1


def test_the_same_request_again_gets_the_same_answer(desk: Station) -> None:
    draft = returning(desk, SOAP)
    done = posted(draft, desk)
    again = service.complete(draft, desk)
    assert (again.transaction_id, again.number, again.replayed) == (
        done.transaction_id,
        done.number,
        True,
    )


@pytest.mark.parametrize(
    ("codes", "reason", "exempt"),
    [
        ((SOAP,), "not_wanted", "small"),
        ((SOAP, SOAP), "not_wanted", "small"),
        ((SOAP, SOAP, SOAP), "not_wanted", ""),
        ((MILK, MILK, MILK, MILK), "spoiled", "spoiled"),
        ((MILK, MILK, MILK, MILK), "not_wanted", ""),
        ((MILK, SOAP, SOAP, SOAP), "spoiled", ""),
    ],
)
def test_little_money_and_spoiled_food_need_no_card(
    desk: Station, codes: tuple[str, ...], reason: str, exempt: str
) -> None:
    draft = returning(desk, *codes, reason=reason, who=None)
    found = said(draft, desk)
    proof = service.assess(draft, desk).proof
    assert proof is not None
    assert (proof.exempt, proof.person_id) == (exempt, None)
    assert ("returns.identity_missing" in found) == (not exempt)


def test_one_clerk_gives_only_so_much_a_day_without_a_card(desk: Station) -> None:
    for _ in range(5):
        posted(returning(desk, SOAP, SOAP, who=None), desk)
    sixth = returning(desk, SOAP, SOAP, who=None)
    assert sixth.without is not None
    assert sixth.without.exempt_today == Money(49_90)
    assert said(sixth, desk)["returns.exempt_cap"] is Severity.APPROVE
    desk.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    assert "returns.exempt_cap" not in said(returning(desk, SOAP, who=None), desk)


def test_a_clerk_gives_25_and_the_approver_needs_the_authority(desk: Station) -> None:
    assert "returns.without_limit" not in said(returning(desk, KETTLE), desk)
    draft = returning(desk, KETTLE, SOAP)
    assert said(draft, desk)["returns.without_limit"] is Severity.APPROVE
    dear = returning(desk, *[LAMP] * 6)
    with pytest.raises(ApprovalRequired) as asked:
        service.complete(dear, desk)
    with pytest.raises(Refused) as refused:
        service.complete(dear, desk, approval_for(desk, asked.value, LEAD))
    assert refused.value.code == "approver_limit"
    assert "$100.00 without a receipt" in refused.value.text


def test_what_a_person_got_today_counts_towards_the_clerks_limit(desk: Station) -> None:
    posted(returning(desk, KETTLE), desk)
    assert said(returning(desk, SOAP), desk)["returns.without_limit_today"] is Severity.APPROVE


def test_keeping_just_under_a_limit_is_told_to_managers_alone(desk: Station) -> None:
    for _ in range(2):
        posted(returning(desk, KETTLE), desk)
    draft = returning(desk, KETTLE)
    found = {f.code: f for f in service.assess(draft, desk).verdict.findings}
    assert found["returns.just_under"].params["times"] == "3"
    assert found["returns.split_today"].params["amount"] == "$72.00"
    for code in ("returns.just_under", "returns.split_today"):
        assert found[code].severity is Severity.INFORM
        assert found[code].audience.value == "manager"
    done = posted(draft, desk)
    paper = " ".join(str(d.to_json()) for d in done.documents)
    assert "just under" not in paper
    assert "together" not in paper


def test_food_without_a_receipt_never_leaves_as_cash(desk: Station) -> None:
    draft = returning(desk, MILK, reason="spoiled", who=None)
    assert said(draft, desk)["returns.food_not_cash"] is Severity.FORBID
    assert "returns.food_not_cash" not in said(replace(draft, tender=None), desk)


def test_another_tender_than_store_credit_needs_a_manager(desk: Station) -> None:
    assert said(returning(desk, KETTLE), desk)["returns.without_tender"] is Severity.APPROVE
    card_wish = returning(desk, KETTLE, tender=Tender.CARD)
    assert said(card_wish, desk)["returns.without_wish"] is Severity.FORBID


def test_what_is_not_sold_here_is_refused(desk: Station) -> None:
    with pytest.raises(NotFound) as unknown:
        unreceipted.add_item(unreceipted.start_without(desk), scanned("0999999999993"), desk)
    assert unknown.value.code == "returns.not_sold_here"


def test_an_item_the_file_lacks_is_priced_by_its_last_sale(desk: Station) -> None:
    sold(desk, "7777", 300, days_ago=100, sequence=21)
    sold(desk, "7777", 250, days_ago=5, sequence=22)
    draft = unreceipted.add_item(unreceipted.start_without(desk), ItemCode("7777"), desk)
    assert draft.without is not None
    assert draft.without.prices[1].unit == Money(250)
    assert draft.receipt.lines[0].description == "As sold"


def test_lines_are_as_long_as_what_comes_back(desk: Station) -> None:
    draft = returning(desk, SOAP, KETTLE)
    more = set_quantity(draft, 1, units(3))
    assert more.line(1).quantity == units(3)
    assert service.assess(more, desk).refund.total == Money(3 * 4_99 + 24_00)
    gone = clear_line(more, 1)
    assert [x.number for x in gone.receipt.lines] == [2]
    for wrong in (500, 1_000_000):
        with pytest.raises(BadInput):
            set_quantity(draft, 1, Quantity(wrong))


def test_a_draft_survives_a_crash_and_knows_its_person(desk: Station) -> None:
    draft = returning(desk, KETTLE, SOAP)
    service.save(draft, desk)
    again = service.load(draft.id, desk)
    assert again.without is not None
    assert draft.without is not None
    assert again.without.seen == draft.without.seen
    assert service.assess(again, desk).refund == service.assess(draft, desk).refund
    assert again.choices == draft.choices
    with desk.open_work() as work:
        forget_persons(work.connection, TODAY + timedelta(days=2000))
        work.commit()
    later = service.load(draft.id, desk)
    assert later.without is not None
    assert later.without.seen is None
