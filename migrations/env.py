"""Alembic's entry: runs on the connection the program hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from counter_app.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
context.run_migrations()
