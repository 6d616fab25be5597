"""Machine settings: read strictly with line numbers, written so that they read back the same."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput
from counter_app.settings import (
    DisplaySettings,
    DrawerSettings,
    PrinterSettings,
    ScannerSettings,
    Settings,
    StoreSettings,
    load_settings,
    parse_settings,
    render_settings,
)

WHOLE = """
[store]
location = "/srv/store"
[printer]
transport = "tcp"
host = "192.0.2.7"
columns = 42
acknowledge = false
[drawer]
pin = 5
pulse_ms = 120
[card]
processor = "simulated"
[scanner]
suffix = "tab"
port = "/dev/ttyACM0"
[display]
theme = "dark"
language = "es"
scale_percent = 125
"""


def test_every_section_is_read() -> None:
    settings = parse_settings(WHOLE)
    assert settings.store == StoreSettings("/srv/store")
    assert (settings.printer.transport, settings.printer.columns) == ("tcp", 42)
    assert settings.printer.acknowledge is False
    assert settings.drawer == DrawerSettings(pin=5, pulse_ms=120)
    assert settings.card.processor == "simulated"
    assert settings.scanner == ScannerSettings(suffix="tab", port="/dev/ttyACM0")
    assert settings.display == DisplaySettings(125, "dark", "es")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[printers]\n", 1, "printers"),
        ("\n[printer]\nwidth = 3\n", 3, "printer.width"),
        ('[printer]\ncolumns = "48"\n', 2, "whole number"),
        ("[printer]\ncolumns = true\n", 2, "whole number"),
        ("[printer]\ncolumns = 47\n", 2, "48, 42, 32"),
        ('[printer]\ntransport = "carrier pigeon"\n', 2, "tcp"),
        ('[printer]\ntransport = "tcp"\n', 2, "printer.host"),
        ("[printer]\nport = 0\n", 2, "1 to 65535"),
        ("[drawer]\npulse_ms = 400\npause_ms = 500\n", 2, "4 times"),
        ("[drawer]\npin = 3\n", 2, "2, 5"),
        ('[display]\ntheme = "pink"\n', 2, "light"),
        ("[display]\nscale_percent = 5000\n", 2, "75 to 300"),
        ('[store]\nlocation = "a\\u0000b"\n', 2, "cannot be shown"),
        ("columns = 48\n", 1, "columns"),
        ("[printer\n", 1, "line 1"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_settings(text)
    assert caught.value.code == "bad_settings"
    assert f"line {line}" in caught.value.text
    assert what in caught.value.text


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a = [" * 5000, b"#" * 70_000])
def test_a_file_that_is_no_settings_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    with pytest.raises(BadInput):
        load_settings(file)


TEXT = st.text(st.characters(blacklist_categories=["C", "Z"]), max_size=30)


@given(TEXT, TEXT, st.sampled_from([48, 42, 32]), st.booleans(), st.integers(75, 300))
def test_what_is_written_reads_back_the_same(
    location: str, host: str, columns: int, cuts: bool, scale: int
) -> None:
    settings = Settings(
        store=StoreSettings(location),
        printer=PrinterSettings(host=host, columns=columns, cuts=cuts),
        display=DisplaySettings(scale_percent=scale),
    )
    assert parse_settings(render_settings(settings)) == settings


def test_defaults_need_no_file() -> None:
    assert render_settings(Settings()) == ""


def test_the_documentation_names_every_setting_with_its_usual_value_and_its_example_is_read() -> (
    None
):
    text = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)\.(\w+)` \| `(.*?)` \| .{10,} \|$", text, re.MULTILINE)
    told = {(section, key): tomllib.loads(f"x = {usual}")["x"] for section, key, usual in rows}
    usual = Settings()
    assert told == {
        (section.name, key.name): getattr(getattr(usual, section.name), key.name)
        for section in fields(usual)
        for key in fields(getattr(usual, section.name))
    }
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert parse_settings(example).printer.host == "192.168.1.60"
