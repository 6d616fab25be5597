"""Counter sale: goods out, money in. Scripts sell by the engine of `trade`; no screen yet."""

from __future__ import annotations

from typing import Final

from counter_app.core.task import Task

TASK: Final = Task(
    key="counter_sale",
    title="Sale",
    icon="shopping-bag",
    order=90,
    permissions=frozenset({"sales.sell"}),
    play="counter_app.desk.counter_sale.play:ACTIONS",
    settle="counter_app.desk.counter_sale.service:resolve_attempt",
)
