"""The log: private, bounded, JSON, and without anything that must not lie in a log."""

from __future__ import annotations

import json
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from counter_app.logs import (
    FILE_NAME,
    FOLDER,
    KEPT_FILES,
    MAX_BYTES,
    close_logs,
    configure_logs,
    log_bug,
    redact,
    redacted,
)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    configure_logs(tmp_path)
    yield tmp_path / FOLDER / FILE_NAME
    close_logs()


@pytest.mark.parametrize(
    "secret",
    [
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "021000021",
        "000123456789",
        "T021000021T 123456789O",
        "078-05-1120",
        "12345678",
    ],
)
def test_numbers_of_cards_accounts_checks_and_people_are_not_logged(secret: str) -> None:
    told = redact(f"cannot read {secret} here")
    assert secret not in told
    assert not any(part.isdigit() and len(part) > 4 for part in told.split())
    assert told.startswith("cannot read ")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("PIN: 274951 is wrong", False),
        ("passphrase=hunter2secret", False),
        ("postgresql://me:hunter2@db/store", False),
        ("receipt 0183 of 2026-11-07", True),
        ("2026-11-21T12:00:00", True),
        ("id 01980000-0000-7000-8000-000000000001", True),
    ],
)
def test_secrets_go_and_what_helps_stays(text: str, kept: bool) -> None:
    assert (redact(text) == text) is kept
    assert "hunter2" not in redact(text)
    assert "274951" not in redact(text)


@given(st.text(alphabet="0123456789", min_size=12, max_size=19), st.sampled_from(["", " ", "x"]))
def test_no_long_number_survives_wherever_it_stands(number: str, beside: str) -> None:
    assert number not in redact(f"card{beside} {number} {beside}end")


def test_values_are_judged_by_their_names_at_any_depth() -> None:
    told = redacted({"who": "Maria", "request": [{"pin": "274951"}, {"check_number": 1001}]})
    assert told == {
        "who": "Maria",
        "request": [{"pin": "[redacted]"}, {"check_number": "[redacted]"}],
    }


def test_a_line_is_json_with_time_and_level(log: Path) -> None:
    structlog.get_logger("counter").info("posted", transaction="t1", card="4111111111111111")
    logging.getLogger("elsewhere").warning("account %s", "000123456789")
    first, second = (json.loads(x) for x in log.read_text("utf-8").splitlines())
    assert (first["event"], first["transaction"], first["card"]) == ("posted", "t1", "[redacted]")
    assert first["timestamp"].endswith("Z")
    assert second["level"] == "warning"
    assert "000123456789" not in second["event"]


def test_a_bug_is_logged_under_its_reference(log: Path) -> None:
    try:
        raise RuntimeError("account 000123456789")
    except RuntimeError as error:
        reference = log_bug(error)
    (line,) = (json.loads(x) for x in log.read_text("utf-8").splitlines())
    assert line["reference"] == reference
    assert "RuntimeError" in line["trace"]
    assert "000123456789" not in line["trace"]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_the_log_is_private_and_bounded(log: Path) -> None:
    logger = structlog.get_logger("counter")
    for number in range(700):
        logger.info("filler", number=number, text="x" * 12_000)
    files = sorted(log.parent.glob(f"{FILE_NAME}*"))
    assert len(files) == KEPT_FILES + 1
    assert all(f.stat().st_size <= MAX_BYTES for f in files)
    assert {stat.S_IMODE(f.stat().st_mode) for f in log.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
