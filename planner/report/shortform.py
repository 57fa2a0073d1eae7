"""The short form of an event's summary: theme, time, place, who, course, what was good and bad, goods and money."""

from planner.report.prose import NOTHING, SummaryChapter, Words, say
from planner.report.report import Report
from planner.report.sentences import (
    tell_days,
    tell_gifts,
    tell_helpers,
    tell_impression,
    tell_leftovers,
    tell_money,
    tell_people,
    tell_programme,
    tell_shortfalls,
    tell_troubles,
)


def _tell_theme(report: Report) -> Words:
    return say(report.facts.theme or report.facts.title)


def _tell_when(report: Report) -> Words:
    return say(tell_days(report.facts))


def _tell_where(report: Report) -> Words:
    return say(report.facts.place or "、".join(stop.name for stop in report.dossier.stops))


def _tell_hosts(report: Report) -> Words:
    named = report.dossier.names_by_party_role()
    said = "；".join(f"{role.label}：{'、'.join(names)}" for role, names in named)
    return say(said) if said else NOTHING


SHORT_WRITERS = (
    (SummaryChapter.THEME, "theme", (_tell_theme,)),
    (SummaryChapter.WHEN, "when", (_tell_when,)),
    (SummaryChapter.WHERE, "where", (_tell_where,)),
    (SummaryChapter.WHO, "hosts", (_tell_hosts, tell_people)),
    (SummaryChapter.COURSE, "course", (tell_programme, tell_helpers)),
    (SummaryChapter.GOOD, "good", (tell_impression,)),
    (SummaryChapter.BAD, "bad", (tell_troubles, tell_shortfalls)),
    (SummaryChapter.GOODS, "goods", (tell_gifts, tell_leftovers)),
    (SummaryChapter.GOODS, "money", (tell_money,)),
)
