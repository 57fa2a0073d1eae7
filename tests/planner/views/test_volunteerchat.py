"""A chat list of volunteers: looked through first, then signed up; what is doubtful stays."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import SignUpState
from planner.queries.signups import volunteers_by_phone
from tests.planner.conftest import World
from tests.planner.volunteersteps import asking, signed_up, states_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
C, W = SignUpState.CONFIRMED, SignUpState.WAITING
LAST = {"name-3": "陈立夏", "ask-4": "leave", "name-4": "程万里"}
LIST = """#接龙
六一志愿者
例 单位 姓名 电话

1. 三中 林知远 13800001111
2. 宋晚晴 +1
3. 三中 陈立夏[太阳]
4. 陈立夏
5. 程万里 取消
三点截单"""


@pytest.fixture
def shift(world: World, in_app: InApp) -> str:
    """A shift of three places."""
    with in_app():
        return asking(world, places=3)


@pytest.fixture
def post(world: World, signed_in: SignedIn) -> Callable[..., Any]:
    """Send the form as the owner of the event."""
    client = signed_in("周老师")
    return lambda **form: client.post(f"/events/{world.event}/volunteers/chat", data=form)


def test_list_is_shown_before_anything_is_written(post: Callable[..., Any], in_app: InApp, shift: str) -> None:
    page = post(shift=shift, text=LIST, do="read")

    assert page.status_code == 200
    assert "接龙里认出 2 人" in page.text
    assert "3 条要问一问" in page.text
    assert "138****1111" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    with in_app():
        assert states_of(shift) == []


def test_clear_entries_are_signed_up_and_the_others_stay(
    world: World, post: Callable[..., Any], in_app: InApp, shift: str
) -> None:
    page = post(shift=shift, text=LIST, do="add")

    assert page.status_code == 200
    assert "报上 2 人" in page.text
    assert "宋晚晴 +1" in page.text
    assert "13800001111" not in page.text
    with in_app():
        assert states_of(shift) == [("林知远", C), ("陈立夏", C)]
        assert volunteers_by_phone(world.event, "13800001111")[0].unit == "三中"


def test_name_that_comes_again_is_asked_until_it_is_answered(
    post: Callable[..., Any], in_app: InApp, shift: str
) -> None:
    post(shift=shift, text=LIST, do="add")
    left = "2. 宋晚晴 +1\n3. 三中 陈立夏[太阳]\n4. 陈立夏\n5. 程万里 取消"

    page = post(shift=shift, text=left, do="read")

    assert page.text.count("和第 3 条同名，是同一个人吗") == 1
    assert left in post(shift=shift, text=LIST, do="add").text
    with in_app():
        assert states_of(shift) == [("林知远", C), ("陈立夏", C)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # What was signed up is no gap; the rest of the same list goes on being read with it.
        ("2. 宋晚晴 +1\n5. 程万里 取消", "前面少了第 4 条"),
        ("1. 林知远\n2. 宋晚晴", ""),
        ("2. 宋晚晴\n6. 罗芳", "前面少了第 4—5 条"),
    ],
)
def test_rest_of_a_list_asks_for_nobody_who_was_signed_up(
    post: Callable[..., Any], shift: str, text: str, asked: str
) -> None:
    rest = post(shift=shift, text=LIST, do="add").text
    settled = f'value="{shift}:1,3"'

    page = post(shift=shift, text=text, do="read", settled=f"{shift}:1,3").text
    elsewhere = post(shift=shift, text="2. 宋晚晴", do="read", settled="another:1,3").text

    assert settled in rest
    assert "前面少了" not in rest
    assert f'<option selected value="{shift}">' in rest
    assert settled in page
    assert (asked in page, "前面少了" in page) == (True, bool(asked))
    assert "前面少了第 1 条" in elsewhere


def test_shift_stays_chosen_from_the_board_to_the_rest_of_the_list(
    world: World, signed_in: SignedIn, post: Callable[..., Any], shift: str
) -> None:
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers"
    chosen = f'<option selected value="{shift}">'

    assert f'href="{address}/chat?shift={shift}"' in client.get(f"{address}?shift={shift}").text
    assert chosen in client.get(f"{address}/chat?shift={shift}").text
    rest = post(shift=shift, text=LIST, do="add").text
    assert f'action="{address}/chat?shift={shift}"' in rest
    assert chosen in rest


def test_answers_are_done_as_they_were_given(world: World, post: Callable[..., Any], in_app: InApp, shift: str) -> None:
    with in_app():
        signed_up(world, shift, "程万里")
    answers = {"ask-1": "add", "name-1": "宋晚晴、宋晚星", "ask-3": "another"}

    page = post(shift=shift, text=LIST, do="add", **answers, **LAST)

    assert "报上 5 人，其中候补 2 人" in page.text
    assert "退出 1 人：程万里" in page.text
    assert "粘贴接龙" in page.text
    with in_app():
        assert [one for one in states_of(shift) if one[1] in (C, W)] == [
            ("林知远", C),
            ("宋晚晴", C),
            ("宋晚星", C),
            ("陈立夏", W),
            ("陈立夏", W),
        ]


def test_same_list_pasted_again_signs_nobody_up_twice(post: Callable[..., Any], in_app: InApp, shift: str) -> None:
    post(shift=shift, text=LIST, do="add")

    page = post(shift=shift, text=LIST + " ", do="add")

    assert "早就报过的 2 人：林知远、陈立夏" in page.text
    with in_app():
        assert len(states_of(shift)) == 2


def test_whom_a_rule_refuses_is_told(world: World, post: Callable[..., Any], in_app: InApp, shift: str) -> None:
    with in_app():
        other = asking(world, start=10, end=12)
    post(shift=other, text="#接龙\n1. 林知远 13800001111", do="add")

    page = post(shift=shift, text=LIST, do="add")

    assert "报上 1 人" in page.text
    assert "林知远没报上：和你的 6月1日 周二 10:00—12:00 栈道看护 时间重叠。" in page.text


def test_list_that_goes_out_names_unit_and_surname(
    world: World, post: Callable[..., Any], signed_in: SignedIn, shift: str
) -> None:
    post(shift=shift, text=LIST, do="add")

    text = signed_in("周老师").get(f"/events/{world.event}/volunteers/chat").text

    assert "1. 姓名：林**，班级：三中" in text
    assert "林知远" not in text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"text": "", "do": "read"}, "把群里的接龙整段粘进来。"),
        ({"text": LIST, "shift": "", "do": "read"}, "选这份接龙是哪一班的。"),
    ],
)
def test_bad_form_keeps_the_text_and_says_why(
    post: Callable[..., Any], shift: str, form: dict[str, str], words: str
) -> None:
    page = post(**{"shift": shift, **form})

    assert page.status_code == 422
    assert words in page.text
    assert form["text"] in page.text


@pytest.mark.parametrize(("who", "status"), [("江老师", 404), ("陈老师", 403), ("钱会计", 403), ("管理员", 200)])
def test_chat_is_for_those_who_work_on_the_event(
    world: World, signed_in: SignedIn, shift: str, who: str, status: int
) -> None:
    assert signed_in(who).get(f"/events/{world.event}/volunteers/chat").status_code == status
