"""Column types of the house: moments, days, decimals, money, enums, encrypted text."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from flask import current_app
from sqlalchemy import BigInteger, DateTime, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator

from budgets import Money, UnitPrice
from planner.days import Day
from planner.enums import LabelledEnum
from planner.sealing import blind_indexes, seal, unseal

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


class Price(TypeDecorator[UnitPrice]):
    """A unit price as integer 1/10,000 元."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: UnitPrice | Money | None, dialect: Dialect) -> int | None:
        return None if value is None else UnitPrice.of(value).parts

    def process_result_value(self, value: int | None, dialect: Dialect) -> UnitPrice | None:
        return None if value is None else UnitPrice(value)


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
    """Text of a minor or about one, or a phone: sealed, with the id of its key in front so that keys can be changed.

    The same text is never sealed the same twice, so a statement that compares it would find nothing: it is refused.
    What is to be found has a column of its blind index beside it.
    """

    impl = Text
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[str]):
        """Refuses to compare sealed text with any other; that there is any may be asked."""

        def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> Any:
            """Build the condition; raises TypeError where it holds a text against the column."""
            if any(isinstance(value, str | list | tuple | set) and value for value in other):
                raise TypeError("sealed text can't be compared in SQL, look for its blind index")
            return super().operate(op, *other, **kwargs)

    comparator_factory = Comparator

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return seal(value, data_keys()) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if not value:
            return value
        text = unseal(value, data_keys())
        return UNREADABLE if text is None else text


def data_keys() -> list[tuple[str, bytes]]:
    """The keys of sensitive data, the one in use first; read from DATA_KEY (`id:base64, …`)."""
    keys: list[tuple[str, bytes]] = current_app.config["DATA_KEYS"]
    return keys


def index_number(number: str | None) -> str | None:
    """The blind index that is kept beside a sealed phone number; None without one."""
    found = blind_indexes(number or "", data_keys())
    return found[0] if found else None


def index_candidates(number: str) -> list[str]:
    """All blind indexes that a number may have been kept under: those of every key that was ever in use."""
    return blind_indexes(number, data_keys())
