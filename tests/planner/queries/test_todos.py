"""What is due for a user."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal

import pytest

from planner import clock
from planner.days import Day
from planner.enums import EventStatus, ReviewDecision, ReviewSubject
from planner.extensions import db
from planner.models import Event
from planner.people.hoursdue import find_due, say_due
from planner.queries.todos import Step, next_step, todos
from planner.services.actuals import ActualChange, save_actuals
from planner.services.hours import approve_hours
from planner.services.hoursrequests import ask_correction
from planner.services.reviews import decide_review
from planner.services.rows import add_rows, delete_row
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.hourssteps import YESTERDAY, served
from tests.planner.moneysteps import handed_in, passed, planned
from tests.planner.reportsteps import EVENING, finished
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
FIRST, LAST = date(2027, 6, 1), date(2027, 6, 3)
S = EventStatus


@pytest.mark.parametrize(
    ("status", "today", "step", "due"),
    [
        (S.DRAFT, date(2027, 5, 20), Step.SUBMIT, FIRST),
        (S.DRAFT, date(2027, 5, 11), Step.SUBMIT, FIRST),
        (S.DRAFT, date(2027, 5, 10), None, None),
        (S.RETURNED, date(2027, 1, 1), Step.MEND, FIRST),
        (S.SUBMITTED, FIRST, None, None),
        (S.APPROVED, date(2027, 1, 1), Step.PUBLISH, FIRST),
        (S.PUBLISHED, date(2027, 5, 31), None, None),
        (S.PUBLISHED, FIRST, Step.BEGIN, FIRST),
        (S.ONGOING, date(2027, 6, 2), None, None),
        (S.ONGOING, LAST, Step.END, LAST),
        (S.ENDED, LAST, Step.SUM_UP, None),
        (S.ARCHIVED, LAST, None, None),
        (S.CANCELLED, FIRST, None, None),
    ],
)
def test_next_step(status: EventStatus, today: date, step: Step | None, due: date | None) -> None:
    event = Event(id=1, title="六一", status=status, first_date=FIRST, last_date=LAST, reopened_because="")

    found = next_step(event, today)

    assert (found and found.step, found and found.due) == (step, due)


def test_next_step_of_a_reopened_event_is_submitting_it_again() -> None:
    event = Event(id=1, title="六一", status=S.DRAFT, first_date=None, last_date=None, reopened_because="改了地点")

    found = next_step(event, FIRST)

    assert found is not None
    assert (found.step, found.sentence) == (Step.SUBMIT, "改过以后再提交审批")


def test_duties_of_mine_are_due_by_name_or_phone(world: World, in_app: InApp) -> None:
    with in_app():
        me = user(world, "李老师")
        rows = (
            {"role": "领队", "task": "订车\n两辆", "name": "李老师", "due_on": Day(5, 28, 2027)},
            {"role": "后勤", "name": "老李", "phone": me.phone, "due_on": Day(5, 20)},
            {"role": "已办", "name": "李老师", "due_on": Day(5, 1, 2027), "done": True},
            {"role": "没有日子", "name": "李老师"},
            {"role": "别人的", "name": "陈老师", "due_on": Day(5, 1, 2027)},
            {"role": "删掉的", "name": "李老师", "due_on": Day(5, 1, 2027)},
        )
        added = add_rows(event_of(world), "duties", rows, actor=user(world, "周老师"))
        delete_row(event_of(world), "duties", added[-1].key, actor=user(world, "周老师"))

        found = todos(me, [], date(2027, 5, 1))
        strangers = todos(user(world, "江老师"), [], date(2027, 5, 1))

    assert [(t.sentence, t.due) for t in found] == [("后勤", date(2027, 5, 20)), ("订车", date(2027, 5, 28))]
    assert strangers == []


def test_duties_of_closed_events_are_not_due(world: World, in_app: InApp) -> None:
    with in_app():
        duty = {"role": "领队", "name": "李老师", "due_on": Day(5, 28, 2027)}
        add_rows(event_of(world), "duties", [duty], actor=user(world, "周老师"))
        event_of(world).status = S.CANCELLED
        db.session.flush()

        assert todos(user(world, "李老师"), [], date(2027, 5, 1)) == []


def test_money_is_due_for_whoever_reviews_mends_or_settles_it(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        handed_in(world)
        event, me, finance = event_of(world), user(world, "周老师"), user(world, "钱会计")

        before = [[t.key for t in todos(who, [], FIRST)] for who in (me, finance)]
        decide_review(event, ReviewSubject.BUDGET, 1, ReviewDecision.RETURN, "补依据", actor=finance)
        returned = [t for t in todos(me, [event], FIRST) if t.step is not Step.SUBMIT]
        db.session.commit()
        passed(world)
        on_the_day, later = (todos(me, [event], day) for day in (FIRST, LAST + timedelta(days=3)))
        event.settled_at = clock.now()
        settled = todos(me, [event], LAST + timedelta(days=3))

    assert before == [[], ["budget/1"]]
    assert [(t.step, t.sentence) for t in returned] == [(Step.MEND_MONEY, "按财务意见改预算")]
    assert [Step.SETTLE in [t.step for t in found] for found in (on_the_day, later, settled)] == [False, True, False]


def test_hours_are_due_ten_working_days_after_the_event_and_requests_wait(world: World, in_app: InApp) -> None:
    with in_app():
        mine, other = served(world, "甲", "乙")
        ask_correction(event_of(world), other.volunteer, "少记了", actor=user(world, "周老师"))
        db.session.commit()

        before = hours_due(world)
        for one in (mine, other):
            approve_hours(event_of(world), one.volunteer, actor=user(world, "周老师"))
        db.session.commit()

        due = find_due(YESTERDAY, 10)
        words = say_due(due, clock.today().year)
        request = (Step.CORRECT, "回 1 名志愿者的更正请求", None)
        assert before == [(Step.RECORD, f"核定 2 名志愿者的时长，{words}", due.day), request]
        assert hours_due(world) == [request]


def test_no_hours_are_due_while_the_event_goes_on(world: World, in_app: InApp) -> None:
    with in_app():
        served(world, "甲")
        event = event_of(world)
        event.last_date = clock.today()
        db.session.commit()

        assert hours_due(world) == []


def hours_due(world: World) -> list[tuple[Step, str, date | None]]:
    """What the owner has to do about hours of volunteers."""
    due = todos(user(world, "周老师"), [event_of(world)], clock.today())
    return [(one.step, one.sentence, one.due) for one in due if one.step in (Step.RECORD, Step.CORRECT)]


def test_from_the_last_day_on_it_is_asked_what_happened_until_anybody_answered(
    world: World, in_app: InApp, at: At
) -> None:
    at(EVENING)

    def asked() -> list[tuple[str, date | None]]:
        found = todos(user(world, "周老师"), [event_of(world)], clock.today())
        return [(todo.sentence, todo.due) for todo in found if todo.step is Step.TELL]

    with in_app():
        keys = finished(world)
        at(EVENING - timedelta(days=1))
        before = asked()
        at(EVENING)
        on_the_day = asked()
        change = ActualChange(place=f"head_counts/{keys['kids']}", number=Decimal(29))
        save_actuals(event_of(world), [change], actor=user(world, "周老师"))

        assert (before, on_the_day, asked()) == ([], [("趁还记得，答几件事", date(2027, 8, 11))], [])
