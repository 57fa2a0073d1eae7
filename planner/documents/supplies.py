"""物资清单.xlsx: what to bring or to buy, who sees to it, and a column to tick."""

from typing import Any

from planner.documents.spreadsheets import Cell, SheetColumn, SheetTable, make_workbook
from planner.documents.wording import facts_line, keeper_of, quantity_of
from planner.dossier import Dossier, Supply

COLUMNS = (
    SheetColumn("序号", 6, "center"),
    SheetColumn("物资", 24),
    SheetColumn("规格", 18),
    SheetColumn("数量", 9, "right"),
    SheetColumn("单位", 7, "center"),
    SheetColumn("负责人", 14),
    SheetColumn("备注", 26),
    SheetColumn("已备", 7, "center"),
)


def build_supplies_sheet(dossier: Dossier) -> bytes:
    """The supplies as .xlsx; quantities are numbers, 若干 or 待定. The same list gives the same bytes."""

    def write(book: Any) -> None:
        title = f"{dossier.facts.title or '活动'}物资清单"
        table = SheetTable(book, "物资", title, facts_line(dossier), COLUMNS, wide=True)
        for number, supply in enumerate(dossier.supplies, start=1):
            table.add(_cells(dossier, number, supply))
        table.end("领用：＿＿＿＿＿＿　　发放：＿＿＿＿＿＿　　清点归还：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿")

    return make_workbook(f"{dossier.facts.title}物资清单", dossier.facts.organisation, write)


def _cells(dossier: Dossier, number: int, supply: Supply) -> tuple[Cell, ...]:
    return (
        number,
        supply.name,
        supply.spec,
        quantity_of(supply),
        supply.unit,
        keeper_of(dossier, supply),
        supply.remark,
        "□",
    )
