"""What the own page of a volunteer says of hours: of this event, waiting, in all; and of certificates."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner import clock
from planner.days import say_date
from planner.models import HoursRequest, IssuedCertificate
from planner.people import format_hours
from planner.people.evaluations import say_evaluation
from planner.people.hoursdue import say_due
from planner.queries.hours import Helper, find_helper
from planner.queries.hourstotals import find_hours_due, sum_elsewhere
from planner.queries.volunteerrules import find_rules_of_event
from planner.views.hourspage import HoursLine, show_line
from planner.views.papergaps import tell_gaps_of_certificates
from planner.views.visitors import OwnPage


@dataclass(frozen=True, slots=True, kw_only=True)
class MyHours:
    """The hours of a volunteer, in words.

    `here` and `waiting` are empty where nothing is approved, and where nothing waits.
    `total` are those of this unit, told once somebody has approved any here: before that nobody knows who it is.
    `certificate` is the good one, `certificate_note` what is to be said about it; `may_ask` that one can be had.
    """

    here: str
    waiting: str
    total: str
    lines: tuple[HoursLine, ...]
    rule: str
    evaluation: str
    certificate: IssuedCertificate | None
    certificate_note: str
    gaps: str
    may_ask: bool
    request: HoursRequest | None
    answered: tuple[HoursRequest, ...]

    @property
    def approved_hours(self) -> dict[int, str]:
        """What was approved of each shift, by the id of the sign-up."""
        return {line.sign_up: f"已核定 {line.hours} 小时" for line in self.lines if line.is_approved}


def my_hours(own: OwnPage) -> MyHours | None:
    """The hours of whoever opened the page; None for who was never to serve."""
    helper = find_helper(own.event, own.volunteer.id)
    if helper is None:
        return None
    rule, judged = find_rules_of_event(own.event).hours, helper.evaluation
    elsewhere = sum_elsewhere(own.event, own.volunteer)
    return MyHours(
        here=format_hours(helper.approved) if helper.is_settled else "",
        waiting=format_hours(helper.waiting) if helper.waiting else "",
        total=format_hours(helper.approved + elsewhere) if helper.approved else "",
        lines=tuple(show_line(shift) for shift in helper.shifts),
        rule=rule.sentence,
        evaluation=say_evaluation(judged.stars, judged.words) if judged else "",
        certificate=helper.certificate,
        certificate_note=_tell_certificate(own, helper),
        gaps=tell_gaps_of_certificates([helper.certificate] if helper.certificate else []),
        may_ask=helper.wants_certificate,
        request=helper.open_request,
        answered=_answered(helper.requests),
    )


def _tell_certificate(own: OwnPage, helper: Helper) -> str:
    last = helper.last_certificate
    if (good := helper.certificate) is not None:
        return f"{good.number}，{say_date(clock.local(good.issued_at).date())}开出"
    if last is not None and last.withdrawn_at is not None:
        return f"{last.number} 已撤销：{last.withdrawn_because}"
    if helper.approved:
        return (
            "时长改过，可以开新的" if last is not None else f"核定了 {format_hours(helper.approved)} 小时，点开就能要"
        )
    due = find_hours_due(own.event)
    return f"活动结束后核定，{say_due(due, clock.today().year)}" if due else "活动结束后核定"


def _answered(requests: Sequence[HoursRequest]) -> tuple[HoursRequest, ...]:
    return tuple(one for one in requests if one.answered_at is not None)
