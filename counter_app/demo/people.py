"""Who works and shops in the demo store, with PINs and badges that are secret from nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter_app.app import NewOperator
from counter_app.codes.own_code import build_badge
from counter_app.core.clock import StoreCalendar
from counter_app.core.ids import new_id
from counter_app.core.money import USD
from counter_app.core.operator import Role
from counter_app.core.store import Store
from counter_app.records.customers import Customer

STATIONS: Final = (("D01", "Desk 1"), ("D02", "Desk 2"))
TILLS: Final = (7, 8)
CASHIERS: Final = ("1103", "1108", "1121", "1135", "1152", "1160")
"""Operator numbers of people at the registers; none of them works at the desk."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo store; `badge_number` is what the badge's barcode holds."""

    number: str
    name: str
    role: Role
    pin: str
    badge_number: str

    @property
    def badge(self) -> str:
        """The text of the badge's barcode."""
        return build_badge(self.badge_number)

    def as_operator(self) -> NewOperator:
        """The person as a store is told of them."""
        return NewOperator(self.number, self.name, self.role, self.pin, self.badge)


PEOPLE: Final = (
    Person("2047", "Maria Alvarez", Role.CLERK, "274951", "583920174466"),
    Person("2048", "Sam Boone", Role.CLERK, "918364", "174460983521"),
    Person("3001", "Lea Novak", Role.LEAD, "385162", "906217748305"),
    Person("4001", "Ken Osei", Role.MANAGER, "496273", "331985570246"),
    Person("4002", "Ruth Lind", Role.MANAGER, "507384", "748102936655"),
    Person("5001", "Grace Tan", Role.ADMINISTRATOR, "619472", "260573914488"),
)

CUSTOMERS: Final = tuple(
    Customer(f"01980000-0000-7000-8000-{n:012d}", f"77001{n:02d}{n * 7919 % 1000:03d}", name, lang)
    for n, (name, lang) in enumerate(
        (
            ("Dana Whitfield", "en"),
            ("Marcus Hale", "en"),
            ("Lucía Fernández", "es"),
            ("Priya Raman", "en"),
            ("Tom Becker", "en"),
            ("Aisha Rahman", "en"),
            ("Walter O'Neil", "en"),
            ("Mei Chen", "en"),
            ("José Ortega", "es"),
            ("Hannah Brooks", "en"),
            ("Viktor Sokolov", "en"),
            ("Grace Adeyemi", "en"),
        ),
        1,
    )
)
DANA: Final = CUSTOMERS[0]


def demo_store() -> Store:
    """Northgate Market, store 12, with an id of its own."""
    return Store(
        id=new_id(),
        number="12",
        name="Northgate Market",
        address=("410 Harbor Road",),
        phone="(512) 555-0142",
        currency=USD,
        calendar=StoreCalendar("America/Chicago", 4),
        mode="demo",
    )


def card() -> str:
    """The table of people as text: what the terminal shows and the folder keeps."""
    rows = [("Number", "Name", "Role", "PIN", "Badge")]
    rows += [(p.number, p.name, p.role.value, p.pin, p.badge) for p in PEOPLE]
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
             for row in rows]  # fmt: skip
    return "\n".join(["People of the demo store (never use these in a real one)", "", *lines, ""])
