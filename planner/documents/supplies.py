"""物资清单.xlsx: what to bring or to buy, who sees to it, and a column to tick."""

from typing import Any

from planner.documents.spreadsheets import Cell, Column, Table, workbook
from planner.documents.wording import keeper_of, quantity_of
from planner.dossier import Dossier, Supply
from planner.telling import UNKNOWN

COLUMNS = (
    Column("序号", 6, "center"),
    Column("物资", 24),
    Column("规格", 18),
    Column("数量", 9, "right"),
    Column("单位", 7, "center"),
    Column("负责人", 14),
    Column("备注", 26),
    Column("已备", 7, "center"),
)


def build_supplies_sheet(dossier: Dossier) -> bytes:
    """The supplies as .xlsx; quantities are numbers, 若干 or 待定. The same list gives the same bytes."""

    def write(book: Any) -> None:
        facts = dossier.facts
        subtitle = f"时间：{dossier.dates_label() or UNKNOWN}　地点：{facts.place or UNKNOWN}　负责人：{facts.owner or UNKNOWN}"
        table = Table(book, "物资", f"{facts.title or '活动'}物资清单", subtitle, COLUMNS, wide=True)
        for number, supply in enumerate(dossier.supplies, start=1):
            table.add(_cells(dossier, number, supply))
        table.end("领用：＿＿＿＿＿＿　　发放：＿＿＿＿＿＿　　清点归还：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿")

    return workbook(f"{dossier.facts.title}物资清单", dossier.facts.organisation, write)


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
