"""The records of an event that stand in the plan as tables."""

from collections.abc import Iterator
from decimal import Decimal

from budgets import NO_SOURCE, Line, Total, format_quantity
from planner.days import Day
from planner.documents.gbt9704 import TableColumn, TableRow, WideCell, table, text_paragraph
from planner.documents.wording import count_open_groups, keeper_of, quantity_of
from planner.dossier import Dossier, Duty
from planner.enums import SafetyPhase
from planner.telling import UNKNOWN


def compose_schedule(dossier: Dossier) -> Iterator[str]:
    """The schedule by day."""
    if not dossier.schedule:
        yield text_paragraph(UNKNOWN)
        return
    rows: list[TableRow] = []
    for day, items in dossier.schedule_by_day():
        rows.append(day.label() if day else f"日期{UNKNOWN}")
        for item in items:
            what = item.title + (f"\n{item.detail}" if item.detail else "")
            who = "、".join(dossier.duty_names(item)) or UNKNOWN
            rows.append([item.hours or UNKNOWN, what, item.place or UNKNOWN, who])
    columns = (
        TableColumn("时间", 19, "center"),
        TableColumn("事项", 38),
        TableColumn("地点", 23),
        TableColumn("负责人", 20),
    )
    yield table(columns, rows)


def compose_duties(dossier: Dossier) -> Iterator[str]:
    """Who does what; an empty post is 待定."""
    if not dossier.duties:
        yield text_paragraph(UNKNOWN)
        return
    rows = [[d.role, d.name or UNKNOWN, d.organisation, d.phone, _task(d)] for d in dossier.duties]
    columns = (
        TableColumn("职务", 18),
        TableColumn("姓名", 13, "center"),
        TableColumn("单位", 21, optional=True),
        TableColumn("电话", 20, "center", optional=True),
        TableColumn("任务", 34, optional=True),
    )
    yield table(columns, rows)


def _task(duty: Duty) -> str:
    """后勤组：发物资（7月30日前）."""
    told = "：".join(part for part in (duty.workgroup, duty.task) if part)
    return told + (f"（{duty.due_on.short}前）" if duty.due_on else "")


def compose_supplies(dossier: Dossier) -> Iterator[str]:
    """What to bring or to buy."""
    if not dossier.supplies:
        yield text_paragraph(UNKNOWN)
        return
    rows = []
    for number, supply in enumerate(dossier.supplies, start=1):
        quantity = quantity_of(supply)
        amount = f"{format_quantity(quantity)} {supply.unit}".strip() if isinstance(quantity, Decimal) else quantity
        rows.append([str(number), supply.name, supply.spec, amount, keeper_of(dossier, supply), supply.remark])
    columns = (
        TableColumn("序号", 9, "center"),
        TableColumn("物资", 27),
        TableColumn("规格", 17, optional=True),
        TableColumn("数量", 15, "center"),
        TableColumn("负责人", 15, "center"),
        TableColumn("备注", 20, optional=True),
    )
    yield table(columns, rows)


def compose_budget(dossier: Dossier) -> Iterator[str]:
    """The lines by category, the total in figures and 大写, for each head, and the sources."""
    if not dossier.budget:
        yield text_paragraph(UNKNOWN)
        return
    whole, rows = dossier.full_budget, list[TableRow]()
    for category, group in whole.by_category().items():
        for at, line in enumerate(group.lines):
            rows.append(["" if at else category, line.item, *_figures(line), line.source])
    total = whole.total
    known = total.known.plain() if total.known or total.is_exact else UNKNOWN
    rows.append([WideCell("合计" + _open(total), 4, "center"), known, ""])
    columns = (
        TableColumn("类别", 16, merged=True),
        TableColumn("项目", 26),
        TableColumn("单价", 14, "right"),
        TableColumn("数量", 16, "center"),
        TableColumn("小计", 16, "right"),
        TableColumn("来源", 12, "center"),
    )
    yield table(columns, rows, unit="单位：元")
    yield text_paragraph(f"合计（大写）：{total.words()}")
    each = whole.per_head(dossier.heads)
    if each is not None and total.is_exact and not count_open_groups(dossier):
        yield text_paragraph(f"按 {dossier.heads} 人计，人均 {each.known.plain()} 元。")
    if sources := _sources(dossier):
        yield text_paragraph(f"资金来源：{'；'.join(_share(name, total) for name, total in sources)}。")


def _sources(dossier: Dossier) -> list[tuple[str, Total]]:
    """Who pays how much: as promised, else as the lines say."""
    if dossier.funding:
        return [(source.name, Total.of([source.amount])) for source in dossier.funding]
    found = dossier.full_budget.by_source()
    return [(name, group.total) for name, group in found.items()] if set(found) - {NO_SOURCE} else []


def _open(total: Total) -> str:
    """What a sum has to say about amounts that are not known."""
    if total.is_exact:
        return ""
    return f"（至少，{total.unknown} 项{UNKNOWN}）" if total.known else f"（{total.unknown} 项{UNKNOWN}）"


def _share(name: str, total: Total) -> str:
    """财政 5,400.00 元, 自筹至少 100.00 元（1 项待定）."""
    if not total.known and not total.is_exact:
        return f"{name} {UNKNOWN}"
    if total.is_exact:
        return f"{name} {total.known.plain()} 元"
    return f"{name}至少 {total.known.plain()} 元（{total.unknown} 项{UNKNOWN}）"


def _figures(line: Line) -> list[str]:
    """Price, quantity and amount as they stand; what is not known is 待定."""
    lump = line.computed is None and line.stated is not None  # a sum without a working
    price = line.unit_price.plain() if line.unit_price is not None else "" if lump else UNKNOWN
    parts = [(line.quantity, line.unit), (line.times, line.times_unit)]
    quantity = "×".join(f"{format_quantity(value)}{unit}" for value, unit in parts if value is not None)
    amount = line.amount.plain() if line.amount is not None else UNKNOWN
    return [price, quantity or ("" if lump else UNKNOWN), amount]


def compose_safety(dossier: Dossier) -> Iterator[str]:
    """The safety list by phase; ★ must be done before the event starts."""
    if not dossier.safety:
        yield text_paragraph(UNKNOWN)
        return
    rows: list[TableRow] = []
    for phase in SafetyPhase:
        checks = [c for c in dossier.safety if c.phase is phase]
        if checks:
            rows.append(phase.label)
        for c in checks:
            rows.append([("★" if c.required else "") + c.item, c.role or UNKNOWN, c.done_by, _short(c.done_on)])
    columns = (
        TableColumn("检查项", 56),
        TableColumn("负责", 18, "center"),
        TableColumn("检查人", 14, "center"),
        TableColumn("日期", 14, "center"),
    )
    required = any(c.required for c in dossier.safety)
    yield table(columns, rows, note="注：标★的项目须在出发前完成。" if required else "")


def _short(day: Day | None) -> str:
    return day.short if day else ""


def compose_contacts(dossier: Dossier) -> Iterator[str]:
    """Whom to call besides those with a duty."""
    columns = (
        TableColumn("联系人", 30),
        TableColumn("事由", 20, optional=True),
        TableColumn("单位", 30, optional=True),
        TableColumn("电话", 22, "center"),
    )
    if dossier.contacts:
        yield table(columns, [[c.name, c.role, c.organisation, c.phone or UNKNOWN] for c in dossier.contacts])
