"""`counter doctor` finds what is wrong, says what mends it, and is at peace with a sound machine."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path
from typing import Any

import pytest

from counter_app.cli.desk import is_new
from counter_app.cli.doctor_command import (
    OFFSCREEN_LIBRARIES,
    WINDOW_LIBRARIES,
    missing_packages,
)
from counter_app.cli.places import find_place
from counter_app.storage.keys import fresh_keys, save_keys
from tests.cli.conftest import Counter

ROOT = Path(__file__).parents[2]


def findings(told: Any) -> dict[str, dict[str, str]]:
    return {f["code"]: f for f in told.json["findings"]}


def settings(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config" / "counter_app" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


def test_a_sound_machine_has_no_faults(shop: Counter) -> None:
    told = shop("doctor", "--json")
    assert told.code == 0, told.out
    assert told.json["sound"] is True
    found = findings(told)
    assert {"versions", "fonts", "database", "store", "station", "disk", "printer"} <= set(found)
    assert "SQLite 3." in found["database"]["text"]
    assert set(found["versions"]) == {"code", "severity", "text", "remedy"}
    assert shop("doctor").out.rstrip().endswith("Nothing is wrong.")


def test_without_a_store_it_says_how_to_make_one(counter: Counter, tmp_path: Path) -> None:
    told = counter("doctor", "--store", tmp_path / "none", "--json")
    assert told.code == 0
    assert "counter init" in findings(told)["no_store"]["remedy"]


def test_a_lost_database_is_a_fault_and_nothing_new_is_set_up_in_its_place(
    shop: Counter, store_folder: Path
) -> None:
    """Whoever lost it must not be asked the first-run questions, but told of the backup."""
    (store_folder / "store.db").unlink()
    told = shop("doctor", "--json")
    assert told.code == 1
    assert "counter restore" in findings(told)["no_store"]["remedy"]
    place = find_place(str(store_folder))
    assert not is_new(place)
    for command in (("operators", "list"), ("play", "-"), ("backup", store_folder / "x")):
        refused = shop(*command)
        assert (refused.code, "is gone" in refused.err) == (2, True), refused


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_keys_that_others_can_read_are_a_fault(shop: Counter, store_folder: Path) -> None:
    (store_folder / "keys.json").chmod(0o644)
    told = shop("doctor", "--json")
    assert told.code == 1
    assert "keys.json" in findings(told)["file_mode"]["text"]
    assert "chmod" in findings(told)["file_mode"]["remedy"]


def test_missing_keys_are_a_fault(shop: Counter, store_folder: Path) -> None:
    (store_folder / "keys.json").unlink()
    told = shop("doctor", "--json")
    assert told.code == 1
    assert "keys restore" in findings(told)["keys_missing"]["remedy"]


def test_damaged_or_foreign_keys_and_a_changed_anchor_are_faults(
    shop: Counter, store_folder: Path
) -> None:
    keys, anchor = store_folder / "keys.json", store_folder / "anchor-D01.json"
    shop("operators", "list")  # brings the anchor up
    sound, content = keys.read_bytes(), anchor.read_bytes()
    keys.write_text("{", encoding="utf-8")
    assert "keys_damaged" in findings(shop("doctor", "--json"))
    save_keys(store_folder, fresh_keys("another store"))
    assert "foreign_keys" in findings(shop("doctor", "--json"))
    keys.write_bytes(sound)
    anchor.write_text("{", encoding="utf-8")
    told = shop("doctor", "--json")
    assert told.code == 1
    assert "anchor_damaged" in findings(told)
    anchor.write_bytes(content)
    assert shop("doctor").code == 0


def test_a_damaged_database_is_a_fault(shop: Counter, store_folder: Path) -> None:
    for rest in ("store.db-wal", "store.db-shm"):
        (store_folder / rest).unlink(missing_ok=True)
    (store_folder / "store.db").write_bytes(b"nonsense" * 4000)
    told = shop("doctor", "--json")
    assert told.code == 1
    assert told.json["sound"] is False


def test_a_printer_that_cannot_be_reached_is_a_fault(shop: Counter, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings(tmp_path, f'[printer]\ntransport = "tcp"\nhost = "127.0.0.1"\nport = {port}\n')
    told = shop("doctor", "--json")
    assert told.code == 1
    assert findings(told)["printer"]["severity"] == "forbid"


def test_settings_that_cannot_be_read_exit_2_with_the_line(shop: Counter, tmp_path: Path) -> None:
    settings(tmp_path, "[printer]\ncolumns = 47\n")
    told = shop("doctor")
    assert told.code == 2
    assert "line 2" in told.err


def test_a_library_that_is_not_there_is_named_by_its_package() -> None:
    assert missing_packages({"libnone-of-this.so.9": "libnone9"}) == ["libnone9"]


def test_doctor_and_set_up_look_for_the_same_libraries() -> None:
    text = (ROOT / ".ci" / "bootstrap.py").read_text("utf-8")
    named = dict(re.findall(r'"(lib[^"]+\.so\.\d+)": "([^"]+)"', text))
    assert named == {**OFFSCREEN_LIBRARIES, **WINDOW_LIBRARIES}
