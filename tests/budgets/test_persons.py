"""Whether two texts speak of the same person, however they were typed."""

import pytest

from budgets.persons import is_same_person, names_in, plain_person

SAME = {
    "the same": "钱会计",
    "a blank": "钱 会计",
    "a wide blank": "钱　会计",
    "a blank that doesn't break": "钱\u00a0会计",
    "a thin blank": "钱\u2009会计",
    "the blank of Braille": "钱\u2800会计",
    "a sign of no width": "钱\u200b会计",
    "a joiner": "钱\u200d会计",
    "a mark of order": "\ufeff钱会计",
    "a mark of direction": "\u202e钱会计",
    "a soft hyphen": "钱\u00ad会计",
    "a filler": "钱\u3164会计",
    "a half filler": "钱\uffa0会计",
    "a variation": "钱\U000e0100会计",
    "a title in brackets": "钱会计（出纳）",
    "narrow brackets": "钱会计(出纳)",
    "square brackets": "钱会计【出纳】",
    "an open bracket": "钱会计（出纳",
    "who acted": "钱会计（代周老师）",
    "for whom": "周老师（代钱会计）",
    "in place of": "周老师（替钱会计）",
    "signed for": "钱会计代签",
    "handled for": "代钱会计",
    "one for another": "周老师代钱会计",
    "another for one": "钱会计代周老师",
    "a list": "周老师、钱会计",
    "a list with commas": "周老师，钱会计",
    "a list with stops": "周老师,钱会计;李老师",
    "a list with strokes": "周老师/钱会计",
    "a list with blanks": "周老师 钱会计 李老师",
    "a list with plus": "周老师+钱会计",
    "a list in lines": "周老师\n钱会计",
    "a label": "经办：钱会计",
    "a label without a stop": "经办人钱会计",
    "two joined by and": "周老师和钱会计",
    "three joined by and": "周老师、李老师与钱会计",
    "and others": "钱会计等",
    "and two others": "钱会计等3人",
    "by another": "由钱会计代办",
    "a title before it": "大队辅导员钱会计",
    "a title of one word before it": "主任钱会计",
}
OTHERS = (
    "",
    "  ",
    "\u200b",
    "周老师",
    "钱老师",
    "钱会",
    "会计",
    "老钱会计",
    "周老师（会计）",
    "（钱会计）",
    "钱会计学",
    "小钱会计",
    "钱会计和",
    "钱 出纳",
)


@pytest.mark.parametrize("typed", SAME.values(), ids=SAME)
def test_person_is_known_however_they_are_typed(typed: str) -> None:
    assert is_same_person(typed, "钱会计")
    assert is_same_person("钱会计", typed)


@pytest.mark.parametrize("typed", OTHERS)
def test_others_are_not_taken_for_them(typed: str) -> None:
    assert not is_same_person(typed, "钱会计")
    assert not is_same_person("钱会计", typed)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", set()),
        ("（代）", set()),
        ("钱会计（代周老师）", {"钱会计", "代周老师", "周老师"}),
        ("钱 会计", {"钱会计"}),
        ("张　三", {"张三"}),
        ("周老师 李老师", {"周老师", "李老师", "周老师李老师"}),
        ("阿依古丽•买买提", {"阿依古丽·买买提"}),
        ("Maria　LOPEZ", {"maria", "lopez", "marialopez"}),
        ("ＬＩＵ", {"liu"}),
    ],
)
def test_every_reading_of_a_text_counts(typed: str, names: set[str]) -> None:
    assert names_in(typed) == names


@pytest.mark.parametrize(
    ("name", "plain"),
    [("钱会计", "钱会计"), (" 张\u200b　三 ", "张三"), ("钱会计（出纳）", "钱会计"), ("Bo Li", "boli"), ("", "")],
)
def test_account_has_one_name(name: str, plain: str) -> None:
    assert plain_person(name) == plain


def test_nobody_is_the_same_person_as_nobody() -> None:
    assert not is_same_person("", "")


def test_long_text_is_read_in_no_time() -> None:
    assert len(names_in("周 " * 5000)) == 11
