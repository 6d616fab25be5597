"""The checks of `verify` that do not follow a chain: the file, its guards, numbers, links."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

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
from counter_app.records.policy_versions import policy_versions
from counter_app.records.stores import stations
from counter_app.records.verify_problem import Problem
from counter_app.storage.guards import trigger_faults
from counter_app.storage.migrate import schema_head, schema_of


def database_problems(connection: Connection) -> Iterator[Problem]:
    """Everything wrong with the database itself; the chains are not looked at."""
    found, head = schema_of(connection), schema_head(migrations())
    if found != head:
        yield Problem("schema", f"The schema is {found}, this program's is {head}.")
    yield from _integrity(connection)
    for fault in trigger_faults(connection):
        yield Problem("guard", fault)
    yield from _numbers(connection)
    yield from _strays(connection)
    yield from _policies(connection)


def _integrity(connection: Connection) -> Iterator[Problem]:
    if connection.dialect.name == "sqlite":
        try:
            for row in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
                if row[0] != "ok":
                    yield Problem("integrity", f"The database file is damaged: {row[0]}.")
        except DatabaseError as error:
            yield Problem("integrity", f"The database file is damaged: {error.orig}.")
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
            yield Problem("link", f"A row of {row[0]} points at no row of {row[2]}.", str(row[0]))
        return
    for row in connection.exec_driver_sql(
        "SELECT conname FROM pg_constraint c JOIN pg_namespace n ON n.oid=c.connamespace "
        "WHERE NOT convalidated AND n.nspname=current_schema()"
    ):
        yield Problem("integrity", f"The rule {row[0]} of the database is not in force.")
    yield from _broken_links(connection)


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
    for key in sorted(used.keys() | given.keys()):
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


def _policies(connection: Connection) -> Iterator[Problem]:
    table = raw(policy_versions)
    for row in connection.execute(select(table).order_by(table.c.version)):
        text = str(row.content).encode("utf-8", "surrogatepass")
        if hashlib.sha256(text).hexdigest() != row.digest:
            where = f"policy version {row.version}"
            yield Problem("policy", f"The text of {where} was altered.", where)
