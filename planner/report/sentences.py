"""Sentences of a summary, each out of some figures: plain official prose, and nothing beyond the records."""

from planner.actualkinds import Outcome, TallyKind
from planner.days import Day
from planner.dossier import Facts
from planner.enums import GroupSide, PartyRole
from planner.report.comparison import Comparison
from planner.report.counted import Gift, TallySum
from planner.report.programme import ItemResult
from planner.report.prose import NOTHING, Words, is_told, list_parts, quote_all, say
from planner.report.report import Report
from planner.report.turnout import EVERYBODY, Comers

_MOST_ITEMS = 6
_OUTCOMES = {Outcome.CHANGED: "有改动", Outcome.DROPPED: "没有办"}
_TALLIES = {TallyKind.CALL: "通亲情电话"}


def tell_event(report: Report) -> Words:
    """When, who and what: 8月9日至11日，白石镇中心小学开展“看见家乡的山和水”。"""
    facts = report.facts
    hosts = report.dossier.party_names(PartyRole.HOST) or tuple(filter(None, [facts.organisation]))
    helped = report.dossier.party_names(PartyRole.CO_ORGANISER)
    together = f"{'、'.join(hosts)}{'联合' + '、'.join(helped) if hosts and helped else ''}"
    when = tell_days(facts)
    lead = f"{when}，" if when else ""
    theme = f"，主题是“{facts.theme}”" if facts.theme else ""
    return say(f"{lead}{together}开展“{facts.title}”活动{theme}") if facts.title else NOTHING


def tell_cancelled(report: Report) -> Words:
    """That it did not take place; why, no record says."""
    facts = report.facts
    when = f"原定{tell_days(facts)}的" if tell_days(facts) else ""
    return say(f"{when}“{facts.title}”活动取消") if facts.title else NOTHING


def tell_days(facts: Facts) -> str:
    """2027年8月9日至11日, 7月30日至8月2日, 8月9日; as far as it is known."""
    first, last = facts.starts_on, facts.ends_on
    if first is None or last is None or first == last:
        known = first or last
        return _name_day(known) if known else ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{_name_day(first)}至{last.day}日"
    return f"{_name_day(first)}至{last.short if first.year == last.year else _name_day(last)}"


def _name_day(day: Day) -> str:
    return f"{day.year}年{day.short}" if day.year else day.short


def tell_people(report: Report) -> Words:
    """How many came of those who were to, and who went with them."""
    sides = ((GroupSide.CHILD, "参加"), (GroupSide.STAFF, "随队"), (GroupSide.GUEST, "到场"))
    return list_parts((_tell_side(report.people, side, did) for side, did in sides), "，")


def _tell_side(people: Comers, side: GroupSide, did: str) -> Words:
    """Those of one side who came, group by group; participants who are called by one name all at once."""
    together = people.participants
    if side is GroupSide.CHILD and together.label != EVERYBODY:
        return say(together.actual, f"{together.label}{did}") if is_told(together.actual) else NOTHING
    came = [(group.name, group.comparison.actual) for group in people.of_side(side)]
    told = [say(figure, name) for name, figure in came if is_told(figure)]
    verb = "到场" if [name for name, _ in came] == [EVERYBODY] else did
    return (*list_parts(told, "、"), verb) if told else NOTHING


def tell_money(report: Report) -> Words:
    """The budget, what was spent of it and whose money it was, what is left."""
    spending = report.spending
    plan = spending.total.plan
    spent = say("支出 ", spending.total.actual)
    if not spent:
        return NOTHING
    budget = say("经费预算 ", plan) if plan else NOTHING
    of_sources = list_parts((say(f"{figure.noun} ", figure) for figure in spending.sources), "、")
    sources: Words = ("其中", *of_sources) if of_sources else NOTHING
    saved = say("结余 ", spending.saved) if is_told(spending.saved) else NOTHING
    told = list_parts((budget, spent, sources), "，")
    return list_parts((told, saved), "；")


def tell_spent(report: Report) -> Words:
    """What a cancelled event had cost already, and for what."""
    spending = report.spending
    if not is_told(spending.total.actual):
        return NOTHING
    of_what = list_parts(
        (say(f"{each.label} ", each.actual) for each in spending.categories if each.actual.value), "、"
    )
    told = say("已支出 ", spending.total.actual)
    return (*told, "，其中", *of_what) if len(spending.categories) > 1 else told


def tell_stops(report: Report) -> Words:
    """The places of the route, once somebody said how the schedule went."""
    if len(report.dossier.stops) < 2 or not report.programme.is_known:
        return NOTHING
    names = "、".join(stop.name for stop in report.dossier.stops)
    return say("线路有 ", report.stops, f"：{names}")


def tell_programme(report: Report) -> Words:
    """How many items were held, and what became of the others."""
    programme = report.programme
    if not programme.is_known:
        return NOTHING
    if not programme.differing:
        return say("日程 ", programme.planned, "全部照办")
    counts = ((programme.held, "照办"), (programme.changed, "有改动"), (programme.dropped, "没有办"))
    told = [say(f"{word} ", figure) for figure, word in counts if is_told(figure)]
    items = "；".join(_tell_item(item) for item in programme.differing[:_MOST_ITEMS])
    return (*list_parts([say("日程 ", programme.planned), *told], "，"), f"。{items}。")


def _tell_item(item: ItemResult) -> str:
    because = f"：{item.words}" if item.words else ""
    assert item.outcome is not None, "only items that differ are told"
    return f"{item.day}“{item.item.title}”{_OUTCOMES[item.outcome]}{because.rstrip('。')}"


def tell_safety(report: Report) -> Words:
    """How many checks of the safety list were made."""
    made, plan = report.safety.actual, report.safety.plan
    return say("安全检查应查 ", plan, "，查了 ", made) if plan and is_told(made) else NOTHING


def tell_incidents(report: Report) -> Words:
    """How often something happened, or that nothing did, where somebody said so."""
    if not report.incident_count.is_known:
        return NOTHING
    if not report.incidents:
        return say("没有发生意外情况")
    told = "，都告诉了监护人" if all(each.told_guardian for each in report.incidents) else ""
    return ("发生意外情况 ", report.incident_count, *filter(None, [told]))


def tell_helpers(report: Report) -> Words:
    """How many volunteers helped, how often, and their approved hours."""
    helpers = report.helpers
    if helpers is None or not is_told(helpers.persons):
        return NOTHING
    hours = say("核定志愿服务时长 ", helpers.hours) if is_told(helpers.hours) else NOTHING
    return list_parts((say(helpers.persons, "志愿者服务 ", helpers.turns.actual), hours), "，")


def tell_gifts(report: Report) -> Words:
    """What was handed out to how many."""
    return list_parts((_tell_gift(gift) for gift in report.gifts if is_told(gift.people)), "；")


def _tell_gift(gift: Gift) -> Words:
    pieces = gift.pieces.actual if gift.pieces else None
    amounts = [say(figure) for figure in (pieces, gift.cash) if figure is not None and is_told(figure)]
    if not amounts:
        return NOTHING
    return ("向 ", gift.people, f"发放{gift.item} ", *list_parts(amounts, "、"))


def tell_counted(report: Report) -> Words:
    """Attendances, visits, calls, pairs, reports of media by level."""
    turns = say("服务孩子 ", report.turns) if is_told(report.turns) else NOTHING
    return list_parts((turns, *(_tell_tally(tally) for tally in report.tallies if is_told(tally.total))), "，")


def _tell_tally(tally: TallySum) -> Words:
    told = say(f"{_TALLIES.get(tally.kind, tally.kind.label)} ", tally.total)
    levels = list_parts((say(f"{level.label} ", figure) for level, figure in tally.levels if is_told(figure)), "、")
    return (*told, "（", *levels, "）") if levels else told


def tell_impression(report: Report) -> Words:
    """What went well, in the words of those who were there."""
    said = report.impression
    well = f"做得顺的是{quote_all(said.well)}。" if said.well else ""
    return say(f"{well}{said.sentence}") if well or said.sentence else NOTHING


def tell_troubles(report: Report) -> Words:
    """What went badly, in the same words."""
    badly = report.impression.badly
    return say(f"不顺的是{quote_all(badly)}") if badly else NOTHING


def tell_shortfalls(report: Report) -> Words:
    """Fewer who came than were to, and what of the schedule was not held."""
    people, programme = report.people.participants, report.programme
    missing = NOTHING
    if people.plan and people.is_less:
        missing = say("计划 ", people.plan, f"{people.label}，实到 ", people.actual)
    dropped = "、".join(f"“{each.item.title}”" for each in programme.differing if each.outcome is Outcome.DROPPED)
    return list_parts((missing, say(f"{dropped}没有办成") if dropped else NOTHING), "；")


def tell_overruns(report: Report) -> Words:
    """Categories that cost more than their budget, with the reason that was written."""
    return list_parts((_tell_overrun(each) for each in report.spending.categories if each.is_over), "；")


def _tell_overrun(category: Comparison) -> Words:
    assert category.plan is not None, "only what was planned can be over it"
    cause = f"，原因：{category.cause.rstrip('。')}" if category.cause else ""
    return say(f"{category.label}预算 ", category.plan, "，支出 ", category.actual, *filter(None, [cause]))


def tell_leftovers(report: Report) -> Words:
    """What is left over, for the next time."""
    left = [say(each.supply.name, " ", each.left) for each in report.leftovers if is_told(each.left)]
    return ("剩余", *list_parts(left, "、"), "，下次活动先用") if left else NOTHING
