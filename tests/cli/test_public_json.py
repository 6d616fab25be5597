"""The JSON of every command keeps to one convention, whatever command it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.cli.conftest import Counter
from tests.cli.test_books import GIVE_BACK, HEAD, OPEN, SALE
from tests.stores import STORE

ZONE = ZoneInfo(STORE.calendar.zone)
PHRASE = "correct horse battery staple"
MONEY_WORDS = re.compile(r"(^|_)(amount|price|paid|refund|refunded|fee|tax|net|gross|total)$")
ASKED = (
    ("operators", "list"),
    ("operators", "lock", "2048"),
    ("operators", "unlock", "2048"),
    ("policy", "check", "resources/policy/default.toml"),
    ("policy", "load", "resources/policy/default.toml"),
    ("station", "list"),
    ("station", "enrol", "D03", "{}/d03.join"),
    ("import", "sales", "tests/data/poslog", "--dry-run"),
    ("import", "items", "{}/items.csv"),
    ("receipts", "show", "0183"),
    ("receipts", "find", "--total", "58.46"),
    ("receipts", "goods", "--day", "2026-11-21"),
    ("quote", "return", "0183", "--line", "2=1", "--reason", "faulty"),
    ("quote", "return", "0183", "--line", "2=1", "--as-of", "2028-01-01"),
    ("keys", "backup", "{}/keys.sealed"),
    ("verify",),
    ("nightly", "--date", "2026-11-21"),
    ("export", "journal", "--date", "2026-11-21", "--out", "{}/out"),
    ("doctor",),
    ("upgrade",),
    ("backup", "{}/b.backup"),
    ("restore", "{}/b.backup"),
)


def walk(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every (key, plain value) anywhere in a JSON value."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from walk(inner, name)
        case list():
            for inner in value:
                yield from walk(inner, key)
        case _:
            yield key, value


def keeps_to_it(key: str, value: Any) -> bool:
    if isinstance(value, float) or (MONEY_WORDS.search(key) and isinstance(value, int)):
        return False
    if key.endswith(("_cents", "_milli")):
        return value is None or type(value) is int
    if key.endswith("_at") and value:
        at = datetime.fromisoformat(value)
        return at.tzinfo is not None and at.utcoffset() == at.astimezone(ZONE).utcoffset()
    return True


@pytest.fixture
def worked(shop: Counter, tmp_path: Path) -> Counter:
    """A store with two receipts, an open till and a return."""
    (tmp_path / "sales.csv").write_text(HEAD + SALE.format(183) + SALE.format(184), "utf-8")
    (tmp_path / "items.csv").write_text(
        "code,description,price\n041196910117,Kettle,30.00\n", "utf-8"
    )
    assert shop("import", "sales", tmp_path / "sales.csv", "--json").code == 0
    played = shop("play", "-", stdin="\n".join(json.dumps(x) for x in (OPEN, GIVE_BACK)))
    assert played.code == 0
    for key, value in walk(played.lines):
        assert keeps_to_it(key, value), (key, value)
    return shop


def test_every_command_with_json_keeps_the_conventions(worked: Counter, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase"
    phrase.write_text(PHRASE + "\n", "utf-8")
    for asked in ASKED:
        words = [word.replace("{}", str(tmp_path)) for word in asked]
        told = worked(*words, "--json", env={"COUNTER_PASSPHRASE_FILE": str(phrase)})
        assert told.code in (0, 3) or asked == ("doctor",), (asked, told)
        answer = told.json
        assert isinstance(answer, dict), asked
        for key, value in walk(answer):
            assert keeps_to_it(key, value), (asked, key, value)
        for finding in answer.get("findings", ()):
            assert set(finding) == {"code", "severity", "text", "remedy"}, asked


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount", 5),
        ("rate", 0.5),
        ("paid_cents", "5"),
        ("seen_at", "2026-11-21T12:00:00"),
        ("seen_at", "2026-11-21T12:00:00+00:00"),
    ],
)
def test_the_walk_finds_what_breaks_the_convention(key: str, value: object) -> None:
    assert not keeps_to_it(key, value)
