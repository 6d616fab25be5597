"""The store's secrets, kept outside the database: journal key, PIN pepper, field key.

A file with mode 0600 beside the store (or in the station's folder for a server store). It fails
closed: no keys, no desk. A passphrase copy (scrypt, AES-256-GCM) survives a lost disk.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counter_app.core.errors import BadInput, StorageError
from counter_app.storage.files import private_folder, tighten, write_private

FILE_NAME: Final = "keys.json"
MIN_PASSPHRASE: Final = 12
_SCRYPT: Final = {"n": 2**15, "r": 8, "p": 1}


@dataclass(frozen=True, slots=True)
class Keys:
    """Three independent 256-bit keys and the id of the store they belong to."""

    store_id: str
    chain: bytes
    pepper: bytes
    field: bytes

    def mac(self, *parts: bytes) -> str:
        """HMAC-SHA-256 (RFC 2104) over the parts with the journal key, as hex."""
        return hmac.new(self.chain, b"".join(parts), hashlib.sha256).hexdigest()


def fresh_keys(store_id: str) -> Keys:
    """New random keys for a new store."""
    return Keys(store_id, *(secrets.token_bytes(32) for _ in range(3)))


def save_keys(home: Path, keys: Keys) -> None:
    """Write the key file (mode 0600); other keys are never replaced, a damaged file is kept."""
    path = home / FILE_NAME
    if path.exists():
        try:
            present: Keys | None = load_keys(home)
        except StorageError:
            path.replace(path.with_name(f"{FILE_NAME}.damaged"))
            present = None
        if present is not None and present != keys:
            raise StorageError(
                "This folder holds other keys; they were kept.", code="other_keys_present"
            )
    write_private(path, json.dumps(_as_json(keys), indent=1).encode())


def load_keys(home: Path) -> Keys:
    """Read the key file; refuses one that is missing, damaged or readable by others."""
    path = home / FILE_NAME
    if not path.exists():
        raise StorageError(
            f"The store's keys are missing ({path}).",
            code="keys_missing",
            remedy="Bring them back with: counter keys restore FILE",
        )
    private_folder(home)
    tighten(path)
    try:
        return _from_json(json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise StorageError(f"The key file {path} is damaged.", code="keys_damaged") from error


def seal_keys(keys: Keys, passphrase: str) -> bytes:
    """The keys encrypted under a passphrase of at least 12 characters, as JSON bytes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(passphrase) < MIN_PASSPHRASE:
        raise BadInput(f"The passphrase needs at least {MIN_PASSPHRASE} characters.")
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretch(passphrase, salt)).encrypt(
        nonce, json.dumps(_as_json(keys)).encode(), b"counter-keys-1"
    )
    content = {
        "format": "counter-keys-1",
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "keys": sealed.hex(),
    }
    return json.dumps(content, indent=1).encode()


def unseal_keys(data: bytes, passphrase: str) -> Keys:
    """Open a sealed copy; a wrong passphrase and a damaged file are told apart where possible."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        content = json.loads(data)
        if content["format"] != "counter-keys-1":
            raise KeyError("format")
        salt, nonce = bytes.fromhex(content["salt"]), bytes.fromhex(content["nonce"])
        sealed = bytes.fromhex(content["keys"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput("This is not a copy of a store's keys.") from error
    try:
        opened = AESGCM(_stretch(passphrase, salt)).decrypt(nonce, sealed, b"counter-keys-1")
    except InvalidTag as error:
        raise BadInput("The passphrase does not open this copy, or the file is damaged.") from error
    return _from_json(json.loads(opened))


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
