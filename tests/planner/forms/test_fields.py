"""Fields: tolerant of how people type, strict in what comes out."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from budgets import Money
from planner.days import Day
from planner.dossier import Duty
from planner.enums import SafetyPhase, Sex
from planner.forms import choices, fields
from planner.forms.fields import Required, clean_text, printable
from planner.telling import split_names


class Everything(Form):
    """A field of each kind."""

    text = fields.TextField("文字", most=10)
    long = fields.LongTextField("长文", most=20)
    table = fields.TableField("表格", most=100)
    day = fields.DayField("日期")
    clock = fields.ClockField("时间")
    money = fields.MoneyField("金额")
    quantity = fields.DecimalField("数量")
    count = fields.CountField("人数", most=500)
    choice = choices.ChoiceField("选项", choices=[(1, "一"), (2, "二")], coerce=int, default=1)
    phase = choices.EnumField(SafetyPhase, "阶段")
    chosen = choices.EnumField(SafetyPhase, "阶段", default=SafetyPhase.AFTER)
    sex = choices.EnumField(Sex, "性别", blank="待定")
    tick = choices.TickField("必查")
    duties = choices.DutiesField("负责人")


def read(name: str, *texts: str) -> tuple[Any, list[str]]:
    """What a field makes of the texts, and what it says."""
    form = Everything(MultiDict([(name, text) for text in texts]))
    form.duties.offer_duties(DUTIES)
    field = form[name]
    field.validate(form)
    return field.data, list(field.errors)


DUTIES = (Duty("aa", "领队", "李老师"), Duty("bb", "队医"))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("text", "  六一\t 慰问\r\n", "六一 慰问"),
        ("text", "a\x00b\x07c\x1b", "abc"),
        ("text", "\ud800六\udfff一", "六一"),
        ("text", "👨‍👩‍👧", "👨‍👩‍👧"),
        ("long", " 一\r\n二\r三 ", "一\n二\n三"),
        ("long", "x\ud83d", "x"),
        ("table", "\n姓名\t职务\t\n\t领队\t\n", "姓名\t职务\t\n\t领队\t"),
        ("table", " \t\n ", ""),
        ("day", "2027年6月1日（周二）", Day(6, 1, 2027)),
        ("day", " 待定 ", None),
        ("day", "", None),
        ("clock", "下午2点半", time(14, 30)),
        ("clock", "未定", None),
        ("money", "￥１，２３４．５元", Money(123450)),
        ("money", "", None),
        ("quantity", "１，２００", Decimal(1200)),
        ("quantity", "—", None),
        ("count", "４１人", 41),
        ("count", "0041", 41),
        ("count", "待定", None),
        ("count", "0", 0),
        ("choice", "2", 2),
        ("phase", "行中", SafetyPhase.DURING),
        ("phase", "after", SafetyPhase.AFTER),
        ("chosen", "", SafetyPhase.AFTER),
        ("sex", "女", Sex.GIRL),
        ("sex", "", None),
        ("tick", "√", True),
        ("tick", "否", False),
        ("tick", "", False),
        ("duties", "李老师、队医", ["aa", "bb"]),
        ("duties", "aa", ["aa"]),
        ("duties", "", []),
    ],
)
def test_what_is_typed_becomes_a_value(name: str, text: str, value: Any) -> None:
    assert read(name, text) == (value, [])


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("text", "一二三四五六七八九十一", "最多 10 个字，现在有 11 个。"),
        ("long", "字" * 3000, "最多 20 个字，现在有 3,000 个。"),
        ("day", "六月一日", "日期写成 2026-08-09 或 8月9日，现在是“六月一日”。"),
        ("clock", "25:00", "时间写成 09:00，现在是“25:00”。"),
        ("money", "-5", "金额应是零或正数，现在是“-5”。"),
        ("quantity", "五", "数量应是零或正数，像 12 或 0.5，小数最多六位，现在是“五”。"),
        ("count", "501", "写 0—500 的整数，现在是“501”。"),
        ("count", "-1", "写 0—500 的整数，现在是“-1”。"),
        ("count", "4.5", "写 0—500 的整数，现在是“4.5”。"),
        ("count", "0" * 12 + "9" * 30, "写 0—500 的整数，现在是“00000000000099999999”。"),
        ("count", "9" * 5000, f"写 0—500 的整数，现在是“{'9' * 20}”。"),
        ("choice", "3", "从列表里选一项，现在是“3”。"),
        ("choice", "二", "从列表里选一项，现在是“二”。"),
        ("phase", "", "从“行前、行中、行后”里选一项。"),
        ("phase", "路上", "从“行前、行中、行后”里选，现在是“路上”。"),
        ("duties", "王老师，队医", "分工里没有“王老师”，先到分工页加上。"),
    ],
)
def test_what_cannot_be_read_is_explained_once(name: str, text: str, sentence: str) -> None:
    assert read(name, text)[1] == [sentence]


@pytest.mark.parametrize("name", ["day", "clock", "money", "quantity", "count"])
def test_typed_text_stays_in_its_control(name: str) -> None:
    form = Everything(MultiDict({name: "<b>啊</b>"}))
    form.validate()

    assert 'value="&lt;b&gt;啊&lt;/b&gt;"' in str(form[name]())


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("day", Day(6, 1, 2027), "2027-06-01"),
        ("day", Day(6, 1), "6月1日"),
        ("clock", time(9), "09:00"),
        ("money", Money(123450), "1234.50"),
        ("quantity", Decimal("1200.50"), "1,200.5"),
        ("count", 41, "41"),
    ],
)
def test_value_is_shown_as_it_is_typed_and_reads_back(name: str, value: Any, shown: str) -> None:
    assert f'value="{shown}"' in str(Everything(data={name: value})[name]())
    assert read(name, shown) == (value, [])


def test_required_says_what_is_expected() -> None:
    class Named(Form):
        name = fields.TextField("名称", [Required("写名称，比如“六一”。")], most=3)
        day = fields.DayField("日期", [Required("写日期。")])

    empty, wrong = Named(MultiDict({"name": " \x00"})), Named(MultiDict({"name": "一二三四", "day": "x"}))

    assert not empty.validate()
    assert empty.errors == {"name": ["写名称，比如“六一”。"], "day": ["写日期。"]}
    assert not wrong.validate()
    assert {name: len(errors) for name, errors in wrong.errors.items()} == {"name": 1, "day": 1}


def test_a_name_keeps_characters_that_are_newer_than_our_tables() -> None:
    class Child(Form):
        name = fields.TextField("姓名", most=2)

    names = ["王\U00031350", "李\U0002ebf0", "赵\ue863"]
    forms = [Child(MultiDict({"name": f" {name}\x07"})) for name in names]

    assert [form.validate() for form in forms] == [True] * 3
    assert [form.name.data for form in forms] == names


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_can_be_kept_by_every_database(text: str) -> None:
    cleaned = clean_text(text)

    assert cleaned.encode().decode() == cleaned
    assert "\0" not in cleaned
    assert clean_text(cleaned) == cleaned
    assert printable(printable(text)) == printable(text)


@given(st.text(max_size=40))
def test_no_text_breaks_a_field(text: str) -> None:
    form = Everything(MultiDict(dict.fromkeys(Everything()._fields, text)))
    form.duties.offer_duties(DUTIES)
    form.validate()

    assert all(isinstance(error, str) and not error.isascii() for errors in form.errors.values() for error in errors)


def test_names_in_a_list() -> None:
    assert (
        split_names("李老师、张老师，王老师；赵老师/钱老师 孙老师,")
        == "李老师 张老师 王老师 赵老师 钱老师 孙老师".split()
    )
