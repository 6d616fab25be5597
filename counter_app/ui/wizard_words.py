"""Everything the first-run wizard says, in the language of the window."""

from __future__ import annotations

import errno

from PySide6.QtCore import QObject

from counter_app.ui.widgets.option_row import Option
from counter_app.ui.wizard_answers import Step


class WizardWords(QObject):
    """Titles, labels, hints and faults; asked anew after each change of language."""

    def step(self, step: Step) -> str:
        """The step's name in the list at the left."""
        return {
            Step.BEGIN: self.tr("Welcome"),
            Step.STORE: self.tr("The store"),
            Step.PLACE: self.tr("Money and time"),
            Step.DESK: self.tr("This desk"),
            Step.FIRST: self.tr("Administrator"),
            Step.SECOND: self.tr("Second approver"),
            Step.REVIEW: self.tr("Check and create"),
        }[step]

    def title(self, step: Step) -> str:
        """The step's own heading."""
        return {
            Step.BEGIN: self.tr("No store is set up here yet"),
            Step.STORE: self.tr("Which store is this?"),
            Step.PLACE: self.tr("Which money, which clock?"),
            Step.DESK: self.tr("Which desk is this?"),
            Step.FIRST: self.tr("Who looks after the store?"),
            Step.SECOND: self.tr("Who else may approve?"),
            Step.REVIEW: self.tr("Is this right?"),
        }[step]

    def hint(self, step: Step) -> str:
        """One or two sentences under the heading."""
        return {
            Step.BEGIN: self.tr("Choose how to begin. Nothing is kept before the last step."),
            Step.STORE: self.tr("Slips show the name, the address and the telephone number."),
            Step.PLACE: self.tr(
                "Both hold for the whole store and stay as they are once it is made."
            ),
            Step.DESK: self.tr(
                "A till is the money in one drawer. More desks can join this store later."
            ),
            Step.FIRST: self.tr("The administrator adds everybody else, and may approve."),
            Step.SECOND: self.tr(
                "Nobody approves their own request, so a second person must be able to say yes."
            ),
            Step.REVIEW: self.tr("Go back with Esc to change anything. F12 makes the store."),
        }[step]

    def choices(self) -> tuple[Option, ...]:
        """The ways to begin."""
        return (
            Option("new", self.tr("Set up this store"), "store", self.tr("About five minutes")),
            Option(
                "practice",
                self.tr("Set up a store to practise in"),
                "refresh-cw",
                self.tr("Nothing in it is real"),
            ),
            Option(
                "demo",
                self.tr("Open the demo store"),
                "shopping-cart",
                self.tr("With 90 days of sales"),
            ),
        )

    def label(self, name: str) -> str:
        """The words above a field."""
        person = {
            "number": self.tr("Operator number"),
            "name": self.tr("First and last name"),
            "pin": self.tr("PIN"),
            "again": self.tr("PIN again"),
        }
        if name.startswith(("first_", "second_")):
            return person[name.partition("_")[2]]
        return {
            "number": self.tr("Store number"),
            "name": self.tr("Name"),
            "street": self.tr("Street"),
            "city": self.tr("City, state and postal code"),
            "phone": self.tr("Telephone"),
            "currency": self.tr("Currency"),
            "zone": self.tr("Time zone"),
            "tills": self.tr("Numbers of the tills"),
            "station": self.tr("Name of this computer on slips"),
            "title": self.tr("What people call it"),
        }[name]

    def example(self, name: str) -> str:
        """What an empty field shows."""
        return {
            "number": "0012",
            "name": "Northgate Market",
            "street": "410 Harbor Road",
            "city": "Austin, TX 78701",
            "phone": "(512) 555-0142",
            "currency": "USD",
            "zone": "America/Chicago",
            "tills": "7,8",
            "station": "D01",
            "title": self.tr("Desk 1"),
        }.get(name, "")

    def rule(self, step: Step) -> str:
        """What must be known before the fields are filled, under them."""
        if step in (Step.FIRST, Step.SECOND):
            return self.tr(
                "A PIN has 6 to 8 digits: no run like 123456, no repeated part like 747474, "
                "not the operator number."
            )
        if step is Step.DESK:
            return self.tr("Several tills: write them with commas, like 7,8.")
        return ""

    def fault(self, name: str, code: str) -> str:
        """What is wrong with a field and what to do."""
        known = {
            "bad_store_number": self.tr("Type 1 to 4 digits."),
            "bad_operator_number": self.tr("Type 1 to 12 digits."),
            "empty_name": self.tr("Type a name."),
            "bad_zone": self.tr("Not known. Write it like America/Chicago."),
            "bad_tills": self.tr("Type numbers from 1 to 999, each once, like 7,8."),
            "bad_station": self.tr("Type up to four capital letters and two digits, like D01."),
            "weak_pin": self.tr("Choose another by the rule below."),
            "pins_differ": self.tr("Not the same PIN. Type both."),
            "same_number": self.tr("The administrator has this number. Type another."),
            "text_too_long": self.tr("This is too long."),
            "policy_in_dollars": self.tr(
                "This currency has no cents and needs its own policy: counter init --policy FILE."
            ),
        }
        if code in known:
            return known[code]
        if name == "currency":
            return self.tr("Type the three letters of a currency, like USD.")
        return self.tr("This holds a character that cannot be kept. Type it again.")

    def not_written(self, error: OSError) -> str:
        """Why the store could not be written, as far as the computer says, and what to do."""
        place = str(error.filename or "")
        match error.errno:
            case errno.EACCES | errno.EPERM | errno.EROFS:
                return self.tr("Nothing may be written here: {0}").format(place)
            case errno.ENOSPC | errno.EDQUOT:
                return self.tr("The disk is full. Make room, then create the store again.")
            case _:
                return f"{self.tr('The store could not be written.')} {place}".strip()
