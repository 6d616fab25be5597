"""Elements of a POSLog file: text made safe for XML 1.0, amounts never below zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from counter_app.core.money import Currency, Money, plain
from counter_app.core.quantity import Quantity
from counter_app.core.quantity import plain as plain_quantity

NAMESPACE: Final = "http://www.nrf-arts.org/IXRetail/namespace/"
VERSION: Final = {"MajorVersion": "6", "MinorVersion": "0", "FixVersion": "0"}


class Element:
    """An element with attributes and either text or children, in the order they were added."""

    def __init__(self, tag: str, text: str = "", **attributes: str) -> None:
        self.tag = tag
        self.text = text
        self.attributes = attributes
        self.children: list[Element] = []

    def add(self, *children: Element | None) -> Element:
        """Append children, leaving out what is missing; gives the element itself."""
        self.children += [child for child in children if child is not None]
        return self

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The element as indented lines."""
        pad = "  " * depth
        names = "".join(f" {k}={quoteattr(_clean(v))}" for k, v in self.attributes.items())
        if self.children:
            yield f"{pad}<{self.tag}{names}>"
            for child in self.children:
                yield from child.lines(depth + 1)
            yield f"{pad}</{self.tag}>"
        elif self.text:
            yield f"{pad}<{self.tag}{names}>{escape(_clean(self.text))}</{self.tag}>"
        else:
            yield f"{pad}<{self.tag}{names}/>"


def amount(tag: str, value: Money, currency: Currency, **attributes: str) -> Element:
    """A magnitude: POSLog v6 allows none below zero; direction is in the element's name."""
    return Element(tag, plain(abs(value), currency), Currency=currency.code, **attributes)


def signed_total(kind: str, value: Money, currency: Currency) -> Element:
    """A Total, which may be negative."""
    return Element("Total", plain(value, currency), TotalType=kind, CurrencyCode=currency.code)


def quantity(value: Quantity, unit: str = "") -> Element:
    """How many pieces, or how much of a weighed thing in its unit (no unit where none is known)."""
    code = unit.upper() or ("EA" if value.is_whole else "")
    known = {"UnitOfMeasureCode": code} if code else {}
    return Element("Quantity", plain_quantity(value), **known)


def document(transactions: Iterable[Element]) -> bytes:
    """The whole file."""
    root = Element("POSLog", xmlns=NAMESPACE, **VERSION)
    root.add(*transactions)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(root.lines()) + "\n").encode()


def _clean(text: str) -> str:
    """Without what XML 1.0 cannot hold."""
    return "".join(
        c for c in text if c in "\t\n\r" or (ord(c) >= 0x20 and not 0xD800 <= ord(c) <= 0xDFFF
                                             and ord(c) not in (0xFFFE, 0xFFFF))
    )  # fmt: skip
