"""The places of a shift when it changes, and how volunteers stand in the database."""

from datetime import UTC, datetime, timedelta

import pytest

from planner.dossier import Post, Shift
from planner.enums import SignUpState
from planner.errors import BadInput
from planner.extensions import db
from planner.models import SignUp, Volunteer
from planner.people import Slot
from planner.services.rows import delete_row, edit_row, find_row
from planner.services.shiftplaces import hold_until
from planner.services.signups import agree_to_changes, sign_up
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import applicant, asking, page_of, signed_up, states_of, visitor

C = SignUpState.CONFIRMED
NOON = datetime(2027, 6, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begins", "hours"),
    [
        ("", 48),
        ("2027-06-03T12:01", 48),
        ("2027-06-03T11:00", 47),
        ("2027-06-01T13:00", 1),
        ("2027-06-01T12:00", 48),
        ("2027-06-01T11:00", 48),
    ],
)
def test_place_is_kept_two_days_and_never_beyond_the_beginning_to_come(begins: str, hours: int) -> None:
    slot = Slot(Shift("s", "p"), Post("p", "栈道看护"), datetime.fromisoformat(begins) if begins else None)

    assert hold_until(slot, NOON) == NOON + timedelta(hours=hours)


def test_change_of_hours_is_known_when_it_was_agreed_to(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        first = signed_up(world, shift, "甲")[0]
        before = first.known
        row = find_row(event_of(world), "shifts", shift)
        edit_row(
            event_of(world),
            "shifts",
            shift,
            {"label": "早班", "start": row.start.replace(hour=8)},
            version=row.version,
            actor=user(world, "周老师"),
        )
        assert first.known == before == "6月1日 周二 09:00—11:00，红军山停车场"

        agree_to_changes(event_of(world), first, actor=page_of(first))

        assert first.known == "6月1日 周二 08:00—11:00，红军山停车场"


def test_places_below_those_who_have_one_are_not_taken_silently(world: World, in_app: InApp) -> None:
    with in_app():
        shift, actor = asking(world, places=2), user(world, "周老师")
        signed_up(world, shift, "甲", "乙", "丙")

        with pytest.raises(BadInput, match="已经有 2 人报上了，减到 1 个名额要先定下哪 1 人移走。"):
            edit_row(event_of(world), "shifts", shift, {"places": 1}, version=1, actor=actor)
        with pytest.raises(BadInput, match="这一班有 3 人报名"):
            delete_row(event_of(world), "shifts", shift, actor=actor)
        with pytest.raises(BadInput, match="还有班次"):
            delete_row(event_of(world), "posts", find_row(event_of(world), "shifts", shift).post, actor=actor)
        db.session.rollback()

        edit_row(event_of(world), "shifts", shift, {"places": 3}, version=1, actor=actor)
        assert states_of(shift) == [("甲", C), ("乙", C), ("丙", C)]


def test_volunteers_stand_sealed_in_the_database(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        sign_up(
            event_of(world),
            shift,
            [applicant(born=(2010, 1), guardian_name="林建国", guardian_phone="13800002222", unit="三中")],
            actor=visitor(world),
        )
        db.session.commit()
        shown = str(db.session.execute(db.text("SELECT * FROM volunteer")).mappings().one())

        assert not [
            word for word in ("林知远", "林建国", "13800001111", "13800002222", "2010", "三中") if word in shown
        ]
        assert (
            db.session.scalars(db.select(SignUp)).one().volunteer_id
            == db.session.scalars(db.select(Volunteer.id)).one()
        )
