"""A stranger adds a noun: said once, with its table and its form, it works in every room of the house."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.days import Day
from planner.enums import TeamRole
from planner.extensions import Base, db
from planner.forms.fields import DayField, Required, TextField
from planner.forms.row import ROW_FORMS, RowForm
from planner.intake.tables.synonyms import FieldWords, NounWords, all_words
from planner.models import ROW_MODELS, Activity, Event, RowMixin, User
from planner.models.columns import DayText
from planner.nouns import NOUNS, Aggregate, LeftBehind, Noun, register, row_of
from planner.queries.dossier import read_dossier
from planner.services.events import copy_event
from planner.services.team import invite_guest
from tests.planner.conftest import World
from tests.planner.intakesteps import add, take
from tests.planner.submissions import event_of, user

NAME = "rehearsals"
NOUN = Noun(
    name=NAME,
    label="排练",
    title="piece",
    aggregate=Aggregate.PLAN,
    stem="rehearsal",
    measure="场",
    left_behind=LeftBehind(),
    labels={"piece": "节目", "on": "日期"},
)
WORDS = {
    "piece": FieldWords("piece", "text", ("节目",)),
    "on": FieldWords("on", "day", ("日期",)),
}


@pytest.fixture(scope="module")
def rehearsals() -> Iterator[type[RowMixin]]:
    """排练: what is rehearsed, and on which day. Nothing else of the house is told of it."""
    register(NOUN)

    @row_of(NAME)
    class Rehearsal:
        key: str
        piece: str
        on: Day | None = None

    class RehearsalRow(RowMixin, Base):
        noun = NAME
        __tablename__ = "rehearsal"
        piece: Mapped[str] = mapped_column(String(60))
        on: Mapped[Day | None] = mapped_column(DayText)

    class RehearsalForm(RowForm):
        noun = NAME
        columns = (("piece", ("节目",)), ("on", ("日期",)))
        piece = TextField("节目", [Required("写节目名称。")], most=60)
        on = DayField("日期")

    known = cast(dict[str, NounWords], all_words())
    known[NAME] = NounWords(NAME, main="piece", same=("piece", "on"), fill=(), sum="", join={}, fields=WORDS)
    yield RehearsalRow
    del known[NAME]
    del NOUNS[NAME], ROW_MODELS[NAME], ROW_FORMS[NAME]
    db.metadata.remove(RehearsalRow.__table__)  # type: ignore[attr-defined]


@pytest.fixture
def page(
    app: Flask, rehearsals: type[RowMixin], world: World, signed_in: Callable[[str], FlaskClient]
) -> Iterator[FlaskClient]:
    """周老师's browser, in a house that has the table."""
    table = rehearsals.__table__  # type: ignore[attr-defined]
    with app.app_context():
        table.create(db.engine, checkfirst=True)
    yield signed_in("周老师")
    with app.app_context():
        table.drop(db.engine)


def rows_of(world: World) -> list[tuple[str, Day | None]]:
    """The rehearsals of the event as its dossier has them; inside an application context."""
    return [(row.piece, row.on) for row in read_dossier(db.session.get_one(Event, world.event)).rows(NAME)]


def test_new_noun_goes_through_form_page_paste_log_restore_and_copy(
    page: FlaskClient, world: World, in_app: Callable[[], AbstractContextManager[Any]]
) -> None:
    rows = f"/events/{world.event}/rows/{NAME}"

    refused = page.post(f"{rows}/new", data={"piece": "", "on": "5月20日"})
    added = page.post(f"{rows}/new", data={"piece": "小合唱", "on": "5月20日"}, follow_redirects=True)
    preview = take(page, world, NAME, "日期\t节目\n5月21日\t快板\n5月22日\t")
    pasted = add(page, preview)
    with in_app():
        key = read_dossier(db.session.get_one(Event, world.event)).rows(NAME)[0].key
    page.post(f"{rows}/{key}", data={"piece": "大合唱", "on": "5月20日", "version": "1"})
    deleted = page.post(f"{rows}/{key}/delete", follow_redirects=True).text
    restored = page.post(f"{rows}/{key}/restore", follow_redirects=True).text

    assert refused.status_code == 422
    assert "写节目名称。" in refused.text
    assert added.status_code == 200
    assert "小合唱" in added.text
    assert pasted.headers["Location"] == f"{rows}#{NAME}"
    assert "没用上" in page.get(preview).text
    assert "已删除排练“大合唱”" in deleted
    assert "大合唱" in restored
    with in_app():
        assert rows_of(world) == [("大合唱", Day(5, 20)), ("快板", Day(5, 21, 2027))]
        told = [(e.verb, e.subject, e.before, e.after) for e in db.session.query(Activity).order_by(Activity.id)][1:]
        assert told == [
            ("添加", "排练“小合唱”", "", "节目：小合唱；日期：5月20日"),
            ("添加", "排练“快板”", "", "节目：快板；日期：2027年5月21日（周五）"),
            ("修改", "排练“大合唱”", "节目：小合唱", "节目：大合唱"),
            ("删除", "排练“大合唱”", "节目：大合唱；日期：5月20日", ""),
            ("恢复", "排练“大合唱”", "", "节目：大合唱；日期：5月20日"),
        ]


def test_page_of_a_new_noun_is_reached_from_the_event_by_whoever_may_read_it(
    page: FlaskClient,
    world: World,
    signed_in: Callable[[str], FlaskClient],
    client: FlaskClient,
    in_app: Callable[[], AbstractContextManager[Any]],
) -> None:
    page.post(f"/events/{world.event}/rows/{NAME}/new", data={"piece": "小合唱"})
    with in_app():
        _, token = invite_guest(
            event_of(world),
            name="孙医生",
            organisation="县医院",
            role=TeamRole.READER,
            ends_on=clock.today() + timedelta(days=30),
            actor=user(world, "周老师"),
        )
        db.session.commit()
    client.post(f"/join/{token}")

    for reader in (page, signed_in("陈老师"), client):
        assert f'href="/events/{world.event}/rows/{NAME}#{NAME}"' in reader.get(f"/events/{world.event}").text
        assert "小合唱" in reader.get(f"/events/{world.event}/rows/{NAME}").text


def test_new_noun_is_copied_with_the_event_and_moved_with_its_days(
    page: FlaskClient, world: World, in_app: Callable[[], AbstractContextManager[Any]]
) -> None:
    page.post(f"/events/{world.event}/rows/{NAME}/new", data={"piece": "小合唱", "on": "2027-05-20"})
    with in_app():
        original = db.session.get_one(Event, world.event)
        actor = db.session.get_one(User, world.users["周老师"])

        copied = copy_event(
            original, title="明年", organisation_id=original.organisation_id, actor=actor, starts_on=Day(6, 1, 2028)
        )

        assert [(r.piece, r.on) for r in read_dossier(copied).rows(NAME)] == [("小合唱", Day(5, 20, 2028))]
        db.session.rollback()
