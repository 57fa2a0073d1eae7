"""What the school's own calendar says of the days of an event: exams, holidays, when a term begins or ends."""

from planner.checkup.context import Context, Rule
from planner.findings import Finding, Severity
from planner.places import place_of
from planner.schooldays import SchoolDayKind, SchoolDays

# In the long holidays children are looked for on purpose: a camp lies in them.
LONG_HOLIDAY_DAYS = 10
_WORDS = {
    SchoolDayKind.EXAM: "学生要考试，换个日子，或者写明谁不参加",
    SchoolDayKind.HOLIDAY: "学生不到校，写明怎么集合，或者换个日子",
    SchoolDayKind.TERM: "学校这几天忙，先和教务对一下",
    SchoolDayKind.WORKDAY: "这天要上课，先和教务对一下",
}


def check_school_days(context: Context) -> list[Finding]:
    """An event that lies in an exam or in a short holiday is asked about, other school days are told."""
    facts = context.dossier.facts
    first = facts.starts_on.date if facts.starts_on else None
    last = (facts.ends_on.date if facts.ends_on else None) or first
    if first is None or last is None:
        return []
    return [_say(days, first.year) for days in context.school_days if days.touches(first, last) and _matters(days)]


def _matters(days: SchoolDays) -> bool:
    is_long = (days.last - days.first).days >= LONG_HOLIDAY_DAYS
    return days.kind in _WORDS and not (days.kind is SchoolDayKind.HOLIDAY and is_long)


def _say(days: SchoolDays, year: int) -> Finding:
    gravity = Severity.WARNING if days.kind in (SchoolDayKind.EXAM, SchoolDayKind.HOLIDAY) else Severity.HINT
    sentence = f"{days.label(year)}校历上是“{days.title}”，{_WORDS[days.kind]}。"
    return Finding(f"school-{days.kind.value}", gravity, sentence, place_of("facts", "starts_on"), "校历")


RULES: tuple[Rule, ...] = (check_school_days,)
