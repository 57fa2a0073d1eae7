"""Photos as plain data for the tests: what matters is said, the rest is as usual."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from planner.pictures import CameraClock, ItemSpan, Photo

PHONE = CameraClock("u1", "何同学", "HUAWEI P40")
OTHER_PHONE = CameraClock("u2", "李老师", "")
DAY = "2027-08-09"


def at(hour: str, day: str = DAY) -> datetime:
    """A moment of the tour."""
    return datetime.fromisoformat(f"{day}T{hour}")


def photo(number: int, hour: str = "", **values: Any) -> Photo:
    """The photo of that number, taken at that time of the first day."""
    usual = Photo(
        key=f"p{number}",
        number=number,
        name=f"IMG_{number}.jpg",
        sha256=f"{number:064x}",
        size=1000,
        arrived=at("20:00"),
        clock=PHONE,
        width=4032,
        height=3024,
        taken=at(hour) if hour else None,
        dhash=number * 0x0F0F_0F0F_0F0F_0F0F % 2**64 ^ number << 60,
    )
    return replace(usual, **values)


def span(key: str, begins: str, ends: str, day: str = DAY) -> ItemSpan:
    """An item of the schedule."""
    return ItemSpan(key, {"a": "集合点名", "b": "航天展厅"}.get(key, key), at(begins, day), at(ends, day))
