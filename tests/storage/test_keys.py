"""The store's keys: private, fail closed, and survive a lost disk under a passphrase."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput, StorageError
from counter_app.storage.keys import (
    FILE_NAME,
    fresh_keys,
    load_keys,
    save_keys,
    seal_keys,
    unseal_keys,
)

PASSPHRASE = "correct horse battery"


def test_keys_come_back_as_they_were(tmp_path: Path) -> None:
    keys = fresh_keys("s1")
    save_keys(tmp_path, keys)
    assert load_keys(tmp_path) == keys
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0
    save_keys(tmp_path, keys)


def test_without_keys_there_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as refusal:
        load_keys(tmp_path)
    assert refusal.value.code == "keys_missing"


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"store_id": "s1"}', b"\xff\xfe", b'{"store_id":1,"chain":"zz"}']
)
def test_damaged_keys_are_told_and_can_be_brought_back(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(damage)
    with pytest.raises(StorageError) as refusal:
        load_keys(tmp_path)
    assert refusal.value.code == "keys_damaged"
    keys = fresh_keys("s1")
    save_keys(tmp_path, keys)
    assert load_keys(tmp_path) == keys
    assert (tmp_path / f"{FILE_NAME}.damaged").read_bytes() == damage


def test_other_keys_are_never_replaced(tmp_path: Path) -> None:
    keys = fresh_keys("s1")
    save_keys(tmp_path, keys)
    for other in (fresh_keys("s2"), fresh_keys("s1")):
        with pytest.raises(StorageError) as refusal:
            save_keys(tmp_path, other)
        assert refusal.value.code == "other_keys_present"
    assert load_keys(tmp_path) == keys


def test_a_sealed_copy_opens_with_its_passphrase_only() -> None:
    keys = fresh_keys("s1")
    sealed = seal_keys(keys, PASSPHRASE)
    assert unseal_keys(sealed, PASSPHRASE) == keys
    assert keys.chain.hex().encode() not in sealed
    with pytest.raises(BadInput, match="passphrase"):
        unseal_keys(sealed, PASSPHRASE + " ")
    with pytest.raises(BadInput, match="12 characters"):
        seal_keys(keys, "short")
    content = json.loads(sealed)
    content["keys"] = content["keys"][:-2] + "00"
    with pytest.raises(BadInput):
        unseal_keys(json.dumps(content).encode(), PASSPHRASE)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_no_sealed_copy(data: bytes) -> None:
    with pytest.raises(BadInput):
        unseal_keys(data, PASSPHRASE)
