"""What one moment of the price screens shows: lines or a slip, one question, findings, sections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from counter_app.core.document import Document
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import KeyRow, Section
from counter_app.ui.widgets.findings_bar import Finding
from counter_app.ui.widgets.head import Press
from counter_app.ui.widgets.line_model import Column, LineRow
from counter_app.ui.widgets.reason_picker import Reason


class Ask(Enum):
    """What the strip asks for."""

    NOTHING = "nothing"
    PRICE = "price"
    PICK = "pick"
    TEXT = "text"


class Step(Enum):
    """The question that stands in the strip."""

    PRICE = "price"
    WHY = "why"
    KIND = "kind"
    EXEMPT = "exempt"
    NOTE = "note"
    CERTIFICATE = "certificate"
    EXPIRY = "expiry"
    CARD = "card"
    DETAIL = "detail"
    CUSTOMER = "customer"
    CASE = "case"
    TOLD = "told"
    SINCE = "since"
    UNIT = "unit"
    PARK = "park"


@dataclass(frozen=True, slots=True)
class View:
    """All that one moment of a mode shows; `slip` and `picture` stand in the lines' place."""

    title: str
    amount: Amount
    line: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[LineRow, ...] = ()
    empty: tuple[str, str, str] = ("", "", "")
    ask: Ask = Ask.NOTHING
    ask_title: str = ""
    minor: int | None = None
    text: str = ""
    reasons: tuple[Reason, ...] = ()
    chosen: str = ""
    findings: tuple[Finding, ...] = ()
    sections: tuple[Section, ...] = ()
    presses: tuple[Press, ...] = ()
    slip: Document | None = None
    picture: bytes = b""
    done: bool = False
    steps: tuple[KeyRow, ...] = ()
    """What is done and what comes next, below the lines."""
    told: tuple[KeyRow, ...] = ()
    """Beside a slip: how it adds up, or what `told_title` says."""
    told_title: str = ""
    prompt: str = ""
    """What the empty scan field asks for, if it is not a receipt."""
