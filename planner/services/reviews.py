"""Finance reviews: a budget or a settlement is handed in, passed or returned; what is said of single lines."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete

from budgets import Budget
from budgets.persons import plain_person
from planner import clock
from planner.dossier import from_json, to_json
from planner.enums import BarReason, Matter, ReviewDecision, ReviewSubject
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.findings import Finding
from planner.models import Event, FinanceReview, User
from planner.models.reviews import ApprovedLine
from planner.money.finances import Finances
from planner.nouns import Aggregate
from planner.permissions import can_read_accounts, can_review_finance, can_take_steps
from planner.queries.bars import bars_of
from planner.queries.deciders import deciders_of_money, stand_in_for_money
from planner.queries.deputies import StandIn
from planner.queries.finances import read_finances
from planner.queries.reviews import find_review, latest_review, review_in_force
from planner.services.activity import record_change
from planner.services.bars import keep_bars, refuse_barred
from planner.services.guard import guard_event
from planner.services.locks import lock
from planner.services.remarks import MOST_REMARK, add_opinions

MOST_WORDS = 2000


def submit_budget(event: Event, *, actor: User, remark: str = "") -> FinanceReview:
    """Hand the budget as it stands to finance.

    Raises BadInput EMPTY without lines, NotAllowed WAITING, SETTLED or SAME.
    """
    guard_event(event, actor, can_take_steps)
    money = _ready(event, ReviewSubject.BUDGET)
    if not money.budget.lines:
        raise BadInput("预算还没有明细，先加上再送审。", "EMPTY")
    if money.passed is not None and not money.is_changed:
        raise NotAllowed("预算和财务通过的一样，不用再送审。", "SAME")
    return _submit(event, ReviewSubject.BUDGET, money, actor, remark)


def submit_settlement(event: Event, *, actor: User, remark: str = "") -> FinanceReview:
    """Hand the accounts to finance; raises BadInput EMPTY without expenses, NOT_PASSED while the budget is open."""
    guard_event(event, actor, can_take_steps)
    money = _ready(event, ReviewSubject.SETTLEMENT)
    if money.passed is None:
        raise BadInput("预算还没有经财务通过，先送审预算。", "NOT_PASSED")
    if money.is_changed:
        raise BadInput("预算在财务通过以后又改过，先把改动送审。", "NOT_PASSED")
    if not money.ledger.expenses:
        raise BadInput("还没有记支出，先记支出再提交决算。", "EMPTY")
    return _submit(event, ReviewSubject.SETTLEMENT, money, actor, remark)


def _ready(event: Event, subject: ReviewSubject) -> Finances:
    lock(event, Aggregate.MONEY)
    if event.settled_at is not None:
        raise NotAllowed("决算已经办结，不用再送审。", "SETTLED")
    waiting = latest_review(event.id, subject)
    if waiting is not None and waiting.waits:
        raise NotAllowed(f"{subject.label}正在财务审核，要改先撤回。", "WAITING")
    return read_finances(event)


def _submit(event: Event, subject: ReviewSubject, money: Finances, actor: User, remark: str) -> FinanceReview:
    before = latest_review(event.id, subject)
    total = money.budget.total
    review = FinanceReview(
        event_id=event.id,
        subject=subject,
        number=before.number + 1 if before else 1,
        snapshot=to_json(money.dossier),
        known=total.known,
        unknown=total.unknown,
        spent=money.ledger.spent if subject == ReviewSubject.SETTLEMENT else None,
        remark=remark.strip()[:MOST_WORDS],
        submitted_by_id=actor.id,
    )
    db.session.add(review)
    keep_bars(event, Matter(subject), review.number, actor=actor)
    _record(event, review, "送财务审核", actor, review.remark)
    return review


def withdraw_review(event: Event, subject: ReviewSubject, *, actor: User) -> None:
    """Take back what waits for finance; raises NotAllowed when nothing waits."""
    guard_event(event, actor, can_take_steps)
    lock(event, Aggregate.MONEY)
    review = latest_review(event.id, subject)
    if review is None or not review.waits:
        raise NotAllowed(f"没有待审的{subject.label}，不用撤回。", "WRONG_STATUS")
    review.withdrawn_at = clock.now()
    _record(event, review, "撤回", actor)


def decide_review(
    event: Event,
    subject: ReviewSubject,
    number: int,
    decision: ReviewDecision,
    words: str,
    *,
    actor: User,
    remarks: Mapping[str, str] | None = None,
) -> FinanceReview:
    """Say 通过 or 退回 on a review, with a remark for single lines.

    Raises NotAllowed WRONG_STATUS when it doesn't wait, OWN_SUBMISSION, OWN_EVENT, AUTHOR for whoever wrote a row of
    it, SAME_PERSON for whoever is named in the accounts (会计法 art. 25), NOT_FINANCE; BadInput NO_WORDS, and
    OPEN_ERRORS while a rule is broken. A deputy decides for the absent person.
    """
    guard_event(event, actor, can_read_accounts)
    lock(event, Aggregate.MONEY)
    review = find_review(event.id, subject, number)
    if review is None or not review.waits:
        raise NotAllowed("这一份已经有人处理过，或已经撤回。", "WRONG_STATUS")
    money = read_finances(event)
    stand_in = _check_reviewer(event, review, money, actor)
    opinions = {line: text.strip()[:MOST_REMARK] for line, text in (remarks or {}).items() if text.strip()}
    words = words.strip()[:MOST_WORDS]
    if decision == ReviewDecision.RETURN and not (words or opinions):
        raise BadInput("退回要写一句意见，写总的或写在某一条明细旁边都行。", "NO_WORDS", field="words")
    if decision == ReviewDecision.PASS:
        _pass(event, review, money)
    if opinions:
        add_opinions(event, opinions, actor=actor)
    review.decision, review.words = decision, words
    _sign(event, review, stand_in, actor=actor)
    return review


def _sign(event: Event, review: FinanceReview, stand_in: StandIn | None, *, actor: User) -> None:
    """Keep and log who decided, when and for whom."""
    assert review.decision is not None, "signed is what was decided"
    review.decided_by_id, review.decided_at = actor.id, clock.now()
    review.decided_for_id = stand_in.absent_id if stand_in else None
    absent = stand_in.absent if stand_in else ""
    _record(event, review, f"财务{review.decision.label}", actor, review.words, absent=absent)


def _check_reviewer(event: Event, review: FinanceReview, money: Finances, actor: User) -> StandIn | None:
    """For whom the actor decides, None for themselves; raises NotAllowed for those who may not."""
    matter = Matter(review.subject)
    if review.submitted_by_id == actor.id:
        raise NotAllowed("自己送审的要由别人审核。", "OWN_SUBMISSION")
    guard_event(event, actor, can_review_finance)
    bars = bars_of(event, review)
    names = money.ledger.people if matter is Matter.SETTLEMENT else frozenset()
    because = bars.get(actor.id) or (BarReason.NAMED if plain_person(actor.name) in names else None)
    if because is not None:
        raise refuse_barred(because, matter, deciders_of_money(event, bars, names=names))
    return stand_in_for_money(event, actor)


def _pass(event: Event, review: FinanceReview, money: Finances) -> None:
    dossier = from_json(review.snapshot)
    if review.subject == ReviewSubject.SETTLEMENT:
        _refuse_open(money.blocking_of(ReviewSubject.SETTLEMENT), "决算")
        if money.passed is None:
            raise BadInput("预算的“通过”已经收回，先审预算，再通过决算。", "OPEN_ERRORS")
        if money.is_changed:
            raise BadInput("预算在通过以后又改过，先审改动，再通过决算。", "OPEN_ERRORS")
        event.settled_at = clock.now()
        return
    _refuse_open(money.as_handed_in(dossier).blocking, "预算")
    put_in_force(event, review, dossier.full_budget)


def _refuse_open(findings: Sequence[Finding], name: str) -> None:
    if findings:
        raise BadInput(f"{name}还有 {len(findings)} 处要改好才能通过：{findings[0].sentence}", "OPEN_ERRORS")


def put_in_force(event: Event, review: FinanceReview, budget: Budget) -> None:
    """From now on this budget is the one that expenses are held against."""
    leave_force(event)
    review.in_force = True
    db.session.add_all(
        ApprovedLine(
            review_id=review.id,
            event_id=event.id,
            key=line.key,
            category=line.category,
            item=line.item,
            source=line.source,
            amount=line.amount,
        )
        for line in budget.lines
    )


def leave_force(event: Event) -> None:
    """From now on expenses are held against no budget that finance passed."""
    former = review_in_force(event.id)
    if former is not None:
        former.in_force = False
    db.session.execute(delete(ApprovedLine).where(ApprovedLine.event_id == event.id))


def reopen_settlement(event: Event, words: str, *, actor: User) -> None:
    """Open the accounts of a settled event again; raises BadInput without a reason, NotAllowed for all but finance."""
    guard_event(event, actor, can_review_finance)
    lock(event, Aggregate.MONEY)
    if event.settled_at is None:
        raise NotAllowed("决算还没有办结。", "WRONG_STATUS")
    words = words.strip()[:MOST_WORDS]
    if not words:
        raise BadInput("写一句为什么重新打开决算。", "NO_WORDS", field="words")
    event.settled_at = None
    record_change(event, actor=actor, verb="重新打开决算", subject=event.title, where="settlement", after=words)


def _record(event: Event, review: FinanceReview, verb: str, actor: User, words: str = "", *, absent: str = "") -> None:
    where = "budget" if review.subject == ReviewSubject.BUDGET else "settlement"
    subject = f"{review.subject.label}第 {review.number} 次" + (f"，代{absent}" if absent else "")
    record_change(event, actor=actor, verb=verb, subject=subject, where=where, after=words)
