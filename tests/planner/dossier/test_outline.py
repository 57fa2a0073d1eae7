"""The chapters of a plan at a glance."""

from dataclasses import replace

import pytest

from planner.days import Day
from planner.dossier import Dossier, Facts, ScheduleItem, Section
from planner.dossier.outline import SectionState, count_characters, outline, section_hints
from planner.enums import SectionSource
from planner.samples import load_sample

LONG = "带孩子们走出校门，看一看家乡的山和水，长见识，学自理，交朋友。"


def test_blanks_and_line_ends_are_no_characters() -> None:
    assert count_characters("一 二\n　三\t四") == 4


def test_attachments_and_signature_have_no_number() -> None:
    sources = (SectionSource.TEXT, SectionSource.ATTACHMENTS, SectionSource.TEXT, SectionSource.SIGNATURE)
    sections = tuple(Section(key=str(n), heading="标题", source=source) for n, source in enumerate(sources))

    assert [entry.number for entry in outline(Dossier(sections=sections))] == ["一", "", "二", ""]


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("", ()),
        (LONG, ()),
        ("写得太少", ("只有 4 个字，再写具体些",)),
        (LONG + "\n（一）看展馆。\n（二）", ("“（二）”后面是空的",)),
        (LONG + "\n1. \n2. 出发", ("“1.”后面是空的",)),
        (LONG + "共××人，20xx年，电话____", ("还有 3 处空着（待定、×× 或下划线）",)),
    ],
)
def test_hints(text: str, hints: tuple[str, ...]) -> None:
    assert section_hints(Section(key="a", heading="活动目的", text=text)) == hints


def test_the_usual_length_comes_from_the_guidance() -> None:
    section = Section(key="a", heading="活动目的", text=LONG, guidance="同类方案多为 80—160 字。分点写。")

    assert section_hints(section) == ("偏短，同类多为 80—160 字",)


def test_states_of_text_and_records() -> None:
    text = Section(key="a", heading="活动目的", text=LONG)
    automatic = replace(text, source=SectionSource.SCHEDULE)
    with_items = Dossier(schedule=(ScheduleItem(key="i", title="集合", day=Day(8, 9)),))

    def state(section: Section, dossier: Dossier) -> SectionState:
        return outline(replace(dossier, sections=(section,)))[0].state

    assert state(text, Dossier()) is SectionState.WRITTEN
    assert state(replace(text, text="太短"), Dossier()) is SectionState.PARTLY
    assert state(replace(text, text=""), Dossier()) is SectionState.EMPTY
    assert state(automatic, Dossier()) is SectionState.PARTLY
    assert state(replace(automatic, text=""), Dossier()) is SectionState.EMPTY
    assert state(replace(automatic, text=""), with_items) is SectionState.WRITTEN


@pytest.mark.parametrize(
    ("source", "items", "written", "lacks"),
    [
        (SectionSource.TEXT, (), True, False),
        (SectionSource.SCHEDULE, (), False, True),
        (SectionSource.SCHEDULE, (ScheduleItem(key="i", title="集合"),), True, False),
    ],
)
def test_chapter_is_written_when_its_records_are_there(
    source: SectionSource, items: tuple[ScheduleItem, ...], written: bool, lacks: bool
) -> None:
    section = Section(key="a", heading="安排", source=source, text=LONG)

    chapter = outline(Dossier(sections=(section,), schedule=items))[0]

    assert (chapter.is_written, chapter.lacks_records) == (written, lacks)


def test_records_of_a_complete_event_in_words() -> None:
    records = {entry.section.heading: entry.records for entry in outline(load_sample("hometown_tour"))}

    assert records["日程安排"] == "3 天 30 项"
    assert records["经费预算"] == "¥24,911.25，12 条"
    assert records["参加人员"] == "41 人"
    assert records["落款"] == "白石镇中心小学"
    assert records["活动背景"] == ""


def test_unknown_amounts_are_not_nought() -> None:
    records = {entry.section.source: entry.records for entry in outline(load_sample("summer_tour"))}

    assert records[SectionSource.BUDGET].startswith("金额待定")


def test_the_place_of_the_facts_stands_where_there_are_no_stops() -> None:
    section = Section(key="a", heading="地点", source=SectionSource.PLACE)

    assert outline(Dossier(facts=Facts(place="校操场"), sections=(section,)))[0].records == "校操场"
