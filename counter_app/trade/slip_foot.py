"""How a refund's slip ends: what the customer should understand, and the copy that is signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from counter_app.core.approval import Audience, Finding, Severity
from counter_app.core.document import Align, Block, Document, Feed, Style, Text
from counter_app.core.words import Words
from counter_app.documents.standard import signature_lines

_BANNER: Final = Style(bold=True, width=2, height=1, invert=True)


def told_rows(findings: tuple[Finding, ...], approver: str, words: Words) -> Iterator[Block]:
    """What the customer should understand, in plain words; nothing meant for other eyes."""
    said = [
        " ".join(filter(None, words.finding(finding)))
        for finding in findings
        if finding.audience is Audience.CUSTOMER and finding.severity <= Severity.WARN
    ]
    if approver:
        said.append(words.say("Approved by {name}", name=approver))
    if said:
        yield Feed()
    yield from (Text(text) for text in dict.fromkeys(said))


def store_copy(slip: Document, words: Words, *, approved: bool) -> Document:
    """The store's copy of a slip, to be signed by the customer and whoever paid and approved."""
    mark = Text(words.say("STORE COPY"), Align.CENTER, _BANNER)
    labels = [words.say("Customer's signature"), words.say("Cashier's signature")]
    if approved:
        labels.append(words.say("Manager's signature"))
    blocks = (mark, Feed(), *slip.blocks, Feed(), *signature_lines(labels))
    return replace(slip, blocks=blocks, kind=f"{slip.kind}_store_copy")
