"""A policy as plain data, for a TOML or JSON file or a column, and back with every mistake named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from budgets.money import Money
from budgets.policy import ApprovalLevel, Per, PerHeadLimit, Policy
from budgets.topics import Topic

OFF = "off"
"""What stands for None, so that TOML, which has no null, can switch a rule off."""


class PolicyError(ValueError):
    """The data is not a policy; the message is a ready Chinese sentence that names the entry."""


def policy_to_dict(policy: Policy) -> dict[str, Any]:
    """Strings, booleans, whole numbers and lists only; `policy_from_dict` gives the same policy back."""
    return {field.name: _to_plain(getattr(policy, field.name)) for field in fields(policy)}


def _to_plain(value: object) -> object:
    if value is None:
        return OFF
    if isinstance(value, Money | Decimal):
        return str(value.decimal() if isinstance(value, Money) else value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_to_plain(entry) for entry in value]
    if isinstance(value, PerHeadLimit | ApprovalLevel):
        return {field.name: _to_plain(getattr(value, field.name)) for field in fields(value)}
    return str(value) if isinstance(value, str) else value


def policy_from_dict(data: Mapping[str, Any]) -> Policy:
    """The policy that the data describes; entries left out keep their defaults.

    Raises PolicyError for a name that does not exist or a value that does not fit.
    """
    unknown = sorted(set(data) - set(_READERS))
    if unknown:
        raise PolicyError(f"单位制度里没有“{unknown[0]}”这一项。")
    return Policy(**{name: _read(name, value) for name, value in data.items()})


def _read(name: str, value: object) -> Any:
    try:
        return _READERS[name](value)
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation) as error:
        raise PolicyError(f"单位制度的“{name}”读不懂，现在是“{str(value)[:40]}”。") from error


def _money(value: Any) -> Money | None:
    return None if value == OFF else Money.parse(str(value))


def _share(value: Any) -> Decimal:
    share = Decimal(str(value))
    if not 0 <= share <= 1:
        raise ValueError("a share lies between 0 and 1")
    return share


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("a count is a whole number from zero")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("a flag is true or false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is expected")
    return value


def _day(value: Any) -> date | None:
    if value == OFF or isinstance(value, date):
        return None if value == OFF else value
    return date.fromisoformat(value)


def _list_of(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read_all(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise TypeError("a list is expected")
        return tuple(read(entry) for entry in value)

    return read_all


def _limit(value: Any) -> PerHeadLimit:
    amount = Money.parse(str(value["amount"]))
    return PerHeadLimit(Topic(value["topic"]), amount, Per(value["per"]), _text(value.get("note", "")))


def _level(value: Any) -> ApprovalLevel:
    return ApprovalLevel(_text(value["approver"]), _money(value.get("up_to", OFF)))


_READERS: dict[str, Callable[[Any], Any]] = {
    "document": _text,
    "effective_from": _day,
    "confirmed": _flag,
    "per_head": _list_of(_limit),
    "per_head_day": _money,
    "reserve_cap": _share,
    "spare_share": _share,
    "approval_levels": _list_of(_level),
    "quotes_from": _money,
    "quotes": _count,
    "contract_from": _money,
    "cash_limit": _money,
    "prize_limit": _money,
    "detail_from": _money,
    "labour_tax_from": _money,
    "settle_days": _count,
    "advance_days": _count,
    "variance_share": _share,
    "near_limit_share": _share,
    "split_days": _count,
    "home_kinds": _list_of(_text),
    "insured_kinds": _list_of(_text),
    "forbidden_words": _list_of(_text),
    "vague_names": _list_of(_text),
}
