"""签到表.docx: one line a person, to be signed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents import gbt9704 as paper
from planner.documents.gbt9704 import TableColumn, TableRow
from planner.dossier import Dossier
from planner.telling import UNKNOWN

COLUMNS = (
    TableColumn("序号", 9, "center"),
    TableColumn("姓名", 18, "center"),
    TableColumn("单位、班级", 28),
    TableColumn("电话", 20, "center"),
    TableColumn("签到", 18),
    TableColumn("时间", 13),
)
# Blank lines when nobody is on the roster yet: as many as are expected, within reason.
FEWEST, MOST = 20, 120
# 8 mm: room for a name written by hand.
ROW_HEIGHT = 454


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A person on the sheet; the caller masks what must not be read there."""

    name: str
    unit: str = ""
    phone: str = ""


def build_sign_in(dossier: Dossier, people: Sequence[SignInRow], *, erased: str = "") -> bytes:
    """The sheet as .docx: those with a duty, then the participants; blank lines when there are none.

    Where the roster was `erased`, this sentence about it stands in their place. The same people give the same bytes.
    """
    facts = dossier.facts
    staff = [SignInRow(d.name, d.role) for d in dossier.duties if d.name]
    rows: list[TableRow] = []
    participants = list(people) or ([] if erased else _blank_rows(dossier))
    for heading, group in (("工作人员", staff), ("参加人员", participants)):
        if group:
            rows.append(f"{heading}（{len(group)} 人）" if group[0].name else heading)
            rows += [[str(n), p.name, p.unit, p.phone, "", ""] for n, p in enumerate(group, start=1)]
    title = f"{facts.title or '活动'}签到表"
    expected = f" {len(staff) + len(people)} " if people else "＿＿＿"
    body = [
        paper.paragraph(paper.run(title), "Title"),
        paper.small_line(f"时间：{dossier.dates_label() or UNKNOWN}"),
        paper.small_line(f"地点：{facts.place or UNKNOWN}"),
        paper.table(COLUMNS, rows, height=ROW_HEIGHT),
        *([paper.small_line(erased)] if erased else ()),
        paper.small_line(f"应到{expected}人　实到＿＿＿人　点名人：＿＿＿＿＿＿＿＿"),
    ]
    return paper.build_document(body, title=title, author=facts.organisation)


def _blank_rows(dossier: Dossier) -> list[SignInRow]:
    return [SignInRow("")] * min(max(dossier.heads or FEWEST, FEWEST), MOST)
