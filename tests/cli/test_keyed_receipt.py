"""What comes later: the register's own copy of a receipt keyed by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Counter
from tests.cli.test_books import GIVE_BACK, HEAD, OPEN, SALE
from tests.stores import CLERK, MANAGER, PINS

YES = {"operator": MANAGER, "pin": PINS[MANAGER]}
KEYED: dict[str, Any] = {
    **{k: GIVE_BACK[k] for k in ("station", "operator", "task")},
    "do": {
        "action": "key_receipt",
        "workstation": "4",
        "business_date": "2026-11-07",
        "sequence": 183,
        "number": "0183",
        "lines": [
            {"description": "Kettle", "quantity_milli": 1000, "price_cents": 3000,
             "tax_cents": 248, "item": "041196910117"},
            {"description": "Towel", "quantity_milli": 3000, "price_cents": 2400,
             "tax_cents": 198, "item": "073410558201"},
        ],
        "tenders": [{"tender": "cash", "amount_cents": 5846}],
    },
    "approve": YES,
}  # fmt: skip


def play(shop: Counter, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    return shop("play", "-", stdin="\n".join(json.dumps(one) for one in lines)).lines


def sales(folder: Path, text: str = SALE.format(183)) -> Path:
    file = folder / "sales.csv"
    file.write_text(HEAD + text, "utf-8")
    return file


def test_a_keyed_receipt_is_taken_once_and_met_by_the_register(
    shop: Counter, tmp_path: Path
) -> None:
    _, keyed, again, unasked, given = play(
        shop, OPEN, KEYED, KEYED, GIVE_BACK, {**GIVE_BACK, "approve": YES}
    )
    assert (keyed["ok"], again.get("refused")) == (True, "receipt_exists")
    assert unasked["findings"][0]["code"] == "returns.provisional"
    assert given["ok"]
    assert shop("receipts", "show", "0183", "--json").json["provisional"] is True
    told = shop("import", "sales", sales(tmp_path), "--json").json
    assert told["receipts"] == {"new": 0, "unchanged": 1, "changed": 0, "rejected": 0}
    shown = shop("receipts", "show", "0183", "--json").json
    assert (shown["provisional"], shown["flags"]) == (False, [])
    assert [x["returned_milli"] for x in shown["lines"]] == [0, 1000]


def test_a_register_that_says_otherwise_is_flagged_and_named(shop: Counter, tmp_path: Path) -> None:
    play(shop, OPEN, KEYED, {**GIVE_BACK, "approve": YES})
    other = sales(tmp_path, SALE.format(183).replace("30.00", "20.00").replace("58.46", "48.46"))
    told = shop("import", "sales", other, "--json").json
    assert told["receipts"]["changed"] == 1
    (named,) = [n["receipts"] for n in told["normalisations"] if n["code"] == "content_changed"]
    shown = shop("receipts", "show", "0183", "--json").json
    assert named == [shown["key"]]
    assert shown["flags"] == ["provisional_differs"]
    assert shown["total_cents"] == 5846
    assert f"changed: {named[0]}" in shop("import", "sales", other).out
    (asked,) = play(shop, {**GIVE_BACK, "pin": PINS[CLERK]})
    assert [f["code"] for f in asked["findings"]] == ["returns.provisional_differs"]


def test_a_card_that_has_not_answered_keeps_the_keyed_receipt_as_it_is(
    shop: Counter, tmp_path: Path
) -> None:
    """The register's copy took the place of the payment that the terminal was asked about."""
    paid = [{"tender": "card", "amount_cents": 5846, "masked": "1111"}]
    by_card = {**KEYED, "do": {**KEYED["do"], "tenders": paid}}
    asked: dict[str, Any] = {**GIVE_BACK, "approve": YES, "id": "to-the-card"}
    answered = {**asked, "at": OPEN["at"], "id": "again"}
    answered["do"] = {**asked["do"], "card_codes": {"1": "123456"}}
    waiting = play(shop, OPEN, by_card, asked)[-1]
    assert waiting["refused"] == "refund.card_entry"
    told = shop("import", "sales", sales(tmp_path, SALE.format(183).replace("cash", "card")))
    assert told.code == 0
    (twice,) = play(shop, {**answered, "pin": PINS[CLERK]})
    assert twice["refused"] == "refund.card_under_way"
    (done,) = play(shop, {**answered, "id": "to-the-card", "pin": PINS[CLERK]})
    assert done["ok"], done
    assert shop("verify").code == 0
