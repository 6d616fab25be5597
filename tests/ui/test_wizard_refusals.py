"""What lies below the first-run wizard refuses in the language that was chosen."""

from __future__ import annotations

import errno

import pytest
from PySide6.QtCore import Qt

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import StorageError
from counter_app.core.said import said
from counter_app.first_run import make_store
from counter_app.ui.wizard_answers import new_store
from tests.stores import NOON
from tests.ui.widgets import look_checks
from tests.ui.wizard_house import House

REFUSALS = [
    (StorageError("This folder holds other keys; they were kept."),
     "Esta carpeta contiene otras claves; se conservaron."),
    (StorageError(said("The key file {path} is damaged.", path="/srv/keys.json")),
     "El archivo de claves /srv/keys.json está dañado."),
    (PermissionError(errno.EACCES, "Permission denied", "/srv/store"),
     "Aquí no se puede escribir nada: /srv/store"),
    (OSError(errno.ENOSPC, "No space left on device"),
     "El disco está lleno. Libere espacio y vuelva a crear la tienda."),
]  # fmt: skip


@pytest.mark.parametrize(("failure", "spanish"), REFUSALS)
def test_what_lies_below_refuses_in_the_language_that_was_chosen(
    house: House, failure: StorageError | OSError, spanish: str
) -> None:
    house.wizard.language.click()
    house.failure = failure
    house.to_review()
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: bool(house.threads) and house.wizard.next.isEnabled())
    assert spanish in [text.text for text in look_checks.painted(house.wizard)]


def test_a_store_that_is_there_is_refused_in_spanish_by_the_real_set_up(house: House) -> None:
    house.wizard.language.click()
    house.to_review()
    make_store(house.folder, house.folder, new_store(house.wizard.answers), FrozenClock(NOON))
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: bool(house.threads) and house.wizard.next.isEnabled())
    assert "Aquí ya hay una tienda creada." in [t.text for t in look_checks.painted(house.wizard)]
