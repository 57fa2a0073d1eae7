"""Waivers: written by whoever decides, for a reason, for one gap, until they are withdrawn or the gap grows."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest

from budgets import Money
from planner.enums import ReviewDecision, ReviewSubject, VoucherKind
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Waiver
from planner.queries.finances import read_finances
from planner.queries.remarks import remarks_by_line
from planner.queries.todos import Step, todos
from planner.services.reviews import submit_settlement
from planner.services.rows import add_row, edit_row
from planner.services.waivers import ask_for_proof, waive_gaps, withdraw_waiver
from tests.planner.conftest import World
from tests.planner.moneysteps import KEPT, decide, passed, planned, proven, spent
from tests.planner.rowvalues import last_entry
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
At = Callable[[datetime], None]
AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)
WORDS = "印务社停用旧系统，电子文件调不出。"


@pytest.fixture(autouse=True)
def afterwards(at: At) -> None:
    """The event is over."""
    at(AFTER)


def bare(world: World) -> str:
    """The bus was paid, the settlement handed in, nothing proven; committed. The key of the expense."""
    bus, meals = planned(world)
    passed(world)
    key, _ = spent(world, {"line": bus}, {"line": meals, "amount": Money(20250), "invoice_amount": Money(20250)})
    submit_settlement(event_of(world), actor=user(world, "周老师"))
    db.session.commit()
    return key


def open_codes(world: World) -> list[str]:
    """What still keeps finance from passing it."""
    return [gap.code for gap in read_finances(event_of(world)).gaps if gap.waiver is None]


def waive(world: World, *codes: str, words: str = WORDS, who: str = "钱会计") -> list[Waiver]:
    """Waived by that person; not committed."""
    return waive_gaps(event_of(world), codes, words, actor=user(world, who))


def test_settlement_is_refused_for_three_reasons_each_mended_or_waived(world: World, in_app: InApp) -> None:
    with in_app():
        key = bare(world)
        with pytest.raises(BadInput) as refused:
            decide(world, "钱会计", subject=ReviewSubject.SETTLEMENT)
        waive(world, "approval:", words="校务会纪要代替批件")
        for kind in (VoucherKind.PAYMENT, VoucherKind.INVOICE):
            file = KEPT | {"kind": kind, "about": f"expenses/{key}"}
            add_row(event_of(world), "vouchers", file, actor=user(world, "周老师"))
        rest = open_codes(world)
        with pytest.raises(BadInput, match="决算还有 2 处要改好才能通过"):
            decide(world, "钱会计", subject=ReviewSubject.SETTLEMENT)
        for code in rest:
            waive(world, code)

        assert refused.value.reason == "OPEN_ERRORS"
        assert "决算还有 3 处要改好才能通过：方案没有批准记录，已经付了 2 笔，共 5,602.50 元" in refused.value.sentence
        assert [code.partition(":")[0] for code in rest] == ["payment", "e_file"]
        assert decide(world, "钱会计", subject=ReviewSubject.SETTLEMENT).decision is ReviewDecision.PASS


def test_waiver_says_who_waived_what_and_why_and_stands_in_the_log(world: World, in_app: InApp) -> None:
    with in_app():
        key = bare(world)
        (waiver,) = waive(world, f"e_file:expenses/{key}", words=f"  {WORDS} ")

        assert (waiver.subject, waiver.amount, waiver.words, waiver.author, waiver.at) == (
            f"expenses/{key}",
            Money(540000),
            WORDS,
            "钱会计",
            AFTER,
        )
        entry = last_entry(world)
        assert (entry.verb, entry.subject, entry.after, entry.where) == (
            "豁免",
            "大巴租赁没有电子文件",
            WORDS,
            "settlement",
        )


@pytest.mark.parametrize(
    ("codes", "words", "reason"),
    [
        ([], WORDS, "NOTHING"),
        (["payment:expenses/gone"], WORDS, "STALE"),
        (["approval:", "early:"], WORDS, "STALE"),
        (["approval:"], " ", "NO_WORDS"),
        (["approval:"], "长" * 401, "BAD_INPUT"),
    ],
)
def test_waiver_needs_an_open_gap_and_a_reason(
    world: World, in_app: InApp, codes: list[str], words: str, reason: str
) -> None:
    with in_app():
        bare(world)
        with pytest.raises(BadInput) as refused:
            waive(world, *codes, words=words)

        assert (refused.value.reason, db.session.query(Waiver).count()) == (reason, 0)


@pytest.mark.parametrize(
    ("who", "name", "reason"),
    [
        ("周老师", "", "NOT_FINANCE"),
        ("陈老师", "", "NOT_FINANCE"),
        ("钱会计", "钱会计（代周老师）", "SAME_PERSON"),
    ],
)
def test_nobody_waives_what_went_through_their_hands(
    world: World, in_app: InApp, who: str, name: str, reason: str
) -> None:
    with in_app():
        key = bare(world)
        if name:
            edit_row(event_of(world), "expenses", key, {"handler": name}, version=1, actor=user(world, "周老师"))
        for step in (
            lambda: waive(world, "approval:", who=who),
            lambda: ask_for_proof(event_of(world), ["approval:"], actor=user(world, who)),
        ):
            with pytest.raises(NotAllowed) as refused:
                step()
            assert refused.value.reason == reason


def test_gap_that_grows_after_it_was_waived_is_open_again(world: World, in_app: InApp) -> None:
    with in_app():
        key = bare(world)
        waive(world, f"payment:expenses/{key}")
        assert f"payment:expenses/{key}" not in open_codes(world)

        edit_row(event_of(world), "expenses", key, {"amount": Money(540001)}, version=1, actor=user(world, "周老师"))

        assert f"payment:expenses/{key}" in open_codes(world)


def test_withdrawn_waiver_leaves_the_gap_open_and_can_be_withdrawn_once(world: World, in_app: InApp) -> None:
    with in_app():
        bare(world)
        (waiver,) = waive(world, "approval:")
        withdraw_waiver(event_of(world), waiver.id, actor=user(world, "钱会计"))

        assert "approval:" in open_codes(world)
        assert (last_entry(world).verb, last_entry(world).before) == ("撤回豁免", WORDS)
        for gone in (waiver.id, 999):
            with pytest.raises(NotFound):
                withdraw_waiver(event_of(world), gone, actor=user(world, "钱会计"))


def test_settled_accounts_are_neither_waived_nor_opened_by_withdrawing(world: World, in_app: InApp) -> None:
    with in_app():
        bare(world)
        (waiver,) = waive(world, "approval:")
        proven(world)
        decide(world, "钱会计", subject=ReviewSubject.SETTLEMENT)
        for step in (
            lambda: waive(world, "approval:"),
            lambda: withdraw_waiver(event_of(world), waiver.id, actor=user(world, "钱会计")),
        ):
            with pytest.raises(NotAllowed) as refused:
                step()
            assert refused.value.reason == "SETTLED"


def test_request_stands_beside_the_line_and_among_the_things_to_do(world: World, in_app: InApp) -> None:
    with in_app():
        key = bare(world)
        line = read_finances(event_of(world)).ledger.expenses[0].line
        ask_for_proof(event_of(world), [f"payment:expenses/{key}", "approval:"], actor=user(world, "钱会计"))

        said = {place: found[-1].text for place, found in remarks_by_line(world.event).items()}
        assert said[line] == "请周老师补：大巴租赁 5,400.00 元没有付款记录，传转账回单或收款凭据。"
        assert said[""].startswith("请周老师补：方案没有批准记录")
        due = todos(user(world, "周老师"), [event_of(world)], AFTER.date())
        assert [(todo.sentence, todo.key) for todo in due if todo.step is Step.MEND_PROOF] == [
            ("补财务要的凭据", "settlement")
        ]


def test_request_ends_with_the_last_thing_it_asks_for(world: World, in_app: InApp) -> None:
    def due() -> int:
        found = todos(user(world, "周老师"), [event_of(world)], AFTER.date())
        return sum(todo.step is Step.MEND_PROOF for todo in found)

    with in_app():
        key = bare(world)
        place = f"expenses/{key}"
        ask_for_proof(event_of(world), [f"payment:{place}", f"e_file:{place}"], actor=user(world, "钱会计"))
        db.session.commit()
        counts = [due()]
        for kind in (VoucherKind.PAYMENT, VoucherKind.INVOICE):
            add_row(event_of(world), "vouchers", KEPT | {"kind": kind, "about": place}, actor=user(world, "周老师"))
            db.session.commit()
            counts.append(due())

        assert counts == [1, 1, 0]
