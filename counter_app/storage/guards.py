"""Append-only tables: the triggers that make the engine itself refuse to change the books.

Installed after every upgrade (table rebuilds drop triggers silently) and checked by `verify`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

JOURNAL: Final = (
    "transactions",
    "transaction_lines",
    "transaction_line_taxes",
    "transaction_tenders",
    "transaction_carried",
    "transaction_price_changes",
    "transaction_documents",
    "transaction_proofs",
    "postings",
    "overrides",
    "till_counts",
)
"""What the chain covers, row by row."""

APPEND_ONLY: Final = (
    *JOURNAL,
    "price_corrections",
    "price_evidence",
    "morning_books",
    "credits",
)
"""All tables that only grow; a sealed Book and a credit carry a MAC of their own."""

_PG_FUNCTION: Final = """
CREATE OR REPLACE FUNCTION counter_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only table %', TG_TABLE_NAME; END $$
"""


_PG_TRIGGERS: Final = (
    "SELECT tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid=t.tgrelid "
    "JOIN pg_namespace n ON n.oid=c.relnamespace "
    "WHERE NOT tgisinternal AND tgenabled = 'O' AND n.nspname=current_schema()"
)


def expected_triggers(is_sqlite: bool) -> frozenset[str]:
    """The exact set of trigger names a sound database has."""
    verbs = ("update", "delete") if is_sqlite else ("change", "truncate")
    return frozenset(f"append_only_{table}_{verb}" for table in APPEND_ONLY for verb in verbs)


def trigger_faults(connection: Connection) -> list[str]:
    """What is wrong with the guards, a sentence each: missing, strange or hollowed out."""
    is_sqlite = connection.dialect.name == "sqlite"
    present, expected = present_triggers(connection), expected_triggers(is_sqlite)
    faults = [f"The guard {name} is missing." for name in sorted(expected - present)]
    faults += [f"There is a strange trigger {name}." for name in sorted(present - expected)]
    if is_sqlite:
        wanted = {n: sql for table in APPEND_ONLY for n, sql in _statements(table, is_sqlite)}
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type='trigger'"
        )
        changed = [row[0] for row in rows if row[1] != wanted.get(row[0], row[1])]
    else:
        source = "SELECT prosrc FROM pg_proc WHERE proname='counter_append_only'"
        body = connection.exec_driver_sql(source).scalar()
        changed = [] if body == _PG_FUNCTION.split("$$")[1] else ["counter_append_only"]
        rows = connection.exec_driver_sql(_PG_TRIGGERS)
        call = "EXECUTE FUNCTION counter_append_only()"
        changed += [row[0] for row in rows if not str(row[1]).endswith(call)]
    return faults + [f"The guard {name} was changed." for name in sorted(changed)]


def present_triggers(connection: Connection) -> frozenset[str]:
    """Trigger names found in the database."""
    if connection.dialect.name == "sqlite":
        sql = "SELECT name FROM sqlite_master WHERE type='trigger'"
    else:
        sql = _PG_TRIGGERS
    return frozenset(row[0] for row in connection.exec_driver_sql(sql))


def install_triggers(connection: Connection) -> None:
    """Create whatever trigger is missing."""
    present = present_triggers(connection)
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.exec_driver_sql(_PG_FUNCTION.replace("%", "%%"))
    for table in APPEND_ONLY:
        for name, sql in _statements(table, is_sqlite):
            if name not in present:
                connection.exec_driver_sql(sql)


def _statements(table: str, is_sqlite: bool) -> list[tuple[str, str]]:
    prefix = f"append_only_{table}"
    if is_sqlite:
        return [
            (
                f"{prefix}_{verb}",
                (
                    f"CREATE TRIGGER {prefix}_{verb} BEFORE {verb.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'append-only table {table}'); END"
                ),
            )
            for verb in ("update", "delete")
        ]
    call = "EXECUTE FUNCTION counter_append_only()"
    return [
        (
            f"{prefix}_change",
            f"CREATE TRIGGER {prefix}_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
            + call,
        ),
        (
            f"{prefix}_truncate",
            (
                f"CREATE TRIGGER {prefix}_truncate BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT {call}"
            ),
        ),
    ]
