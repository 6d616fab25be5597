"""A finished sale of the demo store before its register has numbered it, and its receipt after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from counter_app.core.money import Money
from counter_app.core.order import CHANNEL, ORDER
from counter_app.core.quantity import NONE, units
from counter_app.core.receipt import (
    Direction,
    LineLink,
    Receipt,
    ReceiptKey,
    ReceiptLine,
    ReceiptTender,
)
from counter_app.core.transaction import Tender
from counter_app.rules.allocation import next_share

STORE_NUMBER: Final = "12"
ZONE: Final = ZoneInfo("America/Chicago")
REGISTERS: Final = (1, 2, 3, 4)
FIRST_NUMBERS: Final = {1: 1201, 2: 3310, 3: 5127}
"""Where a register's numbers begin; register 4 is set so that the designed receipt is 0183."""
LAST_NUMBER: Final = 9999


@dataclass(frozen=True, slots=True)
class Payment:
    """One tender of a sale (negative: paid out), with the last four digits of a card."""

    tender: Tender
    amount: Money
    masked: str = ""
    card_type: str = ""
    authorization: str = ""


@dataclass(eq=False, slots=True)
class Sale:
    """One visit at a register. `number` is given when all sales of the register are known.

    `returns` names an earlier sale and, for each line here, the number of the line there.
    """

    day: date
    at: time
    register: int
    operator: str
    lines: tuple[ReceiptLine, ...]
    payments: tuple[Payment, ...]
    customer: str = ""
    story: str = ""
    returns: tuple[Sale, tuple[int, ...]] | None = None
    number: int = 0
    order: str = ""
    """The number of an online order, which no register numbers."""
    facts: dict[str, str] = field(default_factory=dict)
    """What else is known of it."""

    @property
    def key(self) -> ReceiptKey:
        """What makes the receipt one."""
        if self.order:
            number = int("".join(c for c in self.order if c.isdigit()))
            return ReceiptKey(STORE_NUMBER, "WEB", self.day, number)
        return ReceiptKey(STORE_NUMBER, str(self.register), self.day, self.number)

    @property
    def barcode(self) -> str:
        """What the register printed as a barcode: store, register, date, sequence."""
        if self.order:
            return self.order
        day = self.day.strftime("%y%m%d")
        return f"{int(STORE_NUMBER):04d}{self.register:03d}{day}{self.number:05d}"

    def receipt(self) -> Receipt:
        """The receipt as the register would send it."""
        return Receipt(
            key=self.key,
            receipt_number=self.order or f"{self.number:04d}",
            ended_at=datetime.combine(self.day, self.at, ZONE),
            lines=self._linked(),
            tenders=tuple(
                ReceiptTender(n, p.tender, p.amount, p.masked, p.card_type, p.authorization)
                for n, p in enumerate(self.payments, 1)
            ),
            barcode=self.barcode,
            operator=self.operator,
            customer_ref=self.customer,
            source="demo",
            extra={CHANNEL: "web", ORDER: self.order, **self.facts} if self.order else self.facts,
        )

    def _linked(self) -> tuple[ReceiptLine, ...]:
        if self.returns is None:
            return self.lines
        sale, numbers = self.returns
        return tuple(
            replace(line, link=LineLink(sale.key, number))
            for line, number in zip(self.lines, numbers, strict=True)
        )


def came_back(line: ReceiptLine, number: int, pieces: int, reason: str) -> ReceiptLine:
    """The first so many pieces of a sold line as the register takes them back."""
    now = units(pieces)
    net = next_share(line.net, NONE, now, line.quantity)
    taxes = tuple(
        replace(t, amount=next_share(t.amount, NONE, now, line.quantity), taxable=net)
        for t in line.taxes
    )
    return replace(
        line,
        number=number,
        source_sequence=number,
        quantity=now,
        gross=net,
        discounts=(),
        taxes=taxes,
        direction=Direction.RETURNED,
        reason=reason,
    )


def number_all(sales: Iterable[Sale], designed: Sale, designed_number: int) -> None:
    """Give every sale its register's next number; after 9999 comes 1."""
    by_register: dict[int, list[Sale]] = {register: [] for register in REGISTERS}
    at_registers = (sale for sale in sales if not sale.order)
    for sale in sorted(at_registers, key=lambda s: (s.day, s.at)):
        by_register[sale.register].append(sale)
    for register, ordered in by_register.items():
        first = FIRST_NUMBERS.get(register)
        if first is None:
            first = designed_number - ordered.index(designed)
        _number(ordered, first)


def _number(ordered: Sequence[Sale], first: int) -> None:
    for offset, sale in enumerate(ordered):
        sale.number = (first + offset - 1) % LAST_NUMBER + 1
