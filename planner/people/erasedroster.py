"""What is left of a roster that was erased: numbers."""

from dataclasses import dataclass
from datetime import date

from planner.days import say_date


@dataclass(frozen=True, slots=True)
class ErasedRoster:
    """How many children stood on it, and when it went; `girls` and `boys` are those of whom it was known."""

    on: date
    children: int
    girls: int = 0
    boys: int = 0

    @property
    def sentence(self) -> str:
        """What pages and papers say in its place."""
        known = "、".join(f"{label} {number} 人" for label, number in (("男", self.boys), ("女", self.girls)) if number)
        split = f"（{known}）" if known else ""
        return f"花名册原有 {self.children} 人{split}，保存到期，已于 {say_date(self.on)} 删除。"
