"""The program's log: JSON lines in a rotating private file, without anything secret in them.

Configured after the first window is painted; structlog is not imported before.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import re
import secrets
import traceback
from collections.abc import Mapping, MutableMapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any, Final

FOLDER: Final = "logs"
FILE_NAME: Final = "counter.log"
CRASH_FILE: Final = "crash.log"
MAX_BYTES: Final = 1_000_000
KEPT_FILES: Final = 5
MAX_TEXT: Final = 20_000
_MAX_DEPTH: Final = 6

REDACTED: Final = "[redacted]"
_SECRET_WORDS: Final = frozenset({
    "aba", "account", "badge", "birth", "card", "check", "cvv", "dl", "dob", "id_number", "licence",
    "license", "micr", "pan", "passphrase", "password", "pepper", "pin", "routing", "secret", "ssn",
    "tax_id", "token", "track",
})  # fmt: skip
# What gives itself away by its looks, whatever it is called.
_PATTERNS: Final = (
    (re.compile(r"(?<=://)[^/@\s]*@"), f"{REDACTED}@"),  # user and password of an address
    (re.compile(r"[⑆⑇⑈⑉TtUuOoAa]?[0-9]{9}[⑆⑇⑈⑉TtUuOoAa][ 0-9-]{4,20}[⑆⑇⑈⑉TtUuOoAa]"), REDACTED),
    (re.compile(r"(?<![0-9-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![0-9-])"), REDACTED),
    (re.compile(r"(?i)\b(pin|passphrase|password)\b(\W{1,4})[^\s\"',;)]+"), rf"\1\2{REDACTED}"),
)
_LONG_NUMBER = re.compile(
    r"(?P<id>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)"  # ours say nothing about anybody
    r"|(?<![0-9A-Fa-f-])[0-9](?:[ -]?[0-9]){7,18}(?![0-9A-Fa-f-])"
)
_DATE = re.compile(r"(?:19|20)[0-9]{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12][0-9]|3[01])")


def redact(text: str) -> str:
    """The text without card, account, check and identity numbers, PINs and passwords.

    Every number of 8 to 19 digits goes, except a date: an account number has no other mark.
    """
    text = text[:MAX_TEXT]
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return _LONG_NUMBER.sub(lambda m: m[0] if m["id"] or _DATE.fullmatch(m[0]) else REDACTED, text)


def redacted(value: object, key: str = "", depth: int = 0) -> object:
    """A log value made harmless: by its key's name, else by what it looks like."""
    if _is_secret(key):
        return REDACTED
    if depth > _MAX_DEPTH:
        return "…"
    match value:
        case None | bool():
            return value
        case int():
            return value if abs(value) < 10_000_000 else redact(str(value))
        case Mapping():
            return {str(k): redacted(v, str(k), depth + 1) for k, v in list(value.items())[:100]}
        case list() | tuple() | set() | frozenset():
            return [redacted(v, key, depth + 1) for v in list(value)[:100]]
        case _:
            return redact(str(value))


def configure_logs(home: Path) -> None:
    """Write everything that is logged from now on to `home/logs`; also crashes of the engine."""
    import structlog

    folder = home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _PrivateFile(folder / FILE_NAME)
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _redact_event,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    for old in [h for h in root.handlers if isinstance(h, _PrivateFile)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    faulthandler.enable(handler.crash_file)


def close_logs() -> None:
    """Stop logging to the file, and close it."""
    faulthandler.disable()
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, _PrivateFile)]:
        root.removeHandler(handler)
        handler.close()


def log_bug(error: BaseException) -> str:
    """Log an error that nobody expected, and give the reference to show for it."""
    import structlog

    reference = secrets.token_hex(4).upper()
    text = "".join(traceback.format_exception(error))
    structlog.get_logger("counter").error("bug", reference=reference, trace=text[-MAX_TEXT:])
    return reference


class _PrivateFile(RotatingFileHandler):
    """A rotating file that only its owner may read, and the crash file beside it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
        )
        self.crash_file = _open_private(path.with_name(CRASH_FILE))

    def _open(self) -> Any:
        return _open_private(Path(self.baseFilename))

    def close(self) -> None:
        super().close()
        if not self.crash_file.closed:
            self.crash_file.close()


def _open_private(path: Path) -> IO[str]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")


def _redact_event(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for key, value in event.items():
        event[key] = value if key in ("timestamp", "level", "reference") else redacted(value, key)
    return event


def _is_secret(key: str) -> bool:
    words = re.split(r"[^a-z]+", key.lower())
    return key.lower() in _SECRET_WORDS or any(word in _SECRET_WORDS for word in words)
