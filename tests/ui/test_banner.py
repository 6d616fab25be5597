"""Where a banner stands, and how wide."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.ui.hands import Hands
from counter_app.ui.shell import Shell
from counter_app.ui.widgets.head import ScreenHead
from tests.stores import BADGES, CLERK


def test_a_banner_on_a_page_without_buttons_is_as_wide_as_the_page(
    shell: Shell, hands: Hands, settle: Callable[[], None]
) -> None:
    """It ended eight pixels before the cards below it."""
    hands.scan(BADGES[CLERK])
    settle()
    shell.desk.banner("Parked.")
    settle()
    head = shell.front.findChild(ScreenHead) if shell.front is not None else None
    assert head is not None
    assert shell.frame.banner.width() == head.width()
