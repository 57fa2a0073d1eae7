"""任务单.pdf, read back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from planner.days import Day
from planner.documents.slips import build_slips
from planner.dossier import Contact, Dossier, Duty, Facts, ScheduleItem, Supply
from planner.samples import load_samples
from tests.planner.documents.events import NASTY
from tests.planner.documents.pdfs import A5, pages_of, sizes_of

TODAY = date(2027, 7, 1)
FIRST = Day(8, 9, 2027)


def _event(**more) -> Dossier:
    duties = (
        Duty("d1", "领队", "周老师", "中心小学", "13800000001", "带队组", "点名", Day(8, 1, 2027)),
        Duty("d2", "摄影", "何同学", phone="13800000002", workgroup="宣传组", task="拍照", done=True),
        Duty("d3", "车长", "何同学", workgroup="带队组"),
        Duty("d4", "随行医生", organisation="卫生院", task="管药"),
    )
    schedule = (
        ScheduleItem("i2", "返程", FIRST.shift(timedelta(days=1)), time(15), time(17), place="大巴", duties=("d3",)),
        ScheduleItem("i1", "集合", FIRST, time(8, 30), time(9), "带水", "南门", duties=("d1", "d2")),
    )
    supplies = (Supply("s1", "相机", "带电池", duty="d2", unit="台"), Supply("s2", "急救包", duty="d4", loose=True))
    facts = Facts(title="夏日研学", owner="周老师", place="县城", starts_on=FIRST, starts_at=time(8))
    return replace(
        Dossier(
            facts=facts,
            duties=duties,
            schedule=schedule,
            supplies=supplies,
            contacts=(Contact("c", "县医院", "就医", phone="0800-8000001"),),
        ),
        **more,
    )


def test_a_page_for_each_person_and_each_empty_post():
    pdf = build_slips(_event(), today=TODAY)
    pages = pages_of(pdf)
    assert sizes_of(pdf) == {A5}
    assert [page[:4] for page in pages] == ["周老师领", "何同学摄", "随行医生"]
    assert "第3张，共3张" in pages[2]


def test_slip_of_two_duties_tells_times_tasks_and_supplies():
    page = pages_of(build_slips(_event(), today=TODAY))[1]
    assert "摄影、车长·宣传组·带队组" in page
    assert "先到南门8月9日（周一）08:30集合" in page
    assert page.index("08:30—09:00集合带水南门") < page.index("15:00—17:00返程大巴")
    assert "拍照摄影已完成" in page
    assert "相机带电池待定" in page


def test_calls_begin_with_the_person_in_charge():
    page = pages_of(build_slips(_event(), today=TODAY))[1]
    calls = page[page.index("打给谁") :]
    assert calls.startswith("打给谁负责人周老师13800000001就医县医院0800-8000001110报警")


def test_person_in_charge_calls_everybody_but_himself():
    page = pages_of(build_slips(_event(), today=TODAY))[0]
    assert "打给谁摄影何同学13800000002就医" in page
    assert "点名8月1日（周日）前" in page


def test_empty_post_is_titled_by_role():
    page = pages_of(build_slips(_event(), today=TODAY))[2]
    assert page.startswith("随行医生姓名待定·卫生院任务单")
    assert "先到县城8月9日（周一）08:00活动开始" in page
    assert "日程里还没有你的事项。" in page
    assert "急救包若干" in page


def test_mates_of_the_own_workgroup_only():
    duties = tuple(
        Duty(f"d{n}", "组员", f"老师{n}", phone=f"138000001{n:02}", workgroup=f"{n % 2}组") for n in range(40)
    )
    page = pages_of(build_slips(_event(duties=duties, contacts=()), today=TODAY))[0]
    assert "13800000102" in page
    assert "13800000101" not in page
    assert "另有11个电话" in page


def test_without_duties_one_page_says_so():
    pdf = build_slips(_event(duties=()), today=TODAY)
    assert len(pages_of(pdf)) == 1
    assert "还没有分工" in pages_of(pdf)[0]
    assert sizes_of(pdf) == {A5}


def test_unknown_person_in_charge_is_a_line_to_fill():
    dossier = _event(facts=Facts(title="夏日研学"), duties=(Duty("d", "摄影", "何同学"),), contacts=())
    page = pages_of(build_slips(dossier, today=TODAY))[0]
    assert "负责人待定110" in page
    assert "时间待定" in page


@pytest.mark.parametrize("items", [0, 1, 12, 25, 60])
def test_one_page_however_long_the_schedule(items):
    schedule = tuple(
        ScheduleItem(
            f"i{n}", f"第{n}项", FIRST.shift(timedelta(days=n % 3)), time(8), time(9), place="礼堂", duties=("d1",)
        )
        for n in range(items)
    )
    pages = pages_of(build_slips(_event(schedule=schedule), today=TODAY))
    assert len(pages) == 3
    assert all(f"第{n}项" in pages[0] for n in range(items))


def test_eighty_persons():
    duties = tuple(Duty(f"d{n}", f"岗位{n}", f"老师{n}", workgroup="组", task="带队") for n in range(80))
    assert len(pages_of(build_slips(_event(duties=duties), today=TODAY))) == 80


@pytest.mark.parametrize("dossier", load_samples(), ids=lambda d: d.facts.kind)
def test_samples_fit_a_page_each(dossier):
    names = [duty.name or duty.key for duty in dossier.duties]
    assert len(pages_of(build_slips(dossier, today=TODAY))) == len(set(names))


def test_same_event_gives_the_same_bytes():
    assert build_slips(_event(), today=TODAY) == build_slips(_event(), today=TODAY)


@pytest.mark.parametrize("text", [NASTY, "长" * 500, "a" * 500, '#pagebreak() *x* [ ] ( { " ` $'])
def test_user_text_is_inert(text):
    item = ScheduleItem("i", text, FIRST, time(9), time(10), text, text, duties=("d",))
    dossier = Dossier(
        facts=Facts(title=text, owner=text, place=text),
        duties=(Duty("d", text, text, text, text, text, text), Duty("e", text)),
        schedule=(item,),
        supplies=(Supply("u", text, text, unit=text, duty="d", remark=text),),
    )
    assert sizes_of(build_slips(dossier, today=TODAY)) == {A5}
