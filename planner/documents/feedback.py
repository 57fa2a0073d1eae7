"""活动反馈.xlsx: what was said of an event, one line a voice; nobody is named."""

from collections.abc import Sequence
from typing import Any

from planner.documents.spreadsheets import SheetColumn, SheetTable, make_workbook
from planner.people.feedback import FeedbackSummary, Voice

TITLE = "活动反馈"
SUBTITLE = "匿名。名字写成“某某”，号码隐去；次序和先后无关。"
COLUMNS = (
    SheetColumn("序号", 6, "center"),
    SheetColumn("谁", 14),
    SheetColumn("年级", 10),
    SheetColumn("星", 6, "center"),
    SheetColumn("说的话", 70),
    SheetColumn("画", 6, "center"),
    SheetColumn("引用", 40),
)
COUNTS = (
    SheetColumn("谁", 14),
    SheetColumn("份数", 8, "center"),
    SheetColumn("平均", 10, "center"),
    *(SheetColumn(f"{stars} 星", 8, "center") for stars in (5, 4, 3, 2, 1)),
)


def build_feedback(title: str, summary: FeedbackSummary, voices: Sequence[Voice]) -> bytes:
    """Two sheets: the counts by audience, and the voices in their order; the same ones give the same bytes."""

    def write(book: Any) -> None:
        counts = SheetTable(book, "合计", f"{title} {TITLE}", SUBTITLE, COUNTS, wide=False)
        for tally in summary.tallies:
            counts.add([tally.audience.label, tally.count, tally.mean_label, *reversed(tally.by_stars)])
        counts.end(f"共 {summary.count} 份")
        table = SheetTable(book, "逐份", f"{title} {TITLE}", SUBTITLE, COLUMNS, wide=True)
        for number, voice in enumerate(voices, start=1):
            year = voice.year.label if voice.year else ""
            drawn = "有" if voice.has_drawing else ""
            table.add([number, voice.audience.label, year, voice.stars, voice.words, drawn, voice.quote])
        table.filter()
        table.end(f"共 {len(voices)} 份")

    return make_workbook(f"{title} {TITLE}", "", write)
