"""A whole event written into the database and read back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.days import Day
from planner.dossier import Contact, Dossier, Duty, Facts, HeadCount
from planner.dossier.copying import leave_people_behind
from planner.extensions import db
from planner.models import ROW_MODELS, Event
from planner.queries.dossier import read_dossier
from planner.samples import SAMPLES, load_sample
from planner.services.dossier import FACT_NAMES, refresh_derived, write_dossier
from tests.planner.conftest import World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[Any]]


def written(world: World, dossier: Dossier) -> Event:
    """A new event filled with the dossier."""
    owner, unit = world.users["周老师"], world.units["school"]
    event = Event(organisation_id=unit, owner_id=owner, title=dossier.facts.title, kind=dossier.facts.kind)
    db.session.add(event)
    db.session.flush()
    write_dossier(event, dossier, actor=user(world, "周老师"))
    db.session.commit()
    return event


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_written_is_read_back(world: World, in_app: InApp, name: str) -> None:
    sample = load_sample(name)
    with in_app():
        event = written(world, sample)
        db.session.expire_all()

        found = read_dossier(db.session.get_one(Event, event.id))

        assert found == replace(sample, facts=replace(sample.facts, organisation="镇中心小学", owner="周老师"))


def test_rows_keep_keys_order_and_say_who_wrote_them(world: World, in_app: InApp) -> None:
    duties = tuple(Duty(key, "岗位") for key in ("zz", "aa", "mm"))
    with in_app():
        event = written(world, Dossier(facts=Facts(title="六一"), duties=duties))

        model = ROW_MODELS["duties"]
        rows = db.session.scalars(db.select(model).where(model.event_id == event.id).order_by(model.position))
        assert [(r.key, r.position, r.version, r.edited_by) for r in rows] == [
            ("zz", 1, 1, "周老师"),
            ("aa", 2, 1, "周老师"),
            ("mm", 3, 1, "周老师"),
        ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "dates"),
    [
        (None, None, (None, None)),
        (Day(8, 9), Day(8, 11), (None, None)),
        (Day(8, 9, 2027), None, (date(2027, 8, 9), date(2027, 8, 9))),
        (Day(8, 9, 2027), Day(8, 11), (date(2027, 8, 9), date(2027, 8, 11))),
        (Day(12, 30, 2027), Day(1, 2), (date(2027, 12, 30), date(2028, 1, 2))),
        (Day(2, 28, 2027), Day(2, 29), (date(2027, 2, 28), date(2027, 3, 1))),
        (None, Day(8, 11, 2027), (None, date(2027, 8, 11))),
    ],
)
def test_dates_of_lists_follow_the_days(starts_on: Day | None, ends_on: Day | None, dates: tuple[Any, Any]) -> None:
    event = Event(starts_on=starts_on, ends_on=ends_on)

    refresh_derived(event)

    assert (event.first_date, event.last_date) == dates


@pytest.mark.parametrize(("counts", "total"), [((), None), ((None,), None), ((10, None, 5), 15), ((0,), 0)])
def test_head_total_is_the_sum_of_what_is_known(counts: tuple[int | None, ...], total: int | None) -> None:
    event = Event()
    groups = tuple(HeadCount(f"h{n}", "组", count) for n, count in enumerate(counts))

    refresh_derived(event, Dossier(head_counts=groups))

    assert event.head_total == total


def test_contacts_of_a_copy_are_posts_to_be_filled() -> None:
    contacts = (
        Contact("a", "王师傅", "司机", "客运站", "13800000001"),
        Contact("b", "李医生", "", "县医院"),
        Contact("c", "张三"),
    )

    found = leave_people_behind(Dossier(contacts=contacts)).contacts

    assert found == (Contact("a", "司机", "司机", "客运站"), Contact("b", "县医院", "", "县医院"))


def test_fact_names_are_columns_of_the_event() -> None:
    assert set(FACT_NAMES) <= set(Event.__table__.columns.keys())


@pytest.mark.parametrize("stated", [None, 30])
@pytest.mark.parametrize("counts", [(), (None,), (0,), (28,), (28, None)])
def test_event_and_its_plan_have_the_same_heads(counts: tuple[int | None, ...], stated: int | None) -> None:
    event = Event(stated_total=stated)
    groups = tuple(HeadCount(f"h{n}", "学生", count) for n, count in enumerate(counts))
    plan = Dossier(Facts(stated_total=stated), head_counts=groups)

    refresh_derived(event, plan)

    assert event.heads == plan.heads
