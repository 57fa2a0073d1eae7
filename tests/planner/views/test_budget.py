"""The budget tab: findings and remarks beside lines, plan against actual, versions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from budgets import Money
from planner import clock
from planner.enums import EventStatus, InvoiceKind, TeamRole
from planner.extensions import db
from planner.services.rows import edit_row
from planner.services.team import invite_guest
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.moneysteps import BUS, MEALS, handed_in, passed, planned, spent
from tests.planner.rowvalues import last_entry, put_many
from tests.planner.statements import (
    EVENT_PAGE,
    KEPT_CHECKUP,
    MONEY_RULES,
    checkup_statements,
    ledger_statements,
    money_statements,
    plan_statements,
)
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


def budget_url(world: World, rest: str = "") -> str:
    """The address of the tab."""
    return f"/events/{world.event}/budget{rest}"


def test_finding_stands_beside_its_line_with_the_link_to_mend_it(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        bus, _ = planned(world, BUS | {"stated": Money(550000)}, MEALS)

    page = signed_in("周老师").get(budget_url(world)).text

    row = page.partition(f'id="row-{bus}"')[2].partition("</tr>")[0]
    assert "<b>错误</b> 大巴租赁 3天×1,800元 应为 5,400.00 元，写的是 5,500.00 元。" in row
    assert f'href="/events/{world.event}/rows/budget/{bus}">去改</a>' in row
    assert "1 处错误要改" in page


def test_line_above_the_limit_asks_for_quotes_where_they_are_uploaded(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        bus, _ = planned(world, BUS | {"unit_price": Money(1_000_000)}, MEALS)

    page = signed_in("周老师").get(budget_url(world)).text

    assert f"/vouchers?about=budget/{bus}&amp;kind=quote" in page


def test_actual_figures_bars_and_their_table_for_screen_readers(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        bus, meals = planned(world)
        passed(world)
        spent(
            world,
            {"line": bus},
            {"line": meals, "amount": Money(21000), "invoice_number": "", "invoice_kind": InvoiceKind.NONE},
        )

    page = signed_in("钱会计").get(budget_url(world)).text

    assert page.count('<rect class="plan"') == page.count('<line class="tick"') == 2
    assert page.count('<rect class="over"') == 1
    table = page.partition("<caption>预算与实际，单位：元</caption>")[2].partition("</table>")[0]
    assert "<td>¥5,400.00</td><td>¥5,400.00</td><td>持平</td>" in table
    assert "<td>¥202.50</td><td>¥210.00</td><td>超 7.50</td>" in table
    assert all(text in page for text in ("¥5,610.00", "2 笔，发票 1 张", "超支", "¥7.50", "+7.50"))


def test_sums_can_be_followed_while_typing(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        bus, water = planned(world, BUS, BUS | {"item": "过路费", "unit_price": Money(5000), "quantity": None})

    page = squeeze(signed_in("周老师").get(budget_url(world)).text)

    assert f'data-key="{bus}" data-category="交通费" data-fen="540000"' in page
    assert f'data-key="{water}" data-category="交通费" data-fen=""' in page
    assert 'data-sum="交通费">5,400.00<' in page
    assert "/budget.js" in page


def test_state_of_the_review_is_told(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    with in_app():
        bus, _ = planned(world)
    before = client.get(budget_url(world)).text
    with in_app():
        handed_in(world)
    waiting = client.get(budget_url(world)).text
    client.post(f"/events/{world.event}/reviews/budget/withdraw")
    with in_app():
        passed(world)
    held = client.get(budget_url(world)).text
    with in_app():
        edit_row(event_of(world), "budget", bus, {"unit_price": Money(190000)}, version=1, actor=user(world, "周老师"))
        db.session.commit()
    changed = client.get(budget_url(world)).text

    assert ("还没送审" in before, "送财务审核</a>" in before) == (True, True)
    assert ("等钱会计（财务）审核。" in waiting, "撤回送审" in waiting) == (True, True)
    assert ("已通过" in held, "送财务审核</a>" in held) == (True, False)
    assert ("改了 1 条" in changed, "送财务审核</a>" in changed) == (True, True)


def test_versions_are_compared_line_by_line(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    with in_app():
        bus, meals = planned(world)
        handed_in(world)
    client.post(f"/events/{world.event}/rows/budget/{bus}", data=_typed(BUS) | {"unit_price": "1900", "version": "1"})
    client.post(f"/events/{world.event}/rows/budget/{meals}/delete")
    client.post(f"/events/{world.event}/rows/budget/new", data={"category": "其他", "item": "横幅", "stated": "160"})

    page = client.get(budget_url(world, "/compare?old=1&new=0")).text

    rows = page.partition("改了的明细")[2].partition("</table>")[0]
    assert "单价：<del>¥1,800.00</del> <ins>¥1,900.00</ins>" in rows
    assert [text in rows for text in ("横幅", "午餐", "160.00", "202.50")] == [True] * 4
    assert "+257.50" in page


def _typed(line: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in line.items() if name != "unit_price"}


@pytest.mark.parametrize("text", ["7", "x", "-1", "9" * 30, "²"])
def test_version_that_is_not_there_is_404(world: World, signed_in: SignedIn, text: str) -> None:
    answer = signed_in("周老师").get(budget_url(world, f"/compare?old={text}&new=0"))

    assert (answer.status_code, "送审的预算" in answer.text) == (404, True)


def test_opinion_and_answer_stand_beside_the_line(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        bus, _ = planned(world)
    asked = signed_in("钱会计").post(
        budget_url(world, f"/{bus}/remark"), data={"kind": "opinion", "text": "<b>询价单</b>附上"}
    )
    page = signed_in("周老师").get(budget_url(world)).text
    answered = signed_in("周老师").post(
        budget_url(world, f"/{bus}/remark"), data={"kind": "answer", "text": "已附三家"}
    )

    later = signed_in("钱会计").get(budget_url(world)).text

    assert [asked.status_code, answered.status_code] == [302, 302]
    assert "<b>钱会计</b> &lt;b&gt;询价单&lt;/b&gt;附上" in page
    assert f'href="/events/{world.event}/budget/{bus}/remark?kind=answer">回复</a>' in page
    assert "<b>周老师</b> 已附三家" in later
    with in_app():
        entry = last_entry(world)
        assert (entry.verb, entry.after, entry.where) == ("写说明", "已附三家", f"budget/{bus}")


@pytest.mark.parametrize(
    ("who", "kind", "status"),
    [("周老师", "opinion", 403), ("陈老师", "answer", 403), ("韩校长", "opinion", 403), ("管理员", "opinion", 302)],
)
def test_who_may_say_what(world: World, in_app: InApp, signed_in: SignedIn, who: str, kind: str, status: int) -> None:
    with in_app():
        bus, _ = planned(world)

    answer = signed_in(who).post(budget_url(world, f"/{bus}/remark"), data={"kind": kind, "text": "看过"})

    assert answer.status_code == status


@pytest.mark.parametrize(("text", "sentence"), [("", "写一句话。"), ("长" * 401, "最多 400 个字，现在有 401 个。")])
def test_remark_that_will_not_do_stays_in_the_form(
    world: World, in_app: InApp, signed_in: SignedIn, text: str, sentence: str
) -> None:
    with in_app():
        bus, _ = planned(world)

    answer = signed_in("周老师").post(budget_url(world, f"/{bus}/remark"), data={"kind": "answer", "text": text})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f">\n{text}</textarea>" in answer.text.replace("\r", "")


def test_remark_on_a_line_that_is_gone_is_404(world: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").get(budget_url(world, "/nothere/remark")).status_code == 404


def test_guest_sees_the_plan_and_nothing_of_the_accounts(
    app: Any, world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        bus, _ = planned(world)
        passed(world)
        spent(world, {"line": bus})
        _, token = invite_guest(
            event_of(world),
            name="队医",
            organisation="县医院",
            role=TeamRole.READER,
            ends_on=clock.today() + timedelta(days=7),
            actor=user(world, "周老师"),
        )
        db.session.commit()
    guest = app.test_client()
    guest.post(f"/join/{token}")

    page = guest.get(budget_url(world)).text

    assert "大巴租赁" in page
    assert [text in page for text in ("实际", "财务审核", 'aria-label="经费"', "县客运公司")] == [False] * 4
    assert [guest.get(f"/events/{world.event}/{tab}").status_code for tab in ("expenses", "settlement")] == [404, 404]


def test_same_statements_at_1_3_and_60_rows(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries
) -> None:
    client, sent = signed_in("周老师"), []
    for more in (1, 2, 57):
        with in_app():
            put_many(world, "budget", more)
            put_many(world, "expenses", more)
        with count_queries() as cold:
            client.get(budget_url(world))
        with count_queries() as warm:
            client.get(budget_url(world))
        sent.append((len(cold), len(warm)))

    # The check-up takes plan and ledger as they were read; people and the policy of the day it reads by itself.
    around = checkup_statements() - plan_statements() - ledger_statements()
    cold_page = EVENT_PAGE + money_statements() + 2 + around
    assert sent == [(cold_page, EVENT_PAGE + KEPT_CHECKUP + MONEY_RULES + 2)] * 3


def test_who_may_not(world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient) -> None:
    nobody, stranger, above = (c.get(budget_url(world)) for c in (client, signed_in("江老师"), signed_in("吴书记")))
    with in_app():
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()

    assert "/sign-in" in nobody.headers["Location"]
    assert [stranger.status_code, above.status_code] == [404, 404]
    assert signed_in("吴书记").get(budget_url(world)).status_code == 200
    assert signed_in("周老师").post(budget_url(world)).status_code == 405
