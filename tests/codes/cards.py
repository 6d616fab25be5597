"""Licences of people who do not exist, written as the standard's editions write them."""

from __future__ import annotations

from counter_app.codes.jurisdictions import ISSUERS

NUMBER = "T64235789"


def card(
    number: str = NUMBER,
    state: str = "VA",
    *,
    version: int = 10,
    separator: str = "\n",
    head: str = "@\n\x1e\r",
    kind: str = "DL",
    **elements: str,
) -> str:
    """The text of one card; `elements` add to or replace those it has by default."""
    issuer = next(n for n, code in ISSUERS.items() if code == state)
    canadian = elements.get("DCG") == "CAN"
    found = {
        "DCA": "D",
        "DAQ": number,
        "DCS": "SAMPLE",
        "DAC": "ADAM",
        "DAD": "JAMES",
        "DBD": "20190115" if canadian else "01152019",
        "DBB": "19860106" if canadian else "01061986",
        "DBA": "20270106" if canadian else "01062027",
        "DBC": "1",
        "DAG": "2300 WEST BROAD STREET",
        "DAI": "RICHMOND",
        "DAJ": state,
        "DAK": "232690000  ",
        "DCG": "USA",
        "DDE": "N",
        "DDF": "N",
        "DDG": "N",
        **elements,
    }
    extra = "" if version < 2 else "00"
    body = separator.join(f"{key}{value}" for key, value in found.items())
    name = "AAMVA" if version == 1 else "ANSI "
    return f"{head}{name}{issuer}{version:02d}{extra}02DL00410278ZV03190008{kind}{body}\r"
