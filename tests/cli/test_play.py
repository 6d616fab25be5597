"""Desk scripts: every line is answered, nothing is done twice, and bad input is only that."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from counter_app.cli.json_schema import check_schema, check_value
from counter_app.cli.play import SESSION, actions_of, playable, schema_of
from counter_app.cli.play_lines import MAX_DEPTH, MAX_LINE, parse_line, read_lines
from counter_app.core.approval import digest
from counter_app.core.errors import BadInput
from counter_app.records.play_answers import EVENT, PLAIN, request_mac
from counter_app.storage.engine import Database
from counter_app.storage.keys import load_keys
from tests.cli.conftest import Counter, Ran
from tests.stores import CLERK, LEAD, MANAGER, PINS

NOON = "2026-11-21T12:00:00-06:00"
Play = Callable[..., Ran]


def line(task: str = "tills", **do: Any) -> dict[str, Any]:
    of_line: tuple[str, ...] = ("id", "at", "pin", "approve")
    more: dict[str, Any] = {key: do.pop(key) for key in of_line if key in do}
    who, where = do.pop("operator", CLERK), do.pop("station", "D01")
    return {"station": where, "operator": who, "task": task, "do": do, **more}


def opening(**more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {"action": "open", "till": 7, "float_cents": 20000}
    return line(**(base | {"pin": PINS[CLERK], "at": NOON} | more))


@pytest.fixture
def play(shop: Counter) -> Play:
    """Play lines, each given as an object or as text."""

    def run(*lines: dict[str, Any] | str | bytes, **more: Any) -> Ran:
        texts = [one if isinstance(one, str | bytes) else json.dumps(one) for one in lines]
        script = b"\n".join(one.encode() if isinstance(one, str) else one for one in texts)
        return shop("play", "-", stdin=script + b"\n", **more)

    return run


def test_a_line_is_answered_with_what_it_did(play: Play) -> None:
    told = play(opening())
    assert told.code == 0
    (answer,) = told.lines
    assert list(answer) == [
        "line", "ok", "outcome", "transactions", "postings", "slips", "findings",
    ]  # fmt: skip
    assert (answer["line"], answer["ok"], answer["outcome"]) == (1, True, "approved")
    assert [t["number"] for t in answer["transactions"]] == [1]
    assert {(p["account"], p["tender"], p["amount_cents"]) for p in answer["postings"]} == {
        ("safe", "cash", -20000),
        ("till:7", "cash", 20000),
    }
    assert "200.00" in answer["slips"][0]


def test_p_a_repeated_id_replays_the_answer_and_posts_nothing(play: Play) -> None:
    first = play(opening(id="a1"))
    again = play(opening(id="a1"), opening(id="a1"))
    assert again.code == 0
    for replayed in again.lines:
        assert replayed["transactions"] == first.lines[0]["transactions"]
        assert {**replayed, "line": 1} == first.lines[0]


def test_a_repeated_id_with_other_content_is_refused(play: Play) -> None:
    told = play(opening(id="a1"), opening(id="a1", float_cents=30000))
    assert told.code == 3
    assert [x.get("refused") for x in told.lines] == [None, "id_reused"]


def kept(store_folder: Path) -> tuple[str, dict[str, str]]:
    """Event and detail of the one answer that is kept."""
    with closing(dbapi2.connect(str(store_folder / "store.db"))) as books:
        [(event, detail)] = books.execute(
            "SELECT event, detail FROM audit_events WHERE event IN (?, ?)", (EVENT, PLAIN)
        ).fetchall()
    return event, json.loads(detail)


def said_in(opened: dict[str, Any]) -> str:
    """The plain digest of a line."""
    do = dict(opened["do"])
    action = do.pop("action")
    return digest([opened["station"], opened["operator"], opened["task"], action, do])


def test_what_is_kept_of_a_line_cannot_be_guessed_without_the_store_s_keys(
    play: Play, store_folder: Path
) -> None:
    play(opening(id="a1"))
    event, detail = kept(store_folder)
    assert event == EVENT
    assert detail["request"] != said_in(opening(id="a1"))
    assert detail["request"] == request_mac(load_keys(store_folder), said_in(opening(id="a1")))


def test_a_plain_digest_that_an_older_program_kept_is_replaced_and_still_known(
    play: Play, store_folder: Path
) -> None:
    first = play(opening(id="a1"))
    _, detail = kept(store_folder)
    old = json.dumps(detail | {"request": said_in(opening(id="a1"))})
    with closing(dbapi2.connect(str(store_folder / "store.db"))) as books:
        books.execute(
            "UPDATE audit_events SET event=?, detail=? WHERE event=?", (PLAIN, old, EVENT)
        )
        books.commit()
    again = play(opening(id="a1"), opening(id="a1", float_cents=30000))
    assert again.lines[0]["transactions"] == first.lines[0]["transactions"]
    assert again.lines[1]["refused"] == "id_reused"
    assert kept(store_folder) == (EVENT, detail)


def test_a_refused_line_may_be_sent_again_with_the_same_id(play: Play) -> None:
    told = play(
        line(action="close", counted_cents=0, id="c1", pin=PINS[CLERK], at=NOON),
        opening(),
        line(action="close", counted_cents=20000, id="c1"),
    )
    assert [x["ok"] for x in told.lines] == [False, True, True]


def test_a_pin_signs_on_until_sign_off(play: Play) -> None:
    told = play(
        line(action="open", till=7, float_cents=1, at=NOON),
        line(SESSION, action="sign_on", pin=PINS[CLERK]),
        line(action="open", till=7, float_cents=20000),
        line(SESSION, action="sign_off"),
        line(action="close", counted_cents=20000),
        line(SESSION, action="sign_on"),
        line(SESSION, action="sign_on", pin="000000"),
        line(SESSION, action="sign_on", pin=PINS[CLERK]),
        line(SESSION, action="lock"),
        line(action="close", counted_cents=20000),
        line(action="close", counted_cents=20000, operator=LEAD),
    )
    assert [x.get("refused", "ok") for x in told.lines] == [
        "not_signed_on", "ok", "ok", "ok", "not_signed_on", "bad_request", "wrong_pin", "ok", "ok",
        "not_signed_on", "not_signed_on",
    ]  # fmt: skip


def test_two_stations_play_side_by_side(play: Play) -> None:
    told = play(
        opening(),
        opening(station="D02", till=8, operator=LEAD, pin=PINS[LEAD]),
        opening(station="D09"),
    )
    assert [x.get("refused", "ok") for x in told.lines] == ["ok", "ok", "unknown_station"]


def test_the_clock_of_a_real_store_is_not_set_by_a_script(play: Play, store_folder: Path) -> None:
    database = Database(store_folder / "store.db")
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE stores SET mode='live'")
        connection.commit()
    database.close()
    told = play(opening(), line(SESSION, action="sign_on", pin=PINS[CLERK]))
    assert [x.get("refused", "ok") for x in told.lines] == ["clock_not_ours", "ok"]


def licensed(state: str) -> dict[str, object]:
    card = {"state": state, "number": "12345678"}
    goods = [{"item": "4001", "quantity_milli": 1000}]
    return line("returns", action="return_without_receipt", items=goods, licence=card)


def paper(masked: str) -> dict[str, object]:
    return line(
        "returns",
        action="key_receipt",
        workstation="4",
        business_date="2026-11-20",
        sequence=900,
        number="0900",
        lines=[{"description": "Lamp", "quantity_milli": 1000, "price_cents": 1000}],
        tenders=[{"tender": "card", "amount_cents": 1000, "masked": masked}],
    )


BAD = {
    "no JSON": b"nonsense",
    "no object": b"[]",
    "not UTF-8": b'{"station":"\xff"}',
    "a fraction": json.dumps(opening(float_cents=2.5)).encode(),
    "NaN": json.dumps(opening(float_cents=float("nan"))).encode(),
    "infinity": json.dumps(opening(float_cents=float("inf"))).encode(),
    "exponent": json.dumps(opening()).replace("20000", "2e4").encode(),
    "a huge number": json.dumps(opening()).replace("20000", "9" * 5000).encode(),
    "too large": json.dumps(opening(float_cents=10**15)).encode(),
    "negative": json.dumps(opening(float_cents=-1)).encode(),
    "text for a number": json.dumps(opening(float_cents="200")).encode(),
    "true for a number": json.dumps(opening(till=True)).encode(),
    "a key twice": json.dumps(opening()).replace('"till": 7', '"till": 7, "till": 8').encode(),
    "an unknown field": json.dumps(opening(colour="red")).encode(),
    "an unknown field of the line": json.dumps(opening() | {"colour": "red"}).encode(),
    "no action": json.dumps(line()).encode(),
    "an unknown action": json.dumps(line(action="burn")).encode(),
    "an unknown task": json.dumps(line("arson", action="burn")).encode(),
    "a field missing": json.dumps(line(action="open", till=7)).encode(),
    "NUL": json.dumps(opening() | {"id": "a\0b"}).encode(),
    "an operator's number and a line end": json.dumps(opening() | {"operator": "2047\n"}).encode(),
    "digits of another script": json.dumps(opening() | {"operator": "२०४७"}).encode(),
    "a state of three letters": json.dumps(licensed(state="TXX")).encode(),
    "five last digits": json.dumps(
        line("returns", action="find_receipt", last_four="12345")
    ).encode(),
    "a whole card number": json.dumps(paper(masked="4111111111111111")).encode(),
    "a day that is not": json.dumps(
        line("reconciliation", action="book", date="2026-02-30")
    ).encode(),
    "a Z no till can have": json.dumps(line(action="z", till=7, number=10**9)).encode(),
    "half a character": json.dumps(opening() | {"id": "\ud800"}).encode(),
    "a time without offset": json.dumps(opening(at="2026-11-21T12:00:00")).encode(),
    "no time": json.dumps(opening(at="yesterday")).encode(),
    "too deep": b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
    "very deep": b"[" * 60_000,
    "too long": b" " * MAX_LINE + json.dumps(opening()).encode(),
}


def test_b2_73_to_75_a_bad_line_is_answered_and_the_script_goes_on(play: Play) -> None:
    told = play(*BAD.values(), opening())
    assert told.code == 3
    for name, answer in zip(BAD, told.lines, strict=False):
        assert (name, answer.get("refused")) == (name, "bad_request"), answer
        assert answer["message"], name
        assert answer["findings"] == []
    assert told.lines[-1]["line"] == len(BAD) + 1
    assert told.lines[-1]["ok"] is True


def test_a_refused_line_says_what_to_do_too(play: Play) -> None:
    goods = [{"line": 1, "quantity_milli": 1000}]
    told = play(opening(), line("returns", action="return", receipt="77", lines=goods))
    assert told.lines[1]["refused"] == "receipt_unknown"
    assert told.lines[1]["message"].startswith("No receipt “77” is here. Check the number,")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a line without end is a device's")
def test_a_line_without_end_ends_the_script() -> None:
    with Path("/dev/zero").open("rb") as stream:
        (told,) = read_lines(stream)
    assert "longer than" in str(told[1])


@given(st.binary(max_size=300))
def test_any_bytes_are_a_line_or_a_bad_request(raw: bytes) -> None:
    try:
        parse_line(raw)
    except BadInput as error:
        assert error.code == "bad_request"  # noqa: PT017 the line may also be good


def test_blank_lines_are_passed_over_and_counted(play: Play) -> None:
    assert [x["line"] for x in play("", "  ", opening(), "").lines] == [3]


def test_a_script_file_that_is_missing_or_a_folder_exits_2(shop: Counter, tmp_path: Path) -> None:
    assert shop("play", tmp_path / "none.jsonl").code == 2
    assert shop("play", tmp_path).code == 2
    assert shop("play").code == 2


def test_a_desk_that_is_open_is_not_played_on(play: Play, store_folder: Path) -> None:
    from counter_app.app import open_station
    from counter_app.core.clock import SystemClock

    station = open_station(store_folder, store_folder, "D01", SystemClock())
    try:
        station.claim("a desk")
        assert play(opening()).lines[0]["refused"] == "station_in_use"
    finally:
        station.close()


def endless(schema: Mapping[str, Any], where: str) -> list[str]:
    """The numbers, texts and lists of a schema that say no end."""
    ends = {"integer": {"minimum", "maximum"}, "array": {"maxItems"}, "string": {"maxLength"}}
    wanted = ends.get(str(schema.get("type")), set())
    told = wanted <= set(schema) or {"enum", "format", "pattern"} & set(schema)
    parts = {**schema.get("properties", {})}
    parts |= {
        k: schema[k] for k in ("items", "additionalProperties") if isinstance(schema.get(k), dict)
    }
    inside = [w for name, part in parts.items() for w in endless(part, f"{where}.{name}")]
    return inside if told else [where, *inside]


@pytest.mark.parametrize("task", playable())
def test_every_task_describes_its_actions_in_what_is_understood(
    counter: Counter, task: str
) -> None:
    for name, action in actions_of(task).items():
        check_schema(action.schema, name)
        assert action.schema.get("additionalProperties") is False, name
        assert endless(action.schema, name) == [], name
    told = counter("play", "--schema", task)
    assert told.code == 0
    assert told.json == json.loads(json.dumps(schema_of(task)))
    assert [one["properties"]["action"]["const"] for one in told.json["oneOf"]] == list(
        actions_of(task)
    )


def test_the_schema_of_everything_is_one_object(counter: Counter) -> None:
    told = counter("play", "--schema")
    assert set(told.json["tasks"]) == set(playable())
    assert told.json["line"]["required"] == ["station", "operator", "task", "do"]
    assert counter("play", "--schema", "arson").code == 2


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 3}, [1, 3], [0, 4, True, "1", None]),
        ({"type": ["string", "null"]}, ["a", None], [1, []]),
        ({"type": "string", "maxLength": 2, "minLength": 1}, ["a", "ab"], ["", "abc"]),
        ({"type": "string", "pattern": "^[0-9]+$"}, ["12"], ["a", ""]),
        ({"type": "string", "format": "date"}, ["2026-11-21"], ["2026-11-31", "20261121", "x"]),
        ({"enum": ["a", 1, None]}, ["a", 1, None], ["b", True, 2]),
        ({"type": "array", "items": {"type": "integer"}, "maxItems": 2}, [[], [1, 2]],
         [[1, 2, 3], ["a"]]),
        ({"type": "object", "required": ["a"], "properties": {"a": {"type": "boolean"}},
          "additionalProperties": False}, [{"a": True}], [{}, {"a": 1}, {"a": True, "b": 1}]),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, [{"x": 1}], [{"x": "1"}]),
    ],
)  # fmt: skip
def test_the_checker_keeps_to_the_standard(
    schema: dict[str, Any], good: list[Any], bad: list[Any]
) -> None:
    check_schema(schema)
    for value in good:
        check_value(value, schema, "value")
    for value in bad:
        with pytest.raises(BadInput, match="value"):
            check_value(value, schema, "value")


def test_a_schema_that_would_be_passed_over_is_noticed() -> None:
    with pytest.raises(AssertionError, match="oneOf"):
        check_schema({"properties": {"a": {"oneOf": []}}})


def test_an_approval_covers_what_it_lists_and_nothing_else(play: Play) -> None:
    approve = {"operator": MANAGER, "pin": PINS[MANAGER]}
    short = line(action="close", counted_cents=11000, reason="unexplained")
    asked = play(opening(), short)
    assert [x["outcome"] for x in asked.lines] == ["approved", "count_again"]
    told = play(short | {"pin": PINS[CLERK]}, short | {"approve": {**approve, "findings": []}},
                short | {"approve": {**approve, "pin": "000000"}},
                short | {"approve": {"operator": CLERK, "pin": PINS[CLERK]}},
                short | {"approve": approve})  # fmt: skip
    codes = [x.get("refused", "ok") for x in told.lines]
    assert "ok" not in codes[:-1]
    assert codes[-1] == "ok", told.lines


def test_another_manager_unlocks_who_typed_too_many_wrong_pins(play: Play) -> None:
    def unlock(who: str, number: str) -> dict[str, Any]:
        return line(SESSION, action="unlock", number=number, operator=who, pin=PINS[who])

    wrong = line(SESSION, action="sign_on", pin="111222", operator=LEAD)
    right = line(SESSION, action="sign_on", pin=PINS[LEAD], operator=LEAD)
    told = play(
        *[wrong] * 10, right, unlock(CLERK, LEAD), unlock(MANAGER, MANAGER),
        unlock(MANAGER, "7777"), unlock(MANAGER, LEAD), right,
    )  # fmt: skip
    assert [x.get("refused", "ok") for x in told.lines[9:]] == [
        "wrong_pin", "locked", "not_permitted", "own_unlock", "operator_unknown", "ok", "ok",
    ]  # fmt: skip
