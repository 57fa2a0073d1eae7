"""活动手册.pdf: the whole event for those who go along, to be printed and to be read on a phone."""

from datetime import date
from itertools import pairwise
from typing import Any

from planner.days import Day
from planner.documents.emergency import emergency_page
from planner.documents.typesetting import ems, shorten, typeset
from planner.documents.wording import heads_label, keeper_of, quantity_of
from planner.dossier import Dossier, Duty, SafetyCheck, ScheduleItem, Stop, Supply
from planner.drawing.daycolumns import MIDNIGHT, SHORTEST, Block, Board, DayColumn, day_columns
from planner.enums import PartyRole, SafetyPhase
from planner.fields import display
from planner.telling import UNKNOWN

DAYS_A_PAGE = 3
# With more blocks side by side than this, a day gets a page of its own.
MOST_LANES = 3
MOST_UNTIMED = 6


def build_handbook(dossier: Dossier, *, today: date) -> bytes:
    """The handbook as PDF, A4. What is not known is 待定; days of the year of `today` are written without it.

    The same event gives the same bytes all year. User text is printed as it stands.
    """
    return typeset("handbook.typ", lay_out_handbook(dossier, today=today))


def lay_out_handbook(dossier: Dossier, *, today: date) -> dict[str, Any]:
    """All texts that the handbook prints, as its template takes them."""
    facts, year = dossier.facts, today.year
    return {
        "title": facts.title or "活动",
        "theme": facts.theme if facts.theme != facts.title else "",
        "place": facts.place or UNKNOWN,
        "transport": facts.transport,
        "facts": _cover(dossier),
        "signature": facts.organisation,
        "board": _board(day_columns(dossier), dossier, year),
        "schedule": [
            (format_day_or_unknown(day, year), [_row(dossier, item) for item in items])
            for day, items in dossier.schedule_by_day()
        ],
        "duties": [_duty(duty, year) for duty in dossier.duties],
        "stops": [_stop(stop) for stop in dossier.stops],
        "supplies": [_supply(dossier, supply) for supply in dossier.supplies],
        "safety": _safety(dossier),
        "emergency": emergency_page(dossier),
    }


def format_day_or_unknown(day: Day | None, year: int) -> str:
    """8月9日（周日）, or 日期待定."""
    return day.label(year) if day else f"日期{UNKNOWN}"


def supply_quantity(supply: Supply) -> str:
    """12 箱, 若干 or 待定."""
    quantity = quantity_of(supply)
    if isinstance(quantity, str):
        return quantity
    return f"{display(quantity)} {supply.unit}".strip()


def _cover(dossier: Dossier) -> list[tuple[str, str]]:
    """The facts of the cover. The year is always written: a paper outlives it."""
    facts = dossier.facts
    rows = [
        ("时间", dossier.dates_label() or UNKNOWN),
        ("地点", facts.place or UNKNOWN),
    ]
    hosts = dossier.party_names(PartyRole.HOST) or ((facts.organisation,) if facts.organisation else ())
    rows.append(("主办", "、".join(hosts) or UNKNOWN))
    rows += [(role.label, "、".join(dossier.party_names(role))) for role in PartyRole if role is not PartyRole.HOST]
    groups = "、".join(f"{h.group} {UNKNOWN if h.count is None else h.count}" for h in dossier.head_counts)
    rows.append(("人数", heads_label(dossier) + (f"\n{groups}" if groups else "")))
    rows.append(("负责人", facts.owner or UNKNOWN))
    return [(name, value) for name, value in rows if value]


def _board(board: Board, dossier: Dossier, year: int) -> dict[str, Any]:
    """The day columns by page; none while no item has a start."""
    columns = board.columns if board.has_timed else ()
    return {
        "first": board.first_hour,
        "last": board.last_hour,
        "pages": [[_column(column, dossier, year) for column in page] for page in _pages(columns)],
    }


def _pages(columns: tuple[DayColumn, ...]) -> list[list[DayColumn]]:
    """At most three days a page, as even as can be; a day with many parallel groups stands alone."""
    runs: list[list[DayColumn]] = [[]]
    for column in columns:
        if max((block.lanes for block in column.blocks), default=1) > MOST_LANES:
            runs += [[column], []]
        else:
            runs[-1].append(column)
    return [page for run in runs for page in _split_evenly(run)]


def _split_evenly(run: list[DayColumn]) -> list[list[DayColumn]]:
    count = -(-len(run) // DAYS_A_PAGE)
    cuts = [round(len(run) * n / count) for n in range(count + 1)] if count else []
    return [run[first:last] for first, last in pairwise(cuts)]


def _column(column: DayColumn, dossier: Dossier, year: int) -> dict[str, Any]:
    return {
        "day": column.day.label(year),
        "blocks": [_block(block, dossier) for block in column.blocks],
        "untimed": _untimed_items(column.untimed),
    }


def _untimed_items(items: tuple[ScheduleItem, ...]) -> list[dict[str, Any]]:
    """The first items without a start; they stand above the axis, which needs the room."""
    shown = [(item.kind.value, shorten(item.title, 40)) for item in items[:MOST_UNTIMED]]
    if left := len(items) - len(shown):
        shown.append(("stay", f"另有 {left} 项"))
    return [{"kind": kind, "title": title, "ems": ems(title)} for kind, title in shown]


def _block(block: Block, dossier: Dossier) -> dict[str, Any]:
    item = block.item
    who = "、".join(dossier.duty_names(item))
    return {
        "kind": item.kind.value,
        "title": item.title,
        "hours": item.hours,
        "who": who,
        "place": item.place,
        "ems": [ems(item.title), ems(f"{item.hours} · {who}"), ems(item.place)],
        "start": min(block.start, MIDNIGHT - SHORTEST),
        "end": min(block.end, MIDNIGHT),
        "lane": block.lane,
        "lanes": block.lanes,
    }


def _row(dossier: Dossier, item: ScheduleItem) -> dict[str, str]:
    return {
        "hours": item.hours or UNKNOWN,
        "title": item.title,
        "detail": item.detail,
        "kind": item.kind.value,
        "place": item.place or UNKNOWN,
        "who": "、".join(dossier.duty_names(item)) or UNKNOWN,
    }


def _duty(duty: Duty, year: int) -> dict[str, str]:
    due = f"{duty.due_on.label(year)}前" if duty.due_on else ""
    return {
        "role": duty.role,
        "name": duty.name.strip() or UNKNOWN,
        "phone": duty.phone or UNKNOWN,
        "unit": "，".join(part for part in (duty.organisation, duty.workgroup) if part),
        "task": duty.task or UNKNOWN,
        "due": due + ("，已完成" if due and duty.done else "已完成" if duty.done else ""),
    }


def _stop(stop: Stop) -> dict[str, str]:
    remark = "，".join(part for part in ("免票" if stop.free_entry else "", stop.remark) if part)
    return {"name": stop.name, "address": stop.address or UNKNOWN, "remark": remark}


def _supply(dossier: Dossier, supply: Supply) -> dict[str, str]:
    return {
        "name": supply.name,
        "spec": supply.spec,
        "quantity": supply_quantity(supply),
        "who": keeper_of(dossier, supply),
        "remark": supply.remark,
    }


def _safety(dossier: Dossier) -> list[tuple[str, list[dict[str, Any]]]]:
    """行前, 行中, 行后 with their checks; a phase without any is left out."""
    phases = ((phase, [c for c in dossier.safety if c.phase is phase]) for phase in SafetyPhase)
    return [(phase.label, [_check(check) for check in checks]) for phase, checks in phases if checks]


def _check(check: SafetyCheck) -> dict[str, Any]:
    done = " ".join(part for part in (check.done_by, check.done_on.short if check.done_on else "") if part)
    return {"item": check.item, "role": check.role or UNKNOWN, "required": check.required, "done": done}
