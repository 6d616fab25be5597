"""Operators, policy, keys and stations from the command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counter_app.app import default_policy, open_station
from counter_app.core.clock import FrozenClock, SystemClock
from counter_app.core.errors import Refused
from tests.cli.conftest import Counter
from tests.stores import CLERK, MANAGER, PINS

PHRASE = "correct horse battery staple"
NEW_PIN = "850417"


def sign_on(folder: Path, number: str, pin: str) -> str:
    station = open_station(folder, folder, "D01", SystemClock())
    try:
        return station.sign_on_with_pin(number, pin).name
    except Refused as refused:
        return refused.code
    finally:
        station.close()


def test_an_operator_is_added_and_can_sign_on(shop: Counter, store_folder: Path) -> None:
    added = shop("operators", "add", "2050", "--name", "Ida Berg", "--badge", "BC-2050",
                 stdin=f"{NEW_PIN}\n")  # fmt: skip
    assert added.code == 0
    assert NEW_PIN not in added.out
    assert sign_on(store_folder, "2050", NEW_PIN) == "Ida Berg"
    again = shop("operators", "add", "2050", "--name", "Ida Two", stdin=f"{NEW_PIN}\n")
    assert again.code == 2
    assert "2050" in again.err


def test_an_operator_is_locked_out_and_let_in_again(shop: Counter, store_folder: Path) -> None:
    assert shop("operators", "lock", CLERK).code == 0
    assert sign_on(store_folder, CLERK, PINS[CLERK]) == "wrong_pin"
    row = next(o for o in shop("operators", "list", "--json").json["operators"]
               if o["number"] == CLERK)  # fmt: skip
    assert row["active"] is False
    assert shop("operators", "unlock", CLERK).code == 0
    assert sign_on(store_folder, CLERK, PINS[CLERK]) == "Maria Alvarez"


def test_unlock_ends_the_wait_after_wrong_pins(shop: Counter, store_folder: Path) -> None:
    for _ in range(10):
        assert sign_on(store_folder, CLERK, "000000") == "wrong_pin"
    assert sign_on(store_folder, CLERK, PINS[CLERK]) == "locked"
    row = next(o for o in shop("operators", "list", "--json").json["operators"]
               if o["number"] == CLERK)  # fmt: skip
    assert row["locked_at_stations"] == ["D01"]
    assert shop("operators", "unlock", CLERK).code == 0
    assert sign_on(store_folder, CLERK, PINS[CLERK]) == "Maria Alvarez"


def test_a_new_pin_replaces_the_old_one(shop: Counter, store_folder: Path) -> None:
    assert shop("operators", "pin", CLERK, stdin=f"{NEW_PIN}\n").code == 0
    assert sign_on(store_folder, CLERK, PINS[CLERK]) == "wrong_pin"
    assert sign_on(store_folder, CLERK, NEW_PIN) == "Maria Alvarez"
    assert shop("operators", "pin", CLERK, stdin="123456\n").code == 2
    assert shop("operators", "pin", "99", stdin=f"{NEW_PIN}\n").code == 2


def test_the_last_administrator_stays(shop: Counter) -> None:
    added = shop("operators", "add", "9001", "--name", "Ada Admin", "--role", "administrator",
                 stdin=f"{NEW_PIN}\n")  # fmt: skip
    assert added.code == 0
    assert shop("operators", "lock", "9001").code == 2
    assert shop("operators", "lock", MANAGER).code == 0


def test_a_sound_policy_is_checked_and_loaded(shop: Counter, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(default_policy(), encoding="utf-8")
    assert shop("policy", "check", file, "--json").json == {"file": str(file), "sound": True}
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    loaded = shop("policy", "load", file, "--from", tomorrow, "--json")
    assert loaded.json == {"version": 2, "effective_from": tomorrow}
    assert shop("policy", "load", file, "--from", "2020-01-01").code == 2


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("window_days = 90", "window_days = -1", "window_days"),
        ('partial_refund = "proportional"', 'partial_refund = "generous"', "partial_refund"),
        ("[returns]", "[retruns]", "returns"),
    ],
)
def test_a_broken_policy_is_refused_with_line_and_reason(
    shop: Counter, tmp_path: Path, old: str, new: str, line: str
) -> None:
    text = default_policy()
    assert old in text
    file = tmp_path / "policy.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    for command in ("check", "load"):
        told = shop("policy", command, file)
        assert told.code == 2
        assert line in told.err
        assert "Line " in told.err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[[[", b"x" * 2_000_000, b""])
def test_a_file_that_is_no_policy_is_refused(shop: Counter, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "policy.toml"
    file.write_bytes(content)
    assert shop("policy", "check", file).code == 2


def test_keys_survive_a_lost_disk(shop: Counter, store_folder: Path, tmp_path: Path) -> None:
    copy, phrase = tmp_path / "keys.sealed", tmp_path / "phrase"
    phrase.write_text(f"{PHRASE}\n", encoding="utf-8")
    environment = {"COUNTER_PASSPHRASE_FILE": str(phrase)}
    assert shop("keys", "backup", copy, env=environment).code == 0
    keys = (store_folder / "keys.json").read_bytes()
    assert keys not in copy.read_bytes()
    (store_folder / "keys.json").unlink()
    lost = shop("verify")
    assert lost.code == 2
    assert "keys restore" in lost.err
    assert shop("keys", "restore", copy, stdin="a wrong passphrase\n").code == 2
    assert not (store_folder / "keys.json").exists()
    assert shop("keys", "restore", copy, stdin=f"{PHRASE}\n").code == 0
    assert shop("verify").code == 0


def test_a_copy_of_the_keys_is_never_replaced_and_never_weak(shop: Counter, tmp_path: Path) -> None:
    copy = tmp_path / "keys.sealed"
    assert shop("keys", "backup", copy, stdin="short\n").code == 2
    assert not copy.exists()
    copy.write_text("mine", encoding="utf-8")
    assert shop("keys", "backup", copy, stdin=f"{PHRASE}\n").code == 2
    assert copy.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 50_000, b"\x00\xff", b"x" * 100_000])
def test_a_file_that_is_no_copy_of_keys_is_refused(
    shop: Counter, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert shop("keys", "restore", file, stdin=f"{PHRASE}\n").code == 2
    assert shop("station", "join", file, stdin=f"{PHRASE}\n").code == 2


def test_stations_are_enrolled_once_and_listed(shop: Counter, tmp_path: Path) -> None:
    file = tmp_path / "join"
    assert (
        shop("station", "enrol", "D03", file, "--title", "Service", stdin=f"{PHRASE}\n").code == 0
    )
    rows = shop("station", "list", "--json").json["stations"]
    assert [(r["name"], r["title"]) for r in rows] == [
        ("D01", "Desk 1"),
        ("D02", "Desk 2"),
        ("D03", "Service"),
    ]
    assert rows[0]["enrolled_at"] == "2026-11-21T12:00:00-06:00"
    taken = shop("station", "enrol", "X03", tmp_path / "other", stdin=f"{PHRASE}\n")
    assert taken.code == 2  # the same two digits would be the same barcode
    assert not (tmp_path / "other").exists()
    known = shop("station", "enrol", "D03", tmp_path / "other", stdin=f"{PHRASE}\n")
    assert known.err == "counter: Station D03 is already enrolled.\n"
    again = shop("station", "enrol", "D03", tmp_path / "b", "--again", stdin=f"{PHRASE}\n")
    assert again.code == 0


@pytest.mark.postgres
def test_a_second_computer_joins_a_store_on_a_server(
    counter: Counter, postgres_store: tuple[str, Path], tmp_path: Path
) -> None:
    url, home = postgres_store
    first = {"COUNTER_STORE": url, "COUNTER_HOME": str(home)}
    file = tmp_path / "join"
    made = counter("station", "enrol", "D03", file, stdin=f"{PHRASE}\n", env=first)
    assert made.code == 0, made.err
    assert url.encode() not in file.read_bytes()
    second = {"COUNTER_HOME": str(tmp_path / "second")}
    joined = counter("station", "join", file, "--json", stdin=f"{PHRASE}\n", env=second)
    assert joined.code == 0, joined.err
    assert joined.json["station"] == "D03"
    # The second computer needs neither flag nor variable from now on.
    rows = counter("station", "list", "--json").json["stations"]
    assert [r["name"] for r in rows if r["this_computer"]] == ["D03"]
    station = open_station(
        url, tmp_path / "second", "D03", FrozenClock(datetime(2026, 11, 21, 18, tzinfo=UTC))
    )
    try:
        assert station.sign_on_with_pin(CLERK, PINS[CLERK]).name == "Maria Alvarez"
    finally:
        station.close()


def test_a_computer_that_could_be_two_stations_asks_which(
    counter: Counter, store_folder: Path
) -> None:
    (store_folder / "station.toml").unlink()
    told = counter("operators", "list", "--store", store_folder)
    assert told.code == 2
    assert "D01, D02" in told.err
    named = counter("operators", "list", "--store", store_folder, env={"COUNTER_STATION": "D02"})
    assert named.code == 0
