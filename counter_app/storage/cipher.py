"""Seals single values with the store's field key (AES-256-GCM), bound to what they belong to."""

from __future__ import annotations

import secrets
from typing import Final

from counter_app.core.errors import StorageError
from counter_app.storage.keys import Keys

_NONCE: Final = 12


def seal(keys: Keys, purpose: str, plain: str) -> str:
    """The value as hex, readable only with the key and for the same purpose."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(keys.field).encrypt(nonce, plain.encode(), purpose.encode())
    return (nonce + sealed).hex()


def unseal(keys: Keys, purpose: str, sealed: str) -> str:
    """The value again; raises `StorageError` if it was changed or is of another purpose."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        raw = bytes.fromhex(sealed)
        plain = AESGCM(keys.field).decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise StorageError("A sealed value was changed.", code="sealed_value") from error
    return plain.decode()
