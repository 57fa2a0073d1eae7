"""What holds in a whole unit: one invoice pays once, one administrator stays, one policy a day."""

from datetime import date

import pytest

from budgets import Policy
from planner.actors import CONSOLE
from planner.days import Day
from planner.enums import Role
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, Expense, FinancePolicy, Link, Membership, Organisation
from planner.nouns import Aggregate
from planner.queries.events import find_event
from planner.services import rows
from planner.services.accounts import set_role
from planner.services.events import create_event, delete_event, restore_event
from planner.services.invitations import invite_member
from planner.services.policies import POLICY_GONE, delete_policy, save_policy
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, InOwnApp, Race, locked, reason_of
from tests.planner.moneysteps import PAID
from tests.planner.submissions import event_of, user


def deleted(world: World) -> Event:
    """The deleted event as the loader of the request that restores it finds it."""
    event = find_event(world.event, deleted=True, lock=True)
    assert event is not None
    return event


def test_invoice_used_in_two_events_at_once_pays_once(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        school, actor = world.units["school"], user(world, "周老师")
        other = create_event(
            "blank", title="中秋", organisation_id=school, starts_on=Day(9, 20, 2027), days=1, actor=actor
        ).id
        db.session.commit()

    late = race(
        lambda: rows.add_row(locked(world, Aggregate.MONEY), "expenses", PAID, actor=user(world, "周老师")),
        in_own_app(
            lambda: db.session.get_one(Event, other).title,
            lambda: rows.add_row(db.session.get_one(Event, other), "expenses", PAID, actor=user(world, "周老师")),
        ),
    )

    assert reason_of(late) == "INVOICE_USED"
    with in_app():
        assert db.session.scalars(db.select(Expense.event_id)).all() == [world.event]


@pytest.fixture
def other(world: World, in_app: InApp) -> int:
    """Another event of the school, now that the first one is deleted with an expense in it."""
    with in_app():
        actor = user(world, "周老师")
        rows.add_row(event_of(world), "expenses", PAID, actor=actor)
        delete_event(event_of(world), actor=actor)
        other = create_event("blank", title="中秋", organisation_id=world.units["school"], actor=actor)
        db.session.commit()
        return other.id


def paying_events() -> list[int]:
    """The events that pay the invoice and are not deleted."""
    found = db.select(Expense.event_id).join(Event, Event.id == Expense.event_id).where(Event.deleted_at.is_(None))
    return list(db.session.scalars(found))


def test_event_whose_invoice_is_being_used_elsewhere_does_not_come_back(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, other: int
) -> None:
    late = race(
        lambda: rows.add_row(db.session.get_one(Event, other), "expenses", PAID, actor=user(world, "周老师")),
        in_own_app(
            lambda: deleted(world).title,
            lambda: restore_event(deleted(world), actor=user(world, "周老师")),
        ),
    )

    assert reason_of(late) == "INVOICE_USED"
    with in_app():
        assert paying_events() == [other]


def test_invoice_of_an_event_that_is_coming_back_is_not_used_elsewhere(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, other: int
) -> None:
    late = race(
        lambda: restore_event(deleted(world), actor=user(world, "周老师")),
        in_own_app(
            lambda: db.session.get_one(Event, other).title,
            lambda: rows.add_row(db.session.get_one(Event, other), "expenses", PAID, actor=user(world, "周老师")),
        ),
    )

    assert reason_of(late) == "INVOICE_USED"
    with in_app():
        assert paying_events() == [world.event]


def test_of_two_administrators_who_step_down_at_once_one_stays(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    school = world.units["school"]
    with in_app():
        set_role(user(world, "韩校长"), school, Role.ADMINISTRATOR, actor=CONSOLE)
        db.session.commit()

    late = race(
        lambda: set_role(user(world, "管理员"), school, Role.READER, actor=CONSOLE),
        in_own_app(
            lambda: user(world, "韩校长").memberships,
            lambda: set_role(user(world, "韩校长"), school, Role.READER, actor=CONSOLE),
        ),
    )

    assert isinstance(late.exception(), BadInput)
    with in_app():
        wanted = db.select(db.func.count()).select_from(Membership)
        held = wanted.where(Membership.organisation_id == school, Membership.role == Role.ADMINISTRATOR)
        assert db.session.scalar(held) == 1


def test_of_two_invitations_of_one_account_at_once_the_second_stays(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    school = world.units["school"]

    def invite(role: Role) -> None:
        invite_member(school, name="新老师", account="13900000009", role=role, actor=user(world, "管理员"))

    late = race(
        lambda: invite(Role.READER),
        in_own_app(lambda: user(world, "管理员").memberships, lambda: invite(Role.ORGANISER)),
    )

    assert late.result() is None
    with in_app():
        made = db.session.scalars(db.select(Link).where(Link.unit_id == school).order_by(Link.id)).all()
        assert [(link.unit_role, link.is_open) for link in made] == [(Role.READER, False), (Role.ORGANISER, True)]


def test_policy_that_is_being_deleted_is_not_saved(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    policy = Policy(effective_from=date(2027, 1, 1))
    with in_app():
        unit = db.session.get_one(Organisation, world.units["school"])
        old = save_policy(unit, policy, actor=user(world, "钱会计")).id
        db.session.commit()

    def save() -> None:
        row = db.session.get(FinancePolicy, old)
        unit = db.session.get_one(Organisation, world.units["school"])
        if row is None:  # SQLite lets nobody look while somebody writes
            raise NotFound(POLICY_GONE)
        save_policy(unit, policy, actor=user(world, "钱会计"), old=row, version=1)

    late = race(
        lambda: delete_policy(db.session.get_one(FinancePolicy, old), actor=user(world, "管理员")),
        in_own_app(lambda: db.session.get(FinancePolicy, old), save),
    )

    assert isinstance(late.exception(), NotFound)
    with in_app():
        assert db.session.scalars(db.select(FinancePolicy.id)).all() == []


def test_of_two_policies_of_one_day_at_once_one_is_kept(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    policy = Policy(effective_from=date(2027, 1, 1))

    def unit() -> Organisation:
        return db.session.get_one(Organisation, world.units["school"])

    late = race(
        lambda: save_policy(unit(), policy, actor=user(world, "钱会计")),
        in_own_app(lambda: unit().name, lambda: save_policy(unit(), policy, actor=user(world, "管理员"))),
    )

    assert isinstance(late.exception(), BadInput)
    with in_app():
        assert db.session.scalars(db.select(FinancePolicy.edited_by)).all() == ["钱会计"]
