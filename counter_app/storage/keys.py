"""The store's secrets, kept outside the database: journal key, PIN pepper, field key.

A file with mode 0600 beside the store (or in the station's folder for a server store). It fails
closed: no keys, no desk. A passphrase copy (scrypt, AES-256-GCM) survives a lost disk.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counter_app.core.errors import BadInput, StorageError
from counter_app.core.said import said
from counter_app.storage.files import private_folder, sync_folder, tighten, write_private

FILE_NAME: Final = "keys.json"
STAGED_NAME: Final = f"{FILE_NAME}.new"
MIN_PASSPHRASE: Final = 12
MAX_SEALED: Final = 64_000
KEYS_FORMAT: Final = "counter-keys-1"
_SCRYPT: Final = {"n": 2**15, "r": 8, "p": 1}


@dataclass(frozen=True, slots=True)
class Keys:
    """Three independent 256-bit keys and the id of the store they belong to."""

    store_id: str
    chain: bytes
    pepper: bytes
    field: bytes
    _begun: hmac.HMAC = dataclasses.field(init=False, repr=False, compare=False)
    """A mac with the journal key and nothing in it yet: a copy costs a third of a new one."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_begun", hmac.new(self.chain, digestmod="sha256"))

    def mac(self, *parts: bytes) -> str:
        """HMAC-SHA-256 (RFC 2104) over the parts with the journal key, as hex."""
        mac = self._begun.copy()
        mac.update(b"".join(parts))
        return mac.hexdigest()


def fresh_keys(store_id: str) -> Keys:
    """New random keys for a new store."""
    return Keys(store_id, *(secrets.token_bytes(32) for _ in range(3)))


def save_keys(home: Path, keys: Keys) -> None:
    """Write the key file (mode 0600); other keys are never replaced, a damaged file is kept."""
    _make_room(home, keys)
    write_private(home / FILE_NAME, _content(keys))


def stage_keys(home: Path, keys: Keys) -> None:
    """Write a new store's keys beside, until its database is there (`take_staged_keys`).

    Raises `StorageError` where other keys are; staged ones of a set-up that never ended are none.
    """
    _make_room(home, keys)
    for cut_off in home.glob(f".{STAGED_NAME}.*.tmp"):
        cut_off.unlink()
    write_private(home / STAGED_NAME, _content(keys))


def take_staged_keys(home: Path) -> None:
    """The store is there: its keys are the folder's from now on."""
    (home / STAGED_NAME).replace(home / FILE_NAME)
    sync_folder(home)


def _content(keys: Keys) -> bytes:
    return json.dumps(_as_json(keys), indent=1).encode()


def _make_room(home: Path, keys: Keys) -> None:
    path = home / FILE_NAME
    if path.exists():
        try:
            present: Keys | None = load_keys(home)
        except StorageError as error:
            if error.code != "keys_damaged":
                raise
            path.replace(path.with_name(f"{FILE_NAME}.damaged"))
            present = None
        if present is not None and present != keys:
            raise StorageError(
                "This folder holds other keys; they were kept.", code="other_keys_present"
            )


def load_keys(home: Path) -> Keys:
    """Read the key file; refuses one that is missing, damaged or readable by others.

    Keys are still staged where a set-up was cut off after the database and before them.
    """
    path = home / FILE_NAME
    if not path.exists() and (home / STAGED_NAME).exists():
        take_staged_keys(home)
    if not path.exists():
        raise StorageError(
            said("The store's keys are missing ({path}).", path=str(path)),
            code="keys_missing",
            remedy="Bring them back with: counter keys restore FILE",
        )
    private_folder(home)
    tighten(path)
    try:
        return _from_json(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise StorageError(
            said("The key file {path} cannot be read.", path=str(path)), code="keys_unreadable"
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StorageError(
            said("The key file {path} is damaged.", path=str(path)), code="keys_damaged"
        ) from error


def seal_keys(keys: Keys, passphrase: str) -> bytes:
    """The keys encrypted under a passphrase of at least 12 characters, as JSON bytes."""
    return seal(json.dumps(_as_json(keys)).encode(), passphrase, KEYS_FORMAT)


def unseal_keys(data: bytes, passphrase: str) -> Keys:
    """Open a sealed copy; a wrong passphrase and a damaged file are told apart where possible."""
    return keys_from(
        unseal(data, passphrase, KEYS_FORMAT, said("This is not a copy of a store's keys."))
    )


def keys_content(keys: Keys) -> str:
    """The keys as text, to be sealed together with something else."""
    return json.dumps(_as_json(keys))


def keys_from(content: bytes | str) -> Keys:
    """The keys from their text; raises `BadInput`."""
    try:
        return _from_json(json.loads(content))
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput("These keys are damaged.") from error


def seal(content: bytes, passphrase: str, form: str) -> bytes:
    """Content encrypted under a passphrase (scrypt, AES-256-GCM), as JSON bytes of a format."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(passphrase) < MIN_PASSPHRASE:
        raise BadInput(
            said("The passphrase needs at least {least} characters.", least=MIN_PASSPHRASE)
        )
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretch(passphrase, salt)).encrypt(nonce, content, form.encode())
    parts = {"format": form, "salt": salt.hex(), "nonce": nonce.hex(), "keys": sealed.hex()}
    return json.dumps(parts, indent=1).encode()


def unseal(data: bytes, passphrase: str, form: str, other: str) -> bytes:
    """Open what `seal` made; `BadInput` for a wrong passphrase, saying `other` for another file."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        parts = json.loads(data[:MAX_SEALED])
        if parts["format"] != form:
            raise KeyError("format")
        salt, nonce = bytes.fromhex(parts["salt"]), bytes.fromhex(parts["nonce"])
        sealed = bytes.fromhex(parts["keys"])
        if (len(salt), len(nonce)) != (16, 12):
            raise ValueError("lengths")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(other) from error
    try:
        return AESGCM(_stretch(passphrase, salt)).decrypt(nonce, sealed, form.encode())
    except InvalidTag as error:
        raise BadInput("The passphrase does not open this copy, or the file is damaged.") from error


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        passphrase.encode(), salt=salt, **_SCRYPT, maxmem=128 * 1024 * 1024, dklen=32
    )


def _as_json(keys: Keys) -> dict[str, str]:
    return {
        "store_id": keys.store_id,
        "chain": keys.chain.hex(),
        "pepper": keys.pepper.hex(),
        "field": keys.field.hex(),
    }


def _from_json(data: dict[str, str]) -> Keys:
    keys = Keys(
        str(data["store_id"]),
        bytes.fromhex(data["chain"]),
        bytes.fromhex(data["pepper"]),
        bytes.fromhex(data["field"]),
    )
    if not all(len(k) == 32 for k in (keys.chain, keys.pepper, keys.field)):
        raise ValueError("key length")
    return keys
