"""活动手册.pdf, read back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from planner.days import Day
from planner.documents.handbook import build_handbook
from planner.dossier import Dossier, Duty, Facts, SafetyCheck, ScheduleItem, Section, Stop, Supply
from planner.enums import ItemKind, SafetyPhase
from planner.samples import load_samples
from tests.planner.documents.events import NASTY, tour
from tests.planner.documents.pdfs import A4, pages_of, sizes_of

TODAY = date(2027, 7, 1)
FIRST = Day(8, 1, 2027)


def _schedule(items: int, days: int) -> Dossier:
    schedule = tuple(
        ScheduleItem(
            f"i{n}",
            f"第{n}项",
            FIRST.shift(timedelta(days=n % days)),
            time(8 + n // days % 12),
            time(9 + n // days % 12),
            kind=list(ItemKind)[n % 6],
            place="礼堂",
            duties=("d",),
        )
        for n in range(items)
    )
    return Dossier(
        facts=Facts(title="夏日研学", starts_on=FIRST), duties=(Duty("d", "领队", "周老师"),), schedule=schedule
    )


@pytest.fixture(scope="module")
def complete() -> list[str]:
    return pages_of(build_handbook(load_samples()[0], today=TODAY))


def test_every_fact_of_the_complete_sample_is_printed(complete):
    dossier, text = load_samples()[0], "".join(complete)
    facts = dossier.facts
    wanted = [facts.title, facts.theme, facts.place, facts.owner, facts.transport]
    wanted += [p.name for p in dossier.parties]
    wanted += [w for i in dossier.schedule for w in (i.title, i.detail, i.place, i.hours)]
    wanted += [w for d in dossier.duties for w in (d.role, d.name, d.phone, d.organisation, d.workgroup, d.task)]
    wanted += [w for s in dossier.stops for w in (s.name, s.address, s.remark)]
    wanted += [w for s in dossier.supplies for w in (s.name, s.spec, s.remark)]
    wanted += [w for c in dossier.safety for w in (c.item, c.role, c.done_by)]
    wanted += [w for c in dossier.contacts for w in (c.name, c.role, c.organisation, c.phone)]
    assert [w for w in wanted if w.replace(" ", "") not in text] == []


def test_cover_tells_the_year_and_lists_the_chapters(complete):
    assert "2027年8月9日（周一）—8月11日（周三）08:30—17:40" in complete[0]
    assert all(name in complete[0] for name in ("目录", "日程总览", "分工和电话", "安全清单", "应急预案", "应急页"))


def test_pages_are_a4_and_numbered(complete):
    assert sizes_of(build_handbook(load_samples()[0], today=TODAY)) == {A4}
    assert all(f"第{n}页，共{len(complete)}页" in page for n, page in enumerate(complete[1:], start=2))


def test_same_event_gives_the_same_bytes():
    papers = {build_handbook(dossier, today=TODAY) for _ in range(2) for dossier in (tour(2027),)}
    assert len(papers) == 1


def test_unknown_is_printed_as_such():
    dossier = replace(tour(), facts=replace(tour().facts, place="", owner=""), supplies=(Supply("u", "油"),))
    cover, *rest = pages_of(build_handbook(dossier, today=TODAY))
    assert "地点待定" in cover
    assert "负责人待定" in cover
    assert "人数30人（按各组相加为29人）" in cover
    assert "8月9日—8月11日" in cover
    assert "日期待定07:00—07:40早餐待定待定" in "".join(rest)
    assert "油待定待定" in "".join(rest)


def test_empty_event_has_no_contents_and_says_what_is_missing():
    pages = pages_of(build_handbook(Dossier(), today=TODAY))
    assert len(pages) == 3
    assert "目录" not in pages[0]
    assert all(word in pages[1] for word in ("还没有日程。", "还没有分工。", "还没有物资清单。", "还没有安全清单。"))


@pytest.mark.parametrize(("items", "days", "boards"), [(1, 1, 1), (60, 1, 1), (60, 4, 2), (36, 12, 4)])
def test_board_shows_at_most_three_days_a_page(items, days, boards):
    pages = pages_of(build_handbook(_schedule(items, days), today=TODAY))
    shown = [page for page in pages[1:] if "日程总览" in page]
    assert len(shown) == boards
    assert all(f"第{n}项" in "".join(pages) for n in range(items))


def test_day_with_many_groups_has_a_page_of_its_own():
    parallel = tuple(ScheduleItem(f"p{n}", f"{n}组", FIRST, time(9), time(10)) for n in range(5))
    dossier = replace(_schedule(3, 3), schedule=parallel + _schedule(3, 3).schedule)
    assert sum("日程总览" in page for page in pages_of(build_handbook(dossier, today=TODAY))[1:]) == 2


def test_board_keeps_what_has_no_hour_and_what_starts_late():
    items = [ScheduleItem(f"n{n}", f"无时{n}", FIRST) for n in range(9)]
    late = ScheduleItem("l", "夜巡", FIRST, time(23, 50), time(1))
    board = pages_of(build_handbook(Dossier(schedule=(*items, late)), today=TODAY))[1]
    assert "无时5时间待定" in board
    assert "另有3项" in board
    assert "夜巡" in board


def test_safety_list_by_phase():
    checks = (SafetyCheck("a", "点名", phase=SafetyPhase.AFTER), SafetyCheck("b", "备案", required=True))
    text = "".join(pages_of(build_handbook(Dossier(safety=checks), today=TODAY)))
    assert text.index("行前") < text.index("备案必查待定") < text.index("行后") < text.index("点名待定")
    assert "行中" not in text


def test_emergency_page_leaves_lines_to_fill():
    page = pages_of(build_handbook(tour(), today=TODAY))[-1]
    assert all(word in page for word in ("110报警", "119火警", "120急救", "周老师13800000001", "就医县医院"))
    assert all(word in page for word in ("辖区派出所", "上级值班", "先救人", "告诉监护人"))
    assert "最近医院" not in page
    assert page.index("先救人") < page.index("告诉监护人") < page.index("报告")


def test_own_emergency_plan_is_printed():
    dossier = Dossier(sections=(Section("s", "应急预案", text="闻雷即停，转到室内。"),))
    assert "闻雷即停，转到室内。" in "".join(pages_of(build_handbook(dossier, today=TODAY)))


@pytest.mark.parametrize("text", [NASTY, "长" * 500, "a" * 500, '#set page(width: 1pt) `raw` @ref // x /* {[("'])
def test_user_text_is_inert(text):
    facts = Facts(title=text, theme=text, place=text, owner=text, organisation=text, transport=text, starts_on=FIRST)
    item = ScheduleItem("i", text, FIRST, time(9), time(9, 20), text, text, ItemKind.ROLL, ("d",))
    dossier = Dossier(
        facts=facts,
        duties=(Duty("d", text, text, text, text, text, text),),
        schedule=(item, replace(item, key="j", start=None, end=None)),
        stops=(Stop("s", text, text, True, text),),
        supplies=(Supply("u", text, text, unit=text, duty="d", remark=text),),
        safety=(SafetyCheck("c", text, text, done_by=text),),
        sections=(Section("x", f"应急{text}", text=text),),
    )
    pdf = build_handbook(dossier, today=TODAY)
    assert sizes_of(pdf) == {A4}
    kept = "".join(c for c in text if c.isprintable() and c not in "👶 ")[:60]
    assert kept.split("alert")[0] in pages_of(pdf)[0]
