"""Each operator's own screens: a switch of operators leaves everybody's work where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from counter_app.ui.retold import again, keep
from counter_app.ui.screen import Screen
from counter_app.ui.words import Words

MAX_OPERATORS: Final = 8
"""More people than that do not share a desk within a shift; the one longest away makes room."""


@dataclass(slots=True)
class OwnDesk:
    """One operator's screens by place, which one is in front, and what each asks to be scanned.

    `marks` is by task what the rail marks while its screen is in front, if it is a door.
    """

    screens: dict[str, Screen] = field(default_factory=dict)
    front: str = ""
    prompts: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def mark(self, place: str) -> None:
        """A task's work came in by this door: it stays marked until the task says otherwise."""
        self.marks[place.partition(":")[0]] = place

    def marked(self, place: str) -> str:
        """What the rail marks while this place is in front."""
        task = place.partition(":")[0]
        return self.marks.get(task, task)

    def prompt(self, words: Words) -> str:
        """What the screen in front asks for, in the language of now; "" for anything."""
        return again(keep(self.prompts.get(self.front, "")), words)


class Desks:
    """Screens by operator; made when first needed."""

    def __init__(self, make: Callable[[str], Screen], forget: Callable[[Screen], None]) -> None:
        """`make` builds the screen of a place, `forget` takes one out of the window."""
        self._make = make
        self._forget = forget
        self._own: dict[int, OwnDesk] = {}

    def of(self, operator_id: int) -> OwnDesk:
        """An operator's desk, moved to the end of the waiting line; empty for somebody new."""
        desk = self._own.pop(operator_id, None) or OwnDesk()
        self._own[operator_id] = desk
        while len(self._own) > MAX_OPERATORS:
            oldest = self._own.pop(next(iter(self._own)))
            for screen in oldest.screens.values():
                self._forget(screen)
        return desk

    def screen(self, desk: OwnDesk, place: str) -> Screen:
        """The screen of a place on a desk."""
        if place not in desk.screens:
            desk.screens[place] = self._make(place)
        return desk.screens[place]
