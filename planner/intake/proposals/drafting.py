"""One fact of a reading as a proposal: what it is called, what is shown, and the fields that it fills."""

from collections.abc import Callable

from planner.days import Day
from planner.eventkinds import KINDS
from planner.intake.plans.reading import Fact, Field
from planner.intake.proposals.proposal import Group, Proposal, RowDraft, Texts

_ROLES = {"host": "主办", "organizer": "承办", "co_organizer": "协办", "supporter": "支持"}
_BEFORE = ("提前", "签订", "签协议", "协议", "保险", "培训", "预案", "踩点", "检查", "准备", "告知", "知情", "行前")
_AFTER = ("结束后", "返回后", "活动后", "行后", "总结")
ONLY_TOTAL = "活动经费"
_ONLY_TOTAL_REASON = "原文只写了总数，没有分项"


def draft_fact(fact: Fact) -> Proposal | None:
    """The proposal of a fact; None for those that are put together with others, or that no event can hold."""
    draft = _DRAFTS.get(fact.field)
    return draft(fact) if draft else None


def day_text(iso: str) -> str:
    """A day of a reading as people read it; "" for none."""
    return Day.parse(iso).label() if iso else ""


def only_total(fact: Fact) -> Proposal:
    """A sum without lines: one line of that sum."""
    texts = {"item": ONLY_TOTAL, "stated": fact.value, "basis": _ONLY_TOTAL_REASON}
    return _row(fact, Group.MONEY, "合计", fact.value, "budget", texts)


def draft_places(facts: tuple[Fact, ...]) -> Proposal | None:
    """All places as one proposal: several of them are the stops of a route."""
    names = [fact.value for fact in facts]
    if not names:
        return None
    text = "、".join(names)
    rows = tuple(RowDraft("stops", {"name": name}) for name in names) if len(names) > 1 else ()
    spans = tuple(span for fact in facts for span in fact.spans)
    reason = next((fact.reason for fact in facts if fact.reason), "")
    is_sure = all(fact.is_sure for fact in facts)
    return Proposal(Group.FACTS, "地点", text, spans, {"place": text}, rows, reason, is_sure)


def _fact(fact: Fact, label: str, text: str, name: str, value: str) -> Proposal:
    return Proposal(Group.FACTS, label, text, fact.spans, {name: value}, (), fact.reason, fact.is_sure)


def _row(fact: Fact, group: Group, label: str, text: str, noun: str, texts: Texts) -> Proposal:
    kept = {name: value for name, value in texts.items() if value}
    return Proposal(group, label, text, fact.spans, {}, (RowDraft(noun, kept),), fact.reason, fact.is_sure)


def _kind(fact: Fact) -> Proposal | None:
    code = "qingming" if fact.value == "memorial" else fact.value
    return _fact(fact, "类型", KINDS[code], "kind", code) if code in KINDS else None


def _theme(fact: Fact) -> Proposal:
    return _fact(fact, "主题", fact.value, "theme", fact.value)


def _total(fact: Fact) -> Proposal:
    return _fact(fact, "总人数", f"{fact.value} 人", "stated_total", fact.value)


def _party(fact: Fact) -> Proposal:
    role, name = _ROLES[fact.values["role"]], fact.values["name"]
    return _row(fact, Group.FACTS, role, name, "parties", {"role": role, "name": name})


def _head_count(fact: Fact) -> Proposal:
    group, count = fact.values["group"], fact.values["count"]
    text = f"{group} {count} 人" if count else group
    return _row(fact, Group.FACTS, "人数", text, "head_counts", {"group": group, "count": count})


def _contact(fact: Fact) -> Proposal:
    name, phone = fact.values["name"], fact.values["phone"]
    return _row(fact, Group.FACTS, "联系人", f"{name} {phone}".strip(), "contacts", {"name": name, "phone": phone})


def _step(fact: Fact) -> Proposal:
    value = fact.values
    day = Day.parse(value["date"]) if value["date"] else None
    hours = "—".join(filter(None, (value["start"], value["end"])))
    texts = {"day": value["date"], "start": value["start"], "end": value["end"], "title": value["title"]}
    return _row(
        fact, Group.DAYS, day.short if day else "日期待定", f"{hours} {value['title']}".strip(), "schedule", texts
    )


def _phase(fact: Fact) -> Proposal:
    value = fact.values
    days = "—".join(filter(None, (day_text(value["starts_on"]), day_text(value["ends_on"]))))
    return _row(fact, Group.DAYS, "阶段", f"{value['name']} {days}".strip(), "phases", value)


def _person(fact: Fact) -> Proposal:
    role, name = fact.values["role"], fact.values["name"]
    return _row(fact, Group.DUTY, role, name, "duties", {"role": role, "name": name})


def _supply(fact: Fact) -> Proposal:
    value = fact.values
    text = " ".join(filter(None, (value["name"], value["quantity"], value["unit"])))
    return _row(fact, Group.GOODS, "", text, "supplies", value)


def _line(fact: Fact) -> Proposal:
    item, amount = fact.values["item"], fact.values["amount"]
    return _row(fact, Group.MONEY, "", f"{item} {amount}".strip(), "budget", {"item": item, "stated": amount})


def _check(fact: Fact) -> Proposal:
    return _row(fact, Group.SAFE, "", fact.value, "safety", {"item": fact.value, "phase": _due(fact.value)})


def _due(text: str) -> str:
    """When a check is due, as its words say it; what happens on the way is the rule."""
    if any(word in text for word in _AFTER):
        return "行后"
    return "行前" if any(word in text for word in _BEFORE) else "行中"


_DRAFTS: dict[Field, Callable[[Fact], Proposal | None]] = {
    Field.KIND: _kind,
    Field.THEME: _theme,
    Field.HEADCOUNT_TOTAL: _total,
    Field.ORGANISATIONS: _party,
    Field.HEADCOUNTS: _head_count,
    Field.CONTACTS: _contact,
    Field.SCHEDULE: _step,
    Field.PHASES: _phase,
    Field.PEOPLE: _person,
    Field.SUPPLIES: _supply,
    Field.BUDGET: _line,
    Field.SAFETY: _check,
}
