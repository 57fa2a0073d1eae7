"""The head of a newsletter (简报) as plain data: what it is called, who edits it, its number, to whom it goes."""

from dataclasses import dataclass
from datetime import date

DEFAULT_NAME = "工作简报"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinNumber:
    """第 6 期: counted within a year of the unit."""

    year: int
    number: int
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RedHead:
    """The head of one newsletter; without a `number` its place stays open, and nothing is invented for it."""

    name: str = DEFAULT_NAME
    publisher: str = ""
    sent_to: str = ""
    copied_to: str = ""
    number: BulletinNumber | None = None

    @property
    def number_label(self) -> str:
        """第6期; 第　期, to be filled in by hand, before anybody gave it one."""
        return f"第{self.number.number}期" if self.number else "第　　期"

    @property
    def day_label(self) -> str:
        """2027年8月13日; open as long as it has no number."""
        if self.number is None:
            return "　　　　年　　月　　日"
        day = self.number.issued_on
        return f"{day.year}年{day.month}月{day.day}日"
