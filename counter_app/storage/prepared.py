"""Statements written once with SQLAlchemy Core that then run on the driver's own cursor.

Running a Core statement costs about four times what SQLite needs to carry it out. A statement
that never changes its shape is compiled once per kind of database; types, errors and events are
those of SQLAlchemy. What moves money, or is asked for at every scan, runs this way.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any, Final, TypeAlias, TypeVar

from sqlalchemy import BindParameter, Connection, Dialect, Insert, Select, literal, true
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.visitors import replacement_traverse
from sqlalchemy.types import TypeEngine

Values: TypeAlias = Mapping[str, Any]
"""Parameters by name, as the columns' types take them."""

Made = TypeVar("Made")
_Convert: TypeAlias = Callable[[Any], Any]


class Kept:
    """What was made of something read, so that what reads the same is not made again.

    A station's. What is made must never change, and must follow from what was read alone.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Any, Any]] = {}

    def of(self, asked: Hashable, read: Any, make: Callable[[], Made]) -> Made:
        """What `make` gives for what was `read` for `asked`; anew once that reads otherwise."""
        kept = self._kept.get(asked)
        if kept is not None and kept[0] == read:
            made: Made = kept[1]
            return made
        made = make()
        self._kept[asked] = read, made
        return made


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement as one kind of database takes it."""

    sql: str
    parameters: Callable[[Values], Any]
    """The driver's parameters; `KeyError` for a value that is missing."""
    read: Callable[[Sequence[Any]], Any]
    """A row with the statement's column names, its values as the columns' types give them."""


class Prepared:
    """One SELECT, INSERT, UPDATE or DELETE; all that varies must be a `bindparam`.

    An INSERT takes every column of its table. Errors are SQLAlchemy's, as from `execute`.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | UpdateBase) -> None:
        self._statement: Final = statement
        self._forms: Final[dict[str, _Form]] = {}

    def all(self, connection: Connection, values: Values = {}) -> list[Any]:  # noqa: B006
        """Every row, by column name."""
        form = self._forms.get(connection.dialect.name) or self._form(connection)
        cursor = _run(connection, form.sql, form.parameters(values))
        rows = [form.read(row) for row in cursor.fetchall()]
        cursor.close()
        return rows

    def made(
        self,
        connection: Connection,
        values: Values,
        make: Callable[[list[Any]], Made],
        kept: Kept | None,
    ) -> Made:
        """What `make` gives for every row, by column name; `kept` as long as all read the same."""
        form = self._forms.get(connection.dialect.name) or self._form(connection)
        cursor = _run(connection, form.sql, form.parameters(values))
        found = cursor.fetchall()
        cursor.close()
        if kept is None:
            return make([form.read(row) for row in found])
        asked = (self, *values.values())
        return kept.of(asked, found, lambda: make([form.read(row) for row in found]))

    def first(self, connection: Connection, values: Values = {}) -> Any:  # noqa: B006
        """The first row, None if there is none."""
        form = self._forms.get(connection.dialect.name) or self._form(connection)
        cursor = _run(connection, form.sql, form.parameters(values))
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else form.read(row)

    def scalar(self, connection: Connection, values: Values = {}) -> Any:  # noqa: B006
        """The first column of the first row, None if there is none."""
        row = self.first(connection, values)
        return None if row is None else row[0]

    def run(self, connection: Connection, values: Values) -> int:
        """Carry it out for one set of values; gives how many rows it touched."""
        form = self._forms.get(connection.dialect.name) or self._form(connection)
        cursor = _run(connection, form.sql, form.parameters(values))
        touched = int(cursor.rowcount)
        cursor.close()
        return touched

    def run_each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Carry it out once for every set of values."""
        form = self._forms.get(connection.dialect.name) or self._form(connection)
        if len(rows) == 1:
            _run(connection, form.sql, form.parameters(rows[0])).close()
        elif rows:
            many = [form.parameters(row) for row in rows]
            _run(connection, form.sql, many, many=True).close()

    def _form(self, connection: Connection) -> _Form:
        form = _compile(self._statement, connection.dialect)
        self._forms[connection.dialect.name] = form
        return form


def _spelled_out(element: Any, **_: Any) -> Any:
    """An IN's list of fixed values with a place for each, so that the text never varies."""
    if isinstance(element, BindParameter) and element.expanding:
        assert not element.required, "an IN whose length varies cannot be prepared"
        places = [literal(value, element.type) for value in element.effective_value or ()]
        assert places, "an IN of nothing"
        return true().in_(places).right
    return None


def _compile(statement: Select[*tuple[Any, ...]] | UpdateBase, dialect: Dialect) -> _Form:
    columns = [c.name for c in statement.table.columns] if isinstance(statement, Insert) else None
    fixed: Any = replacement_traverse(statement, {}, _spelled_out)
    compiled = fixed.compile(dialect=dialect, column_keys=columns)
    assert isinstance(compiled, SQLCompiler)
    values, to_driver, constants = compiled.params, [], {}
    names = tuple(compiled.positiontup or ()) if compiled.positional else tuple(values)
    for name in dict.fromkeys(names):
        bind = compiled.binds[name]
        convert = _to_driver(bind.type, dialect)
        if not bind.required:
            constants[name] = convert(values[name]) if convert else values[name]
        elif convert is not None:
            to_driver.append((name, convert))
    pick = _pick(names, positional=compiled.positional)
    parameters = _converting(pick, constants, to_driver) if to_driver or constants else pick
    return _Form(compiled.string, parameters, _reading(statement, dialect))


def _pick(names: tuple[str, ...], *, positional: bool) -> Callable[[Values], Any]:
    """What takes the driver's parameters out of all values."""
    if not positional:
        return lambda values: {name: values[name] for name in names}
    if len(names) > 1:
        return itemgetter(*names)
    if not names:
        return lambda _: ()
    only = names[0]
    return lambda values: (values[only],)


def _converting(
    pick: Callable[[Values], Any],
    constants: Mapping[str, Any],
    to_driver: Sequence[tuple[str, _Convert]],
) -> Callable[[Values], Any]:
    """The same with values that stand in the statement itself, and others as the driver's."""

    def parameters(values: Values) -> Any:
        values = {**constants, **values}
        for name, convert in to_driver:
            values[name] = convert(values[name])
        return pick(values)

    return parameters


def _reading(
    statement: Select[*tuple[Any, ...]] | UpdateBase, dialect: Dialect
) -> Callable[[Sequence[Any]], Any]:
    """What makes a row of the driver's."""
    columns = list(statement.exported_columns)
    make: Callable[..., Any] = namedtuple  # noqa: PYI024 - names that are known only here
    row = partial(tuple.__new__, make("Row", [str(c.key) for c in columns]))
    found = [(i, _from_driver(c.type, dialect)) for i, c in enumerate(columns)]
    conversions = [(i, convert) for i, convert in found if convert is not None]
    if not conversions:
        return row

    def read(values: Sequence[Any]) -> Any:
        converted = list(values)
        for place, convert in conversions:
            value = converted[place]
            if value is not None:  # NULL is None, whatever the type
                converted[place] = convert(value)
        return row(converted)

    return read


def _to_driver(type_: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return type_.dialect_impl(dialect).bind_processor(dialect)


def _from_driver(type_: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)


def _run(connection: Connection, sql: str, parameters: Any, *, many: bool = False) -> Any:
    """A cursor that has carried a statement out; begins a database transaction if there is none."""
    if not connection.in_transaction():
        connection.begin()
    driver_connection = connection.connection.dbapi_connection
    assert driver_connection is not None
    cursor = driver_connection.cursor()
    for heard in connection.engine.dispatch.before_cursor_execute:
        heard(connection, cursor, sql, parameters, None, many)
    driver = connection.dialect.loaded_dbapi
    try:
        if many:
            cursor.executemany(sql, parameters)
        else:
            cursor.execute(sql, parameters)
    except driver.Error as error:
        raise _as_sqlalchemy(connection, cursor, sql, parameters, error) from error
    return cursor


def _as_sqlalchemy(
    connection: Connection, cursor: Any, sql: str, parameters: Any, error: Any
) -> Exception:
    """The same error as from `Connection.execute`; a connection that was lost is given up."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, cursor)
    if lost:
        connection.invalidate(error)
    known: Exception = DBAPIError.instance(
        sql,
        parameters,
        error,
        dialect.loaded_dbapi.Error,
        connection_invalidated=lost,
        dialect=dialect,
    )
    return known
