"""The names of persons as rows keep them for looking somebody up."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from planner.extensions import db
from planner.models import Advance, Expense, Handout
from planner.models.namedpersons import NamesPersons, spell_names
from planner.services.erasing import erase_child
from planner.services.rows import add_row, edit_row
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]


@pytest.mark.parametrize(
    ("texts", "spelled"),
    [
        ((), ""),
        (("", " "), ""),
        (("钱 会计",), "\n钱会计\n"),
        (("周老师、李老师", "钱会计（代周老师）"), "\n代周老师\n周老师\n李老师\n钱会计\n"),
    ],
)
def test_each_name_stands_between_two_line_breaks(texts: tuple[str, ...], spelled: str) -> None:
    assert spell_names(*texts) == spelled


@pytest.mark.parametrize(
    ("noun", "model", "column"),
    [
        ("expenses", Expense, "handler"),
        ("expenses", Expense, "verifier"),
        ("handouts", Handout, "witness"),
        ("advances", Advance, "person"),
    ],
)
def test_names_follow_what_is_typed(
    world: World, in_app: InApp, noun: str, model: type[NamesPersons], column: str
) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        key = add_row(event, noun, EXAMPLES[noun].kept | {column: "沈老师"}, actor=actor).key
        before = db.session.scalar(db.select(model.named)) or ""
        edit_row(event, noun, key, {column: "何 老师"}, version=1, actor=actor)
        db.session.flush()
        after = db.session.scalar(db.select(model.named)) or ""

    assert ("\n沈老师\n" in before, "\n沈老师\n" in after, "\n何老师\n" in after) == (True, False, True)


def test_name_of_an_erased_child_is_kept_in_no_spelling(world: World, in_app: InApp) -> None:
    with in_app():
        child, _ = put(world, "participants", {"name": "艾力·买买提"}, {"name": "别的孩子"})
        add_row(
            event_of(world),
            "advances",
            EXAMPLES["advances"].kept | {"person": "艾力·买买提"},
            actor=user(world, "周老师"),
        )
        erase_child(event_of(world), child, actor=user(world, "周老师"))
        db.session.commit()

        advance = db.session.scalars(db.select(Advance)).one()
        assert "买买提" not in advance.person + advance.named
