"""签领表.docx: for each hand-out a sheet on which everybody signs for what they got."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents import gbt9704 as paper
from planner.documents.gbt9704 import TableColumn, TableRow, WideCell
from planner.documents.ledger_wording import each_label, format_date, whole_label
from planner.dossier import Dossier
from planner.money.ledger import Handout
from planner.telling import UNKNOWN

# Lines when nobody is counted yet; and the most blank ones that a sheet has.
FEWEST, MOST = 16, 500
# 8 mm: room for a name written by hand.
ROW_HEIGHT = 454
_LINE = "＿＿＿＿＿＿＿"


@dataclass(frozen=True, slots=True)
class SignOffRow:
    """A person on the sheet; the caller masks what must not be read there. `phone` is only its last figures."""

    name: str
    unit: str = ""
    phone: str = ""


def build_sign_off(
    dossier: Dossier, handouts: Sequence[Handout], people: Sequence[SignOffRow], *, erased: str = ""
) -> bytes:
    """The sheets as .docx, each hand-out on pages of its own: the names, then blank lines up to its number of people.

    Where fewer people get something than there are names, the lines are blank.

    Where the roster was `erased`, this sentence says so above the lines. Without hand-outs one empty sheet. The same
    arguments give the same bytes.
    """
    title = f"{dossier.facts.title.strip() or '活动'}签领表"
    body: list[str] = []
    for handout in handouts or (Handout("", ""),):
        layout = paper.PAGE_BREAK if body else ""
        body.append(paper.paragraph(paper.run(title), "Title", layout=layout, keep=True))
        body += _heading(dossier, handout)
        body += [paper.small_line(erased, keep=True)] if erased else []
        body.append(_sheet(handout, people))
    return paper.build_document(body, title=title, author=dossier.facts.organisation)


def _heading(dossier: Dossier, handout: Handout) -> list[str]:
    """What is handed out, how much of it, when and where."""
    item = (handout.item or UNKNOWN) + ("（捐赠物资）" if handout.donated else "")
    people = f"{handout.people} 人" if handout.people else UNKNOWN
    lines = [
        f"发放内容：{item}　每人：{each_label(handout)}　人数：{people}",
        f"合计：{_whole_amount(handout)}",
        f"日期：{format_date(handout.handed_on)}　地点：{dossier.facts.place or UNKNOWN}",
    ]
    return [paper.small_line(line, keep=True) for line in lines]


def _whole_amount(handout: Handout) -> str:
    """28 个, or 5,600.00 元（人民币伍仟陆佰元整）: cash also in words."""
    cash = handout.total if handout.people else None
    label = whole_label(handout)
    return label if cash is None else f"{label}（{cash.words()}）"


def _sheet(handout: Handout, people: Sequence[SignOffRow]) -> str:
    """The table; sum, signatures and note are its last row, which stays on the page of the last name."""
    if handout.people and len(people) > handout.people:
        people = ()  # not everybody gets it, and who does is not known here: they write their names
    blank = [SignOffRow("")] * max(min(handout.people or FEWEST, MOST) - len(people), 0)
    amount, each = _amount(handout)
    listed = [*people, *blank]
    rows: list[TableRow] = [[str(n), p.name, p.unit, each, "", p.phone, ""] for n, p in enumerate(listed, start=1)]
    columns = (
        TableColumn("序号", 7, "center"),
        TableColumn("姓名", 13, "center"),
        TableColumn("班级", 20),
        amount,
        TableColumn("签字\n（本人或监护人）", 22),
        TableColumn("电话\n尾号", 9, "center"),
        TableColumn("备注", 15),
    )
    rows.append([WideCell(_foot(handout, len(listed)), len(columns))])
    return paper.table(columns, rows, height=ROW_HEIGHT)


def _amount(handout: Handout) -> tuple[TableColumn, str]:
    """The column of what each gets, and what stands in every line of it; nothing while it is unknown."""
    if handout.cash is None:
        return TableColumn("数量", 14, "center"), "" if handout.each is None else each_label(handout)
    if handout.each is None:
        return TableColumn("金额\n（元）", 14, "right"), handout.cash.plain()
    return TableColumn("数量、金额", 14, "center"), each_label(handout).replace("、", "\n")


def _foot(handout: Handout, lines: int) -> str:
    """The sum as planned and as handed out; who handed out and who was there sign; what is to be watched."""
    more = f"（本表印 {lines} 行，其余另附）" if handout.people > lines else ""
    expected = f" {handout.people} 人，{_whole_amount(handout)}" if handout.people else _LINE
    units = [handout.unit or "份"] if handout.each is not None or handout.cash is None else []
    units += [] if handout.cash is None else ["元"]
    given = "、".join(f"{_LINE}{unit}" for unit in units)
    names = (("发放人", handout.handler), ("证明人", handout.witness))
    signed = "　　".join(f"{role}{f'（{name}）' if name else ''}签字：{_LINE}" for role, name in names)
    note = "由本人或监护人签字领取；别人代领的，在备注里写明姓名和关系。"
    if handout.cash is not None:
        note = "现金由本人或监护人当面点清、签字，不得代领；建议转账到本人或监护人账户。"
    return f"合计：应发{expected}{more}\n　　　实发{_LINE}人，{given}\n\n{signed}\n\n注：{note}"
