"""What stands in the place of a button, word for word."""

from datetime import UTC, datetime, time

import pytest

from planner.enums import SignUpState
from planner.models import SignUp
from planner.people.signingrules import SignUpReason
from planner.people.volunteerrules import VolunteerRules
from planner.views.signingpage import ShiftLine, tell_briefly, tell_state

RULES = VolunteerRules(minors_until=time(20, 30), most_minutes=450, rest_minutes=690)


@pytest.mark.parametrize(
    ("state", "more", "words"),
    [
        (SignUpState.CONFIRMED, {}, "已报名"),
        (SignUpState.CONFIRMED, {"leave_asked_at": datetime(2027, 5, 1, tzinfo=UTC)}, "请假待同意"),
        (SignUpState.HELD, {}, "等监护人同意"),
        (SignUpState.WAITING, {}, "候补第 3 位"),
        (SignUpState.ENTERED, {"lot": "17"}, "已登记，号码 17"),
        (SignUpState.LEFT, {}, "已退出"),
        (SignUpState.REFUSED, {}, "没安排"),
    ],
)
def test_state_of_a_sign_up_is_told(state: SignUpState, more: dict[str, object], words: str) -> None:
    assert tell_state(SignUp(id=5, state=state, **more), {5: 3}) == words


@pytest.mark.parametrize(
    ("reason", "label", "more"),
    [
        (SignUpReason.NOT_YET, "未开始", ""),
        (SignUpReason.CLOSED, "已截止", ""),
        (SignUpReason.UNDATED, "时间待定", ""),
        (SignUpReason.TAKEN, "已报过", ""),
        (SignUpReason.CLASHES, "时间冲突", ""),
        (SignUpReason.NO_REST, "休息时间不够", "要隔 11.5 小时"),
        (SignUpReason.TOO_LONG, "当天时间太长", "一天最多 7.5 小时"),
        (SignUpReason.TOO_LATE, "结束太晚", "最晚 20:30"),
        (SignUpReason.AGE, "年龄不符", ""),
        (SignUpReason.TRAINING, "需要培训", "先问组织者"),
        (SignUpReason.RECORD, "需要查记录", "先问组织者"),
        (SignUpReason.FULL, "已满", ""),
        (SignUpReason.TOO_OFTEN, "操作太频繁", ""),
        (SignUpReason.CANCELLED, "活动取消了", ""),
        (SignUpReason.INEXPERIENCED, "缺老志愿者", ""),
    ],
)
def test_every_reason_has_its_word_and_the_figure_of_the_unit(reason: SignUpReason, label: str, more: str) -> None:
    assert (reason.label, tell_briefly(reason, RULES)) == (label, more)


@pytest.mark.parametrize(
    ("left", "waiting", "said"),
    [(2, 0, (False, "报名")), (0, 0, (True, "候补")), (1, 1, (True, "候补")), (0, 3, (True, "候补"))],
)
def test_whoever_comes_after_the_last_place_or_after_others_waits(
    left: int, waiting: int, said: tuple[bool, str]
) -> None:
    line = ShiftLine("s", "", "", "", "", "", "", left=left, places=3, waiting=waiting)

    assert (line.waits, line.verb) == said
