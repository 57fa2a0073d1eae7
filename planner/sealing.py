"""Sealed text and files: AES-256-GCM with the id of the key in front, and blind indexes by which text is found."""

import base64
import hashlib
import hmac
import os
import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# The id of a key and its 32 bytes; of several the first one seals, all of them open.
DataKeys = Sequence[tuple[str, bytes]]
KEY_BYTES = 32
_NONCE_BYTES = 12
_INDEX_LABEL = b"planner blind index"
_DIGITS_LABEL = b"planner digits"
_BETWEEN_DIGITS = re.compile(r"[\s-]")
# How a sealed file begins; the id of its key follows on the same line.
_SEALED_FILE = b"planner sealed file, key "


def read_data_keys(text: str) -> list[tuple[str, bytes]]:
    """Parse `id:base64[, id:base64…]`; a lone base64 gets the id "1". Raises ValueError unless keys have 32 bytes."""
    keys = []
    for part in text.split(","):
        key_id, colon, encoded = part.strip().rpartition(":")
        key = base64.b64decode(encoded, validate=True)
        if len(key) != KEY_BYTES:
            raise ValueError("a data key is 32 bytes in base64")
        keys.append((key_id if colon else "1", key))
    return keys


@lru_cache(maxsize=8)
def _cipher(key: bytes) -> AESGCM:
    """A key made ready, once: a page opens hundreds of values with it."""
    return AESGCM(key)


def seal(text: str, keys: DataKeys) -> str:
    """The text sealed with the first key; never the same twice. Empty text stays empty."""
    if not text:
        return text
    key_id, key = keys[0]
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + _cipher(key).encrypt(nonce, text.encode(), key_id.encode())
    return f"{key_id}:{base64.b64encode(sealed).decode()}"


def unseal(held: str, keys: DataKeys) -> str | None:
    """The text that was sealed; None when none of the keys opens it."""
    if not held:
        return held
    key_id, _, sealed_text = held.partition(":")
    key = dict(keys).get(key_id)
    if key is None:
        return None
    try:
        sealed = base64.b64decode(sealed_text)
        return _cipher(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], key_id.encode()).decode()
    except (InvalidTag, ValueError):
        return None


def seal_file(content: bytes, name: str, keys: DataKeys) -> bytes:
    """The bytes of a file sealed with the first key, to be opened under that name only; never the same twice."""
    key_id, key = keys[0]
    head, nonce = _head(key_id), os.urandom(_NONCE_BYTES)
    return b"".join((head, nonce, AESGCM(key).encrypt(nonce, content, head + name.encode())))


def unseal_file(held: bytes, name: str, keys: DataKeys) -> bytes | None:
    """The bytes that were sealed under that name; None for those of another, changed ones and another's key."""
    for key_id, key in keys:
        head = _head(key_id)
        if held.startswith(head):
            begin = len(head) + _NONCE_BYTES
            with suppress(InvalidTag):
                return AESGCM(key).decrypt(held[len(head) : begin], memoryview(held)[begin:], head + name.encode())
    return None


def is_sealed_file(held: bytes) -> bool:
    """Whether the bytes are those of a sealed file, whoever can open it."""
    return held.startswith(_SEALED_FILE)


def is_sealed_with(held: bytes, keys: DataKeys) -> bool:
    """Whether the bytes are those of a file that the first key sealed."""
    return held.startswith(_head(keys[0][0]))


def _head(key_id: str) -> bytes:
    return _SEALED_FILE + key_id.encode() + b"\n"


def blind_indexes(number: str, keys: DataKeys) -> list[str]:
    """By what a sealed phone number is found without being opened, one index a key; the first one is kept.

    Blanks and hyphens in a number don't count, in an address of mail they do. Who has the database but no key can
    neither read the number off nor try numbers.
    """
    plain = unicodedata.normalize("NFKC", number)
    plain = plain if "@" in plain else _BETWEEN_DIGITS.sub("", plain)
    if not plain:
        return []
    return [_keyed_hash(_index_key(key), plain.encode()).hex() for _, key in keys]


@lru_cache(maxsize=8)
def _index_key(key: bytes) -> bytes:
    return _keyed_hash(key, _INDEX_LABEL)


def derive_digits(message: str, count: int, keys: DataKeys) -> list[str]:
    """So many digits that follow from a text, one set a key; the first one is shown, all are right.

    Nothing of them is kept: who has the database but no key can't reckon them.
    """
    hashes = (_keyed_hash(_keyed_hash(key, _DIGITS_LABEL), message.encode()) for _, key in keys)
    # 64 bits are so many more than the digits that none of them is likelier than another.
    return [f"{int.from_bytes(found[:8], 'big') % 10**count:0{count}d}" for found in hashes]


def _keyed_hash(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()
