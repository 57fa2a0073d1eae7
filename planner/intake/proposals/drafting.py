"""Facts of a reading as proposals: what each is called, what is shown of it, and the fields that it fills."""

from collections.abc import Iterable
from dataclasses import replace

from planner.days import Day, range_label
from planner.eventkinds import KINDS
from planner.intake.plans.planrows import PlanRow, event_of, rows_of
from planner.intake.plans.reading import Fact, Field, PlanReading
from planner.intake.proposals.proposal import PlanProposal, ProposalGroup, RowDraft, Texts

_GROUPS = {
    "schedule": ProposalGroup.DAYS,
    "phases": ProposalGroup.DAYS,
    "duties": ProposalGroup.DUTY,
    "supplies": ProposalGroup.GOODS,
    "budget": ProposalGroup.MONEY,
    "safety": ProposalGroup.SAFE,
}
_DAYS = ("starts_on", "ends_on", "starts_at", "ends_at")
_ONLY_TOTAL = "活动经费"
_ONLY_TOTAL_REASON = "原文只写了总数，没有分项"
_UNKNOWN_KIND = "blank"


def draft_rows(reading: PlanReading) -> list[PlanProposal]:
    """A proposal for every row of every noun; places stand with the facts of the event."""
    found = rows_of(reading)
    return [_row(noun, row) for noun, rows in found.items() if noun != "stops" for row in rows]


def draft_event(reading: PlanReading) -> list[PlanProposal]:
    """The facts of the event's own form but its name: days and hours as one, several places as stops too."""
    facts = event_of(reading)
    drafts = [draft_days({name: facts[name] for name in _DAYS if name in facts})]
    if "place" in facts:
        drafts.append(_places(facts["place"], rows_of(reading).get("stops", ())))
    if "kind" in facts and facts["kind"].value in KINDS and facts["kind"].value != _UNKNOWN_KIND:
        drafts.append(_fact(facts["kind"], "类型", KINDS[facts["kind"].value], "kind"))
    if "theme" in facts:
        drafts.append(_fact(facts["theme"], "主题", facts["theme"].value, "theme"))
    if "stated_total" in facts:
        drafts.append(_fact(facts["stated_total"], "总人数", f"{facts['stated_total'].value} 人", "stated_total"))
    return [draft for draft in drafts if draft]


def draft_total(reading: PlanReading) -> PlanProposal | None:
    """A sum without amounts of lines: one line of that sum."""
    totals = reading.of(Field.BUDGET_TOTAL)
    if not totals or any(fact.values["amount"] for fact in reading.of(Field.BUDGET)):
        return None
    texts = {"item": _ONLY_TOTAL, "stated": totals[0].value, "basis": _ONLY_TOTAL_REASON}
    return replace(
        _fact(totals[0], "合计", totals[0].value, ""),
        group=ProposalGroup.MONEY,
        facts={},
        rows=(RowDraft("budget", texts),),
    )


def draft_days(facts: dict[str, Fact]) -> PlanProposal | None:
    """First and last day and the hours; None where nothing of it is stated."""
    if not facts:
        return None
    texts = {name: fact.value for name, fact in facts.items() if fact.value}
    spans = tuple(sorted({span for fact in facts.values() for span in fact.spans}))
    least = min(facts.values(), key=lambda fact: fact.confidence)
    return PlanProposal(ProposalGroup.FACTS, "日期", days_label(texts), spans, texts, (), least.reason, least.is_sure)


def days_label(texts: Texts) -> str:
    """5月31日 09:00—10:45, or what is known of it."""
    days = [Day.parse(texts[name]) for name in ("starts_on", "ends_on") if name in texts]
    hours = "—".join(texts[name] for name in ("starts_at", "ends_at") if name in texts)
    return f"{range_label(days[0], days[-1]) if days else ''} {hours}".strip()


def _places(fact: Fact, stops: Iterable[PlanRow]) -> PlanProposal:
    rows = tuple(RowDraft("stops", row.values) for row in stops)
    return replace(_fact(fact, "地点", fact.value, "place"), rows=rows if len(rows) > 1 else ())


def _fact(fact: Fact, label: str, text: str, name: str) -> PlanProposal:
    return PlanProposal(ProposalGroup.FACTS, label, text, fact.spans, {name: fact.value}, (), fact.reason, fact.is_sure)


def _row(noun: str, row: PlanRow) -> PlanProposal:
    texts = {name: value for name, value in row.values.items() if value}
    label, text = _tell(noun, {name: value or "" for name, value in row.values.items()})
    group = _GROUPS.get(noun, ProposalGroup.FACTS)
    return PlanProposal(
        group, label, text, row.fact.spans, {}, (RowDraft(noun, texts),), row.fact.reason, row.fact.is_sure
    )


def _tell(noun: str, texts: Texts) -> tuple[str, str]:
    """What a row is called and how it reads."""
    match noun:
        case "schedule":
            hours = "—".join(filter(None, (texts["start"], texts["end"])))
            return _short_day(texts["day"]) or "日期待定", f"{hours} {texts['title']}".strip()
        case "phases":
            days = "—".join(filter(None, (_short_day(texts["starts_on"]), _short_day(texts["ends_on"]))))
            return "阶段", f"{texts['name']} {days}".strip()
        case "duties" | "parties":
            return texts["role"], texts["name"]
        case "contacts":
            return "联系人", f"{texts['name']} {texts['phone']}".strip()
        case "head_counts":
            return "人数", f"{texts['group']} {texts['count']} 人"
        case "supplies":
            return "", " ".join(filter(None, (texts["name"], texts["quantity"], texts["unit"])))
        case "budget":
            return "", f"{texts['item']} {texts['stated']}".strip()
        case _:
            return "", texts["item"]


def _short_day(iso: str) -> str:
    return Day.parse(iso).short if iso else ""
