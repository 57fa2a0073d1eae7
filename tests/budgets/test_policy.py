import json
import tomllib
from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets import (
    UNCONFIRMED,
    ApprovalLevel,
    Money,
    Per,
    PerHeadLimit,
    Policy,
    PolicyError,
    Severity,
    Topic,
    policy_from_dict,
    policy_on,
    policy_to_dict,
)
from budgets.policy_data import _READERS
from tests.budgets.strategies import small_money

OLD = Policy(document="旧办法", effective_from=date(2025, 1, 1))
NEW = Policy(document="新办法", effective_from=date(2026, 3, 1), confirmed=True)


def test_shipped_defaults_ask_to_be_confirmed():
    assert not Policy().confirmed
    assert Policy().citation == f"单位制度（{UNCONFIRMED}）"
    assert Policy().severity is Severity.WARNING


def test_confirmed_policy_blocks_and_is_cited_by_name():
    assert (NEW.citation, NEW.severity) == ("新办法", Severity.ERROR)


def test_policy_on_a_day_is_the_latest_begun():
    assert policy_on(date(2026, 2, 28), [NEW, OLD]) is OLD
    assert policy_on(date(2026, 3, 1), [OLD, NEW]) is NEW
    assert policy_on(date(2024, 1, 1), [OLD, NEW]) is None
    undated = Policy()
    assert policy_on(date(2024, 1, 1), [OLD, undated]) is undated


def test_approver_goes_by_amount():
    policy = Policy(approval_levels=(ApprovalLevel("主任", Money(100)), ApprovalLevel("校长", Money(200))))
    assert [policy.approver_of(Money(fen)) for fen in (100, 101, 200, 201)] == ["主任", "校长", "校长", ""]
    assert policy.level_of(Money(201)) is None


def test_every_field_has_a_reader():
    assert list(_READERS) == [field.name for field in fields(Policy)]


limits = st.builds(PerHeadLimit, st.sampled_from(Topic), small_money, st.sampled_from(Per), st.text())
levels = st.builds(ApprovalLevel, st.text(), st.none() | small_money)
shares = st.decimals(0, 1, places=4)
policies = st.builds(
    Policy,
    document=st.text(),
    effective_from=st.none() | st.dates(),
    confirmed=st.booleans(),
    per_head=st.lists(limits, max_size=3).map(tuple),
    per_head_day=st.none() | small_money,
    reserve_cap=shares,
    approval_levels=st.lists(levels, max_size=3).map(tuple),
    cash_limit=st.none() | small_money,
    quotes=st.integers(0, 9),
    forbidden_words=st.lists(st.text(), max_size=3).map(tuple),
)


@settings(max_examples=40)
@given(policies)
def test_policy_survives_json(policy):
    assert policy_from_dict(json.loads(json.dumps(policy_to_dict(policy)))) == policy


def test_policy_is_read_from_toml():
    text = """
    document = "本校经费管理办法"
    effective_from = 2026-03-01
    confirmed = true
    per_head_day = "off"
    reserve_cap = 0.05
    cash_limit = 500
    approval_levels = [{approver = "主任", up_to = "1,000元"}, {approver = "校长"}]
    per_head = [{topic = "餐费", amount = 60, per = "人·天"}]
    """
    assert policy_from_dict(tomllib.loads(text)) == Policy(
        document="本校经费管理办法",
        effective_from=date(2026, 3, 1),
        confirmed=True,
        per_head_day=None,
        reserve_cap=Decimal("0.05"),
        cash_limit=Money(50000),
        approval_levels=(ApprovalLevel("主任", Money(100000)), ApprovalLevel("校长")),
        per_head=(PerHeadLimit(Topic.MEAL, Money(6000), Per.PERSON_DAY),),
    )


def test_unknown_entry_is_named():
    with pytest.raises(PolicyError, match="单位制度里没有“cash”这一项。"):
        policy_from_dict({"cash": 1})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("document", 1),
        ("confirmed", "yes"),
        ("effective_from", "soon"),
        ("effective_from", 2026),
        ("cash_limit", "约1000"),
        ("cash_limit", -1),
        ("reserve_cap", 1.5),
        ("reserve_cap", "NaN"),
        ("reserve_cap", "much"),
        ("quotes", -1),
        ("quotes", True),
        ("settle_days", "7"),
        ("forbidden_words", "烟"),
        ("forbidden_words", [1]),
        ("per_head", [{"topic": "飞船", "amount": 1, "per": "人"}]),
        ("per_head", [{"topic": "餐费"}]),
        ("per_head", ["餐费"]),
        ("approval_levels", [{"approver": 5}]),
    ],
)
def test_value_that_does_not_fit_is_named(name, value):
    with pytest.raises(PolicyError) as refused:
        policy_from_dict({name: value})
    assert str(refused.value) == f"单位制度的“{name}”读不懂，现在是“{str(value)[:40]}”。"
