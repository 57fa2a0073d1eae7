"""The limits of a unit as data: what they are, from when they hold and which document sets them.

The figures of `Policy()` are defaults to be confirmed by the unit. They differ by place and year, so a rule that
rests on one says so and only asks (提醒) until the unit has confirmed its own figures; then it blocks (错误).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from budgets.findings import Severity
from budgets.money import Money
from budgets.topics import Topic

UNCONFIRMED = "默认值，待本单位确认"


class Per(StrEnum):
    """What a per-head limit is counted by."""

    PERSON = "人"
    PERSON_DAY = "人·天"
    PERSON_NIGHT = "人·晚"
    LESSON = "学时"


@dataclass(frozen=True, slots=True)
class PerHeadLimit:
    """The most that one topic may cost for one person, day, night or lesson."""

    topic: Topic
    amount: Money
    per: Per
    note: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalLevel:
    """Who approves a budget up to an amount; the last level has no bound."""

    approver: str
    up_to: Money | None = None


def _yuan(amount: int) -> Money:
    return Money(amount * 100)


_PER_HEAD = (
    PerHeadLimit(Topic.MEAL, _yuan(100), Per.PERSON_DAY, "参照差旅伙食补助"),
    PerHeadLimit(Topic.LECTURE, _yuan(500), Per.LESSON, "参照副高及以下职称的税后讲课费"),
    PerHeadLimit(Topic.LECTURE, _yuan(1_000), Per.LESSON, "参照正高职称的税后讲课费"),
    PerHeadLimit(Topic.LECTURE, _yuan(1_500), Per.LESSON, "参照院士、全国知名专家的税后讲课费"),
)
_FORBIDDEN = (
    "香烟 卷烟 烟酒 白酒 红酒 啤酒 葡萄酒 黄酒 酒水 购物卡 卡券 充值卡 加油卡 礼品卡 代金券 提货券 提货卡 购物券 "
    "公务招待 招待费"
).split()
_HOME_KINDS = ("childrens_day", "spring_festival", "performance", "qingming", "chongyang")
_VAGUE = ("办公用品", "礼品", "食品", "日用品", "用品", "物资", "耗材", "材料", "服务费", "一批", "详见清单")


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one unit in force from `effective_from`, as written in `document`.

    An amount of None switches the rule off. Shares are decimals (0.10 = 10 %).
    """

    document: str = ""
    effective_from: date | None = None
    confirmed: bool = False
    per_head: tuple[PerHeadLimit, ...] = _PER_HEAD
    per_head_day: Money | None = _yuan(550)
    reserve_cap: Decimal = Decimal("0.10")
    spare_share: Decimal = Decimal("0.05")
    approval_levels: tuple[ApprovalLevel, ...] = (
        ApprovalLevel("部门负责人", _yuan(1_000)),
        ApprovalLevel("单位负责人"),
    )
    quotes_from: Money | None = _yuan(10_000)
    quotes: int = 3
    contract_from: Money | None = _yuan(10_000)
    cash_limit: Money | None = _yuan(1_000)
    prize_limit: Money | None = _yuan(100)
    detail_from: Money | None = _yuan(1_000)
    labour_tax_from: Money | None = _yuan(800)
    settle_days: int = 7
    advance_days: int = 30
    variance_share: Decimal = Decimal("0.05")
    near_limit_share: Decimal = Decimal("0.80")
    split_days: int = 7
    home_kinds: tuple[str, ...] = _HOME_KINDS
    insured_kinds: tuple[str, ...] = ("study_tour", "outdoor_training", "volunteer_teaching")
    forbidden_words: tuple[str, ...] = tuple(_FORBIDDEN)
    vague_names: tuple[str, ...] = _VAGUE

    @property
    def severity(self) -> Severity:
        """How grave it is to pass a limit: blocking once the unit has confirmed its figures."""
        return Severity.ERROR if self.confirmed else Severity.WARNING

    @property
    def citation(self) -> str:
        """What a finding names as its source."""
        name = self.document or "单位制度"
        return name if self.confirmed else f"{name}（{UNCONFIRMED}）"

    def level_of(self, amount: Money) -> int | None:
        """The place in `approval_levels` of who approves an amount; None where no level reaches so far."""
        bounds = (level.up_to for level in self.approval_levels)
        return next((at for at, bound in enumerate(bounds) if bound is None or amount <= bound), None)

    def approver_of(self, amount: Money) -> str:
        """Who approves an amount; empty where no level reaches so far."""
        at = self.level_of(amount)
        return "" if at is None else self.approval_levels[at].approver


def policy_on(day: date, policies: Iterable[Policy]) -> Policy | None:
    """The policy in force on a day: the latest that has begun; one without a date holds since ever."""
    begun = [policy for policy in policies if policy.effective_from is None or policy.effective_from <= day]
    return max(begun, key=lambda policy: policy.effective_from or date.min, default=None)
