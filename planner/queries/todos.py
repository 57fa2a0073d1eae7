"""What is due for a user: duties with a day, and events that wait for their next step."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from sqlalchemy import func, or_, select

from planner.days import Day, day_near
from planner.enums import EventStatus, RemarkKind, ReviewDecision, ReviewSubject
from planner.extensions import db
from planner.models import Event, FinanceReview, LineRemark, User
from planner.models.columns import index_candidates
from planner.models.duties import Duty
from planner.people.hoursdue import say_due
from planner.places import place_of
from planner.queries.deciders import waiting_plans
from planner.queries.events import CLOSED, bind_reader, events_worked_on
from planner.queries.finances import current_finances
from planner.queries.hourstotals import count_requests, count_waiting, find_hours_due
from planner.queries.reach import READABLE, Reach, reach_of
from planner.queries.remarks import is_about_double, list_asked
from planner.queries.report import events_with_actuals, is_told_of
from planner.queries.reviews import reviews_waiting_for
from planner.queries.summary import SummaryStanding, find_summary_due, standings_of
from planner.queries.volunteertodos import pending_of
from planner.summarykinds import SummaryState

SUBMIT_AHEAD_DAYS = 21
MOST_DUTIES = 100


class Step(Enum):
    """What kind of thing is to be done; tells where it is done."""

    DUTY = auto()
    WAIT = auto()
    SUBMIT = auto()
    MEND = auto()
    PUBLISH = auto()
    BEGIN = auto()
    END = auto()
    TELL = auto()
    SUM_UP = auto()
    ARCHIVE = auto()
    REVIEW = auto()
    MEND_MONEY = auto()
    SETTLE = auto()
    MEND_PROOF = auto()
    ANSWER = auto()
    VOLUNTEERS = auto()
    RECORD = auto()
    CORRECT = auto()


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. `due` None: it has no day; `key` is that of a duty, or says which review (budget/2)."""

    step: Step
    sentence: str
    event_id: int
    event_title: str
    due: date | None = None
    key: str = ""

    @property
    def order(self) -> tuple[bool, date, int]:
        """Overdue first, what has no day last."""
        return self.due is None, self.due or date.min, self.event_id


def todos(user: User, events: Sequence[Event], today: date) -> list[Todo]:
    """What is due for the user, by day: duties in all they may read, reviews, and the steps of `events` (theirs).

    Steps are only for those who may take them: who merely reads an event of the team is not asked to submit it.
    """
    own = events_worked_on(user, events)
    steps = _judge_summaries([todo for event in own if (todo := next_step(event, today)) is not None], own)
    money = [*_reviews(user), *_money(own, today)]
    helpers = [*_volunteers(own), *_hours(own, today)]
    told = [*_waits(own), *_untold(own, today)]
    return sorted([*steps, *told, *money, *helpers, *_duties(user)], key=lambda todo: todo.order)


def next_step(event: Event, today: date) -> Todo | None:
    """The step that an event waits for, if its day is near enough to name it."""
    first, last = event.first_date, event.last_date or event.first_date
    S = EventStatus
    step: tuple[Step, str, date | None] | None = None
    if event.status == S.DRAFT and event.reopened_because:
        step = Step.SUBMIT, "改过以后再提交审批", first
    elif event.status == S.DRAFT and first and (first - today).days <= SUBMIT_AHEAD_DAYS:
        step = Step.SUBMIT, "提交审批", first
    elif event.status == S.RETURNED:
        step = Step.MEND, "按审批意见修改", first
    elif event.status == S.APPROVED:
        step = Step.PUBLISH, "发布活动", first
    elif event.status == S.PUBLISHED and first and first <= today:
        step = Step.BEGIN, "开始活动", first
    elif event.status == S.ONGOING and last and last <= today:
        step = Step.END, "结束活动", last
    elif event.status == S.ENDED:
        step = Step.SUM_UP, "写总结", None
    return Todo(step[0], step[1], event.id, event.title, step[2]) if step else None


def _judge_summaries(steps: list[Todo], events: Sequence[Event]) -> list[Todo]:
    """The steps, those of summaries with what is missing of them and by when; nothing is read where none is over."""
    over = {event.id: event for event in events if event.status is EventStatus.ENDED}
    standings = standings_of(over)
    return [_sum_up(todo, over[todo.event_id], standings) if todo.step is Step.SUM_UP else todo for todo in steps]


def _sum_up(todo: Todo, event: Event, standings: Mapping[int, SummaryStanding]) -> Todo:
    standing = standings[event.id]
    if standing.state is SummaryState.FILED:
        return replace(todo, step=Step.ARCHIVE, sentence="总结定稿了，归档活动")
    return replace(todo, sentence=standing.words, due=find_summary_due(event))


def _waits(events: Sequence[Event]) -> list[Todo]:
    """Whom those that were handed in wait for, so that they can be asked; nothing is read where none waits."""
    titles = {event.id: event.title for event in events if event.status == EventStatus.SUBMITTED}
    waiting = waiting_plans(titles)
    return [Todo(Step.WAIT, found.full_label, event_id, titles[event_id]) for event_id, found in waiting.items()]


def _untold(events: Sequence[Event], today: date) -> list[Todo]:
    """Events of which nobody has said what happened, from their last day on; nothing is read where none is so far."""
    over = {event.id: event for event in events if is_told_of(event, today)}
    if not over:
        return []
    told = events_with_actuals(over)
    missing = (event for event in over.values() if event.id not in told)
    return [
        Todo(Step.TELL, "趁还记得，答几件事", event.id, event.title, event.last_date or event.first_date)
        for event in missing
    ]


def _volunteers(events: Sequence[Event]) -> list[Todo]:
    """What volunteers wait for, and who is still missing, of events that go on; one statement where none takes any."""
    going_on = [event for event in events if event.status not in (*CLOSED, EventStatus.ENDED)]
    return [
        Todo(Step.VOLUNTEERS, thing.sentence, event.id, event.title, thing.due, place_of("sign_ups", thing.shift))
        for event, thing in pending_of(going_on)
    ]


def _hours(events: Sequence[Event], today: date) -> list[Todo]:
    """Hours of volunteers that are to be recorded after the event; nothing is read where none is over."""
    over = {event.id: event for event in events if (last := event.last_date or event.first_date) and last < today}
    if not over:
        return []
    asked = [
        Todo(Step.CORRECT, f"回 {count} 名志愿者的更正请求", event_id, over[event_id].title)
        for event_id, count in count_requests(over).items()
    ]
    return [*asked, *(_record_hours(over[event_id], count, today) for event_id, count in count_waiting(over).items())]


def _record_hours(event: Event, count: int, today: date) -> Todo:
    due = find_hours_due(event)
    assert due is not None, "the event is over"
    return Todo(Step.RECORD, f"核定 {count} 名志愿者的时长，{say_due(due, today.year)}", event.id, event.title, due.day)


def _reviews(user: User) -> list[Todo]:
    """What waits for the user's review; nothing is asked for people who review nothing."""
    return [
        Todo(Step.REVIEW, f"审核{review.subject.label}", event.id, event.title, key=f"{review.subject}/{review.number}")
        for event, review in reviews_waiting_for(user)
    ]


def _money(events: Sequence[Event], today: date) -> list[Todo]:
    """Budgets and settlements that finance returned, settlements to be made, what finance asks; two statements."""
    by_id = {event.id: event for event in events if event.settled_at is None}
    columns = (FinanceReview.event_id, FinanceReview.subject, FinanceReview.decision, FinanceReview.in_force)
    if not by_id:
        return _asked(events, ())
    said = select(*columns).where(FinanceReview.event_id.in_(by_id), FinanceReview.withdrawn_at.is_(None))
    newest: dict[tuple[int, ReviewSubject], ReviewDecision | None] = {}
    passed = set()
    for event_id, subject, decision, in_force in db.session.execute(said.order_by(FinanceReview.number)):
        newest[event_id, subject] = decision
        passed |= {event_id} if in_force else set()
    found = [
        Todo(Step.MEND_MONEY, f"按财务意见改{subject.label}", event_id, by_id[event_id].title, key=subject.value)
        for (event_id, subject), decision in newest.items()
        if decision == ReviewDecision.RETURN
    ]
    for event_id in sorted(passed):
        event = by_id[event_id]
        last = event.last_date or event.first_date
        if last and last < today and (event_id, ReviewSubject.SETTLEMENT) not in newest:
            found.append(Todo(Step.SETTLE, "提交决算", event_id, event.title, key="settlement"))
    settling = {id_ for (id_, subject), said in newest.items() if subject is ReviewSubject.SETTLEMENT and said is None}
    return [*found, *_asked(events, settling)]


def _asked(events: Sequence[Event], settling: Collection[int]) -> list[Todo]:
    """What finance asks: for proofs of settlements that wait, and of invoices that two want to pay; one statement.

    What a request asks for may be there by now: of the few events with one the money is read.
    """
    if not events:
        return []
    asked: dict[int, list[LineRemark]] = {}
    for remark in list_asked(event.id for event in events):
        asked.setdefault(remark.event_id, []).append(remark)
    found = []
    for event in events:
        said = asked.get(event.id, [])
        if any(is_about_double(remark.line) for remark in said):
            found.append(Todo(Step.ANSWER, "回财务问的重报发票", event.id, event.title, key="expenses"))
        if event.id in settling and _is_lacking(event, [each for each in said if not is_about_double(each.line)]):
            found.append(Todo(Step.MEND_PROOF, "补财务要的凭据", event.id, event.title, key="settlement"))
    return found


def _is_lacking(event: Event, said: Sequence[LineRemark]) -> bool:
    """Whether one of these still wants an answer, or what it asks for."""
    if any(remark.kind is RemarkKind.OPINION for remark in said):
        return True
    return bool(said) and not current_finances(event).lines_lacking.isdisjoint(remark.line for remark in said)


def _duties(user: User) -> list[Todo]:
    """Open duties in the user's name or with their phone that have a day; one statement."""
    columns = (Duty.key, Duty.role, Duty.task, Duty.due_on, Event.id, Event.title, Event.first_date)
    reach = reach_of(user)
    # Names are borne by many elsewhere: of few units the events are found first, and no index of names is used.
    name, phone = (c if reach is Reach.MANY else func.coalesce(c, "") for c in (Duty.name, Duty.phone_index))
    mine = [name == user.name]
    if user.phone:
        mine.append(phone.in_(index_candidates(user.phone)))
    found = (
        select(*columns)
        .join(Event, Event.id == Duty.event_id)
        .where(READABLE[reach], Event.status.not_in(CLOSED), Duty.deleted_at.is_(None), or_(*mine))
        .where(Duty.due_on.is_not(None), Duty.done.is_(False))
        .limit(MOST_DUTIES)
    )
    return [_duty(*row) for row in db.session.execute(found, bind_reader(user))]


def _duty(key: str, role: str, task: str, due_on: Day | None, event_id: int, title: str, first: date | None) -> Todo:
    """A day without a year lies in the year of the event, as far as that is known."""
    assert due_on is not None, "only duties with a day are due"
    words = task.strip().partition("\n")[0][:60] or role
    return Todo(Step.DUTY, words, event_id, title, day_near(due_on, Day.of(first) if first else None).date, key)
