"""A new store from the command line: made whole or not at all, and opened by later commands."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from counter_app.app import create_store, default_policy, open_station
from counter_app.core.clock import FrozenClock, SystemClock
from counter_app.core.errors import Conflict
from counter_app.core.operator import Role
from counter_app.storage.engine import Database
from tests.cli.conftest import Counter
from tests.stores import NOON, PEOPLE, STORE, with_database

FACTS = {
    "--number": "12",
    "--name": "Northgate Market",
    "--address": "410 Harbor Road",
    "--currency": "USD",
    "--zone": "America/Chicago",
    "--tills": "7,8",
    "--station": "D01",
    "--admin-number": "9001",
    "--admin-name": "Ada Admin",
}
PIN = "724951"


def options(**changes: str | None) -> list[str]:
    facts = FACTS | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return [word for name, value in facts.items() if value is not None for word in (name, value)]


def test_init_makes_a_store_that_opens(counter: Counter, tmp_path: Path) -> None:
    store = tmp_path / "store"
    made = counter("init", *options(), "--store", store, "--json", stdin=f"{PIN}\n")
    assert made.code == 0, made.err
    assert made.json["store"] == str(store)
    assert made.json["station"] == "D01"
    assert made.json["tills"] == [7, 8]
    station = open_station(store, store, "D01", FrozenClock(datetime(2026, 11, 21, tzinfo=UTC)))
    try:
        assert station.store.name == "Northgate Market"
        assert station.store.address == ("410 Harbor Road",)
        assert station.store.is_live
        assert station.sign_on_with_pin("9001", PIN).role is Role.ADMINISTRATOR
    finally:
        station.close()
    assert counter("operators", "list", "--store", store, "--json").json["operators"][0] == {
        "number": "9001",
        "name": "Ada Admin",
        "role": "administrator",
        "language": "en",
        "active": True,
        "locked_at_stations": [],
    }


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_what_init_writes_is_private(counter: Counter, tmp_path: Path) -> None:
    store = tmp_path / "store"
    counter("init", *options(), "--store", store, stdin=f"{PIN}\n")
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    for file in ("keys.json", "store.db", "station.toml"):
        assert stat.S_IMODE((store / file).stat().st_mode) == 0o600, file


def test_the_pin_may_come_from_a_file(counter: Counter, tmp_path: Path) -> None:
    file = tmp_path / "pin"
    file.write_text(f"{PIN}\n", encoding="utf-8")
    made = counter(
        "init", *options(), "--store", tmp_path / "s", env={"COUNTER_PIN_FILE": str(file)}
    )
    assert made.code == 0
    assert PIN not in made.out + made.err


def test_without_terminal_all_missing_options_are_named_at_once(
    counter: Counter, tmp_path: Path
) -> None:
    told = counter("init", "--store", tmp_path / "s", stdin=f"{PIN}\n")
    assert told.code == 2
    for option in ("--number", "--name", "--admin-number", "--admin-name"):
        assert option in told.err


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "12345"},
        {"number": "x"},
        {"name": " "},
        {"name": "a\0b"},
        {"name": "x" * 500},
        {"currency": "DOLLARS"},
        {"currency": "CLF"},
        {"currency": "UDS"},
        {"currency": "XXX"},
        {"currency": "XAU"},
        {"currency": "DEM"},
        {"zone": "Mars/Olympus"},
        {"zone": "../../etc/passwd"},
        {"tills": "0"},
        {"tills": "7,7"},
        {"tills": "7;8"},
        {"station": "desk one"},
        {"station": "D1"},
        {"admin_number": "x"},
        {"admin_name": ""},
    ],
)
def test_facts_that_cannot_be_leave_nothing_behind(
    counter: Counter, tmp_path: Path, changes: dict[str, str]
) -> None:
    told = counter("init", *options(**changes), "--store", tmp_path / "s", stdin=f"{PIN}\n")
    assert told.code == 2
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("currency", ["JPY", "CLP", "KWD", "TND"])
def test_the_usual_policy_is_no_yens_and_no_dinars_policy(
    counter: Counter, tmp_path: Path, currency: str
) -> None:
    """A clerk could refund 100 yen, and 100 dinars are 325 dollars."""
    place = ("--store", tmp_path / "s")
    told = counter("init", *options(currency=currency), *place, stdin=f"{PIN}\n")
    assert told.code == 2
    assert f"{currency} has no cents" in told.err
    assert "--policy" in told.err
    assert not (tmp_path / "s").exists()
    own = tmp_path / "own.toml"
    own.write_text(default_policy(currency).replace('.00"', '"').replace('.05"', '"'), "utf-8")
    made = counter("init", *options(currency=currency), *place, "--policy", own, stdin=f"{PIN}\n")
    assert made.code == 0, made.err


def test_other_currencies_are_told_that_the_amounts_are_dollars(
    counter: Counter, tmp_path: Path
) -> None:
    place = ("--store", tmp_path / "s")
    made = counter("init", *options(currency="EUR"), *place, stdin=f"{PIN}\n")
    assert made.code == 0
    assert "amounts were set in US dollars; look at them in EUR" in made.out
    usual = counter("init", *options(), "--store", tmp_path / "t", stdin=f"{PIN}\n")
    assert "US dollars" not in usual.out
    opened = open_station(tmp_path / "s", tmp_path / "s", "D01", SystemClock())
    with closing(opened) as station, station.look() as work:
        assert work.policy().till.safe.pars == {}  # no bank brings euro notes of 100 cents


@pytest.mark.parametrize("pin", ["", "12345", "123456", "111111", "9001", "27495a"])
def test_a_weak_pin_leaves_nothing_behind(counter: Counter, tmp_path: Path, pin: str) -> None:
    told = counter("init", *options(), "--store", tmp_path / "s", stdin=f"{pin}\n")
    assert told.code == 2
    assert not (tmp_path / "s").exists()


def fail_half_way(location: str | Path, home: Path) -> None:
    """The same till twice: refused by the database when everything before it is written."""
    create_store(
        location,
        home,
        STORE,
        station=("D01", "Desk 1"),
        people=PEOPLE[:1],
        tills=(7, 7),
        policy_text=default_policy(),
        effective_from=date(2026, 1, 1),
        clock=FrozenClock(NOON),
    )


def test_a_set_up_that_fails_half_way_leaves_nothing_that_passes_for_a_store(
    counter: Counter, tmp_path: Path
) -> None:
    home = tmp_path / "s"
    with pytest.raises(Conflict):
        fail_half_way(home, home)
    assert list(home.iterdir()) == []
    assert counter("init", *options(), "--store", home, stdin=f"{PIN}\n").code == 0


def test_a_store_or_any_other_folder_is_never_overwritten(
    shop: Counter, counter: Counter, store_folder: Path, tmp_path: Path
) -> None:
    before = (store_folder / "store.db").read_bytes()
    assert shop("init", *options(), stdin=f"{PIN}\n").code == 2
    assert (store_folder / "store.db").read_bytes() == before
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "taxes.txt").write_text("mine", encoding="utf-8")
    assert counter("init", *options(), "--store", papers, stdin=f"{PIN}\n").code == 2
    assert [p.name for p in papers.iterdir()] == ["taxes.txt"]


def test_environment_and_settings_name_the_store_in_that_order(
    counter: Counter, tmp_path: Path
) -> None:
    for name in ("one", "two", "three"):
        made = counter("init", *options(name=name), "--store", tmp_path / name, stdin=f"{PIN}\n")
        assert made.code == 0
    settings = tmp_path / "config" / "counter_app" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[store]\nlocation = "{tmp_path / "three"}"\n', encoding="utf-8")

    def place(*arguments: object, **more: object) -> str:
        findings = counter("doctor", "--json", *arguments, **more).json["findings"]
        text: str = next(f["text"] for f in findings if f["code"] == "store")
        return text.split()[2]

    environment = {"COUNTER_STORE": str(tmp_path / "two")}
    assert place() == "three"
    assert place(env=environment) == "two"
    assert place("--store", tmp_path / "one", env=environment) == "one"


def test_upgrade_of_a_store_that_is_up_to_date_changes_nothing(
    shop: Counter, store_folder: Path
) -> None:
    told = shop("upgrade", "--json")
    assert told.code == 0
    assert told.json["from"] == told.json["to"]
    assert told.json["backup"] is None
    assert not (store_folder / "backups").exists()


def test_a_newer_store_is_not_touched(shop: Counter, store_folder: Path) -> None:
    database = Database(store_folder / "store.db")
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num='9999'")
        connection.commit()
    database.close()
    for command in ("upgrade", "verify"):
        told = shop(command)
        assert told.code == 2
        assert "newer" in told.err


def test_an_upgrade_waits_for_an_open_desk(shop: Counter, store_folder: Path) -> None:
    clock = FrozenClock(datetime(2026, 11, 21, tzinfo=UTC))
    station = open_station(store_folder, store_folder, "D01", clock)
    try:
        station.claim("a desk")
        told = shop("upgrade")
        assert told.code == 2
        assert "D01" in told.err
        assert shop("upgrade", "--force").code == 0
    finally:
        station.close()


@pytest.mark.postgres
def test_init_on_a_server_keeps_keys_in_the_home_folder(
    counter: Counter, empty_database: str, tmp_path: Path
) -> None:
    url, home = empty_database, tmp_path / "home"
    environment = {"COUNTER_STORE": url, "COUNTER_HOME": str(home)}
    nowhere = {"COUNTER_STORE": with_database(url, "nowhere")}
    assert "no such database" in counter("verify", env=environment | nowhere).err
    with pytest.raises(Conflict):
        fail_half_way(url, home)
    assert list(home.iterdir()) == []
    made = counter("init", *options(), "--json", stdin=f"{PIN}\n", env=environment)
    assert made.code == 0, made.err
    assert (home / "keys.json").exists()
    assert counter("verify", env=environment).code == 0
    assert counter("init", *options(), stdin=f"{PIN}\n", env=environment).code == 2
