"""What a mode of the price screens answers to: keys, scans, typing and presses."""

from __future__ import annotations

from counter_app.desk.price_correction.screen_view import View


class Mode:
    """One thing the price screens do: what it shows, and what keys, scans and presses mean."""

    def view(self) -> View:
        """What is on the screen now."""
        raise NotImplementedError

    def take_key(self, key: str) -> bool:
        """Use a key; False passes it on."""
        return False

    def take_item(self, code: str) -> bool:
        """Use a scanned item; False lets the shell mark it as unknown."""
        return False

    def primary(self) -> None:
        """F12."""

    def back(self) -> bool:
        """Esc: one step back; False when there is none left."""
        return False

    def moved(self, key: str) -> None:
        """Another row is the current one."""

    def stepped(self, key: str, by: int) -> None:
        """A row's stepper was pressed."""

    def priced(self, minor: int | None) -> None:
        """The price field changed."""

    def entered(self, text: str) -> None:
        """Return in the price or text field."""

    def picked(self, key: str) -> None:
        """A reason key was pressed."""

    def pressed(self, name: str) -> None:
        """A button was pressed: the same as its key."""
        self.take_key(name)

    def ticked(self, code: str) -> None:
        """A finding was acknowledged."""

    def chosen(self, code: str, choice: str) -> None:
        """A finding's button was pressed."""
