"""The checks of `verify` that do not follow a chain: the file, its guards, numbers, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    Connection,
    Select,
    TableClause,
    column,
    func,
    inspect,
    literal,
    select,
    union_all,
)
from sqlalchemy.engine.interfaces import ReflectedForeignKeyConstraint
from sqlalchemy.exc import DatabaseError

from counter_app.paths import migrations
from counter_app.records.chain import RAW_PARTS, RAW_TRANSACTIONS, raw
from counter_app.records.journal_tables import sequences, transactions
from counter_app.records.stores import stations, stores
from counter_app.records.verify_problem import Problem
from counter_app.storage.guards import trigger_faults
from counter_app.storage.migrate import schema_head, schema_of


def file_problems(connection: Connection) -> Iterator[Problem]:
    """What is wrong with the database before any row is looked at: its schema and its file."""
    found, head = schema_of(connection), schema_head(migrations())
    if found != head:
        yield Problem("schema", f"The schema is {found}, this program's is {head}.")
    if connection.dialect.name == "sqlite":
        try:
            for row in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
                if row[0] != "ok":
                    said = " ".join(str(row[0]).removeprefix("*** in database main ***").split())
                    yield Problem("integrity", f"The database file is damaged: {said}.")
        except DatabaseError as error:
            yield Problem("integrity", f"The database file is damaged: {error.orig}.")
        return
    for row in connection.exec_driver_sql(
        "SELECT conname FROM pg_constraint c JOIN pg_namespace n ON n.oid=c.connamespace "
        "WHERE NOT convalidated AND n.nspname=current_schema()"
    ):
        yield Problem("integrity", f"The rule {row[0]} of the database is not in force.")


def database_problems(connection: Connection) -> Iterator[Problem]:
    """What is wrong with guards, links, kinds of values, numbers; the chains are not looked at."""
    for fault in trigger_faults(connection):
        yield Problem("guard", fault)
    if connection.dialect.name == "sqlite":
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
            yield Problem("link", f"A row of {row[0]} points at no row of {row[2]}.", str(row[0]))
        yield from _strange_values(connection)
    else:
        yield from _broken_links(connection)
    yield from _numbers(connection)
    yield from _strays(connection)


_STORED_AS: Final = {"INTEGER": "integer", "BIGINT": "integer", "BLOB": "blob", "TEXT": "text"}


def _strange_values(connection: Connection) -> Iterator[Problem]:
    """SQLite keeps anything in any column; what is no value of the column's kind no program wrote.

    A server refuses it itself.
    """
    names = "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
    for (name,) in connection.exec_driver_sql(names + " ORDER BY name").all():
        columns = connection.exec_driver_sql(f'PRAGMA table_info("{name}")').all()
        counted = ", ".join(_strange(str(c[1]), str(c[2])) for c in columns)
        found = connection.exec_driver_sql(f'SELECT {counted} FROM "{name}"').one()  # noqa: S608
        for (_, label, *_rest), many in zip(columns, found, strict=True):
            if many:
                text = f"In {many} rows of {name}, {label} is a value that no program wrote."
                yield Problem("strange_value", text, str(name))


def _strange(column: str, declared: str) -> str:
    """The SQL that counts what is of another kind in a column."""
    if declared == "BOOLEAN":
        return f'count(*) FILTER (WHERE "{column}" NOT IN (0, 1))'
    kind = _STORED_AS.get(declared, "text")
    return f"count(*) FILTER (WHERE typeof(\"{column}\") NOT IN ('{kind}', 'null'))"


@dataclass(frozen=True, slots=True)
class StoreIds:
    """Whose the database says it is: what its own row names, and what its records name."""

    named: tuple[str, ...]
    in_records: frozenset[str]


def store_ids(connection: Connection) -> StoreIds:
    """The ids of stores found in a database; a sound one has the same single one everywhere."""
    named = connection.execute(select(raw(stores).c.id)).scalars()
    records = connection.execute(select(RAW_TRANSACTIONS.c.store_id).distinct().limit(20)).scalars()
    return StoreIds(tuple(map(str, named)), frozenset(map(str, records)))


def _broken_links(connection: Connection) -> Iterator[Problem]:
    """PostgreSQL: rows that point nowhere, which only a superuser can bring about."""
    links = inspect(connection).get_multi_foreign_keys()  # the database's own, whatever is loaded
    lost = [_broken_link(table, link) for (_, table), keys in links.items() for link in keys]
    for child, parent in connection.execute(union_all(*lost)):
        yield Problem("link", f"A row of {child} points at no row of {parent}.", child)


def _broken_link(table: str, link: ReflectedForeignKeyConstraint) -> Select[str, str]:
    """One row, the names of both tables, if any row points nowhere."""
    ends = list(zip(link["constrained_columns"], link["referred_columns"], strict=True))
    child = TableClause(table, *(column(name) for name, _ in ends))
    parent = TableClause(link["referred_table"], *(column(name) for _, name in ends))
    target = parent.alias("target")
    there = select(literal(1)).select_from(target)
    there = there.where(*(child.c[name] == target.c[wanted] for name, wanted in ends))
    lost = select(literal(1)).select_from(child).where(~there.exists())
    lost = lost.where(*(child.c[name].is_not(None) for name, _ in ends))
    return select(literal(child.name), literal(parent.name)).where(lost.exists())


def _numbers(connection: Connection) -> Iterator[Problem]:
    """Each station's numbers of a day run from 1 to where its counter stands, without a gap."""
    table, counter = RAW_TRANSACTIONS, raw(sequences)
    rows = connection.execute(
        select(
            table.c.station,
            table.c.business_date,
            func.count().label("many"),
            func.min(table.c.number).label("first"),
            func.max(table.c.number).label("last"),
        ).group_by(table.c.station, table.c.business_date)
    )
    used = {(r.station, r.business_date): (r.first, r.last, r.many) for r in rows}
    given = {(r.station, r.business_date): r.last for r in connection.execute(select(counter))}
    for key in sorted(used.keys() | given.keys(), key=str):
        first, last, many = used.get(key, (1, 0, 0))
        where = f"{key[0]} {key[1]}"
        if first != 1 or last != many:
            yield Problem(
                "number_gap", f"Numbers are missing: {where} has {many} of {last}.", where
            )
        elif given.get(key) != last:
            yield Problem(
                "number_counter",
                f"The counter of {where} says {given.get(key)}, the last number is {last}.",
                where,
            )


def _strays(connection: Connection) -> Iterator[Problem]:
    """Rows that no chain reaches: of unknown stations or unknown transactions."""
    known = select(stations.c.name)
    header = RAW_TRANSACTIONS
    for row in connection.execute(
        select(header.c.id, header.c.station).where(header.c.station.not_in(known)).limit(20)
    ):
        yield Problem("stray", f"Record {row.id} is of the unknown station {row.station}.")
    for name, table in RAW_PARTS:
        orphans = (
            select(func.count())
            .select_from(table)
            .where(
                ~select(transactions.c.id)
                .where(transactions.c.id == table.c.transaction_id)
                .correlate(table)
                .exists()
            )
        )
        many = connection.execute(orphans).scalar_one()
        if many:
            yield Problem("stray", f"{many} rows of {name} belong to no record.", name)
