"""Brings sales files in: finds them, tells their kind, checks each whole, then takes it in."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Protocol, assert_never

from counter_app.core.errors import ImportRejected
from counter_app.core.receipt import Receipt, ReceiptKey
from counter_app.intake.csv_sales import check_sales_csv, read_sales_csv
from counter_app.intake.mapping import Mapping, load_mapping
from counter_app.intake.memory_sink import MemorySink
from counter_app.intake.metered import MeteredStream
from counter_app.intake.outcome import Outcome, Parsed, Reject, Skipped
from counter_app.intake.poslog import ReadOptions, check_poslog, read_poslog
from counter_app.intake.report import Added, ImportReport

MAX_FILES: Final = 100_000
BATCH: Final = 500
_PACKED: Final = {b"\x1f\x8b": "gzip", b"PK": "zip", b"BZ": "bzip2", b"\xfd7": "xz"}


class ReceiptSink(Protocol):
    """Where receipts go: the store's database, or memory for a dry run."""

    def add(self, receipt: Receipt, /) -> Added: ...

    def reject(self, file: str, receipt: str, reason: str, raw_digest: str, /) -> None: ...

    def flush(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: the file, bytes read of all bytes, receipts so far."""

    file: str
    done_bytes: int
    total_bytes: int
    receipts: int


def import_sales(
    paths: Sequence[Path],
    mapping: Mapping | None,
    sink: ReceiptSink,
    *,
    options: ReadOptions,
    dry_run: bool = False,
    progress: Callable[[Progress], None] | None = None,
    stored: Callable[[ReceiptKey], str | None] | None = None,
) -> ImportReport:
    """Take in POSLog and CSV sales files (folders: the .xml and .csv files in them).

    A broken file is refused whole; a bad receipt goes to quarantine while the others go in. With
    `dry_run` nothing reaches `sink`; `stored` then tells what the store already has. Raises what
    the sink raises.
    """
    report = ImportReport()
    target: ReceiptSink = MemorySink(stored) if dry_run else sink
    files = list(_files(paths, report, target))
    total = sum(size for _, size in files)
    before = 0
    for path, size in files:
        tell = _teller(progress, path, before, total, report)
        try:
            _one_file(path, mapping, target, report, options, tell)
        except ImportRejected as error:
            digest = _content_digest(path, options.limits.file_bytes)
            _reject_file(path, error.text, report, target, digest)
        except OSError as error:
            reason = f"The file cannot be read ({error.strerror or 'unknown'})."
            _reject_file(path, reason, report, target)
        target.flush()
        before += size
    return report


def _teller(
    progress: Callable[[Progress], None] | None,
    path: Path,
    before: int,
    total: int,
    report: ImportReport,
) -> Callable[[int], None]:
    def tell(consumed: int) -> None:
        if progress is not None:
            progress(Progress(path.name, before + consumed, total, report.receipts))

    return tell


def _files(
    paths: Iterable[Path], report: ImportReport, sink: ReceiptSink
) -> Iterator[tuple[Path, int]]:
    """The files behind the given paths with their sizes; what is no plain file is rejected."""
    count = 0
    for path in paths:
        inside = [path]
        if path.is_dir():
            wanted = (p for p in path.rglob("*") if p.suffix.lower() in (".xml", ".csv"))
            inside = sorted(p for p, _ in zip(wanted, range(MAX_FILES + 1), strict=False))
            if not inside:
                reason = "There is no .xml or .csv file in this folder."
                _reject_file(path, reason, report, sink)
        for found in inside:
            count += 1
            if count > MAX_FILES:
                _reject_file(path, "There are too many files at once.", report, sink)
                return
            try:
                info = found.stat()
            except OSError:
                _reject_file(found, "There is no such file, or it cannot be read.", report, sink)
                continue
            if stat.S_ISREG(info.st_mode):
                yield found, info.st_size
            else:
                _reject_file(found, "This is not a plain file.", report, sink)


def _name(path: Path) -> str:
    """The file's name as text; bytes that are no characters are shown as numbers."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _reject_file(
    path: Path, reason: str, report: ImportReport, sink: ReceiptSink, digest: str = ""
) -> None:
    """Refuse a whole file; without its content's digest it is known by its path."""
    report.reject(_name(path), "", reason)
    known_by = digest or hashlib.sha256(os.fsencode(path)).hexdigest()
    sink.reject(_name(path), "", reason, known_by)


def _content_digest(path: Path, most: int) -> str:
    """SHA-256 of a file as far as it would be read; "" if it is gone by now."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while most > 0 and (chunk := stream.read(min(most, 65_536))):
                found.update(chunk)
                most -= len(chunk)
    except OSError:
        return ""
    return found.hexdigest()


def _one_file(
    path: Path,
    mapping: Mapping | None,
    sink: ReceiptSink,
    report: ImportReport,
    options: ReadOptions,
    tell: Callable[[int], None],
) -> None:
    with path.open("rb") as stream:
        source = MeteredStream(stream, options.limits)
        for count, outcome in enumerate(_outcomes(stream, source, path, mapping, options), 1):
            _take(path, outcome, sink, report)
            if count % BATCH == 0:
                sink.flush()
                tell(source.consumed)
        tell(source.consumed)


def _outcomes(
    stream: BinaryIO,
    source: MeteredStream,
    path: Path,
    mapping: Mapping | None,
    options: ReadOptions,
) -> Iterator[Outcome]:
    """Check the whole file first, so that a broken one leaves nothing behind; then read it."""
    if _is_csv(stream, path, mapping):
        chosen = mapping or load_mapping("counter")
        split = check_sales_csv(stream, chosen, options)
        stream.seek(0)
        yield from read_sales_csv(source, chosen, options, split)
    else:
        check_poslog(stream, options)
        stream.seek(0)
        yield from read_poslog(source, options)


def _is_csv(stream: BinaryIO, path: Path, mapping: Mapping | None) -> bool:
    start = stream.read(512)
    stream.seek(0)
    if not start:
        raise ImportRejected("The file is empty.", code="empty")
    packed = next((kind for magic, kind in _PACKED.items() if start.startswith(magic)), "")
    if packed:
        raise ImportRejected(f"The file is packed ({packed}); unpack it first.", code="packed")
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    utf_16 = start.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<"))
    if bare.startswith(b"<") or utf_16:
        return False
    if mapping is not None or path.suffix.lower() == ".csv":
        return True
    raise ImportRejected("The file is neither POSLog XML nor CSV.", code="unknown_format")


def _take(path: Path, outcome: Outcome, sink: ReceiptSink, report: ImportReport) -> None:
    match outcome:
        case Parsed(receipt, notes):
            report.added(sink.add(receipt), str(receipt.key), notes)
        case Skipped():
            report.skipped(outcome)
        case Reject(reason, label, raw_digest):
            report.reject(_name(path), label, reason)
            sink.reject(_name(path), label, reason, raw_digest)
        case _:
            assert_never(outcome)
