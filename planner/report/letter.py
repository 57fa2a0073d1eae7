"""The letter home: what the children did, who was with them; no money and nothing of a single child."""

from dataclasses import replace

from planner.report.prose import NOTHING, SummaryChapter, Words, is_told, say
from planner.report.report import Report
from planner.report.sentences import tell_days, tell_gifts, tell_helpers, tell_stops
from planner.report.turnout import EVERYBODY


def _greet(report: Report) -> Words:
    return say("各位家长：")


def _tell_course(report: Report) -> Words:
    facts, came = report.facts, report.people.participants
    when = f"{tell_days(facts)}，" if tell_days(facts) else ""
    if not facts.title:
        return NOTHING
    if not is_told(came.actual) or came.label == EVERYBODY:
        return say(f"{when}“{facts.title}”活动办完了")
    return say(*filter(None, [when]), came.actual, f"{came.label}参加了“{facts.title}”活动")


def _tell_goods(report: Report) -> Words:
    """What was handed out, but no cash: whom money was given to is not for other families to guess."""
    return tell_gifts(replace(report, gifts=tuple(gift for gift in report.gifts if gift.cash is None)))


def _thank(report: Report) -> Words:
    return say("感谢你们的信任和支持。")


LETTER_WRITERS = (
    (SummaryChapter.GREETING, "greeting", (_greet,)),
    (SummaryChapter.BODY, "course", (_tell_course, tell_stops)),
    (SummaryChapter.BODY, "helpers", (tell_helpers,)),
    (SummaryChapter.BODY, "gifts", (_tell_goods,)),
    (SummaryChapter.THANKS, "thanks", (_thank,)),
)
