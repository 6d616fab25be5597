"""The first start on a computer: asks for a new store, makes it, or makes the demo store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from counter_app.app import NewOperator, create_store, default_policy
from counter_app.core.clock import Clock, SystemClock
from counter_app.settings import Settings
from counter_app.storage.keys import Keys
from counter_app.ui.desk_window import application, dress
from counter_app.ui.wizard import Ending, Facts, Wizard
from counter_app.ui.wizard_answers import NewStore

__all__ = ["Ending", "first_run", "make_store"]


def first_run(location: str | Path, home: Path, settings: Settings, demo: Path) -> Ending:
    """Ask for a new store and make it; a demo store goes to the folder `demo`."""
    app = application()
    language = dress(app, settings.display)
    wizard = Wizard(
        str(location),
        lambda wanted: make_store(location, home, wanted, SystemClock()),
        lambda: make_demo(demo, SystemClock()),
        copies=Path.home(),
        language=language,
    )
    endings: list[Ending] = []
    wizard.ended.connect(endings.append)
    wizard.showMaximized()
    QApplication.exec()
    return endings[-1] if endings else Ending.LEFT


def make_store(location: str | Path, home: Path, wanted: NewStore, clock: Clock) -> Keys:
    """Make the store that the wizard's answers describe."""
    store = wanted.store
    return create_store(
        location,
        home,
        store,
        station=wanted.station,
        people=[
            NewOperator(p.number, p.name, p.role, p.pin, language=p.language) for p in wanted.people
        ],
        tills=wanted.tills,
        policy_text=default_policy(store.currency.code),
        effective_from=store.calendar.business_date(clock.now()),
        clock=clock,
    )


def make_demo(folder: Path, clock: Clock) -> Facts:
    """Make or reuse the demo store; gives its people with the PINs that are secret from nobody."""
    from counter_app.demo.build import build_demo
    from counter_app.demo.people import PEOPLE, demo_store

    build_demo(folder, date=demo_store().calendar.business_date(clock.now()))
    return tuple((f"{p.number} {p.name}, {p.role.value}", p.pin) for p in PEOPLE)
