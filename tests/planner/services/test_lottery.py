"""Places by lot: chosen before sign-up opens, drawn once, in the order that SHA-256 alone gives."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from planner.actors import CONSOLE
from planner.enums import EventStatus, SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Activity, SignUp, SignUpDesk, SignUpLottery
from planner.queries.signups import find_desk
from planner.services.lottery import draw_lottery, give_up_lottery
from planner.services.rows import delete_row, edit_row, find_row
from planner.services.signupdesk import set_desk
from planner.services.signups import SigningRefused, leave_shift, sign_up
from planner.services.volunteering import confirm_sign_up, move_sign_up
from planner.services.volunteerinvites import invite_filed
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.lotterysteps import CHOSEN, DRAWS, OPEN, OPENS, choose, entered, shift_of
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import applicant, on_file, page_of, signed_up, states_of, visitor

InApp = Callable[[], AbstractContextManager[object]]
C, E, H, L, W = (
    SignUpState.CONFIRMED,
    SignUpState.ENTERED,
    SignUpState.HELD,
    SignUpState.LEFT,
    SignUpState.WAITING,
)


@pytest.fixture(autouse=True)
def within(in_app: InApp, at: At) -> Iterator[None]:
    """Every test here runs inside the app, and begins before sign-up opens."""
    at(CHOSEN)
    with in_app():
        yield


def drawn_order(lottery: SignUpLottery, numbers: list[str]) -> list[str]:
    """The numbers in the order that anybody gets with a SHA-256 tool."""
    return sorted(numbers, key=lambda number: sha256(f"{lottery.seed}:{number}".encode()).hexdigest())


def lots_of(shift: str) -> dict[str, str]:
    """Whose number is which: names by number."""
    found = db.session.scalars(db.select(SignUp).where(SignUp.shift == shift).order_by(SignUp.id))
    return {one.lot: one.volunteer.name for one in found}


def verbs(world: World) -> list[tuple[str, str]]:
    """What was logged of the lottery: the verb and what became of it, the newest last."""
    wanted = db.select(Activity).where(Activity.subject == "志愿者名额").order_by(Activity.id)
    return [(entry.verb, entry.after) for entry in db.session.scalars(wanted)]


def test_seed_is_sealed_and_bound_before_sign_up_opens(world: World) -> None:
    lottery = choose(world)
    db.session.flush()

    kept = db.session.execute(db.text("SELECT seed FROM sign_up_lottery")).scalar_one()
    assert (len(lottery.seed), lottery.seed in kept) == (32, False)
    assert lottery.commitment == sha256(lottery.seed.encode()).hexdigest()
    desk = find_desk(world.event)
    assert desk is not None
    assert (desk.opens_at, desk.coming_draw) == (OPENS, lottery)
    assert verbs(world) == [("定下抽签", f"2027-05-20 12:00 抽，指纹 {lottery.commitment[:12]}")]


def test_lottery_chosen_again_keeps_its_seed(world: World) -> None:
    seed = choose(world).seed

    again = choose(world, opens_at=OPEN, draws_at=DRAWS - timedelta(days=1))

    assert (again.seed, again.draws_at) == (seed, DRAWS - timedelta(days=1))
    assert db.session.scalar(db.select(db.func.count(SignUpLottery.id))) == 1


@pytest.mark.parametrize(
    ("opens_at", "draws_at", "field"),
    [
        (CHOSEN, DRAWS, "opens_on"),
        (OPENS, OPENS, "draws_on"),
        (OPENS, datetime(2027, 6, 1, 1, tzinfo=UTC), "draws_on"),
    ],
)
def test_moments_that_can_not_be_are_refused(world: World, opens_at: datetime, draws_at: datetime, field: str) -> None:
    shift_of(world)

    with pytest.raises(BadInput) as refused:
        choose(world, opens_at, draws_at)

    assert refused.value.field == field
    assert db.session.scalar(db.select(SignUpLottery)) is None


def test_lottery_is_neither_chosen_nor_given_up_once_sign_up_has_opened(world: World, at: At) -> None:
    choose(world)
    at(OPENS)

    with pytest.raises(BadInput, match="报名已经开始了") as refused:
        choose(world, opens_at=OPEN)
    with pytest.raises(BadInput, match="报名已经开始了"):
        give_up_lottery(event_of(world), actor=user(world, "周老师"))
    assert refused.value.reason == "OPENED"


def test_lottery_is_not_chosen_after_the_first_sign_up(world: World) -> None:
    shift = shift_of(world)
    choose(world)
    give_up_lottery(event_of(world), actor=user(world, "周老师"))
    assert (db.session.scalar(db.select(SignUpLottery)), verbs(world)[-1]) == (None, ("取消抽签", "按先后报名"))
    with pytest.raises(NotFound, match="没有定抽签"):
        give_up_lottery(event_of(world), actor=user(world, "周老师"))
    sign_up(event_of(world), shift, [applicant()], actor=user(world, "周老师"))

    with pytest.raises(BadInput, match="报名已经开始了"):
        choose(world)


def test_sign_up_does_not_open_after_the_draw(world: World) -> None:
    choose(world)
    desk = find_desk(world.event)
    assert desk is not None
    values = {"closes_at": None, "benefits": "", "bring": "", "leave_hours": 24, "shows_phone": False}

    with pytest.raises(BadInput, match="开始要早于抽签，5月20日 12:00 抽。"):
        set_desk(event_of(world), opens_at=DRAWS, version=desk.version, actor=user(world, "周老师"), **values)


def test_places_are_drawn_in_the_order_of_sha256_and_the_line_goes_on_in_it(world: World, at: At) -> None:
    shift = entered(world, at, "甲", "乙", "丙", "丁", "戊")
    assert [state for _, state in states_of(shift)] == [E] * 5
    lottery = db.session.scalars(db.select(SignUpLottery)).one()
    names = lots_of(shift)
    order = [names[number] for number in drawn_order(lottery, list(names))]

    assert draw_lottery(event_of(world), actor=CONSOLE) is None, "not before its moment"
    at(DRAWS)
    assert draw_lottery(event_of(world), actor=CONSOLE) == 2

    assert states_of(shift) == list(zip(order, [C, C, W, W, W], strict=True))
    [record] = json.loads(lottery.record)
    assert [ticket["number"] for ticket in record["tickets"]] == drawn_order(lottery, list(names))
    assert (record["places"], record["placed"]) == (2, drawn_order(lottery, list(names))[:2])
    assert verbs(world)[-1] == ("抽签", f"5 份报名，2 人有名额，种子 {lottery.seed}")
    first = db.session.scalars(db.select(SignUp).where(SignUp.state == C).order_by(SignUp.arrival)).first()
    assert first is not None
    leave_shift(event_of(world), first, because="", actor=page_of(first))
    assert states_of(shift) == list(zip(order, [L, C, C, W, W], strict=True))


def test_lots_are_drawn_once_and_whoever_comes_later_waits_behind(world: World, at: At) -> None:
    shift = entered(world, at, "甲", "乙", "丙")
    at(DRAWS)
    draw_lottery(event_of(world), actor=CONSOLE)
    stood, said = states_of(shift), verbs(world)

    assert draw_lottery(event_of(world), actor=CONSOLE) is None
    assert (states_of(shift), verbs(world)) == (stood, said)
    signed_up(world, shift, "丁")
    assert states_of(shift) == [*stood, ("丁", W)]


def test_group_goes_in_with_one_number_and_is_placed_whole(world: World, at: At) -> None:
    shift = entered(world, at, "甲", places=3)
    group = [applicant(name, "") for name in ("乙", "丙")]
    made = sign_up(event_of(world), shift, group, leader=applicant("罗老师"), actor=visitor(world), may_wait=False)
    assert [one.lot for one in made] == ["2", "2"]
    at(DRAWS)

    assert draw_lottery(event_of(world), actor=CONSOLE) == 3

    lottery = db.session.scalars(db.select(SignUpLottery)).one()
    [record] = json.loads(lottery.record)
    assert sorted((one["number"], one["people"]) for one in record["tickets"]) == [("1", 1), ("2", 2)]


def test_group_too_large_fills_what_is_left_one_by_one(world: World, at: At) -> None:
    shift = shift_of(world, places=2)
    choose(world)
    at(OPEN)
    sign_up(event_of(world), shift, [applicant(name, "") for name in ("甲", "乙", "丙")], actor=visitor(world))
    at(DRAWS)

    assert draw_lottery(event_of(world), actor=CONSOLE) == 2
    assert states_of(shift) == [("甲", C), ("乙", C), ("丙", W)]


def test_minor_who_is_drawn_is_held_until_the_guardian_signs(world: World, at: At) -> None:
    shift = entered(world, at, "甲", born=(2010, 1))
    at(DRAWS)
    draw_lottery(event_of(world), actor=CONSOLE)

    assert states_of(shift) == [("甲", H)]


def test_nobody_signs_up_between_the_moment_and_the_draw(world: World, at: At) -> None:
    shift = entered(world, at, "甲")
    at(DRAWS)

    for actor, sentence in ((visitor(world), "报名截止了"), (user(world, "周老师"), "正在抽签，过几分钟再来。")):
        with pytest.raises(SigningRefused, match=sentence):
            sign_up(event_of(world), shift, [applicant()], actor=actor)


def test_nobody_gets_a_place_past_the_draw(world: World, at: At) -> None:
    shift = entered(world, at, "甲")
    other = shift_of(world)
    [one] = db.session.scalars(db.select(SignUp))
    actor = user(world, "周老师")

    for step in (
        lambda: confirm_sign_up(event_of(world), one, actor=actor),
        lambda: move_sign_up(event_of(world), one, other, actor=actor),
    ):
        with pytest.raises(BadInput, match="5月20日 12:00 抽签，抽完再定。") as refused:
            step()
        assert refused.value.reason == "LOTTERY"
    assert states_of(shift) == [("甲", E)]


def test_no_place_is_kept_for_anybody_before_the_draw(world: World, at: At) -> None:
    shift = entered(world, at, "甲")
    [filed] = on_file(world, "乙")

    def ask(*, is_agreed: bool) -> object:
        return invite_filed(event_of(world), shift, [filed.id], is_agreed=is_agreed, actor=user(world, "周老师"))

    with pytest.raises(BadInput, match="名额 5月20日 12:00 抽签，抽签以前不能留") as refused:
        ask(is_agreed=False)
    assert (refused.value.reason, states_of(shift)) == ("LOTTERY", [("甲", E)])
    ask(is_agreed=True)
    assert states_of(shift) == [("甲", E), ("乙", E)]


def test_shift_for_which_somebody_is_to_be_drawn_is_not_deleted(world: World, at: At) -> None:
    shift = entered(world, at, "甲")

    with pytest.raises(BadInput, match="这一班有 1 人报名"):
        delete_row(event_of(world), "shifts", shift, actor=user(world, "周老师"))
    row = find_row(event_of(world), "shifts", shift)
    edit_row(event_of(world), "shifts", shift, {"places": 1}, version=row.version, actor=user(world, "周老师"))
    assert states_of(shift) == [("甲", E)], "more or fewer places do not draw"


def test_event_that_was_cancelled_draws_nothing(world: World, at: At) -> None:
    shift = entered(world, at, "甲")
    event_of(world).status = EventStatus.CANCELLED
    at(DRAWS)

    assert draw_lottery(event_of(world), actor=CONSOLE) is None
    assert states_of(shift) == [("甲", E)]


def test_desk_without_a_lottery_draws_nothing(world: World) -> None:
    choose(world)
    give_up_lottery(event_of(world), actor=user(world, "周老师"))

    assert draw_lottery(event_of(world), actor=CONSOLE) is None
    assert db.session.scalar(db.select(db.func.count(SignUpDesk.id))) == 1
