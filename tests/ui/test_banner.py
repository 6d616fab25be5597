"""Where a banner stands, and how wide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from counter_app.ui.hands import Hands
from counter_app.ui.shell import Shell
from counter_app.ui.widgets.buttons import Button
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


def place(widget: QWidget, shell: Shell) -> QRect:
    """Where it is in the window."""
    return QRect(widget.mapTo(shell, QPoint()), widget.size())


def test_a_banner_covers_no_button_of_the_head(
    shell: Shell, hands: Hands, settle: Callable[[], None]
) -> None:
    """With two long buttons at 1024 pixels it lay over both; now it stands below."""
    hands.scan(BADGES[CLERK])
    settle()
    assert shell.front is not None
    head = shell.front.findChild(ScreenHead)
    assert head is not None
    buttons = [
        head.add_button(Button("Without the paper", key="Alt+W", icon="search")),
        head.add_button(Button("Key the paper", key="Alt+K", icon="tag")),
    ]
    for width in (1024, 1280, 1024):
        shell.resize(width, 768)
        settle()
        shell.desk.banner("Scan the receipt first, then the item that comes back with it.")
        settle()
        banner = place(shell.frame.banner, shell)
        assert not any(banner.intersects(place(button, shell)) for button in buttons), width
        assert shell.rect().contains(banner)
    buttons[0].set_words("Without the paper that was printed")
    settle()
    banner = place(shell.frame.banner, shell)
    assert not any(banner.intersects(place(button, shell)) for button in buttons)
