"""What finance above sees of settled and of open accounts in the register of invoices."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from flask.testing import FlaskClient

from planner import clock
from planner.enums import EventStatus
from planner.extensions import db
from tests.planner.conftest import World
from tests.planner.registersteps import add_finance, buy, register_rows
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
ROOT = "/finance/invoices"
pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("in_august")]


def test_drafts_of_units_below_stay_hidden_until_they_are_settled(
    county: World, in_app: InApp, signed_in: SignedIn
) -> None:
    def shown() -> tuple[int, int]:
        above, school = signed_in("郑会计"), signed_in("钱会计")
        return len(register_rows(above.get(ROOT).text)), len(register_rows(school.get(ROOT).text))

    with in_app():
        buy(county.event, "27432000000000000001")
        db.session.commit()
    assert shown() == (2, 2)

    with in_app():
        assert event_of(county).status == EventStatus.DRAFT
        event_of(county).settled_at = clock.now()
        db.session.commit()
    assert shown() == (3, 2)


def test_settled_accounts_are_found_by_what_proves_them_behind_the_open_ones(
    county: World, in_app: InApp, signed_in: SignedIn
) -> None:
    query = f"{ROOT}?state=number"
    with in_app():
        buy(county.event, "27432000000080019999", seller="旧书店", issued_on=date(2027, 12, 31))
        event_of(county).settled_at = clock.now()
        db.session.commit()

    rows = register_rows(signed_in("郑会计").get(query).text)

    assert ["旧书店" in row for row in rows] == [False, True]
    assert "1 张只有号码，没有电子文件" in signed_in("郑会计").get(ROOT).text


def test_finance_above_is_told_why_nothing_is_there(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        add_finance(world, "郑会计", "committee")
        db.session.commit()

    assert "下面单位的活动提交审批，或者决算办结，支出就在这里" in signed_in("郑会计").get(ROOT).text
