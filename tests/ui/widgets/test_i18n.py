"""The Spanish window: complete, up to date, and switched while it is open."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.core.words import LANGUAGES
from counter_app.ui import i18n
from counter_app.ui.widgets.keypad import Keypad
from counter_app.ui.widgets.scan_field import ScanField
from tests.ui.widgets import look_checks


def messages(path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Translation and its state by context and source text."""
    found = {}
    for context in ET.parse(path).getroot().findall("context"):
        name = context.findtext("name", "")
        for message in context.findall("message"):
            translation = message.find("translation")
            assert translation is not None
            key = (name, message.findtext("source", ""))
            words = "".join(translation.itertext())
            found[key] = (words, translation.get("type", "finished"))
    return found


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_text_of_the_source_is_translated(tmp_path: Path, language: str) -> None:
    kept = i18n.catalogue(language, ".ts")
    shutil.copy(kept, tmp_path)
    i18n.update(tmp_path)
    fresh = messages(tmp_path / kept.name)
    assert fresh.keys() == messages(kept).keys(), "run: python -m counter_app.ui.i18n update"
    for key, (words, state) in fresh.items():
        assert words.strip(), key
        assert state == "finished", key
        assert key[1].count("{") == words.count("{"), key


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_built_catalogue_is_the_one_of_the_source(tmp_path: Path, language: str) -> None:
    shutil.copy(i18n.catalogue(language, ".ts"), tmp_path)
    i18n.build(tmp_path)
    built = tmp_path / f"counter_{language}.qm"
    assert built.read_bytes() == i18n.catalogue(language, ".qm").read_bytes()


def test_an_open_window_changes_its_language(qtbot: QtBot, look: QApplication) -> None:
    field, keypad = ScanField(), Keypad()
    qtbot.addWidget(field)
    qtbot.addWidget(keypad)
    assert i18n.set_language(look, "es")
    look.processEvents()
    assert field.edit.placeholderText().startswith("Escanee recibo")
    assert "Borrar" in [text.text for text in look_checks.painted(keypad)]
    assert i18n.set_language(look, "en")
    look.processEvents()
    assert field.edit.placeholderText().startswith("Scan or type")


def test_a_prompt_of_the_screen_survives_a_change_of_language(
    qtbot: QtBot, look: QApplication
) -> None:
    field = ScanField()
    qtbot.addWidget(field)
    field.set_prompt("Scan a bag seal or a badge")
    i18n.set_language(look, "es")
    look.processEvents()
    assert field.edit.placeholderText() == "Scan a bag seal or a badge"


def test_an_unknown_language_is_english(look: QApplication) -> None:
    assert not i18n.set_language(look, "xx")
