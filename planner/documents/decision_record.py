"""审批记录.docx, 审核记录.docx: who handed in which version when, who decided what of it, with which words."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents import gbt9704 as paper
from planner.documents.gbt9704 import TableColumn, TableRow

_COLUMNS = (
    TableColumn("版", 6, "center"),
    TableColumn("提交", 22),
    TableColumn("金额（元）", 14, "right", optional=True),
    TableColumn("结果", 12, "center"),
    TableColumn("决定人、时间", 22),
    TableColumn("意见", 24),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEntry:
    """One version that was handed in, and what became of it; moments are said by the clock on the wall."""

    number: int
    handed_in: str
    result: str
    decided: str = ""
    words: str = ""
    amount: str = ""


def build_decision_record(title: str, entries: Sequence[DecisionEntry], *, unit: str) -> bytes:
    """The record as .docx, the oldest version first; the same entries give the same bytes.

    It says what accounts did in the system. It is no signature.
    """
    rows: list[TableRow] = [
        [str(entry.number), entry.handed_in, entry.amount, entry.result, entry.decided, entry.words]
        for entry in entries
    ]
    note = "由系统按账号的操作打印，不代替签字盖章。"
    body = [paper.paragraph(paper.run(title), "Title"), paper.table(_COLUMNS, rows, note=note)]
    return paper.build_document(body, title=title, author=unit)
