"""Who may do what, as tables over statuses and roles."""

from dataclasses import replace
from itertools import product
from typing import get_type_hints

import pytest

from planner import permissions
from planner.enums import ActorKind, EventStatus, Role, TeamRole
from planner.errors import NotAllowed, NotFound
from planner.permissions import (
    FROZEN,
    FROZEN_SENTENCES,
    Access,
    Permission,
    can_ask_from_file,
    can_decide_review,
    can_delete_event,
    can_edit_event,
    can_edit_persons,
    can_erase_children,
    can_file_summary,
    can_hand_out_records,
    can_hand_out_set,
    can_keep_accounts,
    can_make_set,
    can_manage_team,
    can_read_accounts,
    can_read_event,
    can_review_finance,
    can_see_names,
    can_see_past_phones,
    can_see_persons,
    can_see_phones,
    can_see_photos,
    can_see_roster,
    can_send_photos,
    can_show_names_in_set,
    can_submit_event,
    can_take_steps,
    can_work_on_event,
    can_write_summary,
    require,
)
from planner.unitpermissions import (
    can_create_event,
    can_decide,
    can_manage_users,
    can_name_deputy,
    can_set_policy,
    can_set_summary_rules,
    can_set_volunteer_rules,
    can_use_volunteer_file,
)

# Everybody that an event can meet: what they are to it, whatever its status.
WHO: dict[str, dict[str, object]] = {
    "owner": {"role": Role.ORGANISER, "team": TeamRole.OWNER},
    "owner as reader": {"role": Role.READER, "team": TeamRole.OWNER},
    "co-planner": {"role": Role.FINANCE, "team": TeamRole.PLANNER},
    "team reader": {"role": Role.ORGANISER, "team": TeamRole.READER},
    "administrator": {"role": Role.ADMINISTRATOR},
    "administrator in team": {"role": Role.ADMINISTRATOR, "team": TeamRole.READER},
    "organiser": {"role": Role.ORGANISER},
    "approver": {"role": Role.APPROVER},
    "finance": {"role": Role.FINANCE},
    "reader": {"role": Role.READER},
    "administrator above": {"roles_above": frozenset({Role.ADMINISTRATOR})},
    "approver above": {"roles_above": frozenset({Role.APPROVER})},
    "reader above": {"roles_above": frozenset({Role.READER})},
    "finance above": {"roles_above": frozenset({Role.FINANCE})},
    "guest planner": {"team": TeamRole.PLANNER, "kind": ActorKind.GUEST},
    "guest reader": {"team": TeamRole.READER, "kind": ActorKind.GUEST},
    "guest of another event": {"kind": ActorKind.GUEST},
    "team reader with names": {"role": Role.READER, "team": TeamRole.READER, "sees_names": True},
    "guest with names": {"team": TeamRole.READER, "kind": ActorKind.GUEST, "sees_names": True},
    "no longer in team, with names": {"role": Role.READER, "sees_names": True},
    "reader here, finance above": {"role": Role.READER, "roles_above": frozenset({Role.FINANCE})},
    "former owner, finance above": {"former_team": TeamRole.OWNER, "roles_above": frozenset({Role.FINANCE})},
    "deputy of finance": {"role": Role.READER, "lent_role": Role.FINANCE},
    "deputy of an administrator": {"role": Role.READER, "lent_role": Role.ADMINISTRATOR},
    "deputy in the team": {"role": Role.READER, "lent_role": Role.FINANCE, "team": TeamRole.PLANNER},
    "deputy of finance above": {
        "roles_above": frozenset({Role.READER}),
        "lent_roles_above": frozenset({Role.FINANCE}),
    },
    "deputy of an administrator above": {
        "roles_above": frozenset({Role.READER}),
        "lent_roles_above": frozenset({Role.ADMINISTRATOR}),
    },
    "visitor": {"kind": ActorKind.VISITOR},
    "stranger": {},
}
DEPUTIES_ABOVE = {"deputy of finance above", "deputy of an administrator above"}
ABOVE = {"administrator above", "approver above", "reader above", "finance above", "former owner, finance above"}
ABOVE |= DEPUTIES_ABOVE
FINANCE_ABOVE = {"finance above", "former owner, finance above"}
NOBODY = {"stranger", "visitor", "guest of another event"}
HERE = set(WHO) - ABOVE - NOBODY
MANAGERS = {"owner", "owner as reader", "administrator", "administrator in team"}
WORKERS = MANAGERS | {"co-planner", "guest planner", "deputy in the team"}
GUESTS = {"guest planner", "guest reader", "guest with names"}
PERSONAL = {"owner", "owner as reader", "co-planner", "guest planner", "deputy in the team"}
# Of those who work on it, organisers and administrators of the unit itself.
ASKERS = {who for who in WORKERS - {"guest planner"} if WHO[who].get("role") in (Role.ORGANISER, Role.ADMINISTRATOR)}
REVIEWERS = {"finance", "administrator", "administrator in team", "deputy of finance", "deputy of an administrator"}
MOVING = {s for s in EventStatus if s not in ("submitted", "archived", "cancelled")}
ALWAYS = set(EventStatus)

# predicate: who may, and in which status; units above are listed apart.
TABLE = [
    (can_read_event, HERE, ALWAYS),
    (can_work_on_event, WORKERS, ALWAYS),
    (can_edit_event, WORKERS, MOVING),
    (can_take_steps, WORKERS - {"guest planner"}, ALWAYS),
    (can_write_summary, WORKERS, ALWAYS - {EventStatus.SUBMITTED}),
    (can_file_summary, WORKERS - {"guest planner"}, ALWAYS - {EventStatus.SUBMITTED}),
    (can_submit_event, WORKERS - {"guest planner"}, MOVING),
    (can_manage_team, MANAGERS, ALWAYS),
    (can_delete_event, MANAGERS, ALWAYS - {EventStatus.SUBMITTED, EventStatus.ONGOING}),
    (can_see_persons, PERSONAL, ALWAYS),
    (can_see_names, PERSONAL | {"team reader with names", "guest with names"}, ALWAYS),
    (can_see_roster, HERE, ALWAYS),
    (can_edit_persons, PERSONAL, MOVING),
    (can_ask_from_file, ASKERS, ALWAYS),
    (can_hand_out_records, PERSONAL - GUESTS, ALWAYS),
    (can_hand_out_set, HERE - GUESTS, ALWAYS),
    (can_make_set, (WORKERS | {"finance"}) - {"guest planner"}, ALWAYS),
    (can_show_names_in_set, PERSONAL - GUESTS, ALWAYS),
    (can_erase_children, PERSONAL - GUESTS, ALWAYS),
    (can_see_phones, HERE, ALWAYS),
    (can_see_photos, HERE, ALWAYS),
    (can_send_photos, WORKERS | GUESTS | {who for who in WHO if WHO[who].get("team")}, ALWAYS),
    (can_see_past_phones, PERSONAL, ALWAYS),
    (can_read_accounts, HERE - GUESTS, ALWAYS),
    (can_keep_accounts, (WORKERS | {"finance"}) - {"guest planner"}, ALWAYS),
    (can_review_finance, REVIEWERS, ALWAYS),
]
# What units above may do, once the event is no draft.
FROM_ABOVE = {
    can_read_event: ABOVE,
    can_read_accounts: ABOVE,
    can_review_finance: {"finance above", "reader here, finance above", "deputy of finance above"},
}


def access(who: str, status: EventStatus) -> Access:
    """What that one is to an event in that status."""
    return Access(status, **WHO[who])  # type: ignore[arg-type]


@pytest.mark.parametrize("status", EventStatus)
@pytest.mark.parametrize(("predicate", "those", "while_in"), TABLE, ids=[row[0].__name__ for row in TABLE])
def test_predicate_over_everybody_and_every_status(
    predicate: Permission, those: set[str], while_in: set[EventStatus], status: EventStatus
) -> None:
    allowed = {who for who in WHO if predicate(access(who, status))}

    from_above = FROM_ABOVE.get(predicate, set()) if status != EventStatus.DRAFT else set()
    assert allowed == (those if status in while_in else set()) | from_above


@pytest.mark.parametrize("status", EventStatus)
@pytest.mark.parametrize("predicate", [row[0] for row in TABLE], ids=lambda predicate: predicate.__name__)
def test_settled_accounts_let_finance_above_read_and_nobody_do_more(predicate: Permission, status: EventStatus) -> None:
    before = {who for who in WHO if predicate(access(who, status))}
    after = {who for who in WHO if predicate(replace(access(who, status), is_settled=True))}

    reads = predicate in (can_read_event, can_read_accounts)
    assert after - before == (FINANCE_ABOVE if reads and status == EventStatus.DRAFT else set())
    assert before <= after


def test_every_predicate_over_an_event_is_in_the_table() -> None:
    found = {
        predicate
        for name, predicate in vars(permissions).items()
        if name.startswith("can_") and get_type_hints(predicate) == {"access": Access, "return": bool}
    }

    assert found == {row[0] for row in TABLE}


def test_frozen_statuses_each_have_a_sentence() -> None:
    assert set(EventStatus) - MOVING == FROZEN
    assert set(FROZEN_SENTENCES) == FROZEN
    assert all(sentence.endswith("。") for sentence in FROZEN_SENTENCES.values())


def test_access_of_nothing_is_no_right_at_all() -> None:
    for (predicate, _, _), status in product(TABLE, EventStatus):
        assert not predicate(Access(status))


@pytest.mark.parametrize(
    ("role", "creates", "decides", "manages"),
    [
        (Role.ADMINISTRATOR, True, True, True),
        (Role.ORGANISER, True, False, False),
        (Role.APPROVER, False, True, False),
        (Role.FINANCE, False, False, False),
        (Role.READER, False, False, False),
        (None, False, False, False),
    ],
)
def test_roles_in_a_unit(role: Role | None, creates: bool, decides: bool, manages: bool) -> None:
    assert can_create_event(role) is creates
    assert can_use_volunteer_file(role) is creates
    assert can_decide(role, is_barred=False) is decides
    assert can_decide(role, is_barred=True) is False
    assert can_manage_users(role) is manages
    assert can_set_volunteer_rules(role) is manages
    assert can_set_summary_rules(role) is manages


@pytest.mark.parametrize("role", [*Role, None])
def test_whoever_decides_may_name_a_deputy(role: Role | None) -> None:
    assert can_name_deputy(role) == (role in (Role.APPROVER, Role.FINANCE, Role.ADMINISTRATOR))


@pytest.mark.parametrize("role", [*Role, None])
def test_finance_and_administrators_keep_the_limits(role: Role | None) -> None:
    assert can_set_policy(role) == (role in (Role.FINANCE, Role.ADMINISTRATOR))


def test_nobody_reviews_what_they_handed_in() -> None:
    for who, status in product(WHO, EventStatus):
        assert not can_decide_review(access(who, status), is_barred=True)
        assert can_decide_review(access(who, status), is_barred=False) == can_review_finance(access(who, status))


def answer_of(predicate: Permission, what: Access) -> type[Exception] | None:
    """The kind of refusal, or None for those who pass."""
    try:
        require(predicate, what)
    except (NotAllowed, NotFound) as refusal:
        return type(refusal)
    return None


@pytest.mark.parametrize("predicate", [row[0] for row in TABLE], ids=lambda predicate: predicate.__name__)
def test_require_lets_pass_whom_the_predicate_lets_pass(predicate: Permission) -> None:
    for who, status in product(WHO, EventStatus):
        what = access(who, status)
        expected = None if predicate(what) else NotAllowed if can_read_event(what) else NotFound

        assert answer_of(predicate, what) is expected, (who, status)


def test_require_lets_every_job_pass() -> None:
    for (predicate, _, _), status in product(TABLE, EventStatus):
        require(predicate, Access(status, kind=ActorKind.JOB))


@pytest.mark.parametrize(
    ("predicate", "who", "status", "sentence", "reason"),
    [
        (can_edit_event, "owner", EventStatus.SUBMITTED, FROZEN_SENTENCES[EventStatus.SUBMITTED], "FROZEN"),
        (can_edit_event, "owner", EventStatus.ARCHIVED, FROZEN_SENTENCES[EventStatus.ARCHIVED], "FROZEN"),
        (can_edit_event, "reader", EventStatus.ARCHIVED, "这件事要活动的负责人或共同编辑来做。", "NOT_ALLOWED"),
        (can_edit_persons, "administrator", EventStatus.DRAFT, "花名册由活动的负责人和共同编辑来改。", "NOT_ALLOWED"),
        (can_manage_team, "co-planner", EventStatus.DRAFT, "团队和链接由活动的负责人或单位管理员来管。", "NOT_ALLOWED"),
        (
            can_review_finance,
            "co-planner",
            EventStatus.DRAFT,
            "只有财务能审核，活动的负责人和共同编辑不能审自己的账。",
            "NOT_FINANCE",
        ),
        (can_read_event, "stranger", EventStatus.DRAFT, "这个活动不在这里，可能已经删掉。", "NOT_FOUND"),
        (can_edit_event, "approver above", EventStatus.DRAFT, "这个活动不在这里，可能已经删掉。", "NOT_FOUND"),
    ],
)
def test_refusal_says_why(predicate: Permission, who: str, status: EventStatus, sentence: str, reason: str) -> None:
    with pytest.raises((NotAllowed, NotFound)) as refused:
        require(predicate, access(who, status))

    assert (refused.value.sentence, refused.value.reason) == (sentence, reason)
