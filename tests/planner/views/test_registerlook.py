"""What the register of invoices tells to look at: doubles, and who learns of them; pieces of a purchase; gaps."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from flask.testing import FlaskClient

from budgets import Money
from planner import clock
from planner.enums import InvoiceKind, PaymentMethod
from planner.extensions import db
from planner.models import Event
from planner.queries import reach
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.moneyrows import add_event
from tests.planner.registersteps import NUMBER, buy, refused, register_rows

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
ROOT = "/finance/invoices"
PAGES = (ROOT, f"{ROOT}/export")
pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("in_august")]


def test_refused_double_names_both_units_to_finance_above_only(
    county: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        expense = buy(county.users["talk"], "27432000000081930499", entered=county.units["other"])
        clash = refused(county.users["tour"], expense).id

    above = squeeze(signed_in("郑会计").get(ROOT).text)
    assert f'class="t" href="{ROOT}/clashes/{clash}">同一张票两家报，1,260.00 元</a>' in above
    assert "白石镇中心小学 8月6日已记，镇中心小学 8月20日又报，没让记" in above
    assert 'class="bad-row"' in above
    both = squeeze(signed_in("郑会计").get(f"{ROOT}/clashes/{clash}").text)
    for text in ("白石镇中心小学，防溺水宣讲", "镇中心小学，暑期研学", "经办 黎老师", "周老师 报，没记上"):
        assert text in both
    for who in ("钱会计", "吴书记", "江老师"):
        client = signed_in(who)
        assert "两家报，" not in client.get(ROOT).text
        assert client.get(f"{ROOT}/clashes/{clash}").status_code == 404
        assert client.post(f"{ROOT}/clashes/{clash}/close").status_code == 404


def test_both_are_asked_and_answer_without_learning_of_each_other(
    county: World, in_app: InApp, signed_in: SignedIn
) -> None:
    tour, talk = county.users["tour"], county.users["talk"]
    with in_app():
        clash = refused(tour, buy(talk, "27432000000081930499", entered=county.units["other"])).id
    above, school = signed_in("郑会计"), signed_in("周老师")
    page = f"{ROOT}/clashes/{clash}"
    question = "<b>郑会计问：</b>发票 27432000000081930499 有两家要报。原件在谁手里，钱是谁付的，请写一句。"
    answer = f"/events/{tour}/budget/double-{clash}/remark"

    asked = [squeeze(above.post(f"{page}/ask", follow_redirects=True).text) for _ in range(2)]
    shown = [squeeze(school.get(f"/events/{tour}/{name}").text) for name in ("budget", "expenses", "settlement")]
    todo = school.get("/").text
    replied = school.post(answer, data={"kind": "answer", "text": "原件在我们这里，公务卡付的。"})
    after = [squeeze(school.get(f"/events/{tour}/{name}").text) for name in ("budget", "expenses", "settlement")]

    assert ["已问两家" in text for text in asked] == [True, False]
    assert "两家都还没回，不用再问" in asked[1]
    assert [(question in text, "白石镇中心小学" in text) for text in shown] == [(True, False)] * 3
    assert ["回财务问的重报发票" in text for text in (todo, school.get("/").text)] == [True, False]
    assert (replied.status_code, replied.location) == (302, f"/events/{tour}/expenses#expenses")
    assert [question in text for text in after] == [False] * 3
    assert school.get(answer).status_code == 404
    told = squeeze(above.get(page).text)
    assert told.count("有两家要报") == 2
    assert "周老师 8月20日：原件在我们这里，公务卡付的。" in told


def test_settled_accounts_still_answer_of_a_double(county: World, in_app: InApp, signed_in: SignedIn) -> None:
    tour = county.users["tour"]
    with in_app():
        clash = refused(tour, buy(county.users["talk"], "27432000000081930499", entered=county.units["other"])).id
        db.session.get_one(Event, tour).settled_at = clock.now()
        db.session.commit()
    signed_in("郑会计").post(f"{ROOT}/clashes/{clash}/ask")
    place = f"/events/{tour}/budget/double-{clash}/remark"

    replied = signed_in("周老师").post(place, data={"kind": "answer", "text": "原件在我们这里。"})

    assert replied.status_code == 302
    assert "原件在我们这里。" in signed_in("郑会计").get(f"{ROOT}/clashes/{clash}").text


def test_draft_below_is_not_named_in_a_double(county: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        clash = refused(county.event, buy(county.users["talk"], "27432000000081930499")).id

    page = squeeze(signed_in("郑会计").get(f"{ROOT}/clashes/{clash}").text)

    assert "镇中心小学，还在草拟的活动" in page
    assert "六一慰问" not in page


def test_double_is_closed_and_leaves_the_list(county: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        clash = refused(county.users["tour"], buy(county.users["talk"], "27432000000081930499")).id
    client = signed_in("郑会计")

    answer = client.post(f"{ROOT}/clashes/{clash}/close")

    assert answer.headers["Location"] == ROOT
    assert "两家报，" not in client.get(ROOT).text
    assert "郑会计 8月20日 已结案" in client.get(f"{ROOT}/clashes/{clash}").text


def test_double_is_over_when_the_other_expense_has_another_number(
    county: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        expense = buy(county.users["talk"], "27432000000081930499")
        clash = refused(county.users["tour"], expense).id
        expense.invoice_number = "27432000000081930500"
        db.session.commit()

    assert signed_in("郑会计").get(f"{ROOT}/clashes/{clash}").status_code == 404


def test_older_doubles_are_found_by_their_number(county: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        buy(county.users["tour"], NUMBER, purpose="水")
        db.session.commit()

    above, school = squeeze(signed_in("郑会计").get(ROOT).text), signed_in("钱会计").get(ROOT).text

    assert f'href="{ROOT}?q={NUMBER}">同一张票两家都记了，1,260.00 元</a>' in above
    assert above.count('class="bad-row"') == 2
    assert "两家都记了" not in school


def test_county_finds_the_doubles_that_a_few_units_find(
    county: World, in_app: InApp, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_app():
        buy(county.users["tour"], NUMBER, purpose="水")
        refused(county.users["tour"], buy(county.users["talk"], "27432000000081930499", entered=county.units["other"]))
        buy(county.users["talk"], "27432000000081930500", entered=county.units["other"])
        db.session.commit()
    client = signed_in("郑会计")

    few = squeeze(client.get(f"{ROOT}?unit_name=学").text).count('class="must"')
    monkeypatch.setattr(reach, "MANY_UNITS", 0)
    many = squeeze(client.get(f"{ROOT}?unit_name=学").text).count('class="must"')

    assert (few, many) == (2, 2)


def test_split_purchases_are_told_over_events_days_and_spellings(
    county: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        for number, (seller, fen) in enumerate(
            [("惠民超市", 96_000), ("惠民超市（个体工商户）", 98_000), ("惠民 超市", 99_000)]
        ):
            event = county.users["tour"] if number else add_event(county, "教师节准备")
            values = {"seller": seller, "amount": Money(fen), "issued_on": date(2027, 8, 3 + number)}
            buy(event, f"2743200000008066120{number}", method=PaymentMethod.CASH, **values)
        db.session.commit()

    page = squeeze(signed_in("郑会计").get(ROOT).text)

    assert "像是拆开买：3 张连号，共 2,930.00 元" in page
    assert "镇中心小学，8月3日—5日，同一家店 3 种写法，每笔都不到 1,000.00 元" in page
    assert page.count('class="warn-row"') == 3
    assert len(register_rows(signed_in("郑会计").get(f"{ROOT}?state=split").text)) == 3


def test_split_purchases_are_told_over_units_and_a_missing_town_as_a_doubt(
    county: World, in_app: InApp, signed_in: SignedIn
) -> None:
    """白石镇惠民超市 of the other school stands in the register already, of 8月6日."""
    with in_app():
        buy(county.users["tour"], "27432000000080661200", seller="惠民超市", amount=Money(900_000))
        buy(county.users["tour"], "27432000000080661299", seller="黑石镇惠民超市", amount=Money(950_000))
        buy(county.users["talk"], "27432000000080661300", amount=Money(960_000))
        db.session.commit()

    above, school = (squeeze(signed_in(who).get(ROOT).text) for who in ("郑会计", "钱会计"))

    assert above.count("像是拆开买：2 笔，共 18,600.00 元") == 1
    assert (
        "2 个单位，8月6日（周五），白石镇惠民超市，也有写成“惠民超市”的，是不是同一家先核对，每笔都不到 10,000.00 元"
        in above
    )
    assert above.count("像是拆开买：2 笔，共 18,500.00 元") == 1, "of 黑石镇 as well, in one unit"
    assert ("18,600.00" in school, school.count("像是拆开买")) == (False, 1)


def test_open_numbers_and_cash_are_to_be_looked_at_until_settled(
    county: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        bare = {"invoice_kind": InvoiceKind.NONE, "method": PaymentMethod.CASH, "seller": "", "issued_on": None}
        for fen in (30_000, 11_000):
            buy(county.users["tour"], purpose="冰棍", amount=Money(fen), **bare)
        db.session.commit()
    client = signed_in("郑会计")

    page = squeeze(client.get(ROOT).text)
    assert f'href="{ROOT}?state=number">1 张只有号码，没有电子文件</a>' in page
    assert "白石镇中心小学，防溺水宣讲，共 1,260.00 元；决算通过前要补" in page
    assert f'href="{ROOT}?state=cash">2 笔现金没有发票，共 410.00 元</a>' in page
    assert "2 件要看" in page
    assert len(register_rows(client.get(f"{ROOT}?state=cash").text)) == 2

    with in_app():
        for name in ("tour", "talk"):
            db.session.get_one(Event, county.users[name]).settled_at = clock.now()
        db.session.commit()
    assert "没有要看的" in client.get(ROOT).text
