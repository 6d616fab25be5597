"""Seals on rows that say who may do what and under which rules: operators, policy versions.

They change, so they cannot stand in the chain; each row carries a MAC of all its values under the
store key instead. A row that was changed by hand stays without a true seal, whatever the program
does with it later: who changes one seals it again only if it was whole before.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Table, column, select, table, update

from counter_app.core.approval import digest
from counter_app.storage.keys import Keys

FROM_SCHEMA: Final = "0014"
"""Older stores have no seals; who brings one up to here sets them, once."""


def seal_row(connection: Connection, keys: Keys, rows: Table, key: int) -> None:
    """Seal one row as it is now."""
    (row,) = _rows(connection, rows, key)
    sealed = update(rows).where(*(c == key for c in rows.primary_key))
    connection.execute(sealed.values(seal=_seal(keys, rows, row)))


def is_whole(connection: Connection, keys: Keys, rows: Table, key: int) -> bool:
    """True if the row is as the program wrote it last."""
    return all(_is_whole(keys, rows, row) for row in _rows(connection, rows, key))


def changed_rows(connection: Connection, keys: Keys, rows: Table) -> Iterator[Any]:
    """The rows, as mappings of what is stored, that somebody else than the program wrote."""
    return (row for row in _rows(connection, rows) if not _is_whole(keys, rows, row))


def seal_all(connection: Connection, keys: Keys, rows: Table) -> None:
    """Seal every row of a table that never had seals."""
    (name,) = (c.name for c in rows.primary_key)
    for row in _rows(connection, rows):
        seal_row(connection, keys, rows, row[name])


def _rows(connection: Connection, rows: Table, key: int | None = None) -> list[Any]:
    """One row, or all in the order of their keys, without our column types: as they are stored."""
    (name,) = (c.name for c in rows.primary_key)
    stored = table(rows.name, *(column(c.name) for c in rows.columns))
    wanted = select(stored).order_by(stored.c[name])
    if key is not None:
        wanted = wanted.where(stored.c[name] == key)
    return list(connection.execute(wanted).mappings())


def _is_whole(keys: Keys, rows: Table, row: Any) -> bool:
    try:
        return hmac.compare_digest(str(row["seal"]), _seal(keys, rows, row))
    except (TypeError, ValueError):  # a value no program of ours ever writes
        return False


def _seal(keys: Keys, rows: Table, row: Any) -> str:
    """The MAC over a row's values as both engines store them; truth values are 0 and 1."""
    values = [row[c.name] for c in rows.columns if c.name != "seal"]
    plain = [int(v) if isinstance(v, bool) else v for v in values]
    return keys.mac(f"row of {rows.name}\n".encode(), digest(plain).encode())
