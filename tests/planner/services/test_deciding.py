"""Nobody decides on their own event: who is barred, then and now, from the plan, the budget and the settlement."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest

from planner.actors import CONSOLE
from planner.enums import BarReason, Decision, EventStatus, Matter, ReviewSubject, Role, TeamRole
from planner.errors import NotAllowed
from planner.extensions import db
from planner.models import RowAuthor
from planner.queries.approvals import count_waiting_for, latest_revision
from planner.queries.authorship import authors_of
from planner.queries.bars import Bars, bars_of
from planner.services.accounts import set_role
from planner.services.approvals import decide_event, submit_event
from planner.services.events import copy_event
from planner.services.rows import add_row, add_rows, delete_row, edit_row, restore_row, tick_row
from planner.services.sections import save_section_text
from planner.services.team import hand_over, remove_team_member, set_team_member
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.moneysteps import BUS, decide, handed_in, passed, planned, spent
from tests.planner.rowvalues import EXAMPLES, put
from tests.planner.submissions import change, event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]
BUDGET, SETTLEMENT = ReviewSubject.BUDGET, ReviewSubject.SETTLEMENT
AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)
MINIMUM = {"place": "校操场", "stated_total": 41}


def bars_now(world: World) -> Bars:
    """Who is barred from the version that was handed in last."""
    revision = latest_revision(world.event)
    assert revision is not None
    return bars_of(event_of(world), revision)


def agree(world: World, who: str) -> str:
    """That person's yes to the first version; "" when it counts, else the reason of the refusal."""
    try:
        decide_event(event_of(world), Decision.AGREE, "", actor=user(world, who), number=1)
    except NotAllowed as refusal:
        return refusal.reason
    return ""


def own_event_of(world: World, who: str) -> None:
    """The event belongs to that person, who filled it in; 周老师 plans it with them."""
    hand_over(event_of(world), world.users[who], actor=user(world, "周老师"))
    change(event_of(world), user(world, who), **MINIMUM)
    db.session.commit()


def test_owner_does_not_approve_what_a_co_planner_handed_in(world: World, in_app: InApp) -> None:
    """Case 21: the administrator owns it, 周老师 pressed 提交."""
    with in_app():
        own_event_of(world, "管理员")
        submit_event(event_of(world), actor=user(world, "周老师"))

        with pytest.raises(NotAllowed, match=r"^自己负责的活动要由别人审批。能审批的是韩校长（审批人）。$") as refusal:
            decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "管理员"), number=1)

        assert refusal.value.reason == "OWN_EVENT"
        assert event_of(world).status == EventStatus.SUBMITTED
        assert count_waiting_for(user(world, "管理员")) == 0


def test_whoever_gets_the_event_while_it_waits_does_not_approve_it(world: World, in_app: InApp) -> None:
    with in_app():
        submitted(world)
        hand_over(event_of(world), world.users["韩校长"], actor=user(world, "周老师"))
        db.session.commit()

        assert count_waiting_for(user(world, "韩校长")) == 0
        assert agree(world, "韩校长") == "OWN_EVENT"
        assert agree(world, "管理员") == ""


def test_leaving_after_the_submission_frees_nobody(world: World, in_app: InApp) -> None:
    with in_app():
        set_team_member(event_of(world), world.users["韩校长"], TeamRole.PLANNER, actor=user(world, "周老师"))
        submitted(world)
        remove_team_member(event_of(world), world.users["韩校长"], actor=user(world, "周老师"))
        db.session.commit()

        assert bars_now(world)[world.users["韩校长"]] == BarReason.PLANNER
        assert (count_waiting_for(user(world, "韩校长")), agree(world, "韩校长")) == (0, "OWN_EVENT")


def test_owner_who_handed_over_while_it_waits_stays_barred(world: World, in_app: InApp) -> None:
    with in_app():
        own_event_of(world, "管理员")
        submit_event(event_of(world), actor=user(world, "周老师"))
        hand_over(event_of(world), world.users["李老师"], actor=user(world, "管理员"))
        remove_team_member(event_of(world), world.users["管理员"], actor=user(world, "李老师"))
        db.session.commit()

        assert agree(world, "管理员") == "OWN_EVENT"


def test_submitter_who_is_nothing_else_stays_the_submitter(world: World, in_app: InApp) -> None:
    with in_app():
        change(event_of(world), user(world, "周老师"), **MINIMUM)
        submit_event(event_of(world), actor=user(world, "管理员"))

        assert bars_now(world) == {
            world.users["管理员"]: BarReason.SUBMITTER,
            world.users["周老师"]: BarReason.OWNER,
        }


def added(world: World) -> None:
    add_row(event_of(world), "contacts", {"name": "医院"}, actor=user(world, "管理员"))


def pasted(world: World) -> None:
    add_rows(event_of(world), "contacts", [{"name": "医院"}, {"name": "车队"}], actor=user(world, "管理员"))


def edited(world: World) -> None:
    (key,) = put(world, "contacts")
    edit_row(event_of(world), "contacts", key, {"name": "卫生院"}, version=1, actor=user(world, "管理员"))


def edited_by_another_since(world: World) -> None:
    edited(world)
    key = db.session.scalars(db.select(RowAuthor.key).where(RowAuthor.noun == "contacts")).first() or ""
    edit_row(event_of(world), "contacts", key, {"name": "县医院"}, version=2, actor=user(world, "周老师"))


def edited_facts(world: World) -> None:
    change(event_of(world), user(world, "管理员"), theme="手牵手")


def wrote_a_chapter(world: World) -> None:
    (key,) = put(world, "sections")
    save_section_text(event_of(world), key, "让孩子们过好节日", version=1, actor=user(world, "管理员"))


def restored(world: World) -> None:
    (key,) = put(world, "contacts")
    delete_row(event_of(world), "contacts", key, actor=user(world, "周老师"))
    restore_row(event_of(world), "contacts", key, actor=user(world, "管理员"))


def deleted_and_back(world: World) -> None:
    row = add_row(event_of(world), "contacts", {"name": "医院"}, actor=user(world, "管理员"))
    delete_row(event_of(world), "contacts", row.key, actor=user(world, "周老师"))
    restore_row(event_of(world), "contacts", row.key, actor=user(world, "周老师"))


def deleted(world: World) -> None:
    row = add_row(event_of(world), "contacts", {"name": "医院"}, actor=user(world, "管理员"))
    delete_row(event_of(world), "contacts", row.key, actor=user(world, "周老师"))


def deleted_anothers(world: World) -> None:
    (key,) = put(world, "contacts")
    delete_row(event_of(world), "contacts", key, actor=user(world, "管理员"))


def ticked(world: World) -> None:
    (key,) = put(world, "safety")
    tick_row(event_of(world), "safety", key, actor=user(world, "管理员"))


def looked_only(world: World) -> None:
    put(world, "contacts")


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (added, "AUTHOR"),
        (pasted, "AUTHOR"),
        (edited, "AUTHOR"),
        (edited_by_another_since, "AUTHOR"),
        (edited_facts, "AUTHOR"),
        (wrote_a_chapter, "AUTHOR"),
        (restored, "AUTHOR"),
        (deleted_and_back, "AUTHOR"),
        (deleted, ""),
        (deleted_anothers, ""),
        (ticked, ""),
        (looked_only, ""),
    ],
)
def test_whoever_wrote_a_row_of_the_plan_does_not_approve_it(
    world: World, in_app: InApp, step: Callable[[World], None], reason: str
) -> None:
    with in_app():
        step(world)
        submitted(world)

        assert count_waiting_for(user(world, "管理员")) == (0 if reason else 1)
        assert agree(world, "管理员") == reason


def test_author_of_a_copy_is_who_copied(world: World, in_app: InApp) -> None:
    with in_app():
        added(world)
        event = copy_event(
            event_of(world), title="明年", organisation_id=world.units["school"], actor=user(world, "李老师")
        )

        assert authors_of(event.id, Matter.PLAN) == {world.users["李老师"]}


def test_version_that_comes_again_forgets_who_wrote_what_is_gone(world: World, in_app: InApp) -> None:
    with in_app():
        row = add_row(event_of(world), "contacts", {"name": "医院"}, actor=user(world, "管理员"))
        submitted(world)
        decide_event(event_of(world), Decision.RETURN, "重写", actor=user(world, "韩校长"), number=1)
        delete_row(event_of(world), "contacts", row.key, actor=user(world, "周老师"))
        submitted(world)

        decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "管理员"), number=2)
        assert event_of(world).status == EventStatus.APPROVED


def test_writer_of_a_line_does_not_pass_the_budget_even_when_the_line_is_gone(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        line = add_row(event_of(world), "budget", BUS | {"item": "加班车"}, actor=user(world, "管理员"))
        handed_in(world)
        delete_row(event_of(world), "budget", line.key, actor=user(world, "周老师"))
        db.session.commit()

        with pytest.raises(NotAllowed, match="自己写过内容的预算要由别人审核。能审核的是钱会计（财务）。") as refusal:
            decide(world, "管理员")

        assert refusal.value.reason == "AUTHOR"


def test_writer_of_the_plan_alone_passes_its_budget(world: World, in_app: InApp) -> None:
    with in_app():
        added(world)
        planned(world)
        handed_in(world)

        assert decide(world, "管理员").has_passed


@pytest.mark.parametrize("when", ["before it is handed in", "while it waits"])
@pytest.mark.parametrize("noun", ["expenses", "incomes", "handouts"])
def test_finance_that_wrote_the_accounts_does_not_settle(
    world: World, in_app: InApp, at: At, when: str, noun: str
) -> None:
    at(AFTER)
    with in_app():
        planned(world)
        passed(world)
        (expense,) = spent(world)
        finance = user(world, "钱会计")

        def write() -> None:
            if noun == "expenses":
                edit_row(event_of(world), noun, expense, {"remark": "补"}, version=1, actor=finance)
            else:
                add_row(event_of(world), noun, EXAMPLES[noun].kept, actor=finance)

        if when == "before it is handed in":
            write()
        handed_in(world, SETTLEMENT)
        if when == "while it waits":
            write()

        with pytest.raises(NotAllowed, match="自己写过内容的决算要由别人审核。能审核的是管理员（管理员）。") as refusal:
            decide(world, "钱会计", subject=SETTLEMENT)
        assert refusal.value.reason == "AUTHOR"


def test_role_that_is_taken_after_the_submission_leaves_the_others(world: World, in_app: InApp) -> None:
    """Case 22."""
    with in_app():
        submitted(world)
        set_role(user(world, "韩校长"), world.units["school"], Role.READER, actor=CONSOLE)
        db.session.commit()

        assert agree(world, "韩校长") == "NOT_APPROVER"
        assert agree(world, "管理员") == ""
