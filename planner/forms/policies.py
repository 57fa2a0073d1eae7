"""The limits of a unit: every field of `budgets.Policy` in plain words, and how a policy is put into words."""

import re
from dataclasses import fields, replace
from typing import Any

from budgets import ApprovalLevel, Money, PerHeadLimit, Policy, Topic, format_quantity
from planner.eventkinds import KINDS
from planner.forms.choices import TickField
from planner.forms.datedpolicies import DatedForm
from planner.forms.fields import CountField, Required, TextField
from planner.forms.policylines import (
    KindsField,
    LevelsField,
    LimitField,
    PerHeadField,
    ShareField,
    WordsField,
    yuan,
)

NO_LIMIT = "不限"
_UNIT = re.compile(r"(.*)（(.*)）")
_SHARE_NEEDED = "写百分数，像 10；不留余地就写 0。"


class PolicyForm(DatedForm):
    """One policy."""

    groups = (
        ("依据", "", ("document", "effective_from", "confirmed")),
        ("人均标准", "", ("per_head", "per_head_day")),
        ("审批权限", "", ("approval_levels",)),
        (
            "采购和付款",
            "金额空着就是不限",
            ("quotes_from", "quotes", "contract_from", "detail_from", "cash_limit", "prize_limit", "labour_tax_from"),
        ),
        (
            "比例和期限",
            "",
            (
                "reserve_cap",
                "spare_share",
                "variance_share",
                "near_limit_share",
                "split_days",
                "settle_days",
                "advance_days",
            ),
        ),
        ("过夜和保险", "", ("home_kinds", "insured_kinds")),
        ("用词", "", ("forbidden_words", "vague_names")),
    )
    document = TextField("文件名称和文号", most=120, description="像“镇中心小学经费管理办法（镇小〔2026〕3 号）”")
    confirmed = TickField("本单位已确认这些数字", description="没确认时，超过标准只提醒；确认以后，超过的要先改")
    per_head = PerHeadField(
        "人均上限",
        description=(
            f"一行一条：类别、金额、单位、说明，用空格隔开。类别有{'、'.join(Topic)}；单位有人、人·天、人·晚、学时"
        ),
    )
    per_head_day = LimitField("每人每天合计（元）", description="所有开支加起来；空着就是不限")
    approval_levels = LevelsField(
        "谁审批到多少元", description="一行一级，从低到高，像“部门负责人 1000”；最后一级不写金额，就是不限"
    )
    quotes_from = LimitField("从多少起要比价（元）", description="单项达到就要附报价")
    quotes = CountField("要几家报价（家）", [Required("写要几家报价，像 3；不要求就写 0。")], most=100)
    contract_from = LimitField("从多少起要签合同（元）", description="单项达到就要附合同")
    detail_from = LimitField("从多少起要写明细（元）", description="只写“1 项”的，达到就要说明包括什么")
    cash_limit = LimitField("现金支付上限（元）", description="超过的要转账")
    prize_limit = LimitField("奖品、慰问品单价上限（元）", description="超过的要事先批准")
    labour_tax_from = LimitField("劳务费报税起点（元）", description="超过的要写明由谁申报个税")
    reserve_cap = ShareField("不可预见费上限（%）", [Required(_SHARE_NEEDED)], description="占其他各项之和")
    spare_share = ShareField(
        "备用数量上限（%）", [Required(_SHARE_NEEDED)], description="慰问品、服装比人数最多多备多少"
    )
    variance_share = ShareField("决算偏差上限（%）", [Required(_SHARE_NEEDED)], description="和预算差得更多，要写原因")
    near_limit_share = ShareField(
        "疑似拆分的下限（%）",
        [Required(_SHARE_NEEDED)],
        description="同一商家连着几张票都到限额的这么多，又都没过，就提醒",
    )
    split_days = CountField(
        "疑似拆分看几天（天）",
        [Required("写几天，像 7；只看同一天就写 0。")],
        most=366,
        description="同一商家隔这么多天以内的票算一起",
    )
    settle_days = CountField("报账期限（天）", [Required("写几天，像 7。")], most=10_000, description="从活动结束算起")
    advance_days = CountField(
        "借款期限（天）", [Required("写几天，像 30。")], most=10_000, description="从借款那天算起"
    )
    home_kinds = KindsField("办几天也不在外面过夜的活动", description="不问住宿费和餐费，比如每天回家的走访")
    insured_kinds = KindsField("预算里要有保险费的活动", description="在外面过夜的活动都要有，不用勾")
    forbidden_words = WordsField("不得列支的物品", description="用“、”隔开，或一行一个；同类的牌子、卡券也算")
    vague_names = WordsField("太笼统的品名", description="发票上只写这些、又没有销货清单的，会提醒")

    @classmethod
    def of(cls, policy: Policy, version: int = 0) -> "PolicyForm":
        """A form that begins with a policy; what the request brings goes before it."""
        data = {field.name: getattr(policy, field.name) for field in fields(policy)}
        return cls(data={**data, "version": str(version)})

    def policy(self) -> Policy:
        """The policy; call after `validate`."""
        return Policy(**{field.name: self[field.name].data for field in fields(Policy)})

    @staticmethod
    def describe(value: Policy, name: str) -> tuple[str, list[str]]:
        """One limit: its label without the unit, and its value with it."""
        label = _LABELS[name]
        match = _UNIT.fullmatch(label)
        short, unit = (match[1], match[2]) if match else (label, "")
        return short, _lines(getattr(value, name), name, unit)


def proposal(policy: Policy) -> Policy:
    """What a new policy begins with: the limits now in force, to be dated and confirmed anew."""
    return replace(policy, effective_from=None, confirmed=False)


def _lines(value: Any, name: str, unit: str) -> list[str]:
    if name in ("home_kinds", "insured_kinds"):
        return ["、".join(KINDS.get(code, code) for code in value) or "没有"]
    if isinstance(value, tuple):
        if all(isinstance(entry, str) for entry in value):
            return ["、".join(value) or "没有"]
        return [_entry(entry) for entry in value]
    if isinstance(value, bool):
        return ["是" if value else "否"]
    if unit == "%":
        return [f"{format_quantity(value * 100)}%"]
    if unit == "元":
        return [NO_LIMIT if value is None else _sum(value)]
    return [f"{value} {unit}" if unit else str(value or "没有")]


def _entry(entry: PerHeadLimit | ApprovalLevel) -> str:
    if isinstance(entry, ApprovalLevel):
        return f"{entry.approver}：{NO_LIMIT if entry.up_to is None else f'{_sum(entry.up_to)}及以下'}"
    note = f"（{entry.note}）" if entry.note else ""
    return f"{entry.topic} {_sum(entry.amount)}/{entry.per}{note}"


def _sum(money: Money) -> str:
    whole, _, rest = yuan(money).partition(".")
    return f"{int(whole):,}{f'.{rest}' if rest else ''} 元"


_LABELS = {
    name: getattr(PolicyForm, name).kwargs.get("label") or getattr(PolicyForm, name).args[0]
    for _, _, names in PolicyForm.groups
    for name in names
}
