"""Sales from CSV files: rows grouped into receipts by a mapping, then settled like POSLog ones."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import BinaryIO, Final

from counter_app.core.errors import BadInput, ImportRejected
from counter_app.core.money import ZERO, Currency, Money
from counter_app.core.order import (
    CHANNEL,
    COUNTER,
    DELIVERED,
    GIVEN_BACK,
    ORDER,
    OrderedLine,
    line_facts,
)
from counter_app.core.points import line_key
from counter_app.core.quantity import ONE, Quantity
from counter_app.core.receipt import Direction, DiscountKind, LineLink, ReceiptKey
from counter_app.core.transaction import Tender
from counter_app.intake.basket import Basket, ReadDiscount, ReadLine, ReadTax, ReadTender
from counter_app.intake.csv_rows import Row, read_rows
from counter_app.intake.mapping import Mapping
from counter_app.intake.metered import MeteredStream
from counter_app.intake.outcome import Note, Outcome, Reject, Skipped
from counter_app.intake.points import read_points, whole_points
from counter_app.intake.poslog import ReadOptions
from counter_app.intake.reading import (
    MAX_SEQUENCE,
    code_text,
    currency_of,
    exact_money,
    exact_quantity,
    key_part,
    last_four,
    noon,
    plain_text,
    rate_ppm,
    without_card_numbers,
)
from counter_app.intake.settle import settle
from counter_app.intake.tender_lines import tender_named

_TRUE: Final = frozenset({"true", "yes", "y", "1", "x"})
_FALSE: Final = frozenset({"false", "no", "n", "0"})
_KINDS: Final = frozenset({"sale", "return", "discount", "coupon", "tax", "tender", "rounding"})


def check_sales_csv(stream: BinaryIO, mapping: Mapping, options: ReadOptions) -> frozenset[int]:
    """Read a whole file without keeping it; the receipts whose rows are not together in it.

    Raises `ImportRejected` for a file that is no sound CSV: nothing of it is taken in.
    """
    seen: set[int] = set()
    split: set[int] = set()
    rows = read_rows(MeteredStream(stream, options.limits), mapping, options.limits)
    for key, _ in groupby(rows, lambda row: _group(row, mapping)):
        mark = hash(key)
        (split if mark in seen else seen).add(mark)
        if len(seen) > options.limits.receipts_per_csv:
            raise ImportRejected("The file has too many receipts.", code="too_many_receipts")
    return frozenset(split)


def read_sales_csv(
    source: MeteredStream, mapping: Mapping, options: ReadOptions, split: frozenset[int]
) -> Iterator[Outcome]:
    """Each receipt of a file, in order; `split` is what `check_sales_csv` found."""
    rows = read_rows(source, mapping, options.limits)
    for key, group in groupby(rows, lambda row: _group(row, mapping)):
        members: list[Row] = []
        many = False
        for row in group:
            many = many or len(members) >= options.limits.lines_per_receipt
            if not many:
                members.append(row)
        fault = "The receipt has too many lines." if many else ""
        if hash(key) in split:
            fault = "The rows of this receipt are not together in the file."
        yield _receipt(members, mapping, options, fault)


def _group(row: Row, mapping: Mapping) -> tuple[str, ...]:
    return tuple(row.get(name) for name in mapping.group_by)


def _receipt(rows: list[Row], mapping: Mapping, options: ReadOptions, fault: str) -> Outcome:
    digest = hashlib.sha256(b"".join(row.digest for row in rows)).hexdigest()
    label = f"line {rows[0].line}: " + "/".join(
        plain_text(part, 24) or "?" for part in _group(rows[0], mapping)
    )
    fault = fault or next((row.fault for row in rows if row.fault), "")
    if fault:
        return Reject(fault, label, digest)
    try:
        if _first(rows, "status").lower() in mapping.skip_status:
            return Skipped(plain_text(_first(rows, "status"), 20).lower(), label)
        return settle(_Reader(rows, mapping, options, digest).basket())
    except (ImportRejected, BadInput) as error:
        return Reject(error.text, label, digest)


def _first(rows: list[Row], name: str) -> str:
    """A field of the whole receipt: from the first row that has it."""
    return next((row.get(name) for row in rows if row.get(name)), "")


class _Reader:
    """Fills one basket from the rows of one receipt."""

    def __init__(
        self, rows: list[Row], mapping: Mapping, options: ReadOptions, digest: str
    ) -> None:
        self._rows = rows
        self._mapping = mapping
        self._options = options
        self._digest = digest
        self._notes: list[Note] = []
        self._currency = self._read_currency()

    def basket(self) -> Basket:
        number = code_text(_first(self._rows, "receipt_number"), "receipt number")
        business_date, ended_at = self._when()
        key = ReceiptKey(
            store=key_part(_first(self._rows, "store"), "store number"),
            workstation=key_part(_first(self._rows, "workstation"), "workstation number"),
            business_date=business_date,
            sequence=self._sequence(number),
        )
        basket = Basket(
            key=key,
            ended_at=ended_at,
            currency=self._currency.code,
            source=f"csv {self._mapping.name}"[:40],
            source_digest=self._digest,
            receipt_number=number,
            barcode=code_text(_first(self._rows, "barcode"), "barcode", 80),
            operator=code_text(_first(self._rows, "operator"), "operator number"),
            customer_ref=plain_text(_first(self._rows, "customer_ref"), 60),
            notes=self._notes,
        )
        for row in self._rows:
            self._row(basket, row)
        self._whole(basket)
        return basket

    def _read_currency(self) -> Currency:
        codes = {row.get("currency").upper() for row in self._rows if row.get("currency")}
        if len(codes) > 1:
            raise ImportRejected("The receipt mixes currencies.", code="mixed_currencies")
        code = next(iter(codes), "")
        if code in ("", "XXX"):
            self._notes.append(Note.CURRENCY_ASSUMED)
        elif code != self._options.currency.code:
            self._notes.append(Note.FOREIGN_CURRENCY)
            return currency_of(code)
        return self._options.currency

    def _when(self) -> tuple[date, datetime]:
        zone = self._options.zone
        ended = _first(self._rows, "ended_at")
        business = _first(self._rows, "business_date")
        time = _first(self._rows, "time")
        if business and time and not ended:
            ended = f"{business} {time}"
        ended_at = self._mapping.moment(ended, zone) if ended else None
        if business:
            business_date = self._mapping.moment(business, zone).date()
        elif ended_at is not None:
            self._notes.append(Note.BUSINESS_DATE)
            business_date = ended_at.astimezone(zone).date()
        else:
            raise ImportRejected("The receipt has no business date.", code="no_key")
        if ended_at is None:
            self._notes.append(Note.TIME_ASSUMED)
            ended_at = noon(business_date, zone)
        return business_date, ended_at

    def _sequence(self, number: str) -> int:
        text = _first(self._rows, "sequence") or number.lstrip("#")
        if not text:
            raise ImportRejected("The receipt has no sequence number.", code="no_key")
        if re.fullmatch(r"[0-9]{1,15}", text) and int(text) <= MAX_SEQUENCE:
            return int(text)
        self._notes.append(Note.SEQUENCE_DERIVED)
        return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)

    def _money(self, row: Row, name: str) -> Money:
        text = row.get(name)
        return exact_money(self._mapping.number(text), self._currency) if text else ZERO

    def _row(self, basket: Basket, row: Row) -> None:
        written = row.get("kind").lower()
        kind = self._mapping.kinds.get(written, written)
        if not kind:
            kind = "sale" if row.get("item_code") or row.get("description") else "none"
        elif kind not in _KINDS:
            raise ImportRejected(f"“{plain_text(kind, 24)}” is not a kind of row.", code="kind")
        if kind in ("sale", "return"):
            basket.lines.append(self._line(row, len(basket.lines) + 1, kind == "return"))
            if basket.lines[-1].negative:
                basket.note(Note.NEGATIVE_LINE)
            basket.extra |= line_facts(len(basket.lines), self._ordered(row))
            if row.get("points"):
                basket.extra[line_key(len(basket.lines))] = whole_points(row.get("points"))
        elif kind in ("discount", "coupon"):
            coupon = DiscountKind.STORE_COUPON if kind == "coupon" else DiscountKind.BASKET
            amount = abs(self._money(row, "amount"))
            code = plain_text(row.get("discount_code") or row.get("item_code"), 60)
            basket.discounts.append(
                ReadDiscount(coupon, amount, code, plain_text(row.get("description"), 120))
            )
        elif kind == "tax":
            basket.taxes.append(self._tax(row, self._money(row, "amount")))
        elif kind == "rounding":
            basket.rounding += self._money(row, "amount")
        elif kind == "tender":
            self._tender(basket, row, row.get("tender_amount") or row.get("amount"))

    def _ordered(self, row: Row) -> OrderedLine:
        """What an online order says of a line beside what was charged."""
        ordered, packed = (
            exact_quantity(self._mapping.number(row.get(name))) if row.get(name) else None
            for name in ("ordered", "packed")
        )
        return OrderedLine(ordered, packed, plain_text(row.get("instead_of"), 80))

    def _line(self, row: Row, number: int, is_return: bool) -> ReadLine:
        quantity = self._quantity(row)
        gross = self._gross(row, quantity)
        negative = quantity.milli < 0 or gross < ZERO
        discount = abs(self._money(row, "discount"))
        tax = abs(self._money(row, "tax"))
        returned = is_return or negative
        unit = plain_text(row.get("unit"), 8)
        return ReadLine(
            gross=abs(gross),
            quantity=abs(quantity),
            item_code=code_text(row.get("item_code"), "item code"),
            description=plain_text(row.get("description")),
            direction=Direction.RETURNED if returned else Direction.SOLD,
            unit=unit or "EA",
            weighed=not quantity.is_whole,
            unit_price=self._unit_price(row),
            department=plain_text(row.get("department"), 60),
            food_stampable=_flag(row, "food_stampable") is True,
            serial=plain_text(row.get("serial"), 60),
            sequence=number,
            link=self._link(row) if returned else None,
            reason=plain_text(row.get("reason"), 60),
            discounts=self._line_discount(row, discount, abs(gross)),
            taxes=[self._tax(row, tax)] if row.get("tax") else [],
            taxable=_flag(row, "taxable"),
            negative=negative and not is_return,
        )

    def _line_discount(self, row: Row, amount: Money, gross: Money) -> list[ReadDiscount]:
        if amount > gross:
            raise ImportRejected("A discount is larger than its line.", code="bad_discount")
        code = plain_text(row.get("discount_code"), 60)
        return [ReadDiscount(DiscountKind.LINE, amount, code)] if amount else []

    def _quantity(self, row: Row) -> Quantity:
        text = row.get("quantity")
        if not text:
            self._notes.append(Note.QUANTITY_MISSING)
            return ONE
        quantity = exact_quantity(self._mapping.number(text))
        if not quantity:
            raise ImportRejected("A line has a quantity of zero.", code="zero_quantity")
        return quantity

    def _gross(self, row: Row, quantity: Quantity) -> Money:
        if row.get("amount"):
            return self._money(row, "amount")
        if not row.get("unit_price"):
            raise ImportRejected("A line has no amount.", code="no_amount")
        minor, rest = divmod(self._money(row, "unit_price").minor * quantity.milli, 1000)
        if rest:
            raise ImportRejected("Price times quantity is not a whole amount.", code="no_amount")
        return Money(minor)

    def _unit_price(self, row: Row) -> Money:
        try:
            return abs(self._money(row, "unit_price"))
        except BadInput:
            self._notes.append(Note.UNIT_PRICE)
            return ZERO

    def _link(self, row: Row) -> LineLink | None:
        text = row.get("original")
        if not text:
            return None
        parts = text.split("/")
        if len(parts) != 4 or not re.fullmatch(r"[0-9]{1,15}", parts[3]):
            raise ImportRejected(
                "An original receipt is written STORE/WORKSTATION/DATE/SEQUENCE.", code="bad_link"
            )
        line = row.get("original_line")
        return LineLink(
            ReceiptKey(
                key_part(parts[0], "store number"),
                key_part(parts[1], "workstation number"),
                self._mapping.moment(parts[2], self._options.zone).date(),
                int(parts[3]),
            ),
            int(line) if re.fullmatch(r"[0-9]{1,9}", line) else None,
        )

    def _tax(self, row: Row, amount: Money) -> ReadTax:
        name = plain_text(row.get("tax_name"), 40)
        rate = row.get("tax_rate").removesuffix("%").strip()
        return ReadTax(
            authority=name,
            name=name or "Tax",
            rate_ppm=rate_ppm(self._mapping.number(rate)) if rate else 0,
            amount=amount,
            included=_flag(row, "tax_included"),
        )

    def _tender(self, basket: Basket, row: Row, text: str) -> None:
        if not text:
            raise ImportRejected("A payment has no amount.", code="no_amount")
        amount = exact_money(self._mapping.number(text), self._currency)
        name = row.get("tender")
        known = self._mapping.tenders.get(name.lower(), "")
        basket.tenders.append(
            ReadTender(
                tender=Tender(known) if known in set(Tender) else tender_named(known or name),
                amount=amount,
                change=abs(self._money(row, "change")),
                masked=last_four(row.get("card")),
                card_type=plain_text(row.get("card_type"), 30),
                authorization=without_card_numbers(plain_text(row.get("authorization"), 30)),
                reference=without_card_numbers(plain_text(row.get("reference"), 40)),
                source_type=plain_text(name, 40),
            )
        )

    def _whole(self, basket: Basket) -> None:
        """Money of the whole receipt that stands in a column of its first row."""
        head = Row(0, {k: _first(self._rows, k) for k in self._mapping.columns}, b"")
        shipping = self._money(head, "shipping")
        if shipping:
            line = ReadLine(
                shipping,
                description="Shipping",
                department="Shipping",
                sequence=len(basket.lines) + 1,
            )
            basket.lines.append(line)
            basket.note(Note.OTHER_LINE)
        discount = abs(self._money(head, "basket_discount"))
        if discount:
            code = plain_text(head.get("basket_discount_code"), 60)
            basket.discounts.append(ReadDiscount(DiscountKind.BASKET, discount, code))
        if head.get("tax_total") and not any(x.taxes for x in basket.lines):
            tax = self._money(head, "tax_total")
            if tax:
                basket.taxes.append(ReadTax("", "Tax", 0, tax))
        if head.get("grand_total"):
            basket.grand_total = self._money(head, "grand_total")
        refunded = abs(self._money(head, "refunded"))
        if refunded:
            basket.note(Note.PARTLY_REFUNDED)
        self._order(basket, head, refunded)
        read_points(basket, head.get)
        if "kind" not in self._mapping.columns and head.get("tender"):
            self._tender(basket, head, head.get("tender_amount") or head.get("grand_total"))

    def _order(self, basket: Basket, head: Row, refunded: Money) -> None:
        """The web channel that sold it, the order's number, and what the channel gave back."""
        channel = plain_text(head.get("channel"), 20).lower()
        if not channel or channel in COUNTER:
            return
        order = code_text(head.get("order"), "order number") or basket.receipt_number
        basket.extra |= {CHANNEL: channel, ORDER: order}
        if head.get("delivered"):
            day = self._mapping.moment(head.get("delivered"), self._options.zone).date()
            basket.extra[DELIVERED] = day.isoformat()
        if refunded:
            basket.extra[GIVEN_BACK] = str(refunded.minor)


def _flag(row: Row, name: str) -> bool | None:
    text = row.get(name).lower()
    return True if text in _TRUE else False if text in _FALSE else None
