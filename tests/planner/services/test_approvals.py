"""Submitting, withdrawing and deciding."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest

from planner.dossier import from_json
from planner.enums import BarReason, Decision, EventStatus
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Organisation
from planner.permissions import can_read_event
from planner.queries.activity import recent_activity
from planner.queries.approvals import count_waiting_for, find_revision, waiting_for
from planner.queries.deciders import deciders_of_plan
from planner.queries.events import access_to, find_event
from planner.services.approvals import approving_organisation, decide_event, submit_event, withdraw_event
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import change, event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]
NOON = datetime(2027, 5, 20, 4, 0, tzinfo=UTC)


def test_submit_keeps_a_numbered_revision_with_the_whole_event(world: World, in_app: InApp) -> None:
    with in_app():
        revision = submitted(world)

        kept = find_revision(world.event, 1)
        assert kept is not None
        assert (kept.id, kept.remark) == (revision.id, "请本周内定下来")
        assert from_json(kept.dossier).facts.place == "校操场"
        assert event_of(world).status == EventStatus.SUBMITTED


def test_submit_incomplete_names_what_is_missing(world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(BadInput, match="提交前还差 2 项") as refusal:
        submit_event(event_of(world), actor=user(world, "周老师"))

    assert refusal.value.reason == "INCOMPLETE"


def test_submit_twice_is_refused(world: World, in_app: InApp) -> None:
    with in_app():
        submitted(world)
        with pytest.raises(NotAllowed, match="待审") as refusal:
            submit_event(event_of(world), actor=user(world, "周老师"))

    assert refusal.value.reason == "WRONG_STATUS"


@pytest.mark.parametrize(
    ("decision", "words", "status"),
    [
        (Decision.AGREE, "", EventStatus.APPROVED),
        (Decision.RETURN, "车牌没写", EventStatus.RETURNED),
        (Decision.REJECT, "天气太热", EventStatus.RETURNED),
    ],
)
def test_decide_sets_the_status_and_is_logged(
    world: World, in_app: InApp, decision: Decision, words: str, status: EventStatus
) -> None:
    with in_app():
        submitted(world)
        revision = decide_event(event_of(world), decision, words, actor=user(world, "韩校长"), number=1)

        assert (revision.decision, revision.words) == (decision, words)
        assert event_of(world).status == status
        newest = recent_activity(world.event, 1)[0]
        assert (newest.actor, newest.verb, newest.after) == ("韩校长", decision.label, words)


@pytest.mark.parametrize(
    ("who", "reason"),
    [("周老师", "OWN_SUBMISSION"), ("李老师", "NOT_APPROVER"), ("陈老师", "NOT_APPROVER"), ("吴书记", "NOT_APPROVER")],
)
def test_decide_by_somebody_else_is_refused(world: World, in_app: InApp, who: str, reason: str) -> None:
    with in_app():
        submitted(world)
        with pytest.raises(NotAllowed) as refusal:
            decide_event(event_of(world), Decision.AGREE, "", actor=user(world, who), number=1)

    assert refusal.value.reason == reason


def test_decide_own_submission_is_refused_to_an_administrator_too(world: World, in_app: InApp) -> None:
    with in_app():
        submitted(world, by="管理员")
        with pytest.raises(NotAllowed, match="由别人审批"):
            decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "管理员"), number=1)


def test_refusal_without_words_is_refused(world: World, in_app: InApp) -> None:
    with in_app():
        submitted(world)
        with pytest.raises(BadInput) as refusal:
            decide_event(event_of(world), Decision.RETURN, "  ", actor=user(world, "韩校长"), number=1)

    assert refusal.value.reason == "NO_WORDS"


def test_decide_on_a_withdrawn_or_older_version_is_refused(world: World, in_app: InApp) -> None:
    with in_app():
        submitted(world)
        withdraw_event(event_of(world), actor=user(world, "周老师"))
        submitted(world, place="县体育馆")
        with pytest.raises(NotAllowed) as refusal:
            decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "韩校长"), number=1)

    assert refusal.value.reason == "WRONG_STATUS"


def test_withdrawn_version_says_when_and_waits_for_nobody(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        submitted(world)

        withdraw_event(event_of(world), actor=user(world, "周老师"))
        db.session.commit()

        kept = find_revision(world.event, 1)
        assert kept is not None
        assert (kept.withdrawn_at, kept.decision) == (NOON, None)
        assert event_of(world).status == EventStatus.DRAFT
        assert count_waiting_for(user(world, "韩校长")) == 0


@pytest.mark.parametrize("decision", Decision)
def test_decision_says_by_whom_and_when(world: World, in_app: InApp, at: At, decision: Decision) -> None:
    at(NOON)
    with in_app():
        submitted(world)

        decide_event(event_of(world), decision, " 好 ", actor=user(world, "韩校长"), number=1)
        db.session.commit()

        kept = find_revision(world.event, 1)
        assert kept is not None
        assert (kept.decided_by_id, kept.decided_at, kept.words) == (world.users["韩校长"], NOON, "好")


def test_submission_forgets_why_the_approval_was_open_again(world: World, in_app: InApp) -> None:
    with in_app():
        event_of(world).reopened_because = "6月1日 周老师改了地点，要重新审批。"

        submitted(world)

        assert event_of(world).reopened_because == ""


def test_withdraw_without_a_submission_is_refused(world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(NotAllowed):
        withdraw_event(event_of(world), actor=user(world, "周老师"))


@pytest.mark.parametrize(
    ("values", "word"),
    [({"place": "县体育馆"}, "地点"), ({"stated_total": 60}, "人数"), ({"transport": "大巴两辆"}, "车辆")],
)
def test_material_change_after_approval_reopens_it(
    world: World, in_app: InApp, values: dict[str, object], word: str
) -> None:
    with in_app():
        submitted(world)
        decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "韩校长"), number=1)
        change(event_of(world), user(world, "周老师"), **values)

        assert event_of(world).status == EventStatus.DRAFT
        assert f"周老师改了{word}" in event_of(world).reopened_because


def test_other_change_after_approval_leaves_it(world: World, in_app: InApp) -> None:
    with in_app():
        submitted(world)
        decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "韩校长"), number=1)
        change(event_of(world), user(world, "周老师"), theme="手牵手")

        assert event_of(world).status == EventStatus.APPROVED


def test_parent_approves_where_the_unit_is_set_so(world: World, in_app: InApp) -> None:
    with in_app():
        db.session.get_one(Organisation, world.units["school"]).approval_by_parent = True
        revision = submitted(world)
        secretary, event = user(world, "吴书记"), find_event(world.event)
        assert event is not None

        assert revision.approving_organisation_id == approving_organisation(event) == world.units["committee"]
        assert [e.id for e, _ in waiting_for(secretary)] == [world.event]
        assert count_waiting_for(user(world, "韩校长")) == 0
        assert can_read_event(access_to(event, secretary))
        decide_event(event, Decision.AGREE, "", actor=secretary, number=1)
        assert event.status == EventStatus.APPROVED


def test_waiting_for_leaves_out_own_and_foreign_submissions(world: World, in_app: InApp) -> None:
    with in_app():
        submitted(world, by="管理员")

        counts = {name: count_waiting_for(user(world, name)) for name in ("韩校长", "管理员", "吴书记", "陈老师")}
    assert counts == {"韩校长": 1, "管理员": 0, "吴书记": 0, "陈老师": 0}


def test_approvers_are_named_before_administrators(world: World, in_app: InApp) -> None:
    with in_app():
        school, head = world.units["school"], world.users["韩校长"]

        assert deciders_of_plan(school, {}).short_labels == ("韩校长",)
        barred = deciders_of_plan(school, {head: BarReason.AUTHOR})
        assert (barred.short_labels, barred.barred) == (("管理员",), (("韩校长", BarReason.AUTHOR),))
        assert deciders_of_plan(world.units["stranger"], {}).short_labels == ()
