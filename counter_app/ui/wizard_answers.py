"""What the first-run wizard asks: the answers as typed, checked step by step, read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import Final

from counter_app.core.clock import StoreCalendar
from counter_app.core.errors import BadInput
from counter_app.core.ids import new_id
from counter_app.core.money import Currency
from counter_app.core.operator import Role
from counter_app.core.store import Store
from counter_app.core.text import clean_text
from counter_app.intake.reading import currency_of
from counter_app.records.pins import check_new_pin
from counter_app.rules import set_up


class Step(Enum):
    """The wizard's screens that ask something, in their order."""

    BEGIN = "begin"
    STORE = "store"
    PLACE = "place"
    DESK = "desk"
    FIRST = "first"
    SECOND = "second"
    REVIEW = "review"


ASKED: Final[Mapping[Step, tuple[str, ...]]] = MappingProxyType(
    {
        Step.STORE: ("number", "name", "street", "city", "phone"),
        Step.PLACE: ("currency", "zone"),
        Step.DESK: ("tills", "station", "title"),
        Step.FIRST: ("first_number", "first_name", "first_pin", "first_again"),
        Step.SECOND: ("second_number", "second_name", "second_pin", "second_again"),
    }
)
"""The fields of each step; their order is the order of the keys."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything typed so far, by field; PINs are kept until the store is made, no longer."""

    language: str = "en"
    practice: bool = False
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)

    def get(self, name: str) -> str:
        """What a field holds."""
        return self.typed.get(name, "")

    def with_text(self, name: str, text: str) -> Answers:
        """The same with one field changed."""
        return replace(self, typed={**self.typed, name: text})

    def without_secrets(self) -> Answers:
        """The same without any PIN."""
        kept = {k: v for k, v in self.typed.items() if not k.endswith(("_pin", "_again"))}
        return replace(self, typed=kept)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who may sign on to the new store."""

    number: str
    name: str
    role: Role
    pin: str = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class NewStore:
    """A new store as the wizard's answers describe it."""

    store: Store
    station: tuple[str, str]
    tills: tuple[int, ...]
    people: tuple[NewPerson, ...]


def first_answers(language: str) -> Answers:
    """The answers that most stores give, to begin with."""
    usual = {
        "currency": "USD",
        "zone": set_up.system_zone() or "America/New_York",
        "tills": "1",
        "station": "D01",
        "title": "",
    }
    return Answers(language, typed=usual)


def faults(answers: Answers, step: Step) -> dict[str, str]:
    """What is wrong on one step: field to code, in the order of the fields."""
    found: dict[str, str] = {}
    for name in ASKED.get(step, ()):
        try:
            _READERS[name](answers)
        except BadInput as error:
            found[name] = error.code
    return found


def new_store(answers: Answers) -> NewStore:
    """The store to make; raises `BadInput` if a step was passed that must not have been."""
    name = set_up.station_name(answers.get("station"))
    lines = (clean_text(answers.get(part), set_up.MAX_NAME) for part in ("street", "city"))
    store = Store(
        id=new_id(),
        number=set_up.store_number(answers.get("number")),
        name=set_up.proper_name(answers.get("name")),
        address=tuple(line for line in lines if line),
        phone=clean_text(answers.get("phone"), set_up.MAX_PHONE),
        currency=_currency(answers),
        calendar=StoreCalendar(set_up.time_zone(answers.get("zone"))),
        mode="practice" if answers.practice else "live",
    )
    return NewStore(
        store,
        (name, _title(answers) or f"Desk {int(name[-2:])}"),
        set_up.till_numbers(answers.get("tills")),
        (
            _person(answers, "first", Role.ADMINISTRATOR),
            _person(answers, "second", Role.MANAGER),
        ),
    )


def _person(answers: Answers, who: str, role: Role) -> NewPerson:
    pin = _again(answers, who)
    return NewPerson(_number(answers, who), _name(answers, who), role, pin, answers.language)


def _currency(answers: Answers) -> Currency:
    return set_up.in_use(currency_of(answers.get("currency").strip().upper()))


def _title(answers: Answers) -> str:
    return clean_text(answers.get("title"), set_up.MAX_NAME)


def _number(answers: Answers, who: str) -> str:
    number = set_up.operator_number(answers.get(f"{who}_number"))
    if who == "second" and number == answers.get("first_number"):
        raise BadInput("Two people cannot have one number.", code="same_number")
    return number


def _name(answers: Answers, who: str) -> str:
    return set_up.proper_name(answers.get(f"{who}_name"), set_up.MAX_PERSON)


def _pin(answers: Answers, who: str) -> str:
    pin = answers.get(f"{who}_pin")
    check_new_pin(pin, answers.get(f"{who}_number"))
    return pin


def _again(answers: Answers, who: str) -> str:
    pin = answers.get(f"{who}_pin")
    if answers.get(f"{who}_again") != pin:
        raise BadInput("The second PIN is not the first one.", code="pins_differ")
    return pin


_READERS: Final[Mapping[str, Callable[[Answers], object]]] = MappingProxyType(
    {
        "number": lambda a: set_up.store_number(a.get("number")),
        "name": lambda a: set_up.proper_name(a.get("name")),
        "street": lambda a: clean_text(a.get("street"), set_up.MAX_NAME),
        "city": lambda a: clean_text(a.get("city"), set_up.MAX_NAME),
        "phone": lambda a: clean_text(a.get("phone"), set_up.MAX_PHONE),
        "currency": lambda a: set_up.usual_policy_counts(_currency(a)),
        "zone": lambda a: set_up.time_zone(a.get("zone")),
        "tills": lambda a: set_up.till_numbers(a.get("tills")),
        "station": lambda a: set_up.station_name(a.get("station")),
        "title": _title,
        "first_number": lambda a: _number(a, "first"),
        "first_name": lambda a: _name(a, "first"),
        "first_pin": lambda a: _pin(a, "first"),
        "first_again": lambda a: _again(a, "first"),
        "second_number": lambda a: _number(a, "second"),
        "second_name": lambda a: _name(a, "second"),
        "second_pin": lambda a: _pin(a, "second"),
        "second_again": lambda a: _again(a, "second"),
    }
)
