"""Prepared statements do exactly what `Connection.execute` does, on both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, delete, event, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from counter_app.core.errors import Conflict, StorageError
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.records.drafts import drafts
from counter_app.records.operators import operators
from counter_app.records.policy_versions import policy_versions
from counter_app.records.tills import tills
from counter_app.station import Station
from counter_app.storage.prepared import Prepared
from tests.stores import NOON

_ADD_TILL = Prepared(insert(tills))
_TILLS = Prepared(select(tills).where(tills.c.id > 0).order_by(tills.c.id))  # 0 is the safe


def _till(number: int, name: str) -> dict[str, object]:
    return {"id": number, "name": name, "kind": "desk", "workstation": ""}


def _draft(**changed: object) -> dict[str, object]:
    return {
        "id": new_id(),
        "task": "returns",
        "station": "D01",
        "operator_id": 1,
        "state": "open",
        "title": "Receipt ñ 0183",
        "amount": Money(-3499),
        "content": {"b": [1, None], "a": "x"},
        "changed_at": NOON,
        **changed,
    }


def test_every_column_type_goes_in_and_comes_out_as_with_execute(either_station: Station) -> None:
    wanted = _draft()
    by_id = select(drafts).where(drafts.c.id == bindparam("draft"))
    with either_station.open_work() as work:
        assert Prepared(insert(drafts)).run(work.connection, wanted) == 1
        row = Prepared(by_id).first(work.connection, {"draft": wanted["id"]})
        plain = work.connection.execute(by_id, {"draft": wanted["id"]}).one()
    assert row._asdict() == dict(plain._mapping) == wanted


def test_dates_and_flags_are_read_by_type(either_station: Station) -> None:
    version = select(policy_versions).where(policy_versions.c.effective_from == bindparam("day"))
    active = Prepared(select(operators.c.active).where(operators.c.active.is_(True)).limit(1))
    with either_station.look() as work:
        day = date(2026, 1, 1)
        assert Prepared(version).first(work.connection, {"day": day}).effective_from == day
        assert active.scalar(work.connection) is True


def test_rows_are_counted_and_values_of_the_statement_itself_are_kept(
    either_station: Station,
) -> None:
    name = update(tills).where(tills.c.id == bindparam("till")).values(name="Fixed")
    back = name.returning(tills.c.name, tills.c.id)
    some = Prepared(select(tills.c.id).where(tills.c.name.in_(("Nine", "Ten"))))
    with either_station.open_work() as work:
        _ADD_TILL.run_each(work.connection, [_till(9, "Nine"), _till(10, "Ten")])
        _ADD_TILL.run_each(work.connection, [])
        assert sorted(r.id for r in some.all(work.connection)) == [9, 10]
        assert Prepared(back).first(work.connection, {"till": 9}) == ("Fixed", 9)
        assert Prepared(name).run(work.connection, {"till": 99}) == 0
        assert Prepared(delete(tills).where(tills.c.id > bindparam("above"))).run(
            work.connection, {"above": 8}
        )
        assert [r.id for r in _TILLS.all(work.connection)] == [7, 8]


def test_what_varies_in_shape_is_refused(station: Station) -> None:
    several = Prepared(select(tills).where(tills.c.id.in_(bindparam("some", expanding=True))))
    with station.look() as work, pytest.raises(AssertionError, match="varies"):
        several.all(work.connection, {"some": [7, 8]})


def test_an_in_of_fixed_values_converts_each(either_station: Station) -> None:
    amounts = select(drafts.c.title).where(drafts.c.amount.in_([Money(-3499), Money(5)]))
    with either_station.open_work() as work:
        Prepared(insert(drafts)).run(work.connection, _draft())
        assert Prepared(amounts).scalar(work.connection) == "Receipt ñ 0183"


def test_a_missing_value_is_an_error(station: Station) -> None:
    with station.open_work() as work, pytest.raises(KeyError):
        _ADD_TILL.run(work.connection, {"id": 9})


def test_errors_are_those_of_sqlalchemy(either_station: Station) -> None:
    with pytest.raises(Conflict), either_station.open_work() as work:
        _ADD_TILL.run(work.connection, _till(7, "Twice"))
    with either_station.open_work() as work, pytest.raises(IntegrityError):
        _ADD_TILL.run(work.connection, _till(7, "Twice"))


def test_a_look_cannot_write_and_sees_one_snapshot(either_station: Station) -> None:
    with either_station.look() as before:
        seen = len(_TILLS.all(before.connection))
        with either_station.open_work() as work:
            _ADD_TILL.run(work.connection, _till(9, "Nine"))
            work.commit()
        assert len(_TILLS.all(before.connection)) == seen
    with pytest.raises((StorageError, DBAPIError)), either_station.look() as work:
        _ADD_TILL.run(work.connection, _till(10, "Ten"))


def test_a_new_database_transaction_begins_after_a_commit(either_station: Station) -> None:
    with either_station.open_work() as work:
        work.commit()
        _ADD_TILL.run(work.connection, _till(9, "Nine"))
        assert work.connection.in_transaction()
    with either_station.look() as work:
        assert [r.id for r in _TILLS.all(work.connection)] == [7, 8]


def test_a_lost_server_is_a_sentence_and_the_next_use_connects_anew(
    postgres_station: Station,
) -> None:
    def lose() -> None:
        with postgres_station.open_work() as work:
            raw: Any = work.connection.connection.dbapi_connection
            raw.close()
            _TILLS.all(work.connection)

    with pytest.raises(StorageError):
        lose()
    with postgres_station.look() as work:
        assert [r.id for r in _TILLS.all(work.connection)] == [7, 8]


def test_whoever_listens_hears_them(station: Station) -> None:
    heard: list[str] = []

    def note(*details: Any) -> None:
        heard.append(details[2])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with station.look() as work:
            _TILLS.all(work.connection)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert any("FROM tills" in sql for sql in heard)
