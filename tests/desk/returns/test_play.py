"""Returns from a script: the same answers as on the screen, and a repeated line posts once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from counter_app.cli.json_schema import check_schema, check_value
from counter_app.core.approval import Approval
from counter_app.core.errors import ApprovalRequired, BadInput, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.returns.play import ACTIONS
from counter_app.documents.text import render_text
from counter_app.play import PlayRequest, PlayResult
from counter_app.records.journal import balance
from counter_app.station import Station
from tests.desk.returns.desk import approval_for, sell, working
from tests.desk.returns.goods import line
from tests.stores import LEAD, PINS


@pytest.fixture
def desk(station: Station) -> Station:
    """Maria at desk 1 with till 7 open and one receipt."""
    working(station)
    sell(station, line(paid=2_000, sold=2, taxes=(125,)), line(2, paid=500))
    return station


def do(
    station: Station,
    action: str,
    what: Mapping[str, Any],
    request: str | None = None,
    approval: Approval | None = None,
) -> PlayResult:
    check_value(what, ACTIONS[action].schema, "do")
    return ACTIONS[action].run(station, PlayRequest(request or new_id(), what, approval))


def one_back(**more: object) -> dict[str, object]:
    lines = [{"line": 1, "quantity_milli": 1000}]
    return {"receipt": "0183", "lines": lines, "reason": "not_wanted", **more}


def test_every_action_has_a_schema_that_the_player_understands() -> None:
    for name, action in ACTIONS.items():
        check_schema(action.schema, name)
        assert action.schema["additionalProperties"] is False


def test_r13_a_repeated_return_is_posted_once(desk: Station) -> None:
    request = new_id()
    first = do(desk, "return", one_back(), request)
    again = do(desk, "return", one_back(), request)
    assert first.transactions == again.transactions == (request,)
    assert first.data == {"refund_cents": 1063, "handed_cents": 1063, "drawer_kick": True}
    assert again.data == {"refund_cents": 1063, "handed_cents": 1063, "drawer_kick": False}


def test_r03_two_rows_of_one_line_are_summed(desk: Station) -> None:
    lines = [{"line": 1, "quantity_milli": 2000}, {"line": 1, "quantity_milli": 1000}]
    with pytest.raises(Refused) as no:
        do(desk, "return", one_back(lines=lines))
    assert no.value.code == "returns.too_many"


def test_a_quote_tells_everything_and_posts_nothing(desk: Station) -> None:
    told = do(desk, "quote", one_back(as_of="2027-06-01"))
    assert told.outcome == "denied_overridable"
    assert told.transactions == ()
    assert told.data["refund_cents"] == 1063
    assert told.data["lines"][0]["taxes"] == [
        {"authority": "T0", "name": "Tax 0", "rate_ppm": 62_500, "amount_cents": 63}
    ]
    assert told.data["tenders"] == [
        {"tender": "cash", "amount_cents": 1063, "original": "cash", "footing": "free"}
    ]
    assert do(desk, "quote", one_back()).outcome == "approved"


def test_a_quote_without_a_reason_or_an_operator_is_still_a_quote(desk: Station) -> None:
    desk.sign_off()
    told = do(desk, "quote", {"receipt": "0183", "lines": one_back()["lines"]})
    assert told.outcome == "approved"
    with pytest.raises(Refused) as no:
        do(desk, "return", one_back())
    assert no.value.code == "not_signed_on"


def test_void_and_reprint_name_a_return_by_its_number(desk: Station) -> None:
    done = do(desk, "return", one_back())
    again = do(desk, "reprint", {"return": "2"})
    assert again.data == {"copy": 1}
    assert ["DUPLICATE" in render_text(paper) for paper in again.slips] == [True]
    void = {"return": done.transactions[0], "reason": "clerk_mistake"}
    request = new_id()
    with pytest.raises(ApprovalRequired) as asked:
        do(desk, "void", void, request)
    yes = approval_for(desk, asked.value, LEAD)
    assert do(desk, "void", void, request, yes).transactions == (request,)
    with pytest.raises(NotFound):
        do(desk, "reprint", {"return": "77"})
    with pytest.raises(NotFound):
        do(desk, "void", {"return": "no such slip", "reason": "clerk_mistake"})


def test_an_online_order_comes_back_by_its_number_through_its_channel(station: Station) -> None:
    working(station)
    web = {"channel": "web", "order": "W1001"}
    shipping = line(9, 1_000, department="Shipping", description="Shipping")
    paid = {Tender.CARD: 3_500}
    sell(station, line(paid=2_500, sold=5), shipping, paid=paid, extra=web)
    lines = [{"line": 1, "quantity_milli": 3_000}]
    asked = {"receipt": "W1001", "lines": lines, "reason": "faulty"}
    quote = do(station, "quote", asked)
    assert quote.data["refund_cents"] == 1_500 + 600, "delivery goes back by its share"
    done = do(station, "return", asked)
    assert done.data == {"refund_cents": 2_100, "handed_cents": 2_100, "drawer_kick": False}
    with station.look() as work:
        assert balance(work.connection, "online_clearing:web") == Money(-2_100)
        assert balance(work.connection, "till:7", Tender.CASH) == Money(50_000)
    with pytest.raises(Refused):
        do(station, "return", {**asked, "tender": "cash"})


def test_a_paper_receipt_is_keyed_and_found(desk: Station) -> None:
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    paper = {
        "workstation": "4",
        "business_date": "2026-11-20",
        "sequence": 900,
        "number": "0900",
        "lines": [{"description": "Lamp", "quantity_milli": 1000, "price_cents": 1000}],
        "tenders": [{"tender": "cash", "amount_cents": 1000}],
    }
    done = do(desk, "key_receipt", paper)
    assert done.data["receipt"]
    told = do(desk, "quote", one_back(receipt="12/4/2026-11-20/900"))
    assert [f.code for f in told.findings] == ["returns.provisional"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"lines": []},
        {"lines": [{"line": 1, "quantity_milli": -1000}]},
        {"lines": [{"line": 1, "quantity_milli": 0}]},
        {"lines": [{"line": 1, "quantity_milli": 1.5}]},
        {"amount_cents": 99_999},
        {"tender": "gold"},
    ],
)
def test_r16_p02_what_no_return_can_ask_for_is_bad_input(
    desk: Station, wrong: dict[str, object]
) -> None:
    with pytest.raises(BadInput):
        do(desk, "return", one_back(**wrong))


def test_an_unknown_reason_or_line_is_named(desk: Station) -> None:
    with pytest.raises(BadInput):
        do(desk, "return", one_back(reason="because"))
    with pytest.raises(NotFound):
        do(desk, "return", one_back(lines=[{"line": 9, "quantity_milli": 1000}]))
