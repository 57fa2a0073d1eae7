"""The limits of a unit as a form: what is typed becomes a policy, and every policy comes back as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from budgets import MAX_FEN, ApprovalLevel, Money, Per, PerHeadLimit, Policy, Topic
from planner.eventkinds import KINDS
from planner.forms.policies import PolicyForm, describe_limit, limits, proposal

DAY = date(2027, 1, 1)
AMOUNTS = "per_head_day quotes_from contract_from cash_limit prize_limit detail_from labour_tax_from".split()
SHARES = "reserve_cap spare_share variance_share near_limit_share".split()
PLAIN = "餐费卡章程年第号甲乙（）〔〕-/.%12Aa "
texts = st.text(PLAIN, max_size=12).map(lambda text: " ".join(text.split()))
names = texts.filter(bool)
amounts = st.integers(0, MAX_FEN).map(Money)
shares = st.decimals(0, 1, places=8)
optional = st.none() | amounts


@st.composite
def levels(draw: st.DrawFn) -> tuple[ApprovalLevel, ...]:
    """Levels with rising bounds; the last may have none."""
    bounds: list[Money | None] = [*sorted(draw(st.sets(amounts, max_size=4)))]
    if draw(st.booleans()):
        bounds.append(None)
    return tuple(ApprovalLevel(draw(names), bound) for bound in bounds)


policies = st.builds(
    Policy,
    document=texts,
    effective_from=st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    confirmed=st.booleans(),
    per_head=st.lists(
        st.builds(PerHeadLimit, st.sampled_from(Topic), amounts, st.sampled_from(Per), texts), max_size=4
    ).map(tuple),
    approval_levels=levels(),
    quotes=st.integers(0, 100),
    insured_kinds=st.lists(st.sampled_from([*KINDS, "school_sports"]), unique=True).map(tuple),
    **dict.fromkeys(AMOUNTS, optional),
    **dict.fromkeys(SHARES, shares),
    **{name: st.integers(0, 10_000) for name in ("settle_days", "advance_days")},
    **{name: st.lists(names, max_size=4).map(tuple) for name in ("forbidden_words", "vague_names")},
)


def sent(app: Flask, policy: Policy) -> MultiDict[str, str]:
    """What a browser sends of a form that shows the policy and was not touched."""
    with app.test_request_context():
        form = PolicyForm.of(policy)
        typed: MultiDict[str, str] = MultiDict()
        for field in form:
            if field.type == "TickField":
                typed.update({field.name: "y"} if field.data else {})
            elif field.type == "KindsField":
                typed.setlist(field.name, [tick.data for tick in field if tick.checked])
            else:
                typed[field.name] = field._value().replace("\n", "\r\n")
        return typed


def read(app: Flask, typed: dict[str, Any], before: Policy | None = None) -> tuple[Policy | None, dict[str, Any]]:
    """The policy of a sent form that began with `before`, and what the form says."""
    with app.test_request_context(method="POST", data=typed):
        form = PolicyForm.of(before or Policy())
        return (form.policy() if form.validate() else None), form.errors


def fill(app: Flask, **typed: str) -> tuple[Any, list[str]]:
    """What becomes of the defaults where this field is typed: its value, and what is said of it."""
    name = next(iter(typed))
    policy, errors = read(app, {**sent(app, replace(Policy(), effective_from=DAY)), **typed})
    return (getattr(policy, name) if policy else None), errors.get(name, [])


@given(policy=policies)
def test_every_policy_comes_back_as_it_was(app: Flask, policy: Policy) -> None:
    assert read(app, sent(app, policy), policy) == (policy, {})


def test_defaults_come_back_and_read_short(app: Flask) -> None:
    policy = replace(Policy(), effective_from=DAY)
    typed = sent(app, policy)

    assert read(app, typed, policy) == (policy, {})
    assert typed["per_head"].split("\r\n")[0] == "餐费 100 人·天 参照差旅伙食补助"
    assert typed["approval_levels"] == "部门负责人 1000\r\n单位负责人"
    assert (typed["reserve_cap"], typed["effective_from"], typed["cash_limit"]) == ("10", "2027-01-01", "1000")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("reserve_cap", "10", Decimal("0.10")),
        ("reserve_cap", " １０％ ", Decimal("0.1")),
        ("reserve_cap", "12.5 %", Decimal("0.125")),
        ("spare_share", "0", Decimal(0)),
        ("near_limit_share", "100%", Decimal(1)),
        ("cash_limit", "", None),
        ("cash_limit", "不限", None),
        ("cash_limit", "１，０００元", Money(100_000)),
        ("quotes_from", "2万", Money(2_000_000)),
        ("effective_from", "2027年3月1日", date(2027, 3, 1)),
        ("per_head", "", ()),
        ("per_head", "餐费\t１００元\t人天\t参照", (PerHeadLimit(Topic.MEAL, Money(10_000), Per.PERSON_DAY, "参照"),)),
        ("per_head", "　伙食：80元/人/天", (PerHeadLimit(Topic.MEAL, Money(8000), Per.PERSON_DAY),)),
        ("per_head", "餐费 80 每人每天", (PerHeadLimit(Topic.MEAL, Money(8000), Per.PERSON_DAY),)),
        ("per_head", "住宿 300 人·夜", (PerHeadLimit(Topic.LODGING, Money(30_000), Per.PERSON_NIGHT),)),
        ("per_head", "服装 60 人 每天都 穿", (PerHeadLimit(Topic.CLOTHES, Money(6000), Per.PERSON, "每天都 穿"),)),
        ("per_head", "讲课费 500 课时", (PerHeadLimit(Topic.LECTURE, Money(50_000), Per.LESSON),)),
        ("approval_levels", "", ()),
        (
            "approval_levels",
            "部门负责人：1000元以下\n\n 副校长\t1万\n校长 不限",
            (
                ApprovalLevel("部门负责人", Money(100_000)),
                ApprovalLevel("副校长", Money(1_000_000)),
                ApprovalLevel("校长"),
            ),
        ),
        ("approval_levels", "张 校长", (ApprovalLevel("张 校长"),)),
        ("forbidden_words", "香烟、 白酒\r\n购物卡，、酒 水", ("香烟", "白酒", "购物卡", "酒 水")),
        ("forbidden_words", " 、\n", ()),
        ("quotes", "3", 3),
        ("insured_kinds", "study_tour", ("study_tour",)),
        ("insured_kinds", "nothere", ()),
    ],
)
def test_what_is_typed_becomes_a_value(app: Flask, name: str, text: str, value: Any) -> None:
    assert fill(app, **{name: text}) == (value, [])


PER_HEAD = "金额后面的单位写“人、人·天、人·晚、学时”里的一个，像“餐费 100 人·天”"


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("reserve_cap", "101", "写 0—100 的百分数，像 10 或 10%，现在是“101”。"),
        ("reserve_cap", "-5%", "写 0—100 的百分数，像 10 或 10%，现在是“-5%”。"),
        ("reserve_cap", "一成", "写 0—100 的百分数，像 10 或 10%，现在是“一成”。"),
        ("reserve_cap", "", "写百分数，像 10；不留余地就写 0。"),
        ("cash_limit", "约一千", "金额应是一个准数，像 1,234.50，现在是“约一千”；约数请先算出明细。"),
        ("effective_from", "", "写从哪一天起执行，像 2027-01-01。"),
        ("effective_from", "1月1日", "连年份一起写，像 2027-01-01，现在是“1月1日”。"),
        ("effective_from", "明年", "日期写成 2026-08-09 或 8月9日，现在是“明年”。"),
        ("settle_days", "", "写几天，像 7。"),
        ("settle_days", "一周", "写 0—10000 的整数，现在是“一周”。"),
        (
            "per_head",
            "餐费 100 人·天\n\n餐费",
            "每行写类别、金额、单位、说明，像“餐费 100 人·天 参照差旅伙食补助”，第 3 行是“餐费”。",
        ),
        (
            "per_head",
            "水果 10 人",
            "类别写“住宿费、交通费、保险费、门票费、不可预见费、餐费、慰问品、慰问金、服装、讲课费、讲解费、劳务费、"
            "宣传费”里的一个，第 1 行是“水果 10 人”。",
        ),
        ("per_head", "餐费 100", f"{PER_HEAD}，第 1 行是“餐费 100”。"),
        ("per_head", "餐费 100 桌", f"{PER_HEAD}，第 1 行是“餐费 100 桌”。"),
        ("per_head", "餐费 若干 人·天", "第 1 行的金额应是一个数，像 1,234.50，现在是“若干”；还不知道就留作待定。"),
        ("per_head", "餐" * 4001, "最多 4,000 个字，现在有 4,001 个。"),
        ("approval_levels", "校长\n书记 1000", "只有最后一级不写金额，现在“校长”没有金额，后面还有“书记”。"),
        ("approval_levels", "主任 1000\n校长 500", "金额从低到高写，现在“校长”是 500，不比“主任”的 1000 高。"),
        ("approval_levels", "主任 1千5", "第 1 行的金额应是一个数，像 1,234.50 或 2万元，现在是“1千5”。"),
    ],
)
def test_what_cannot_be_read_is_explained_once(app: Flask, name: str, text: str, sentence: str) -> None:
    assert fill(app, **{name: text}) == (None, [sentence])


def test_typed_text_stays_in_its_control(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"per_head": "<b>", "reserve_cap": "一成"}):
        form = PolicyForm.of(Policy())
        form.validate()

        assert "&lt;b&gt;" in str(form.per_head())
        assert 'value="一成"' in str(form.reserve_cap())


@given(text=st.text(max_size=40))
def test_no_text_breaks_a_field(app: Flask, text: str) -> None:
    with app.test_request_context():
        form_names = [field.name for field in PolicyForm.of(Policy())]
    _, errors = read(app, dict.fromkeys(form_names, text))

    assert all(not sentence.isascii() for sentences in errors.values() for sentence in sentences)


def test_unset_ticks_stay_unset(app: Flask) -> None:
    typed = sent(app, replace(Policy(), effective_from=DAY, confirmed=True))
    typed.poplist("confirmed")
    typed.poplist("insured_kinds")
    policy, errors = read(app, typed)

    assert not errors
    assert policy == replace(Policy(), effective_from=DAY, insured_kinds=())


def test_proposal_is_to_be_dated_and_confirmed_anew() -> None:
    policy = Policy(document="办法", effective_from=DAY, confirmed=True, quotes=5)

    assert proposal(policy) == Policy(document="办法", quotes=5)


def test_limits_are_put_into_words() -> None:
    policy = replace(Policy(), cash_limit=None, prize_limit=Money(1050), vague_names=(), approval_levels=())
    parts = {heading: dict(entries) for heading, entries in limits(policy)}

    assert parts["人均标准"] == {
        "人均上限": ["餐费 100 元/人·天（参照差旅伙食补助）", "讲课费 500 元/学时（参照副高及以下职称的税后讲课费）"],
        "每人每天合计": ["550 元"],
    }
    assert parts["审批权限"] == {"谁审批到多少元": ["没有"]}
    assert parts["采购和付款"]["从多少起要比价"] == ["10,000 元"]
    assert parts["采购和付款"]["要几家报价"] == ["3 家"]
    assert parts["采购和付款"]["现金支付上限"] == ["不限"]
    assert parts["采购和付款"]["奖品、慰问品单价上限"] == ["10.50 元"]
    assert parts["比例和期限"]["不可预见费上限"] == ["10%"]
    assert parts["比例和期限"]["报账期限"] == ["7 天"]
    assert parts["保险"] == {"预算里要有保险费的活动": ["暑期研学/夏令营、户外素质拓展、志愿支教/三下乡"]}
    assert parts["用词"]["太笼统的品名"] == ["没有"]
    assert describe_limit(Policy(), "approval_levels")[1] == ["部门负责人：1,000 元及以下", "单位负责人：不限"]
    assert describe_limit(Policy(confirmed=True), "confirmed") == ("本单位已确认这些数字", ["是"])


def test_every_field_of_a_policy_has_its_place() -> None:
    placed = [name for _, _, group in PolicyForm.groups for name in group]

    assert sorted(placed) == sorted(Policy.__dataclass_fields__)
