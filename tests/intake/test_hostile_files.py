"""Files made to break a reader: each is refused with a sentence, and nothing of it is taken in."""

from __future__ import annotations

import io
import os
import select
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.core.errors import ImportRejected
from counter_app.intake.limits import Limits
from counter_app.intake.memory_sink import MemorySink
from counter_app.intake.outcome import Parsed
from counter_app.intake.poslog import check_poslog
from counter_app.intake.run import import_sales
from tests.intake.conftest import OPTIONS, SAMPLES, read_bytes

SMALL = (SAMPLES / "ncr_acs_kjbreil" / "SMALL.xml").read_bytes()
GOOD = (
    b'<POSLog xmlns="http://www.nrf-arts.org/IXRetail/namespace/" MajorVersion="6"><Transaction>'
    b"<RetailStoreID>1</RetailStoreID><WorkstationID>1</WorkstationID>"
    b"<SequenceNumber>1</SequenceNumber><BusinessDayDate>2026-11-02</BusinessDayDate>"
    b"<RetailTransaction><LineItem><Sale><ItemID>1</ItemID><Description>caf\xc3\xa9</Description>"
    b"<ExtendedAmount>1.00</ExtendedAmount><Quantity>1</Quantity></Sale></LineItem>"
    b"</RetailTransaction></Transaction></POSLog>"
)
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
)


def refused(content: bytes, limits: Limits | None = None) -> ImportRejected:
    options = OPTIONS if limits is None else replace(OPTIONS, limits=limits)
    with pytest.raises(ImportRejected) as caught:
        check_poslog(io.BytesIO(content), options)
    return caught.value


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE POSLog [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE POSLog SYSTEM "http://127.0.0.1:1/x.dtd">',
        f"<!DOCTYPE POSLog [{LAUGHS}]>",
        f'<!DOCTYPE POSLog [<!ENTITY a "{"x" * 50_000}">]>',
        "<!DOCTYPE POSLog>",
    ],
    ids=["b2_63_xxe", "b2_64_external_dtd", "b2_65_laughs", "b2_66_quadratic", "empty_doctype"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities(doctype: str, encoding: str) -> None:
    content = f"{doctype}<POSLog>&l9;</POSLog>".encode(encoding)
    error = refused(content)
    assert error.code in ("forbidden_xml", "bad_xml")
    assert error.code == "forbidden_xml"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE POSLog SYSTEM "{0}">',
        '<!DOCTYPE POSLog PUBLIC "-//X//DTD POSLog//EN" "{0}">',
        '<!DOCTYPE POSLog [<!ENTITY % outside SYSTEM "{0}"> %outside;]>',
    ],
)
def test_b2_64_an_external_dtd_opens_no_socket(doctype: str, tmp_path: Path) -> None:
    calls: list[str] = []
    watching = True

    def note(event: str, _details: tuple[object, ...]) -> None:
        if watching and event.startswith(("socket.", "urllib.", "http.client.")):
            calls.append(event)

    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        url = f"http://127.0.0.1:{address[1]}/x.dtd"
        (tmp_path / "a.xml").write_bytes(doctype.format(url).encode() + GOOD)
        sys.addaudithook(note)
        report = import_sales([tmp_path], None, MemorySink(), options=OPTIONS)
        assert (report.new, report.rejected) == (0, 1)
        assert calls == []
        assert select.select([server], [], [], 0)[0] == [], "nobody knocked"
        socket.create_connection(address).close()
        assert "socket.connect" in calls, "the hook is awake"
        assert select.select([server], [], [], 1)[0] == [server]
    watching = False


def test_b2_67_nesting() -> None:
    error = refused(b"<POSLog>" + b"<a>" * 200_000)
    assert error.code == "too_deep"
    inside = b"<POSLog><Transaction>" + b"<LineItem>" * 200_000
    assert refused(inside).code == "too_deep"


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0" encoding="utf-7"?><POSLog>+ADw-</POSLog>',
        b'<?xml version="1.0" encoding="no-such"?><POSLog/>',
        b'<?xml version="1.0" encoding="utf-16"?><POSLog/>',
        b'<?xml version="1.0" encoding="utf-8"?><POSLog>\xff\xfe\xe9</POSLog>',
        b"\xff\xfe" + b"<POSLog/>",
        b'<?xml version="1.0" encoding="idna"?><POSLog/>',
        b'<?xml version="1.0" encoding="rot13"?><POSLog/>',
        b'<?xml version="1.0" encoding="hex"?><POSLog/>',
    ],
)
def test_b2_68_encodings_that_lie(content: bytes) -> None:
    assert refused(content).code in ("bad_encoding", "bad_xml", "truncated")


def test_a_true_utf_16_file_reads() -> None:
    text = GOOD.decode()
    content = ('<?xml version="1.0" encoding="utf-16"?>' + text).encode("utf-16")
    (outcome,) = read_bytes(content)
    assert isinstance(outcome, Parsed)
    assert outcome.receipt.lines[0].description == "café"


def test_sizes() -> None:
    tight = Limits(file_bytes=1_000)
    assert refused(SMALL, tight).code == "file_too_large"
    one = Limits(transaction_bytes=4_000)
    long = GOOD.replace(b"caf", b"x" * 100_000)
    assert refused(long, one).code == "file_too_large"
    few = Limits(elements_per_transaction=5)
    assert refused(SMALL, few).code == "too_many_elements"
    attributes = b"<POSLog " + b" ".join(b'a%d="1"' % n for n in range(100)) + b"/>"
    assert refused(attributes).code == "too_many_elements"
    names = b"<POSLog>" + b"".join(b"<n%d/>" % n for n in range(6_000)) + b"</POSLog>"
    assert refused(names).code == "too_many_elements"


def test_too_many_lines_reject_the_receipt_alone() -> None:
    line = GOOD[GOOD.index(b"<LineItem>") : GOOD.index(b"</RetailTransaction>")]
    (outcome,) = read_bytes(GOOD.replace(line, line * 5_100))
    assert "too many lines" in repr(outcome)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.999])
def test_truncated(cut: float) -> None:
    content = SMALL[: int(len(SMALL) * cut)]
    error = refused(content)
    assert error.code == "truncated"
    assert "ends in the middle" in error.text
    assert "1 complete receipts or events" in error.text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "truncated"),
        (b"<html><body/></html>", "not_poslog"),
        (b"<POSLog></POSLog><POSLog/>", "bad_xml"),
        (b"<POSLog>\x00</POSLog>", "bad_xml"),
        (b"<POSLog>&#0;</POSLog>", "bad_xml"),
        (b"<POSLog>&nbsp;</POSLog>", "bad_xml"),
        (b"\x1f\x8b\x08", "bad_xml"),
    ],
)
def test_what_is_no_poslog(content: bytes, code: str) -> None:
    assert refused(content).code == code


def test_a_broken_file_leaves_nothing_behind_and_the_next_one_goes_in(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(SMALL + b"<")
    (tmp_path / "b.xml").write_bytes(GOOD)
    sink = MemorySink()
    report = import_sales([tmp_path], None, sink, options=OPTIONS)
    assert [str(key) for key in sink.digests] == ["1/1/2026-11-02/1"]
    assert (report.new, report.rejected) == (1, 1)
    assert report.rejects[0].file.endswith("a.xml")
    assert report.rejects[0].receipt == ""
    assert "2 complete receipts or events" in report.rejects[0].reason


def test_b2_69_70_77_packed_files_and_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"\x1f\x8b\x08\x00")
    (tmp_path / "b.csv").write_bytes(b"PK\x03\x04")
    (tmp_path / "c.xml").write_bytes(b"")
    (tmp_path / "d.txt").write_bytes(b"hello")
    (tmp_path / "secret.xml").write_bytes(GOOD)
    (tmp_path / "secret.xml").chmod(0)
    os.mkfifo(tmp_path / "pipe")
    paths = [tmp_path / n for n in ("a.xml", "b.csv", "c.xml", "d.txt", "pipe", "none")]
    report = import_sales([*paths, Path("/dev/zero")], None, MemorySink(), options=OPTIONS)
    assert report.new == 0
    assert [r.reason for r in report.rejects] == [
        "This is not a plain file.",
        "There is no such file, or it cannot be read.",
        "This is not a plain file.",
        "The file is packed (gzip); unpack it first.",
        "The file is packed (zip); unpack it first.",
        "The file is empty.",
        "The file is neither POSLog XML nor CSV.",
    ]
