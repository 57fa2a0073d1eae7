"""Column types of the house: moments, days, decimals, money, enums, encrypted text."""

import base64
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from sqlalchemy import BigInteger, DateTime, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from budgets import Money
from planner.days import Day
from planner.enums import LabelledEnum

_NONCE_BYTES = 12
UNREADABLE = "（密钥不符，读不出）"


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("moments are aware")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class DayText(TypeDecorator[Day]):
    """A `Day`, whose year may be unknown, as ISO text."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: Day | None, dialect: Dialect) -> str | None:
        return value.iso if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> Day | None:
        return Day.parse(value) if value else None


class DecimalText(TypeDecorator[Decimal]):
    """An exact decimal as text: SQLite would make a float of it."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Fen(TypeDecorator[Money]):
    """Money as integer 分."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        return None if value is None else value.fen

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        return None if value is None else Money(value)


class Choice(TypeDecorator[LabelledEnum]):
    """A member of a closed vocabulary, kept by its value."""

    impl = String(24)
    cache_ok = True

    def __init__(self, vocabulary: type[LabelledEnum]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: LabelledEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else self.vocabulary(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> LabelledEnum | None:
        return None if value is None else self.vocabulary(value)


class Keys(TypeDecorator[tuple[str, ...]]):
    """A few row keys as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        return json.dumps(list(value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(json.loads(value)) if value else ()


class Secret(TypeDecorator[str]):
    """Text of a minor or about one: AES-256-GCM, with the id of its key in front so that keys can be changed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if not value:
            return value
        key_id, key = data_keys()[0]
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + AESGCM(key).encrypt(nonce, value.encode(), key_id.encode())
        return f"{key_id}:{base64.b64encode(sealed).decode()}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if not value:
            return value
        text = unseal(value, data_keys())
        return UNREADABLE if text is None else text


def unseal(held: str, keys: Sequence[tuple[str, bytes]]) -> str | None:
    """The text that was sealed, from how it lies in the database; None when none of the keys opens it."""
    key_id, _, sealed_text = held.partition(":")
    key = dict(keys).get(key_id)
    if key is None:
        return None
    try:
        sealed = base64.b64decode(sealed_text)
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], key_id.encode()).decode()
    except (InvalidTag, ValueError):
        return None


def data_keys() -> list[tuple[str, bytes]]:
    """The keys of sensitive data, the one in use first; read from DATA_KEY (`id:base64, …`)."""
    keys: list[tuple[str, bytes]] = current_app.config["DATA_KEYS"]
    return keys


def read_data_keys(text: str) -> list[tuple[str, bytes]]:
    """Parse `id:base64[, id:base64…]`; a lone base64 gets the id "1". Raises ValueError unless keys have 32 bytes."""
    keys = []
    for part in text.split(","):
        key_id, colon, encoded = part.strip().rpartition(":")
        key = base64.b64decode(encoded)
        if len(key) != 32:
            raise ValueError("DATA_KEY must be 32 bytes in base64")
        keys.append((key_id if colon else "1", key))
    return keys
