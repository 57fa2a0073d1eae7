"""What a settlement lacks: finance waives it in writing, or asks for it; both stand in the log."""

from collections.abc import Iterable, Sequence

from budgets.persons import plain_person
from planner import clock
from planner.enums import BarReason, GapReason, Matter, ReviewSubject
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Event, LineRemark, User, Waiver
from planner.money.finances import Finances
from planner.money.gaps import Gap, tell_request
from planner.nouns import Aggregate
from planner.permissions import can_review_finance
from planner.queries.bars import Bars, bars_before, bars_of
from planner.queries.deciders import deciders_of_money
from planner.queries.finances import read_finances
from planner.queries.reviews import latest_review
from planner.services.activity import record_change
from planner.services.bars import refuse_barred
from planner.services.guard import guard_event
from planner.services.locks import lock
from planner.services.remarks import MOST_REMARK, add_requests

MOST_WORDS = 400
_MOST_NAMED = 3


def waive_gaps(event: Event, codes: Sequence[str], words: str, *, actor: User) -> list[Waiver]:
    """Let these gaps of a settlement pass without proof, for the reason in words, which is printed.

    Raises NotAllowed for whoever may not decide the settlement and once it is settled, BadInput NOTHING without a gap,
    STALE for one that is not open any more, NO_WORDS without a reason.
    """
    money = _guard_settling(event, actor)
    gaps = _chosen(money, codes)
    words = words.strip()
    if not words:
        raise BadInput("写一句为什么可以豁免，会印在决算说明里。", "NO_WORDS", field="words")
    if len(words) > MOST_WORDS:
        raise BadInput(f"理由最多 {MOST_WORDS} 个字，现在有 {len(words)} 个。", field="words")
    waivers = [
        Waiver(
            event_id=event.id,
            reason=gap.reason,
            subject=gap.subject,
            amount=gap.amount,
            words=words,
            author=actor.name,
            user_id=actor.id,
        )
        for gap in gaps
    ]
    db.session.add_all(waivers)
    _record(event, "豁免", gaps[0].reason, [gap.name for gap in gaps], actor=actor, after=words)
    return waivers


def withdraw_waiver(event: Event, waiver_id: int, *, actor: User) -> Waiver:
    """Take a waiver back while the settlement has not passed; raises NotFound for one that does not stand."""
    _guard_settling(event, actor)
    waiver = db.session.get(Waiver, waiver_id)
    if waiver is None or waiver.event_id != event.id or waiver.withdrawn_at is not None:
        raise NotFound("这条豁免不在这里，可能已经撤回。")
    waiver.withdrawn_at = clock.now()
    _record(event, "撤回豁免", waiver.reason, [], actor=actor, before=waiver.words)
    return waiver


def ask_for_proof(event: Event, codes: Sequence[str], *, actor: User) -> list[LineRemark]:
    """Ask whoever can mend these gaps: what is missing stands as a request beside each line of the budget.

    It stays among their things to do until it is there, or answered. Raises like `waive_gaps`.
    """
    money = _guard_settling(event, actor)
    gaps = _chosen(money, codes)
    remarks = add_requests(event, _requests(money, gaps), actor=actor)
    _record(event, "请补凭据", gaps[0].reason, [gap.name for gap in gaps], actor=actor)
    return remarks


def _guard_settling(event: Event, actor: User) -> Finances:
    """The money, for whoever may decide its settlement while it is open."""
    guard_event(event, actor, can_review_finance)
    lock(event, Aggregate.MONEY)
    if event.settled_at is not None:
        raise NotAllowed("决算已经办结，要改先重新打开。", "SETTLED")
    money = read_finances(event)
    because = find_bar(event, money, actor)
    if because is not None:
        deciders = deciders_of_money(event, _bars_now(event), names=money.ledger.people)
        raise refuse_barred(because, Matter.SETTLEMENT, deciders)
    return money


def find_bar(event: Event, money: Finances, actor: User) -> BarReason | None:
    """Why somebody who reviews money does not decide the settlement of this event; None for whoever does."""
    return _bars_now(event).get(actor.id) or (
        BarReason.NAMED if plain_person(actor.name) in money.ledger.people else None
    )


def _bars_now(event: Event) -> Bars:
    """Who does not decide the settlement of an event: of the one that waits or, before it is handed in, of the next."""
    review = latest_review(event.id, ReviewSubject.SETTLEMENT)
    if review is None or not review.waits:
        return bars_before(event, Matter.SETTLEMENT, event.owner_id)
    return bars_of(event, review)


def _chosen(money: Finances, codes: Sequence[str]) -> list[Gap]:
    """The open gaps of these codes."""
    open_ = {gap.code: gap for gap in money.gaps if gap.waiver is None}
    if not codes:
        raise BadInput("先选是哪一笔。", "NOTHING", field="gaps")
    if not open_.keys() >= set(codes):
        raise BadInput("选的有一项已经补上或豁免过，看看现在还差哪几项。", "STALE", field="gaps")
    return [open_[code] for code in dict.fromkeys(codes)]


def _requests(money: Finances, gaps: Iterable[Gap]) -> dict[str, str]:
    """What is asked for, by the key of the line of the budget; "" stands for what belongs to none."""
    found: dict[str, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(money.line_of(gap), []).append(gap)
    owner = money.dossier.facts.owner
    return {line: tell_request(asked, owner)[:MOST_REMARK] for line, asked in found.items()}


def _record(
    event: Event,
    verb: str,
    reason: GapReason,
    names: Sequence[str],
    *,
    actor: User,
    before: str = "",
    after: str = "",
) -> None:
    named = "、".join(names[:_MOST_NAMED]) + "等" * (len(names) > _MOST_NAMED)
    subject = f"{named}{reason.label}" if named else reason.label
    record_change(event, actor=actor, verb=verb, subject=subject, where="settlement", before=before, after=after)
