"""照片说明.docx: each photo of an evidence set with its time, its schedule item and its caption."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents import gbt9704 as paper
from planner.documents.gbt9704 import TableColumn, TableRow

_COLUMNS = (
    TableColumn("文件", 30),
    TableColumn("拍摄时间", 20, "center"),
    TableColumn("日程", 22),
    TableColumn("说明", 28),
)
# Why these are not the files that came from the phones.
WHY_COPIES = (
    "这里是长边 1600 像素的照片，按拍摄时间排，不带拍摄地点和相机写的其他内容。"
    "原图可能带着拍摄地点，留在系统里，只有活动的负责人和共同编辑能打开。"
)


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A photo as it stands in the list; what nobody said is empty."""

    name: str
    taken: str
    item: str
    caption: str


def build_captions(title: str, lines: Sequence[CaptionLine], *, unit: str) -> bytes:
    """The list as .docx in the order of the lines; the same lines give the same bytes."""
    heading = f"{title}照片说明"
    rows: list[TableRow] = [[line.name, line.taken or "没有记录", line.item, line.caption] for line in lines]
    body = [
        paper.paragraph(paper.run(heading), "Title"),
        paper.small_line(WHY_COPIES),
        paper.table(_COLUMNS, rows),
    ]
    return paper.build_document(body, title=heading, author=unit)
