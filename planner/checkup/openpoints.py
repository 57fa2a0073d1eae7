"""Open points: facts that are not known yet and would be printed as 待定."""

from planner.checkup.context import Context, Rule
from planner.days import Day
from planner.dossier import Dossier
from planner.dossier.leading import leaders
from planner.enums import PartyRole
from planner.findings import Finding, Severity


def has_place(dossier: Dossier) -> bool:
    """Whether anything is said about where it is."""
    return bool(dossier.facts.place.strip() or dossier.stops)


def has_leader(dossier: Dossier) -> bool:
    """Whether somebody answers for the whole event: a duty says so, or at least the event has its owner."""
    return bool(leaders(dossier) or dossier.facts.owner.strip())


def check_needed_facts(context: Context) -> list[Finding]:
    """Facts without which nothing can be approved."""
    dossier, facts = context.dossier, context.dossier.facts
    without_day = facts.starts_on is None and facts.ends_on is None
    rules = (
        (not facts.title.strip(), "title-missing", "活动还没有名称。", "facts/title"),
        (without_day, "day-missing", "活动日期待定，先写月和日，年份可以以后补。", "facts/starts_on"),
        (not has_place(dossier), "place-missing", "活动地点待定。", "facts/place"),
        (not has_leader(dossier), "chief-missing", "还没有总负责人。", "duties"),
        (dossier.heads is None, "heads-missing", "参加人数待定，分组写或写总数都行。", "head_counts"),
    )
    return [Finding(code, Severity.ERROR, words, where) for is_open, code, words, where in rules if is_open]


def check_leader(context: Context) -> list[Finding]:
    """The duties name who leads: otherwise papers can only name whoever keeps the record."""
    owner = context.dossier.facts.owner.strip()
    if leaders(context.dossier) or not owner:
        return []
    words = f"分工里还没有写谁总负责，纸上先印负责人{owner}。"
    return [Finding("chief-missing", Severity.WARNING, words, "duties")]


def check_wanted_facts(context: Context) -> list[Finding]:
    """Facts that papers print as 待定 while they are open."""
    facts, days = context.dossier.facts, (context.dossier.facts.starts_on, context.dossier.facts.ends_on)
    known = [day for day in days if day is not None]
    without_vehicle = context.dossier.needs_vehicle and not facts.transport.strip()
    rules = (
        (without_vehicle, "vehicle-missing", True, "要走几处地方，车辆待定；步行也请写明。", "transport"),
        (len(known) == 1, "day-open", True, _name_open_day(days), "ends_on" if days[0] else "starts_on"),
        (any(d.year is None for d in known), "year-missing", False, "年份待定，纸上只印月和日。", "starts_on"),
        (facts.starts_at is None, "hour-missing", False, "开始时间待定。", "starts_at"),
        (not facts.theme.strip(), "theme-missing", False, "活动主题待定。", "theme"),
        (facts.signed_on is None, "signature-open", False, "成文日期待定，落款印成待定。", "signed_on"),
    )
    return [
        Finding(code, Severity.WARNING if is_grave else Severity.HINT, words, f"facts/{field}")
        for is_open, code, is_grave, words, field in rules
        if is_open
    ]


def _name_open_day(days: tuple[Day | None, Day | None]) -> str:
    return "结束日期待定。" if days[0] else "开始日期待定。"


def check_host(context: Context) -> list[Finding]:
    """Somebody holds the event."""
    if context.dossier.party_names(PartyRole.HOST):
        return []
    return [Finding("host-missing", Severity.HINT, "主办单位待定。", "parties")]


RULES: tuple[Rule, ...] = (check_needed_facts, check_leader, check_wanted_facts, check_host)
