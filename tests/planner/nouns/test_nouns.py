"""The nouns: every list of the house that can't derive from them is held against them here."""

from dataclasses import fields, replace
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from planner.days import Day
from planner.dossier import Dossier, Duty, Facts, SafetyCheck
from planner.enums import ActorKind, EventStatus, Role, TeamRole
from planner.fields import FACT_LABELS
from planner.forms.rows import ROW_FORMS
from planner.models import ROW_MODELS
from planner.money import Ledger
from planner.nouns import EVERYTHING, NOUNS, TABS, Aggregate, Noun, Tick, nouns_of, register, row_type, tab_of
from planner.people import People
from planner.permissions import Access, can_change_rows, can_read_rows
from planner.report import Actuals
from planner.services.behaviours import BEHAVIOURS
from planner.views.places import place_url, tab_endpoint

TEMPLATES = Path(__file__).resolve().parents[3] / "planner" / "templates"
AGGREGATES = {Aggregate.PLAN: Dossier, Aggregate.MONEY: Ledger, Aggregate.PEOPLE: People, Aggregate.REPORT: Actuals}
READERS = {
    Aggregate.PLAN: partial(Dossier.of, Facts()),
    Aggregate.MONEY: partial(Ledger.of, reasons={}),
    Aggregate.PEOPLE: People.of,
    Aggregate.REPORT: Actuals.of,
}
every_noun = pytest.mark.parametrize("noun", NOUNS.values(), ids=list(NOUNS))


def test_every_noun_has_a_table_and_a_form_and_there_are_no_others() -> None:
    assert set(ROW_MODELS) == set(ROW_FORMS) == set(NOUNS)
    assert set(BEHAVIOURS) <= set(NOUNS)


def test_labels_of_the_facts_cover_every_fact() -> None:
    assert list(FACT_LABELS) == [f.name for f in fields(Facts)]


@every_noun
def test_labels_name_the_fields_of_the_row_class_in_their_order(noun: Noun) -> None:
    names = [f.name for f in fields(row_type(noun.name)) if f.name != "key"]
    # A kept file has measures of its own, which nobody types.
    assert list(noun.labels) == [name for name in names if name in noun.labels]
    assert noun.is_file or noun.name == "attachments" or list(noun.labels) == names


@every_noun
def test_columns_of_the_table_are_the_fields_of_the_row_class(noun: Noun) -> None:
    columns = ROW_MODELS[noun.name].__table__.columns.keys()  # type: ignore[attr-defined]

    assert {f.name for f in fields(row_type(noun.name))} <= set(columns)


@every_noun
def test_form_edits_fields_of_the_noun_and_nothing_else(noun: Noun, app: Flask) -> None:
    with app.test_request_context():
        form = ROW_FORMS[noun.name](meta={"csrf": False})
        assert {field.name for field in form.shown_fields} <= set(noun.labels) | {"qr"}
        assert {name for name, _ in form.columns} <= set(noun.labels) | {"qr"}


@every_noun
def test_names_that_a_noun_says_are_its_own(noun: Noun) -> None:
    named = {noun.title, *noun.left_behind.fields, *noun.left_behind.renamed_by}
    named |= {noun.group} if noun.group else set()
    named |= {name for name in (noun.tick.flag, noun.tick.by, noun.tick.on) if name} if noun.tick else set()

    assert named <= set(noun.labels)


@every_noun
def test_rows_stand_on_a_tab_or_on_a_page_of_their_own(noun: Noun, app: Flask) -> None:
    with app.test_request_context():
        address = place_url(7, noun.name).partition("#")[0]

    endpoint, _ = app.url_map.bind("localhost").match(address)
    assert endpoint == (tab_endpoint(noun.tab) if noun.tab else "rows.show")
    assert noun.tab in {"", *TABS}
    assert tab_of(f"{noun.name}/some-key") == (noun.tab or "facts")


def test_facts_count_what_is_to_be_mended_on_a_page_without_a_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NOUNS, "supplies", replace(NOUNS["supplies"], tab=""))

    assert (tab_of("supplies/some-key"), tab_of("safety/some-key")) == ("facts", "safety")


def test_every_tab_has_an_endpoint(app: Flask) -> None:
    assert {tab_endpoint(tab) for tab in TABS} <= set(app.view_functions)
    assert {tab.within for tab in TABS.values() if tab.within} <= set(TABS)


def test_stems_of_data_files_are_told_apart() -> None:
    stems = [noun.stem for noun in NOUNS.values()]

    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize("aggregate", AGGREGATES)
def test_fields_of_an_aggregate_are_nouns_of_it(aggregate: Aggregate) -> None:
    names = {f.name for f in fields(AGGREGATES[aggregate])} - {
        "facts",
        "reasons",
        "erased",
        "answers",
        "impression",
        "more",
    }

    assert names <= {noun.name for noun in nouns_of(aggregate)}


@every_noun
def test_aggregate_keeps_rows_in_the_field_of_the_noun_else_with_the_others(noun: Noun) -> None:
    read, empty = (READERS[noun.aggregate]({noun.name: rows}) for rows in (("a row",), ()))

    if noun.name in read.__dataclass_fields__:
        assert (getattr(read, noun.name), read.more) == (("a row",), {})
    else:
        assert read.more == {noun.name: ("a row",)}
    assert empty.more == {}


def test_no_copy_takes_people_or_money_along() -> None:
    followed = [n for n in NOUNS.values() if n.aggregate is not Aggregate.PLAN or n.private or n.is_file]

    assert {noun.left_behind for noun in followed} == {EVERYTHING}


def test_every_private_noun_is_of_the_people() -> None:
    assert {n.aggregate for n in NOUNS.values() if n.private} == {Aggregate.PEOPLE}


def test_noun_is_registered_once() -> None:
    with pytest.raises(ValueError, match="duties"):
        register(NOUNS["duties"])


@pytest.mark.parametrize(("done", "expected"), [(False, {"done": True}), (True, {"done": False})])
def test_tick_turns_a_flag(done: bool, expected: dict[str, bool]) -> None:
    assert Tick(flag="done").values(Duty("d", "领队", done=done), name="周老师", today=Day(6, 1)) == expected


def test_tick_names_who_did_it_and_takes_it_back() -> None:
    tick, today = Tick(by="done_by", on="done_on"), Day(6, 1, 2027)

    made = tick.values(SafetyCheck("c", "点名"), name="周老师", today=today)
    taken_back = tick.values(SafetyCheck("c", "点名", done_by="李老师"), name="周老师", today=today)

    assert made == {"done_by": "周老师", "done_on": today}
    assert taken_back == {"done_by": "", "done_on": None}


def access(status: EventStatus = EventStatus.DRAFT, **said: object) -> Access:
    """What somebody is to an event."""
    return Access(status, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("noun", "who", "may_change", "may_read"),
    [
        ("duties", access(team=TeamRole.PLANNER), True, True),
        ("duties", access(role=Role.READER), False, True),
        ("duties", access(EventStatus.SUBMITTED, team=TeamRole.OWNER), False, True),
        ("expenses", access(role=Role.FINANCE), True, True),
        ("expenses", access(team=TeamRole.PLANNER, kind=ActorKind.GUEST), False, False),
        ("participants", access(team=TeamRole.PLANNER), True, True),
        ("participants", access(role=Role.ADMINISTRATOR), False, False),
        ("participants", access(EventStatus.ARCHIVED, team=TeamRole.OWNER), False, True),
    ],
)
def test_who_may_change_and_read_rows(noun: str, who: Access, may_change: bool, may_read: bool) -> None:
    assert (can_change_rows(NOUNS[noun])(who), can_read_rows(NOUNS[noun])(who)) == (may_change, may_read)


@pytest.mark.parametrize(
    ("noun", "row", "label"),
    [
        ("duties", Duty("d", "领队"), "标为完成"),
        ("duties", Duty("d", "领队", done=True), "还没完成"),
        ("safety", SafetyCheck("c", "点名"), "查了"),
        ("safety", SafetyCheck("c", "点名", done_by="李老师"), "撤回"),
    ],
)
def test_tick_says_what_its_button_does(noun: str, row: Duty | SafetyCheck, label: str) -> None:
    tick = NOUNS[noun].tick

    assert tick is not None
    assert tick.label(row) == label
