"""A policy as finance types it, and what is meant by it."""

from datetime import date
from decimal import Decimal

from budgets import ApprovalLevel, Money, Per, PerHeadLimit, Policy, Topic

NEW_YEAR = date(2027, 1, 1)
TYPED = {
    "document": "经费<办法>",
    "effective_from": "2027-01-01",
    "confirmed": "1",
    "per_head": "餐费 80 人·天\n住宿 300 人·晚 标间",
    "per_head_day": "",
    "approval_levels": "主任 1000\n校长",
    "quotes_from": "5000",
    "quotes": "2",
    "contract_from": "1万",
    "detail_from": "500",
    "cash_limit": "1000",
    "prize_limit": "不限",
    "labour_tax_from": "800",
    "reserve_cap": "５％",
    "spare_share": "0",
    "variance_share": "10%",
    "near_limit_share": "80",
    "split_days": "10",
    "settle_days": "15",
    "advance_days": "20",
    "home_kinds": "chongyang",
    "insured_kinds": "study_tour",
    "forbidden_words": "香烟、白酒",
    "vague_names": "食品\n用品",
}

# What `TYPED` says.
MEANT = Policy(
    document="经费<办法>",
    effective_from=NEW_YEAR,
    confirmed=True,
    per_head=(
        PerHeadLimit(Topic.MEAL, Money(8000), Per.PERSON_DAY),
        PerHeadLimit(Topic.LODGING, Money(30_000), Per.PERSON_NIGHT, "标间"),
    ),
    per_head_day=None,
    approval_levels=(ApprovalLevel("主任", Money(100_000)), ApprovalLevel("校长")),
    quotes_from=Money(500_000),
    quotes=2,
    contract_from=Money(1_000_000),
    detail_from=Money(50_000),
    cash_limit=Money(100_000),
    prize_limit=None,
    labour_tax_from=Money(80_000),
    split_days=10,
    settle_days=15,
    advance_days=20,
    reserve_cap=Decimal("0.05"),
    spare_share=Decimal(0),
    variance_share=Decimal("0.1"),
    near_limit_share=Decimal("0.8"),
    home_kinds=("chongyang",),
    insured_kinds=("study_tour",),
    forbidden_words=("香烟", "白酒"),
    vague_names=("食品", "用品"),
)
