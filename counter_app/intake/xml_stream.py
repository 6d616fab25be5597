"""Transactions of a POSLog file, one at a time and in bounded memory.

DTDs, entities, depth and size are refused while reading (defusedxml over expat). Element names
come out plain: ``Sale`` for POSLog's own, ``x-Itemizers`` for a vendor's extensions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from counter_app.core.errors import ImportRejected
from counter_app.intake.limits import Limits
from counter_app.intake.metered import MeteredStream

_POSLOG: Final = "ixretail"


def transactions(source: MeteredStream, limits: Limits) -> Iterator[tuple[Element, str]]:
    """Yield each complete Transaction with the file's declared version ("" if it has none).

    Raises `ImportRejected` for anything that is not a sound, plain POSLog file.
    """
    try:
        yield from _Walk(source, limits).run()
    except DefusedXmlException:
        raise ImportRejected(
            "The file defines a document type or entities, which no sales file needs.",
            code="forbidden_xml",
        ) from None
    except ParseError as error:
        raise _not_well_formed(error) from None
    except (LookupError, ValueError, OverflowError):
        raise ImportRejected(
            "The file's characters cannot be read in the encoding it claims.", code="bad_encoding"
        ) from None


def _not_well_formed(error: ParseError) -> ImportRejected:
    line = error.position[0]
    if "no element found" in str(error) or "unclosed token" in str(error):
        return ImportRejected(f"The file ends in the middle (line {line}).", code="truncated")
    return ImportRejected(f"The file is not well-formed XML (line {line}).", code="bad_xml")


class _Walk:
    """One pass over one file."""

    def __init__(self, source: MeteredStream, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._names: dict[str, str] = {}
        self._root_space = ""
        self._open: list[Element] = []
        self._transaction: Element | None = None
        self._elements = 0

    def run(self) -> Iterator[tuple[Element, str]]:
        version = ""
        # defusedxml builds its parser from the pure-Python classes; typed loosely there.
        for event, element in iterparse(self._source, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                self._start(element)
                if len(self._open) == 1:
                    version = _version(element)
                continue
            self._open.pop()
            ended = self._transaction
            if ended is not None and element is ended:
                self._transaction = None
                self._source.mark()
                self._make_plain(ended)
                yield ended, version
            if self._transaction is None and self._open:
                self._open[-1].remove(element)

    def _start(self, element: Element) -> None:
        name = self._name(element.tag)
        if not self._open and name not in ("POSLog", "Transaction"):
            raise ImportRejected("The file is not a POSLog sales file.", code="not_poslog")
        self._open.append(element)
        if len(self._open) > self._limits.depth:
            raise ImportRejected("The file is nested too deeply.", code="too_deep")
        if len(element.attrib) > self._limits.attributes_per_element:
            raise ImportRejected("An element has too many attributes.", code="too_many_elements")
        if self._transaction is None:
            self._elements = 0
            if name == "Transaction":
                self._transaction = element
        self._elements += 1
        if self._elements > self._limits.elements_per_transaction:
            raise ImportRejected(
                "A transaction in the file has too many elements.", code="too_many_elements"
            )

    def _make_plain(self, transaction: Element) -> None:
        for element in transaction.iter():
            element.tag = self._name(element.tag)
            if any(key[0] == "{" for key in element.attrib):
                element.attrib = {self._name(k): v for k, v in element.attrib.items()}

    def _name(self, tag: str) -> str:
        known = self._names.get(tag)
        if known is not None:
            return known
        if len(self._names) >= self._limits.names:
            raise ImportRejected(
                "The file uses too many different names.", code="too_many_elements"
            )
        space, _, local = tag.rpartition("}")
        if not self._names:
            self._root_space = space
        own = not space or space == self._root_space or _POSLOG in space.lower()
        name = local if own else f"x-{local}"
        self._names[tag] = name
        return name


def _version(root: Element) -> str:
    major = root.get("MajorVersion", "")
    minor = root.get("MinorVersion", "0")
    return f"{major}.{minor}" if major.isdigit() and minor.isdigit() else ""
