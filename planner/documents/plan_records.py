"""The records of an event as paragraphs and tables of the plan, one function for each source of a section."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from budgets import Line, format_quantity
from planner.days import hours_label, range_label
from planner.documents.budget import heads_label
from planner.documents.gbt9704 import LEVEL2, SIZE_TABLE, Column, paragraph, run, table
from planner.documents.supplies import quantity_of
from planner.dossier import UNKNOWN, Dossier, Phase
from planner.enums import GroupSide, PartyRole, SafetyPhase, SectionSource

NUMERALS = "一二三四五六七八九十"


def theme(dossier: Dossier) -> Iterator[str]:
    """主题, as a line of its own."""
    yield paragraph(run(dossier.facts.theme or UNKNOWN))


def time(dossier: Dossier) -> Iterator[str]:
    """The days, and the hours where they are known."""
    facts = dossier.facts
    days = range_label(facts.starts_on, facts.ends_on) or UNKNOWN
    hours = hours_label(facts.starts_at, facts.ends_at)
    yield paragraph(run(f"{days}{' ' if hours else ''}{hours}"))


def place(dossier: Dossier) -> Iterator[str]:
    """The place, and the stops in their order."""
    names = [s.name + ("（免票）" if s.free_entry else "") for s in dossier.stops]
    if dossier.facts.place or not names:
        yield paragraph(run(dossier.facts.place or UNKNOWN))
    if names:
        yield paragraph(run(f"线路：{'—'.join(names)}。"))
    for stop in dossier.stops:
        told = "，".join(part for part in (stop.address, stop.remark) if part)
        if told:
            yield paragraph(run(f"{stop.name}：{told}。"))


def parties(dossier: Dossier) -> Iterator[str]:
    """Who plays which part."""
    found = [(role, dossier.party_names(role)) for role in PartyRole]
    if not any(names for _, names in found):
        yield paragraph(run(f"主办单位：{UNKNOWN}"))
    for role, names in found:
        if names:
            yield paragraph(run(f"{role.label}单位：{'、'.join(names)}"))


def people(dossier: Dossier) -> Iterator[str]:
    """The groups, side by side, and the total; both totals where they differ."""
    for side in GroupSide:
        groups = [h for h in dossier.head_counts if h.side is side]
        if groups:
            told = "、".join(f"{h.group} {f'{h.count} 人' if h.count is not None else UNKNOWN}" for h in groups)
            yield paragraph(run(f"{side.label}：{told}。"))
    yield paragraph(run(f"共 {heads_label(dossier)}。" if dossier.heads is not None else f"人数{UNKNOWN}。"))


def phases(dossier: Dossier) -> Iterator[str]:
    """（一）准备阶段（1月10日—1月29日，负责人：某老师）, and what is done in it."""
    if not dossier.phases:
        yield paragraph(run(UNKNOWN))
    for number, phase in enumerate(dossier.phases):
        yield paragraph(run(_phase_heading(number, phase), LEVEL2), keep=bool(phase.detail))
        for line in phase.detail.split("\n"):
            if line.strip():
                yield paragraph(run(line.strip()))


def _phase_heading(number: int, phase: Phase) -> str:
    mark = NUMERALS[number] if number < len(NUMERALS) else str(number + 1)
    days = range_label(phase.starts_on, phase.ends_on) or f"日期{UNKNOWN}"
    return f"（{mark}）{phase.name}（{days}，负责人：{phase.owner or UNKNOWN}）"


def schedule(dossier: Dossier) -> Iterator[str]:
    """The schedule by day."""
    if not dossier.schedule:
        yield paragraph(run(UNKNOWN))
        return
    rows: list[list[str] | str] = []
    for day, items in dossier.schedule_by_day():
        rows.append(day.label() if day else f"日期{UNKNOWN}")
        for item in items:
            what = item.title + (f"\n{item.detail}" if item.detail else "")
            who = "、".join(dossier.duty_names(item)) or UNKNOWN
            rows.append([item.hours or UNKNOWN, what, item.place or UNKNOWN, who])
    columns = (Column("时间", 19, "center"), Column("事项", 38), Column("地点", 23), Column("负责人", 20))
    yield table(columns, rows)


def duties(dossier: Dossier) -> Iterator[str]:
    """Who does what; an empty post is 待定."""
    if not dossier.duties:
        yield paragraph(run(UNKNOWN))
        return
    rows = [[d.role, d.name or UNKNOWN, d.organisation, d.phone, _task(d.task, d.workgroup)] for d in dossier.duties]
    columns = (
        Column("职务", 18),
        Column("姓名", 13, "center"),
        Column("单位", 21),
        Column("电话", 20, "center"),
        Column("任务", 34),
    )
    yield table(columns, rows)


def _task(task: str, workgroup: str) -> str:
    return "：".join(part for part in (workgroup, task) if part)


def supplies(dossier: Dossier) -> Iterator[str]:
    """What to bring or to buy."""
    if not dossier.supplies:
        yield paragraph(run(UNKNOWN))
        return
    rows = []
    for number, supply in enumerate(dossier.supplies, start=1):
        quantity = quantity_of(supply)
        amount = format_quantity(quantity) if isinstance(quantity, Decimal) else quantity
        who = dossier.duty(supply.duty)
        rows.append(
            [
                str(number),
                supply.name,
                supply.spec,
                f"{amount} {supply.unit}".strip(),
                (who.name or who.role) if who else UNKNOWN,
                supply.remark,
            ]
        )
    columns = (
        Column("序号", 9, "center"), Column("物资", 27), Column("规格", 17), Column("数量", 15, "center"),
        Column("负责人", 15, "center"), Column("备注", 20),
    )  # fmt: skip
    yield table(columns, rows)


def budget(dossier: Dossier) -> Iterator[str]:
    """The lines by category, the total in figures and 大写, the sources."""
    if not dossier.budget:
        yield paragraph(run(UNKNOWN))
        return
    whole = dossier.full_budget
    rows: list[list[str] | str] = []
    for category, group in whole.by_category().items():
        for line in group.lines:
            rows.append([category, line.item, *_figures(line), line.source])
            category = ""
    total = whole.total
    shown = total.known.plain() if total.is_exact else UNKNOWN if not total.known.fen else f"至少 {total.known.plain()}"
    rows.append(["合计", "", "", "", shown, f"{total.unknown} 项{UNKNOWN}" if total.unknown else ""])
    columns = (
        Column("类别", 16), Column("项目", 26), Column("单价", 14, "right"), Column("数量", 16, "center"),
        Column("小计", 16, "right"), Column("来源", 12, "center"),
    )  # fmt: skip
    yield paragraph(run("单位：元", size=SIZE_TABLE), align="right", indent=0, keep=True)
    yield table(columns, rows)
    yield paragraph(run(f"合计（大写）：{total.words()}"))
    each = whole.per_head(dossier.heads)
    if each is not None and total.is_exact:
        yield paragraph(run(f"按 {dossier.heads} 人计，人均 {each.known.format()}。"))


def _figures(line: Line) -> list[str]:
    """Price, quantity and amount as they stand; what is not known is 待定."""
    price = line.unit_price.plain() if line.unit_price is not None else "" if line.stated is not None else UNKNOWN
    quantity = f"{format_quantity(line.quantity)}{line.unit}" if line.quantity is not None else ""
    if line.times is not None:
        quantity += f"×{format_quantity(line.times)}{line.times_unit}"
    amount = line.amount.plain() if line.amount is not None else UNKNOWN
    return [price, quantity or ("" if line.stated is not None else UNKNOWN), amount]


def safety(dossier: Dossier) -> Iterator[str]:
    """The safety list by phase; ★ must be done before the event starts."""
    if not dossier.safety:
        yield paragraph(run(UNKNOWN))
        return
    rows: list[list[str] | str] = []
    for phase in SafetyPhase:
        checks = [c for c in dossier.safety if c.phase is phase]
        if checks:
            rows.append(phase.label)
        rows += [
            [("★" if c.required else "") + c.item, c.role, c.done_by, c.done_on.short if c.done_on else ""]
            for c in checks
        ]
    columns = (
        Column("检查项", 56),
        Column("负责", 18, "center"),
        Column("检查人", 14, "center"),
        Column("日期", 14, "center"),
    )
    yield table(columns, rows)


def contacts(dossier: Dossier) -> Iterator[str]:
    """Whom to call besides those with a duty."""
    for contact in dossier.contacts:
        who = "，".join(part for part in (contact.role, contact.organisation) if part)
        yield paragraph(run(f"{contact.name}{f'（{who}）' if who else ''}：{contact.phone or UNKNOWN}"))


def attachments(dossier: Dossier) -> Iterator[str]:
    """附件：1.名称, the following ones below the first, without a stop at the end."""
    for number, attachment in enumerate(dossier.attachments, start=1):
        lead = "附件：" if number == 1 else "　　　"
        yield paragraph(run(f"{lead}{number}.{attachment.name}"))


RECORDS: dict[SectionSource, Callable[[Dossier], Iterator[str]]] = {
    SectionSource.THEME: theme,
    SectionSource.TIME: time,
    SectionSource.PLACE: place,
    SectionSource.PARTIES: parties,
    SectionSource.PEOPLE: people,
    SectionSource.PHASES: phases,
    SectionSource.SCHEDULE: schedule,
    SectionSource.DUTIES: duties,
    SectionSource.SUPPLIES: supplies,
    SectionSource.BUDGET: budget,
    SectionSource.SAFETY: safety,
    SectionSource.CONTACTS: contacts,
    SectionSource.ATTACHMENTS: attachments,
}
