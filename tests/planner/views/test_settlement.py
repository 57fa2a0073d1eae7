"""决算 on its page: sums, what is missing, reasons, the state."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from budgets import Money
from planner.enums import ReviewSubject
from tests.planner.conftest import World
from tests.planner.moneysteps import passed, planned, spent
from tests.planner.rowvalues import last_entry, put_many
from tests.planner.statements import EVENT_PAGE, money_statements
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
At = Callable[[datetime], None]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)


def page_url(world: World, rest: str = "") -> str:
    """The address of the settlement."""
    return f"/events/{world.event}/settlement{rest}"


@pytest.fixture
def overrun(world: World, in_app: InApp, at: At) -> list[str]:
    """A passed budget, the bus dearer than planned; the keys of its lines."""
    at(AFTER)
    with in_app():
        bus, meals = planned(world)
        passed(world)
        spent(world, {"line": bus, "amount": Money(600000), "invoice_amount": Money(600000)})
    return [bus, meals]


def test_sums_reasons_sources_and_what_is_missing(world: World, overrun: list[str], signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(page_url(world)).text

    assert "大巴租赁 超预算 600.00 元（11.1%），请写明原因。" in page
    assert f'href="/events/{world.event}/budget/{overrun[0]}/remark?kind=reason">写原因</a>' in page
    assert "通过前还差 3 项" in page
    assert "大巴租赁没有付款记录，共 6,000.00 元" in page
    assert "支付记录：1 笔支出，1 笔没有登记（大巴租赁 6,000.00 元）。" in page
    assert "财政 答应给 5,602.50 元，支出 6,000.00 元，还差 397.50 元" in page
    assert ("没有登记到账" in page, "账是平的" in page) == (True, False)
    assert ("人民币陆仟元整" in page, "提交决算" in page) == (True, True)


def test_reason_answers_an_overrun(world: World, overrun: list[str], in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")

    answer = client.post(f"/events/{world.event}/budget/{overrun[0]}/remark", data={"kind": "reason", "text": "绕行"})
    page = client.get(page_url(world)).text

    assert answer.headers["Location"] == page_url(world)
    assert ("绕行" in page, "超预算 600.00 元" in page) == (True, False)
    with in_app():
        assert last_entry(world).after == "绕行"


def test_settled_event_is_opened_again_by_finance_with_words(
    world: World, in_app: InApp, signed_in: SignedIn, at: At
) -> None:
    at(AFTER)
    with in_app():
        bus, meals = planned(world)
        passed(world)
        spent(world, {"line": bus}, {"line": meals, "amount": Money(20250), "invoice_amount": Money(20250)})
        passed(world, ReviewSubject.SETTLEMENT)
    finance = signed_in("钱会计")

    page = finance.get(page_url(world)).text
    refused = [
        signed_in("周老师").post(page_url(world, "/reopen"), data={"words": "改"}).status_code,
        finance.post(page_url(world, "/reopen"), data={"words": " "}).status_code,
    ]
    with in_app():
        assert event_of(world).settled_at is not None
    answer = finance.post(page_url(world, "/reopen"), data={"words": "漏了一张票"})

    assert ("决算已办结：钱会计" in page, "提交决算" in page) == (True, False)
    assert refused == [403, 422]
    assert answer.status_code == 302
    with in_app():
        assert event_of(world).settled_at is None
        assert last_entry(world).after == "漏了一张票"


def test_empty_accounts_are_a_page_too(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(page_url(world))

    assert (page.status_code, "预算还没有经财务通过" in page.text) == (200, True)


def test_same_statements_at_1_3_and_60_rows(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries
) -> None:
    client, sent = signed_in("周老师"), []
    for more in (1, 2, 57):
        with in_app():
            for noun in ("budget", "expenses", "donations"):
                put_many(world, noun, more)
        with count_queries() as statements:
            client.get(page_url(world))
        sent.append(len(statements))

    # Whether it was handed in, who wrote it, what was said of its lines.
    assert sent == [EVENT_PAGE + money_statements() + 3] * 3


def test_who_may_not(world: World, signed_in: SignedIn, client: FlaskClient) -> None:
    assert "/sign-in" in client.get(page_url(world)).headers["Location"]
    assert signed_in("江老师").get(page_url(world)).status_code == 404
    assert signed_in("陈老师").get(page_url(world)).status_code == 200
    assert signed_in("周老师").get(page_url(world, "/reopen")).status_code == 405
