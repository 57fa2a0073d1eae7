"""Waivers and what they stand for: of two at once the second sees what the first did."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from budgets import Money
from planner.enums import ReviewDecision, ReviewSubject, VoucherKind
from planner.errors import NotFound
from planner.extensions import db
from planner.models import FinanceReview, Waiver
from planner.nouns import Aggregate
from planner.places import place_of
from planner.queries.finances import read_finances
from planner.services.reviews import decide_review, submit_settlement
from planner.services.rows import add_row, add_rows, edit_row
from planner.services.waivers import waive_gaps, withdraw_waiver
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, InOwnApp, Race, locked, reason_of
from tests.planner.moneysteps import KEPT, passed, planned, spent
from tests.planner.rowvalues import listed
from tests.planner.submissions import event_of, user

AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)
WORDS = "公务卡付的，回单月底归档。"
SETTLEMENT = ReviewSubject.SETTLEMENT


@pytest.fixture(autouse=True)
def afterwards(at: At) -> None:
    """The event is over."""
    at(AFTER)


def bare(world: World) -> str:
    """Paid and not proven, the settlement not handed in; committed. The key of one of two expenses."""
    bus, meals = planned(world)
    passed(world)
    key, _ = spent(world, {"line": bus}, {"line": meals, "amount": Money(20250), "invoice_amount": Money(20250)})
    db.session.commit()
    return key


def waive(world: World, code: str) -> list[Waiver]:
    """Waived by finance."""
    return waive_gaps(event_of(world), [code], WORDS, actor=user(world, "钱会计"))


def look_at_money(world: World) -> Callable[[], object]:
    """Reads the accounts, so that what is kept of them is of before."""
    return lambda: read_finances(event_of(world)).gaps


def standing() -> list[str]:
    """The gaps of the waivers that stand."""
    found = db.session.scalars(select(Waiver).where(Waiver.withdrawn_at.is_(None)).order_by(Waiver.id))
    return [f"{waiver.reason.value}:{waiver.subject}" for waiver in found]


def test_gap_that_is_waived_twice_at_once_is_waived_once(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        code = f"payment:expenses/{bare(world)}"

    late = race(lambda: waive(world, code), in_own_app(look_at_money(world), lambda: waive(world, code)))

    assert reason_of(late) == "STALE"
    with in_app():
        assert standing() == [code]


def test_gap_whose_file_comes_at_the_same_moment_is_not_waived(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        key = bare(world)
    code = f"payment:expenses/{key}"
    file = KEPT | {"kind": VoucherKind.PAYMENT, "about": f"expenses/{key}"}

    late = race(
        lambda: add_row(locked(world, Aggregate.MONEY), "vouchers", file, actor=user(world, "周老师")),
        in_own_app(look_at_money(world), lambda: waive(world, code)),
    )

    assert reason_of(late) == "STALE"
    with in_app():
        assert standing() == []


def test_file_that_comes_while_its_gap_is_waived_is_kept_and_counts(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        key = bare(world)
    code = f"payment:expenses/{key}"
    file = KEPT | {"kind": VoucherKind.PAYMENT, "about": f"expenses/{key}"}

    late = race(
        lambda: waive(world, code),
        in_own_app(
            look_at_money(world),
            lambda: add_row(locked(world, Aggregate.MONEY), "vouchers", file, actor=user(world, "周老师")),
        ),
    )

    assert late.exception() is None
    with in_app():
        assert standing() == [code]
        assert code not in {gap.code for gap in read_finances(event_of(world)).gaps}, "the file proves it by now"


def test_gap_that_grows_while_it_is_waived_stays_open(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        key = bare(world)
    code, more = f"payment:expenses/{key}", {"amount": Money(640_000)}

    race(
        lambda: waive(world, code),
        in_own_app(
            look_at_money(world),
            lambda: edit_row(
                locked(world, Aggregate.MONEY), "expenses", key, more, version=1, actor=user(world, "周老师")
            ),
        ),
    ).result()

    with in_app():
        assert [gap.waiver for gap in read_finances(event_of(world)).gaps if gap.code == code] == [None]


def test_waiver_that_is_taken_back_twice_at_once_is_taken_back_once(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        (waiver,) = waive(world, f"payment:expenses/{bare(world)}")
        db.session.commit()
        number = waiver.id

    def take_back() -> object:
        return withdraw_waiver(event_of(world), number, actor=user(world, "钱会计"))

    late = race(take_back, in_own_app(lambda: db.session.get(Waiver, number), take_back))

    assert isinstance(late.exception(), NotFound)


def waived_whole(world: World) -> int:
    """The only gap is waived; committed. The number of the waiver."""
    (waiver,) = waive(world, "approval:")
    places = [place_of("expenses", row.key) for row in listed(world, "expenses")]
    kinds = (VoucherKind.PAYMENT, VoucherKind.INVOICE)
    files = [KEPT | {"kind": kind, "about": place} for place in places for kind in kinds]
    add_rows(event_of(world), "vouchers", files, actor=user(world, "周老师"))
    db.session.commit()
    return waiver.id


def submitted_on_a_waiver(world: World) -> int:
    """The settlement waits for finance, and its only gap is waived; committed. The number of the waiver."""
    bare(world)
    number = waived_whole(world)
    submit_settlement(event_of(world), actor=user(world, "周老师"))
    db.session.commit()
    return number


def decide(world: World) -> object:
    """Finance passes the settlement."""
    return decide_review(event_of(world), SETTLEMENT, 1, ReviewDecision.PASS, "", actor=user(world, "钱会计"))


def test_settlement_does_not_pass_on_a_waiver_that_is_being_taken_back(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        number = submitted_on_a_waiver(world)

    late = race(
        lambda: withdraw_waiver(event_of(world), number, actor=user(world, "钱会计")),
        in_own_app(look_at_money(world), lambda: decide(world)),
    )

    assert reason_of(late) == "OPEN_ERRORS"
    with in_app():
        assert (standing(), event_of(world).settled_at) == ([], None)


def test_waiver_is_not_taken_back_while_its_settlement_passes(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        number = submitted_on_a_waiver(world)

    late = race(
        lambda: decide(world),
        in_own_app(look_at_money(world), lambda: withdraw_waiver(event_of(world), number, actor=user(world, "钱会计"))),
    )

    assert reason_of(late) == "SETTLED"
    with in_app():
        assert standing() == ["approval:"]


def test_settlement_that_is_handed_in_while_a_waiver_is_taken_back_shows_the_gap(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        bare(world)
        number = waived_whole(world)

    race(
        lambda: withdraw_waiver(event_of(world), number, actor=user(world, "钱会计")),
        in_own_app(look_at_money(world), lambda: submit_settlement(event_of(world), actor=user(world, "周老师"))),
    ).result()

    with in_app():
        review = db.session.scalars(select(FinanceReview).where(FinanceReview.subject == SETTLEMENT)).one()
        assert review.waits
        assert [gap.code for gap in read_finances(event_of(world)).gaps if gap.waiver is None] == ["approval:"]
