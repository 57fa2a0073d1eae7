"""What waits for finance, and for whom; the money of an event in a constant number of statements."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

import pytest

from planner.actors import CONSOLE
from planner.enums import BarReason, Decision, EventStatus, RemarkKind, ReviewSubject, Role
from planner.extensions import db
from planner.models import Event
from planner.nouns import Aggregate, row_types
from planner.queries.bars import Bars
from planner.queries.deciders import deciders_of_money
from planner.queries.events import find_event
from planner.queries.ledger import current_ledger
from planner.queries.remarks import remarks_by_line
from planner.queries.reviews import (
    count_reviews_for,
    find_review,
    list_reviewed,
    read_approvals,
    review_in_force,
    reviews_of,
    reviews_waiting_for,
)
from planner.services.accounts import set_role
from planner.services.remarks import remark_line
from planner.services.reviews import withdraw_review
from tests.planner.conftest import World
from tests.planner.moneysteps import handed_in, passed, planned
from tests.planner.rowvalues import put_many
from tests.planner.statements import ledger_statements
from tests.planner.submissions import event_of, submitted, user

InApp = Callable[[], AbstractContextManager[Any]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


def waiting(world: World, who: str) -> int:
    """How much waits for that person; the list and the count agree."""
    person = user(world, who)
    found = reviews_waiting_for(person)
    assert len(found) == count_reviews_for(person)
    return len(found)


def test_review_waits_for_finance_and_the_units_own_administrator(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        handed_in(world)
        set_role(user(world, "江老师"), world.units["stranger"], Role.FINANCE, actor=CONSOLE)
        before = {who: waiting(world, who) for who in ("钱会计", "管理员", "周老师", "韩校长", "吴书记", "江老师")}
        set_role(user(world, "吴书记"), world.units["committee"], Role.ADMINISTRATOR, actor=CONSOLE)
        db.session.expire_all()
        above = waiting(world, "吴书记")
        set_role(user(world, "管理员"), world.units["committee"], Role.ADMINISTRATOR, actor=CONSOLE)
        set_role(user(world, "吴书记"), world.units["committee"], Role.FINANCE, actor=CONSOLE)
        db.session.expire_all()

        drafted = waiting(world, "吴书记")
        event_of(world).status = EventStatus.SUBMITTED
        db.session.flush()

        assert before == {"钱会计": 1, "管理员": 1, "周老师": 0, "韩校长": 0, "吴书记": 0, "江老师": 0}
        assert (above, drafted, waiting(world, "吴书记")) == (0, 0, 1)


def test_own_submissions_own_events_and_what_is_over_do_not_wait(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        review = handed_in(world)
        event = event_of(world)
        found = []
        for name in ("submitted_by_id", "owner_id"):
            kept = review.submitted_by_id
            setattr(review if name == "submitted_by_id" else event, name, world.users["钱会计"])
            db.session.flush()
            found.append(waiting(world, "钱会计"))
            setattr(review if name == "submitted_by_id" else event, name, kept)
        event.deleted_at = datetime(2027, 1, 1, tzinfo=UTC)
        db.session.flush()
        found.append(waiting(world, "钱会计"))
        event.deleted_at = None
        withdraw_review(event, ReviewSubject.BUDGET, actor=user(world, "周老师"))
        found.append(waiting(world, "钱会计"))
        passed(world)

        assert [*found, waiting(world, "钱会计")] == [0, 0, 0, 0, 0]


def test_lists_of_what_was_handed_in_and_decided(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        handed_in(world)
        withdraw_review(event_of(world), ReviewSubject.BUDGET, actor=user(world, "周老师"))
        passed(world)

        mine = [(event.id, review.number) for event, review in reviews_of(user(world, "周老师"))]
        decided = [review.number for _, review in list_reviewed(user(world, "钱会计"))]
        held = review_in_force(world.event)
        assert (mine, decided, held and held.number) == ([(world.event, 2)], [2], 2)
        assert find_review(world.event, ReviewSubject.BUDGET, 3) is None
        assert find_review(world.event, ReviewSubject.SETTLEMENT, 2) is None


def test_reviewers_are_finance_of_the_unit_and_above_else_administrators(world: World, in_app: InApp) -> None:
    with in_app():
        event = find_event(world.event)
        assert event is not None
        by_owner = {world.users["周老师"]: BarReason.OWNER}

        def reviewers(bars: Bars = by_owner) -> list[str]:
            return sorted(decider.name for decider in deciders_of_money(event, bars).able)

        own = reviewers()
        set_role(user(world, "吴书记"), world.units["committee"], Role.FINANCE, actor=CONSOLE)
        drafted = reviewers()
        event.status = EventStatus.SUBMITTED
        both = reviewers()
        for who in ("钱会计", "吴书记"):
            user(world, who).active = False
        db.session.flush()

        assert (own, drafted, both) == (["钱会计"], ["钱会计"], ["吴书记", "钱会计"])
        assert reviewers() == ["管理员"]
        assert reviewers({world.users["管理员"]: BarReason.OWNER}) == []


def test_first_approval_is_the_earliest_day_in_shanghai(world: World, in_app: InApp) -> None:
    with in_app():
        assert read_approvals(world.event).first_on is None
        revision = submitted(world)
        revision.decision, revision.decided_at = Decision.AGREE, datetime(2027, 5, 1, 20, tzinfo=UTC)
        db.session.flush()

        assert read_approvals(world.event).first_on == date(2027, 5, 2)


@pytest.mark.parametrize("number", [1, 3, 60])
def test_ledger_takes_one_statement_a_noun(
    world: World, in_app: InApp, count_queries: CountQueries, number: int
) -> None:
    with in_app():
        for noun in row_types(Aggregate.MONEY):
            put_many(world, noun, number)
        event = db.session.get_one(Event, world.event)
        _ = event.money_number
        with count_queries() as first:
            fresh = current_ledger(event)
        with count_queries() as second:
            kept = current_ledger(event)

    assert (len(first), len(second)) == (ledger_statements(), 0)
    assert kept == fresh
    assert {len(getattr(fresh, noun)) for noun in row_types(Aggregate.MONEY)} == {number}


def test_newest_reason_of_a_line_counts_and_all_that_was_said_is_kept(world: World, in_app: InApp) -> None:
    with in_app():
        event, me = event_of(world), user(world, "周老师")
        for kind, text in ((RemarkKind.REASON, "绕行"), (RemarkKind.ANSWER, "见附件"), (RemarkKind.REASON, "加了一趟")):
            remark_line(event, "a", kind, text, actor=me)
        remark_line(event, "", RemarkKind.ANSWER, "总的说明", actor=me)
        db.session.commit()

        said = {line: [r.text for r in remarks] for line, remarks in remarks_by_line(event.id).items()}
        assert current_ledger(event).reasons == {"a": "加了一趟"}
        assert said == {"a": ["绕行", "见附件", "加了一趟"], "": ["总的说明"]}
