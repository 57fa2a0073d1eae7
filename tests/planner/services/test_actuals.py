"""What people say of an event after it: kept in one step, over nothing that they have not seen."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest

from planner.actualkinds import Outcome
from planner.enums import EventStatus
from planner.errors import BadInput, LostUpdate, NotAllowed
from planner.extensions import db
from planner.models import Activity
from planner.queries.report import events_with_actuals, read_actuals, read_records
from planner.report import Impression
from planner.services.actuals import ActualChange, ImpressionChange, save_actuals
from planner.services.erasing import erase_child
from planner.services.events import copy_event
from tests.planner.conftest import World
from tests.planner.reportsteps import finished
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def keys(world: World, in_app: InApp) -> dict[str, str]:
    """The rows of an event that is over."""
    with in_app():
        return finished(world)


def came(keys: dict[str, str], number: int, version: int = 0) -> ActualChange:
    """So many children came."""
    return ActualChange(place=f"head_counts/{keys['kids']}", number=Decimal(number), version=version)


def test_answers_are_kept_with_who_said_them_and_logged_once(world: World, in_app: InApp, keys: dict[str, str]) -> None:
    film = ActualChange(place=f"schedule/{keys['film']}", outcome=Outcome.CHANGED, words="下雨")
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        before = db.session.query(Activity).count()
        count = save_actuals(event, [came(keys, 29), film], ImpressionChange(well=("讲解好", "衔接紧")), actor=actor)
        db.session.commit()
        kept = read_actuals(event)
        entries = db.session.query(Activity).order_by(Activity.id).all()[before:]
        logged = [(entry.verb, entry.subject, entry.before, entry.after) for entry in entries]

        assert count == 3
        assert {(a.place, a.count, a.outcome, a.words, a.said_by, a.version) for a in kept.answers.values()} == {
            (f"head_counts/{keys['kids']}", 29, None, "", "周老师", 1),
            (f"schedule/{keys['film']}", None, Outcome.CHANGED, "下雨", "周老师", 1),
        }
        assert kept.impression == Impression(well=("讲解好", "衔接紧"), said_by="周老师", version=1)
        after = "留守儿童：29\n露天电影：改了，下雨\n感受：讲解好、衔接紧"
        assert logged == [("填写", "实际情况", "留守儿童：空\n露天电影：空", after)]


def test_the_same_said_again_changes_nothing(world: World, in_app: InApp, keys: dict[str, str]) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        save_actuals(event, [came(keys, 29)], ImpressionChange(well=("讲解好",)), actor=actor)
        number, entries = event.report_number, db.session.query(Activity).count()

        again = save_actuals(event, [came(keys, 29)], ImpressionChange(well=("讲解好",)), actor=actor)

        assert (again, event.report_number, db.session.query(Activity).count()) == (0, number, entries)


def test_answers_raise_only_the_number_of_the_report(world: World, in_app: InApp, keys: dict[str, str]) -> None:
    def numbers() -> tuple[int, ...]:
        event = event_of(world)
        return event.change_number, event.money_number, event.people_number

    with in_app():
        before = numbers()
        save_actuals(event_of(world), [came(keys, 29)], actor=user(world, "周老师"))
        db.session.commit()

        assert numbers() == before
        assert event_of(world).report_number > 0


def test_nobody_writes_over_what_they_have_not_seen(world: World, in_app: InApp, keys: dict[str, str]) -> None:
    with in_app():
        event = event_of(world)
        save_actuals(event, [came(keys, 29)], ImpressionChange(well=("讲解好",)), actor=user(world, "管理员"))
        with pytest.raises(LostUpdate) as refused:
            save_actuals(event, [came(keys, 28)], ImpressionChange(badly=("太热",)), actor=user(world, "周老师"))

        assert refused.value.who == "管理员"
        assert refused.value.theirs == {f"head_counts/{keys['kids']}": "29", "impression": "讲解好"}
        assert read_actuals(event).answer("head_counts", keys["kids"]).count == 29


def test_what_was_seen_may_be_changed_and_taken_back(world: World, in_app: InApp, keys: dict[str, str]) -> None:
    empty = ActualChange(place=f"head_counts/{keys['kids']}", version=2)
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        save_actuals(event, [came(keys, 29)], actor=actor)
        save_actuals(event, [came(keys, 28, version=1)], actor=actor)
        changed = read_actuals(event).answer("head_counts", keys["kids"])
        save_actuals(event, [empty], actor=actor)
        taken_back = read_actuals(event).answer("head_counts", keys["kids"])

        assert (changed.count, changed.version) == (28, 2)
        assert (taken_back.number, taken_back.is_given, taken_back.version) == (None, False, 3)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"number": Decimal(-1)}, "写 0—100000 的数，现在是 -1。"),
        ({"number": Decimal(100_001)}, "写 0—100000 的数，现在是 100001。"),
        ({"number": Decimal("2.5")}, "人数写整数，现在是 2.5。"),
        ({"words": "雨" * 201}, "最多 200 个字，现在有 201 个。"),
        ({"place": "head_counts/gone", "number": Decimal(1)}, "这一项已经从方案里删掉了，刷新再填。"),
        ({"place": "expenses/e1", "number": Decimal(1)}, "这一项已经从方案里删掉了，刷新再填。"),
    ],
)
def test_what_no_plan_can_have_is_refused(
    world: World, in_app: InApp, keys: dict[str, str], values: dict[str, Any], sentence: str
) -> None:
    change = ActualChange(**({"place": f"head_counts/{keys['kids']}"} | values))
    with in_app(), pytest.raises(BadInput) as refused:
        save_actuals(event_of(world), [change], actor=user(world, "周老师"))

    assert (refused.value.sentence, refused.value.field) == (sentence, change.place)


@pytest.mark.parametrize("count", [3, 4])
def test_at_most_three_words(world: World, in_app: InApp, keys: dict[str, str], count: int) -> None:
    said = ImpressionChange(badly=("热", "挤", "晚", "吵")[:count])
    with in_app():
        if count == 3:
            assert save_actuals(event_of(world), [], said, actor=user(world, "周老师")) == 1
            return
        with pytest.raises(BadInput) as refused:
            save_actuals(event_of(world), [], said, actor=user(world, "周老师"))

    assert (refused.value.field, refused.value.sentence) == ("badly", "最多挑 3 个，现在是 4 个。")


def test_event_that_is_filed_away_takes_no_answers(world: World, in_app: InApp, keys: dict[str, str]) -> None:
    with in_app():
        event_of(world).status = EventStatus.ARCHIVED
        with pytest.raises(NotAllowed, match="已归档"):
            save_actuals(event_of(world), [came(keys, 29)], actor=user(world, "周老师"))


def test_copy_of_an_event_leaves_what_happened_behind(world: World, in_app: InApp, keys: dict[str, str]) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        save_actuals(event, [came(keys, 29)], ImpressionChange(well=("讲解好",)), actor=actor)
        put(world, "tallies")
        put(world, "incidents")
        copied = copy_event(event, title="明年", organisation_id=event.organisation_id, actor=actor)
        db.session.flush()

        assert events_with_actuals([event.id, copied.id]) == {event.id}
        assert (read_actuals(copied).tallies, read_records(copied, with_accounts=True).incidents) == ((), ())


def test_name_of_an_erased_child_goes_from_what_was_said(world: World, in_app: InApp, keys: dict[str, str]) -> None:
    words = ActualChange(place=f"schedule/{keys['film']}", outcome=Outcome.CHANGED, words="林晚晴发热")
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        [child] = put(world, "participants")
        put(world, "incidents", {"what": "林晚晴蹭破膝盖"})
        save_actuals(event, [words], ImpressionChange(sentence="林晚晴很勇敢"), actor=actor)
        number = event.report_number
        erase_child(event, child, actor=actor)
        db.session.commit()
        records = read_records(event_of(world), with_accounts=True)
        texts = (
            records.actuals.answer("schedule", keys["film"]).words,
            records.actuals.impression.sentence,
            records.incidents[0].what,
        )

        assert [
            ("林晚晴" in text, text.endswith(end)) for text, end in zip(texts, ("发热", "勇敢", "膝盖"), strict=True)
        ] == [(False, True)] * 3
        assert event_of(world).report_number > number
