"""胸牌.pdf and 志愿者签到表.pdf, read back."""

import pytest

from planner.documents.badges import build_badges
from planner.documents.shift_sheets import build_shift_sheets
from planner.people.badges import HelperBadge, ShiftHelper, ShiftSheet
from tests.planner.documents.pdfs import A4, pages_of, sizes_of

EVENT = "看见家乡的山和水"


@pytest.mark.parametrize(("count", "sheets"), [(1, [1]), (10, [10]), (11, [10, 1]), (20, [10, 10])])
def test_ten_badges_on_a_sheet(count, sheets):
    pdf = build_badges([HelperBadge(f"林{n}", "看护") for n in range(count)], event=EVENT)
    pages = pages_of(pdf)
    assert sizes_of(pdf) == {A4}
    assert [page.count(EVENT) for page in pages] == sheets
    assert [page.count("志愿者看护") for page in pages] == sheets


def test_badge_says_who_from_where_and_for_what():
    badges = [HelperBadge("林知远", "栈道看护", "云台县师范学院"), HelperBadge("甲")]
    assert pages_of(build_badges(badges, event=EVENT, organiser="大队部")) == [
        f"{EVENT}林知远志愿者栈道看护云台县师范学院{EVENT}甲志愿者大队部"
    ]


def test_long_names_and_markup_are_printed_whole():
    badges = [HelperBadge("Maria Guadalupe Lopez Hernandez Garcia", "#x $y$"), HelperBadge("阿依古丽·买买提·吐尔逊江")]
    page = pages_of(build_badges(badges, event=EVENT))[0]
    assert "MariaGuadalupeLopezHernandezGarcia志愿者#x$y$" in page
    assert "阿依古丽·买买提·吐尔逊江" in page


def test_no_badges_are_said():
    assert pages_of(build_badges([], event=EVENT)) == ["胸牌还没有确认的志愿者，所以没有胸牌。"]


def test_sheet_for_each_shift_names_who_is_expected():
    sheets = [
        ShiftSheet(
            "栈道看护",
            "8月10日（周二）14:00—16:30",
            "江口湿地",
            3,
            [ShiftHelper("林知远", "师范学院", "138****0001", "第一次来"), ShiftHelper("甲")],
            "周老师 13800000001",
        ),
        ShiftSheet("装车", "", needed=0),
    ]
    pdf = build_shift_sheets(sheets, event=EVENT, organiser="大队部")
    first, second = pages_of(pdf)
    assert sizes_of(pdf) == {A4}
    assert first.startswith(
        f"{EVENT}志愿者签到表岗位栈道看护时间8月10日（周二）14:00—16:30地点江口湿地人数需3人，已确认2人"
        "序号姓名单位电话签到时间签退时间1林知远第一次来师范学院138****00012甲345678"
    )
    assert "实到人记录人有事找：周老师13800000001" in first
    assert "岗位装车时间待定地点待定人数已确认0人" in second


@pytest.mark.parametrize(("count", "last"), [(0, 8), (5, 8), (6, 9), (60, 63)])
def test_lines_for_those_who_come_besides(count, last):
    sheet = ShiftSheet("看护", "8月10日", helpers=[ShiftHelper(f"林{n:02}") for n in range(count)])
    pages = pages_of(build_shift_sheets([sheet], event=EVENT))
    text = "".join(pages)
    assert f"{last}实到" in text
    assert sum(page.count("序号姓名") for page in pages) == len(pages)


def test_no_shifts_are_said():
    assert pages_of(build_shift_sheets([], event=EVENT)) == ["志愿者签到表还没有班次，所以没有签到表。"]
