"""The steps in which something is done with a credit, and what can be done at all."""

from __future__ import annotations

from enum import Enum
from typing import Final

USE: Final = "use"
CASH: Final = "cash"
RENEW: Final = "replace"
VOID: Final = "void"


class Step(Enum):
    """Which question stands there."""

    CHOOSE = "choose"
    AMOUNT = "amount"
    RECEIPT = "receipt"
    CASH = "cash"
    WHY = "why"
    VOID = "void"
