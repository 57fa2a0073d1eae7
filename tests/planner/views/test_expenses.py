"""Expenses, incomes, advances, donations and hand-outs on their pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from budgets import Money
from planner.enums import EventStatus, InvoiceKind
from planner.extensions import db
from planner.services.events import create_event
from planner.services.rows import add_row, edit_row
from tests.planner.conftest import World
from tests.planner.intakesteps import add, take
from tests.planner.moneysteps import PAID, planned, spent
from tests.planner.rowvalues import EXAMPLES, clear_rows, listed, put, put_many
from tests.planner.stages import forget_events
from tests.planner.statements import EVENT_PAGE, money_statements
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
QR = "01,32,,27512000000012345678,5400.00,20270601,,74AE"
NUMBER = "27512000000012345678"


def tab(world: World, name: str = "expenses") -> str:
    """The address of a page of the accounts."""
    return f"/events/{world.event}/{name}"


def rows_url(world: World, rest: str) -> str:
    """An address of the expenses."""
    return f"/events/{world.event}/rows/expenses/{rest}"


def test_expense_shows_its_line_payment_invoice_and_what_is_wrong(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        bus, _ = planned(world)
        (key,) = spent(world, {"line": bus, "purpose": "包车", "invoice_amount": Money(500000)})

    page = signed_in("陈老师").get(tab(world)).text

    row = page.partition(f'id="row-{key}"')[2].partition("</tr>")[0]
    texts = (
        "包车",
        "大巴租赁",
        "5,400.00",
        "县客运公司",
        "2027年6月2日",
        "转账；经办 周老师，验收 李老师",
        "数电普通发票",
    )
    assert [text for text in texts if text not in row] == []
    assert "包车 付了 5,400.00 元，发票 27512000000012345678 是 5,000.00 元，对不上。" in row
    assert ("传凭证" in page, "加支出" in page) == (False, False)


def test_qr_text_is_read_into_the_form_and_nothing_is_saved(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(rows_url(world, "new"), data={"qr": QR, "read": "1", "purpose": "大巴"})

    assert answer.status_code == 200
    shown = (
        f'value="{NUMBER}"',
        'value="5400.00"',
        'value="2027-06-01"',
        'value="大巴"',
        '<option selected value="32"',
    )
    assert [text for text in shown if text not in answer.text] == []
    with in_app():
        assert listed(world, "expenses") == []


def test_qr_text_that_cannot_be_read_says_why_and_stays(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(rows_url(world, "new"), data={"qr": "01,32,,123", "read": "1"})

    assert "发票二维码的内容像 01,32,,号码,金额,日期，现在是“01,32,,123”。" in answer.text
    assert 'value="01,32,,123"' in answer.text


def test_lines_of_a_scanner_become_expenses(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    other = QR.replace("5678", "5679").replace("5400.00", "88.8")

    client = signed_in("周老师")
    answer = add(client, take(client, world, "expenses", f"{QR}\n{other}\n{QR}"))

    assert "和第 2 行一样" in client.get(answer.headers["Location"]).text
    with in_app():
        rows: list[Any] = listed(world, "expenses")
        assert [(r.amount, r.invoice_kind, r.purpose) for r in rows] == [
            (Money(540000), InvoiceKind.DIGITAL, "发票 12345678"),
            (Money(8880), InvoiceKind.DIGITAL, "发票 12345679"),
        ]


def other_event(world: World, unit: str, who: str) -> int:
    """One more event with the invoice paid in it; committed."""
    actor = user(world, who)
    event = create_event("blank", title="清明祭扫", organisation_id=world.units[unit], actor=actor)
    add_row(event, "expenses", PAID | {"purpose": "花篮"}, actor=actor)
    db.session.commit()
    return event.id


def test_invoice_used_in_another_event_is_refused_with_the_way_there(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        other = other_event(world, "school", "李老师")

    typed = {"purpose": "大巴", "amount": "5400", "invoice_number": f" {NUMBER} ", "remark": "写了很久"}
    answer = signed_in("周老师").post(rows_url(world, "new"), data=typed)

    assert answer.status_code == 422
    assert f"发票 {NUMBER} 已经在“清明祭扫”的“花篮”里报过，一张发票只能报一次。" in answer.text
    assert f'href="/events/{other}/expenses?row=' in answer.text
    assert ('value="写了很久"' in answer.text, 'value="5400"' in answer.text) == (True, True)
    with in_app():
        assert listed(world, "expenses") == []


def test_invoice_of_another_organisation_does_not_count(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        other_event(world, "stranger", "江老师")

    typed = {"purpose": "大巴", "amount": "5400", "invoice_number": NUMBER}

    assert signed_in("周老师").post(rows_url(world, "new"), data=typed).status_code == 302


def test_pasted_invoice_used_elsewhere_stays_on_the_page_with_the_way_there(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        other = other_event(world, "school", "李老师")
    lines = [f"用途\t金额\t发票号码\n大巴\t5400\t{NUMBER}", "横幅\t160\t"]

    client = signed_in("周老师")
    answer = add(client, take(client, world, "expenses", "\n".join(lines)))

    assert answer.status_code == 422
    assert f'href="/events/{other}/expenses?row=' in answer.text
    with in_app():
        assert [row.purpose for row in listed(world, "expenses")] == ["横幅"]  # type: ignore[attr-defined]


def test_restoring_an_expense_whose_invoice_is_used_meanwhile_is_refused(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        (key,) = spent(world, {"invoice_number": NUMBER})
    client = signed_in("周老师")
    client.post(rows_url(world, f"{key}/delete"))
    client.post(rows_url(world, "new"), data={"purpose": "大巴", "amount": "5400", "invoice_number": NUMBER})

    answer = client.post(rows_url(world, f"{key}/restore"))

    assert (answer.status_code, "一张发票只能报一次" in answer.text) == (422, True)


BAD = [
    ("amount", "-5", "金额应是零或正数"),
    ("amount", "若干元", "若干"),
    ("amount", "约2000", "约"),
    ("amount", "1" * 17, "金额最大到"),
    ("amount", "=HYPERLINK(1)", "现在是一个公式"),
    ("amount", "", "写实际付了多少元"),
    ("invoice_number", "12345678", "要连同 10 位或 12 位的发票代码一起写"),
    ("verifier", "周 老师", "要是两个人"),
    ("paid_on", "2月30日", "没有“2月30日”这一天"),
    ("seller_tax_number", "91350100M000100Y44", "校验位对不上"),
    ("line", "没有这一条", "预算里没有"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), BAD)
def test_bad_input_is_explained_and_stays(
    world: World, in_app: InApp, signed_in: SignedIn, name: str, text: str, sentence: str
) -> None:
    typed = {"purpose": "大巴", "amount": "5400", "handler": "周老师"} | {name: text}

    answer = signed_in("周老师").post(rows_url(world, "new"), data=typed)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert name == "line" or f'value="{text}"' in answer.text
    with in_app():
        assert listed(world, "expenses") == []


def test_the_next_expense_has_the_same_handler_filled_in_and_nothing_else(world: World, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    address = rows_url(world, "new?handler=周老师&purpose=大巴")
    answer = client.post(address, data={"purpose": "大巴", "amount": "5400", "handler": "周老师", "again": "1"})

    page = client.get(answer.headers["Location"])

    assert 'value="周老师"' in page.text
    assert 'value="大巴"' not in page.text


@pytest.mark.parametrize(
    ("text", "fen"), [("２，０００", 200000), ("1.2万元", 1200000), ("￥88.8", 8880), ("壹佰元整", 10000)]
)
def test_amounts_as_people_write_them(world: World, in_app: InApp, signed_in: SignedIn, text: str, fen: int) -> None:
    signed_in("钱会计").post(rows_url(world, "new"), data={"purpose": "大巴", "amount": text})

    with in_app():
        assert [row.amount.fen for row in listed(world, "expenses")] == [fen]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("who", "status"), [("钱会计", 302), ("管理员", 302), ("陈老师", 403), ("韩校长", 403), ("江老师", 404)]
)
def test_who_keeps_the_accounts(world: World, signed_in: SignedIn, who: str, status: int) -> None:
    assert signed_in(who).post(rows_url(world, "new"), data={"purpose": "大巴", "amount": "1"}).status_code == status


@pytest.mark.parametrize("status", list(EventStatus))
def test_accounts_are_kept_in_every_status(
    world: World, in_app: InApp, signed_in: SignedIn, status: EventStatus
) -> None:
    with in_app():
        event_of(world).status = status
        db.session.commit()

    answer = signed_in("周老师").post(rows_url(world, "new"), data={"purpose": "大巴", "amount": "1"})

    assert answer.status_code == 302
    with in_app():
        assert event_of(world).status == status


def test_handouts_and_donations_balance_on_their_page(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        put(world, "donations", {"stock": Decimal(1)})
        (key,) = put(world, "handouts")
        put(world, "handouts", {"item": "慰问金", "each": None, "cash": Money(20000), "people": 5, "donated": False})

    page = signed_in("周老师").get(tab(world, "handouts")).text

    assert "书包 收到 30个，发放 28个，库存 1个，少 1个" in page
    assert all(text in page for text in ("28 个", "¥1,000.00", f"documents/sign_off?handout={key}", "传签好的表"))


@pytest.mark.parametrize(("name", "remarks"), [("expenses", 1), ("handouts", 0)])
def test_same_statements_at_1_3_and_60_rows(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries, name: str, remarks: int
) -> None:
    client, sent = signed_in("周老师"), []
    with in_app():
        clear_rows()
    for more in (1, 2, 57):
        with in_app():
            for noun in ("expenses", "incomes", "advances", "donations", "handouts"):
                put_many(world, noun, more)
        forget_events()
        with count_queries() as statements:
            client.get(tab(world, name))
        sent.append(len(statements))

    assert sent == [EVENT_PAGE + money_statements() + remarks] * 3


@pytest.mark.parametrize("name", ["expenses", "handouts"])
def test_who_may_not(world: World, signed_in: SignedIn, client: FlaskClient, name: str) -> None:
    assert "/sign-in" in client.get(tab(world, name)).headers["Location"]
    assert signed_in("江老师").get(tab(world, name)).status_code == 404
    assert signed_in("陈老师").post(tab(world, name)).status_code == 405


def test_income_and_advance_are_listed(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        put(world, "incomes")
        (key,) = put(world, "advances")
        put(world, "expenses", {"amount": Money(150050), "borrower": "周老师"})
        spent = {"spent": Money(150050)}
        edit_row(event_of(world), "advances", key, spent, version=1, actor=user(world, "周老师"))
        db.session.commit()

    page = signed_in("周老师").get(tab(world)).text

    person = EXAMPLES["advances"].typed["person"]
    shown = ("8,000.00", "票据 0001", "499.50", person, "；冲周老师的借款")
    assert [text for text in shown if text not in page] == []
