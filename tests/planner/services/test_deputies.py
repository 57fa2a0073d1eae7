"""Deputies: named by whoever decides, for some days; they decide for the absent person and say so."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest

from planner.actors import CONSOLE
from planner.enums import Decision, ReviewDecision, Role
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Deputy
from planner.queries.activity import recent_activity
from planner.queries.approvals import count_waiting_for
from planner.queries.deciders import deciders_of_plan, waiting_plans
from planner.queries.organisations import log_of_unit
from planner.queries.reviews import count_reviews_for, read_approvals
from planner.services.accounts import set_role
from planner.services.approvals import decide_event
from planner.services.deputies import end_deputy
from planner.services.rows import add_row
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.deputysteps import DAY, named
from tests.planner.moneysteps import decide, handed_in, planned
from tests.planner.submissions import event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]
NOON = datetime(2027, 5, 20, 4, 0, tzinfo=UTC)
TODAY = date(2027, 5, 20)


def agree(world: World, who: str) -> str:
    """That person's yes to the first version; "" when it counts, else the reason of the refusal."""
    try:
        decide_event(event_of(world), Decision.AGREE, "", actor=user(world, who), number=1)
    except NotAllowed as refusal:
        return refusal.reason
    return ""


def test_deputy_decides_for_the_absent_person_and_everything_says_so(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        submitted(world)
        named(world)

        waiting = waiting_plans([world.event])[world.event]
        assert waiting.deciders.labels == ("韩校长（审批人）", "陈老师（代韩校长）")
        assert waiting.full_label == "等韩校长、陈老师代韩校长审批，5月20日起"
        assert count_waiting_for(user(world, "陈老师")) == 1
        revision = decide_event(event_of(world), Decision.AGREE, "好", actor=user(world, "陈老师"), number=1)
        db.session.commit()

        assert (revision.decided_by_id, revision.decided_for_id) == (world.users["陈老师"], world.users["韩校长"])
        assert revision.decider == read_approvals(world.event).approver == "陈老师代韩校长"
        entry = recent_activity(world.event, 1)[0]
        assert (entry.actor, entry.verb, entry.subject) == ("陈老师", "同意", "第 1 版，代韩校长")


def test_deputy_of_finance_reviews_money_and_no_plan(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        submitted(world)
        handed_in(world)
        named(world, "钱会计")

        deputy = user(world, "陈老师")
        assert (count_waiting_for(deputy), count_reviews_for(deputy)) == (0, 1)
        assert agree(world, "陈老师") == "NOT_APPROVER"
        review = decide(world, "陈老师", ReviewDecision.RETURN, remarks={"": "补依据"})
        db.session.commit()
        assert (review.decider, recent_activity(world.event, 1)[0].subject) == (
            "陈老师代钱会计",
            "预算第 1 次，代钱会计",
        )


def test_deputy_of_an_approver_reviews_no_money(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        handed_in(world)
        named(world)

        with pytest.raises(NotAllowed) as refusal:
            decide(world, "陈老师")
        assert (refusal.value.reason, count_reviews_for(user(world, "陈老师"))) == ("NOT_FINANCE", 0)


@pytest.mark.parametrize(("first", "last", "reason"), [(0, 0, ""), (-2, 0, ""), (0, 5, ""), (1, 5, "NOT_APPROVER")])
def test_deputy_decides_from_the_first_day_on(world: World, in_app: InApp, first: int, last: int, reason: str) -> None:
    with in_app():
        submitted(world)
        named(world, first=first, last=last)

        assert count_waiting_for(user(world, "陈老师")) == (0 if reason else 1)
        assert agree(world, "陈老师") == reason


def test_deputy_decides_through_the_last_day(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        at(NOON)
        submitted(world)
        named(world, last=1)

        at(NOON + DAY)
        assert count_waiting_for(user(world, "陈老师")) == 1
        at(NOON + 2 * DAY)
        assert (count_waiting_for(user(world, "陈老师")), agree(world, "陈老师")) == (0, "NOT_APPROVER")


def end(world: World) -> None:
    deputy = db.session.scalars(db.select(Deputy)).one()
    end_deputy(deputy.id, actor=user(world, "韩校长"))


def take_role(world: World) -> None:
    set_role(user(world, "韩校长"), world.units["school"], Role.READER, actor=CONSOLE)


def leave(world: World) -> None:
    set_role(user(world, "陈老师"), world.units["school"], None, actor=CONSOLE)
    set_role(user(world, "陈老师"), world.units["committee"], Role.READER, actor=CONSOLE)


def close_account(world: World) -> None:
    user(world, "韩校长").active = False


@pytest.mark.parametrize("step", [end, take_role, leave, close_account])
def test_deputy_ends_with_the_right_of_the_absent_person(
    world: World, in_app: InApp, step: Callable[[World], None]
) -> None:
    with in_app():
        submitted(world)
        named(world)
        step(world)
        db.session.commit()
        db.session.expire_all()

        assert count_waiting_for(user(world, "陈老师")) == 0
        assert "陈老师" not in deciders_of_plan(world.units["school"], {}).short_labels
        assert agree(world, "陈老师") == "NOT_APPROVER"


def test_deputy_of_a_deputy_decides_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        submitted(world)
        named(world)

        with pytest.raises(NotAllowed, match="代理人由本单位的审批人、财务或管理员自己来指定"):
            named(world, "陈老师", "李老师")
        set_role(user(world, "陈老师"), world.units["school"], Role.FINANCE, actor=CONSOLE)
        named(world, "陈老师", "李老师")
        assert (count_waiting_for(user(world, "李老师")), agree(world, "李老师")) == (0, "NOT_APPROVER")


@pytest.mark.parametrize("who", ["周老师", "李老师"])
def test_who_is_barred_stays_barred_as_a_deputy(world: World, in_app: InApp, who: str) -> None:
    with in_app():
        if who == "李老师":
            set_role(user(world, "李老师"), world.units["school"], Role.ADMINISTRATOR, actor=CONSOLE)
            add_row(event_of(world), "contacts", {"name": "医院"}, actor=user(world, "李老师"))
        submitted(world)
        named(world, deputy=who)

        assert count_waiting_for(user(world, who)) == 0
        assert agree(world, who) == {"周老师": "OWN_SUBMISSION", "李老师": "AUTHOR"}[who]


def test_who_is_asked_by_a_barred_approver_decides(world: World, in_app: InApp) -> None:
    """The way out where everybody who may took part."""
    with in_app():
        set_role(user(world, "韩校长"), world.units["school"], Role.ADMINISTRATOR, actor=CONSOLE)
        set_role(user(world, "管理员"), world.units["school"], Role.READER, actor=CONSOLE)
        submitted(world, by="韩校长")
        named(world)

        assert agree(world, "陈老师") == ""


def test_own_office_comes_before_that_of_another(world: World, in_app: InApp) -> None:
    with in_app():
        set_role(user(world, "李老师"), world.units["school"], Role.APPROVER, actor=CONSOLE)
        submitted(world)
        named(world, deputy="李老师")

        revision = decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "李老师"), number=1)
        assert revision.decided_for_id is None


@pytest.mark.parametrize(
    ("deputy", "first", "last", "error", "sentence"),
    [
        ("韩校长", 0, 1, BadInput, "代理人要是另一个人"),
        ("吴书记", 0, 1, NotFound, "代理人要是本单位的人"),
        ("江老师", 0, 1, NotFound, "代理人要是本单位的人"),
        ("陈老师", 2, 1, BadInput, "最后一天不能早于第一天"),
        ("陈老师", -2, -1, BadInput, "已经过去"),
        ("陈老师", 0, 367, BadInput, "最晚写到 2028-05-20"),
    ],
)
def test_deputy_is_refused_for_a_reason(
    world: World,
    in_app: InApp,
    at: At,
    deputy: str,
    first: int,
    last: int,
    error: type[Exception],
    sentence: str,
) -> None:
    at(NOON)
    with in_app():
        with pytest.raises(error, match=sentence):
            named(world, deputy=deputy, first=first, last=last)
        assert db.session.scalars(db.select(Deputy)).all() == []


def test_longest_time_is_a_year(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        assert named(world, last=366).last_day == TODAY + 366 * DAY


@pytest.mark.parametrize(("first", "last", "is_free"), [(5, 9, False), (7, 9, False), (8, 9, True), (0, 0, False)])
def test_one_deputy_a_day(world: World, in_app: InApp, at: At, first: int, last: int, is_free: bool) -> None:
    at(NOON)
    with in_app():
        named(world)
        try:
            named(world, deputy="李老师", first=first, last=last)
            taken = ""
        except BadInput as refusal:
            taken = refusal.sentence

        assert taken == ("" if is_free else "5月20日—5月27日已经请了陈老师，先结束那一次再换人。")


def test_naming_and_ending_stand_in_the_log_of_the_unit(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        deputy = named(world)
        for _ in range(2):
            end_deputy(deputy.id, actor=user(world, "管理员"))

        subject = "陈老师代韩校长（审批人），2027-05-20 到 2027-05-27"
        said = [(entry.actor, entry.verb, entry.subject) for entry in log_of_unit(world.units["school"], 2)]
        assert said == [("管理员", "结束代理", subject), ("韩校长", "指定代理人", subject)]
        assert deputy.ended_at == NOON
