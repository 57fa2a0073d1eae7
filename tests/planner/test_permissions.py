"""Who may do what, as tables over statuses and roles."""

from itertools import product

import pytest

from planner.enums import EventStatus, Role, TeamRole
from planner.permissions import (
    FROZEN,
    FROZEN_SENTENCES,
    Access,
    can_create_event,
    can_decide,
    can_delete_event,
    can_edit_event,
    can_keep_accounts,
    can_manage_team,
    can_manage_users,
    can_read_accounts,
    can_read_event,
    can_review_finance,
    can_see_persons,
    can_see_phones,
    can_set_policy,
    can_submit_event,
    can_work_on_event,
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
    "administrator above": {"role_above": Role.ADMINISTRATOR},
    "approver above": {"role_above": Role.APPROVER},
    "reader above": {"role_above": Role.READER},
    "finance above": {"role_above": Role.FINANCE},
    "guest planner": {"team": TeamRole.PLANNER, "is_guest": True},
    "guest reader": {"team": TeamRole.READER, "is_guest": True},
    "guest of another event": {"is_guest": True},
    "stranger": {},
}
ABOVE = {"administrator above", "approver above", "reader above", "finance above"}
NOBODY = {"stranger", "guest of another event"}
HERE = set(WHO) - ABOVE - NOBODY
MANAGERS = {"owner", "owner as reader", "administrator", "administrator in team"}
WORKERS = MANAGERS | {"co-planner", "guest planner"}
MOVING = {s for s in EventStatus if s not in ("submitted", "archived", "cancelled")}
ALWAYS = set(EventStatus)

# predicate: who may, and in which status; units above are listed apart.
TABLE = [
    (can_read_event, HERE, ALWAYS),
    (can_work_on_event, WORKERS, ALWAYS),
    (can_edit_event, WORKERS, MOVING),
    (can_submit_event, WORKERS - {"guest planner"}, MOVING),
    (can_manage_team, MANAGERS, ALWAYS),
    (can_delete_event, MANAGERS, ALWAYS - {EventStatus.SUBMITTED, EventStatus.ONGOING}),
    (can_see_persons, {"owner", "owner as reader", "co-planner", "guest planner"}, ALWAYS),
    (can_see_phones, HERE, ALWAYS),
    (can_read_accounts, HERE - {"guest planner", "guest reader"}, ALWAYS),
    (can_keep_accounts, (WORKERS | {"finance"}) - {"guest planner"}, ALWAYS),
    (can_review_finance, {"finance", "administrator", "administrator in team"}, ALWAYS),
]
# What units above may do, once the event is no draft.
FROM_ABOVE = {can_read_event: ABOVE, can_read_accounts: ABOVE, can_review_finance: {"finance above"}}


def access(who: str, status: EventStatus) -> Access:
    """What that one is to an event in that status."""
    return Access(status, **WHO[who])  # type: ignore[arg-type]


@pytest.mark.parametrize("status", EventStatus)
@pytest.mark.parametrize(("predicate", "those", "while_in"), TABLE, ids=[row[0].__name__ for row in TABLE])
def test_predicate_over_everybody_and_every_status(predicate, those, while_in, status) -> None:  # type: ignore[no-untyped-def]
    allowed = {who for who in WHO if predicate(access(who, status))}

    from_above = FROM_ABOVE.get(predicate, set()) if status != EventStatus.DRAFT else set()
    assert allowed == (those if status in while_in else set()) | from_above


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
    assert can_decide(role, is_submitter=False) is decides
    assert can_decide(role, is_submitter=True) is False
    assert can_manage_users(role) is manages


@pytest.mark.parametrize("role", [*Role, None])
def test_finance_and_administrators_keep_the_limits(role: Role | None) -> None:
    assert can_set_policy(role) == (role in (Role.FINANCE, Role.ADMINISTRATOR))
