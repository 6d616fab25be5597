"""Where returned goods go: what may be sold again, and what never is, whatever anybody chooses.

Returned food, infant formula and drugs are never restocked. Read from `[returns]`; everything has a
default, so that older policies still load.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter_app.core.receipt import ReceiptLine
from counter_app.rules.policy_text import Table

RESTOCKING: Final = ("stock", "open_box")
NEVER: Final = (
    "Produce", "Dairy", "Meat", "Seafood", "Bakery", "Deli", "Frozen", "Food", "Baby formula",
    "Baby food", "Formula", "Pharmacy", "Drugs", "Health",
)  # fmt: skip
WASTE: Final = "waste"
QUARANTINE: Final = "quarantine"
"""Where recalled goods go."""


@dataclass(frozen=True, slots=True)
class GoodsFlow:
    """`restocking` dispositions put goods on sale again; `never` departments never are.

    They go where `instead` says. What food benefits may pay is food whatever its department.
    """

    restocking: frozenset[str] = frozenset(RESTOCKING)
    never: frozenset[str] = frozenset(NEVER)
    instead: str = WASTE

    def goes_to(self, line: ReceiptLine, chosen: str) -> str:
        """Where a line goes: as chosen, unless it must not be sold again."""
        food = line.food_stampable or line.department in self.never
        return self.instead if food and chosen in self.restocking else chosen


def parse_flow(table: Table, known: tuple[str, ...]) -> GoodsFlow:
    """Read where goods go; raises `BadInput` with the line."""
    plain = GoodsFlow()
    restocking = table.names("restocking", tuple(x for x in RESTOCKING if x in known))
    instead = table.name("never_restock_goes_to", WASTE)
    for code in restocking:
        if code not in known:
            raise table.wrong("restocking", f"names {code}, which is no disposition")
    if "never_restock_goes_to" in table and (instead not in known or instead in restocking):
        raise table.wrong("never_restock_goes_to", "must be a disposition that sells nothing again")
    return GoodsFlow(
        frozenset(restocking),
        frozenset(table.texts("never_restock", tuple(sorted(plain.never)))),
        instead,
    )
