"""The kinds of event and what each proposes; the contents are the data files beside this one."""

import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from planner.days import Day
from planner.dossier import Dossier, Facts, ScheduleItem
from planner.eventkinds import KINDS
from planner.kinds.rowfile import load_dossier
from planner.nouns import Aggregate, nouns_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event. `dossier` holds its proposals without days; `day_numbers` count from 1, one an item."""

    code: str
    label: str
    description: str
    days: int
    dossier: Dossier
    day_numbers: tuple[int, ...]
    examples: dict[str, tuple[str, ...]]


@cache
def load_kind(code: str) -> Kind:
    """The kind of that code; raises LookupError with Chinese text when there is none."""
    if code not in KINDS:
        raise LookupError(f"没有“{code}”这一类活动。")
    data, common = _read(code), _read("blank")
    sections = _sections(data, common)
    schedule = _fill_in_times(data.get("schedule", []))
    rows = {
        **{noun.name: data[noun.name] for noun in nouns_of(Aggregate.PLAN) if noun.name in data},
        "facts": {"kind": code},
        "sections": [{k: v for k, v in s.items() if k != "examples"} for s in sections],
        "schedule": [{k: v for k, v in item.items() if k not in ("day", "minutes")} for item in schedule],
        "safety": common["safety"] + (data.get("safety", []) if code != "blank" else []),
    }
    return Kind(
        code=code,
        label=KINDS[code],
        description=data["description"],
        days=data["days"],
        dossier=load_dossier(rows),
        day_numbers=tuple(item["day"] for item in schedule),
        examples={s["heading"]: tuple(s["examples"]) for s in sections if s.get("examples")},
    )


def propose(code: str, *, starts_on: Day | None = None) -> Dossier:
    """What a new event of that kind starts with: everything editable, nothing that nobody has said.

    Schedule items get their day from `starts_on`; while it is unknown they say 第 2 天 in their detail instead.
    """
    kind = load_kind(code)
    items = zip(kind.dossier.schedule, kind.day_numbers, strict=True)
    schedule = tuple(_on_day(item, number, kind.days, starts_on) for item, number in items)
    return replace(kind.dossier, facts=Facts(kind=code, starts_on=starts_on), schedule=schedule)


def _on_day(item: ScheduleItem, number: int, days: int, starts_on: Day | None) -> ScheduleItem:
    if starts_on is not None:
        return replace(item, day=starts_on.shift(timedelta(days=number - 1)))
    if days == 1:
        return item
    return replace(item, detail="，".join(filter(None, (f"第 {number} 天", item.detail))))


def _read(code: str) -> dict[str, Any]:
    with Path(__file__).with_name(f"{code}.toml").open("rb") as file:
        return tomllib.load(file)


def _sections(data: dict[str, Any], common: dict[str, Any]) -> list[dict[str, Any]]:
    """The common chapters in their order, less the omitted ones, with what this kind says differently."""
    own, omitted = data.get("sections", {}), data.get("omit", [])
    chosen = {name: section for name, section in common["sections"].items() if name not in omitted}
    return [{**section, **own.get(name, {})} for name, section in chosen.items()]


def _fill_in_times(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Items with start and end: one without a start follows on the item above it of the same day."""
    clocked: list[dict[str, Any]] = []
    for item in items:
        before = clocked[-1] if clocked and clocked[-1]["day"] == item["day"] else {}
        start = item.get("start") or before.get("end")
        end = _later(start, item["minutes"]) if start and "minutes" in item else None
        clocked.append({**item, "start": start, "end": end})
    return clocked


def _later(clock: str, minutes: int) -> str:
    hours, rest = divmod(int(clock[:2]) * 60 + int(clock[3:]) + minutes, 60)
    return f"{hours:02d}:{rest:02d}"
