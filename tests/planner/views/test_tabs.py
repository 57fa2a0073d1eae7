"""The plain tabs: duties, supplies, safety; and what the budget tab has in common with them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.forms.rows import ROW_FORMS
from tests.planner.conftest import World
from tests.planner.rowvalues import clear_rows, put, put_many
from tests.planner.stages import forget_events
from tests.planner.statements import EVENT_PAGE, KEPT_CHECKUP, checkup_statements
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
TABS = ("duties", "supplies", "budget", "safety")
every_tab = pytest.mark.parametrize("tab", TABS)


def tab_url(world: World, tab: str) -> str:
    """The address of a tab."""
    return f"/events/{world.event}/{tab}"


@pytest.mark.parametrize(
    ("tab", "texts"),
    [
        (
            "duties",
            (
                "领队",
                "李老师",
                "安全组",
                "带队\n清点",
                "2027年5月30日（周日）",
                "已完成",
                'href="tel:13800000002"',
                "县医院急诊",
            ),
        ),
        ("supplies", ("矿泉水", "550 ml", "1,200 瓶", "常温")),
        (
            "budget",
            (
                "交通费",
                "大巴租赁",
                "2 辆 × 3 天 × 1,200.5025",
                "7,203.02",
                "团费",
                "询价",
                "人民币柒仟贰佰零叁元零贰分",
            ),
        ),
        ("safety", ("车辆有道路运输证", "必查", "已查 1 / 1", "李老师", "2027年5月31日（周一）")),
    ],
)
def test_tab_shows_its_rows(world: World, in_app: InApp, signed_in: SignedIn, tab: str, texts: tuple[str, ...]) -> None:
    with in_app():
        clear_rows()
        put(world, tab)
        put(world, "contacts")

    page = signed_in("周老师").get(tab_url(world, tab)).text

    assert [text for text in texts if text not in page] == []


@every_tab
def test_empty_tab_offers_to_add_to_editors_only(world: World, in_app: InApp, signed_in: SignedIn, tab: str) -> None:
    with in_app():
        clear_rows()

    editor, reader = (signed_in(name).get(tab_url(world, tab)).text for name in ("周老师", "陈老师"))

    for page in (editor, reader):
        assert "还没有" in page
    assert f"/rows/{tab}/new" in editor
    assert f"/rows/{tab}/paste" in editor
    assert "/rows/" not in reader


@every_tab
def test_pasting_is_offered_only_where_a_table_can_be_read(
    world: World, in_app: InApp, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, tab: str
) -> None:
    monkeypatch.setattr(ROW_FORMS[tab], "columns", ())
    with in_app():
        clear_rows()
    client = signed_in("周老师")
    empty = client.get(tab_url(world, tab)).text
    with in_app():
        put(world, tab)
    filled = client.get(tab_url(world, tab)).text

    for page in (empty, filled):
        assert (f"/rows/{tab}/new" in page, f"/rows/{tab}/paste" in page) == (True, False)


def test_unknown_figures_are_holes(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        clear_rows()
        (line,) = put(world, "budget", {"unit_price": None, "quantity": None, "times": None})
        put(world, "supplies", {"quantity": None, "loose": True}, {"quantity": None})
    client = signed_in("周老师")

    budget, supplies = (client.get(tab_url(world, tab)).text for tab in ("budget", "supplies"))

    assert f'<a class="hole" data-row-open href="/events/{world.event}/rows/budget/{line}">待定</a>' in budget
    assert "大写：待定" in budget
    assert "若干瓶" in supplies
    assert supplies.count('class="hole"') >= 3


@every_tab
def test_frozen_tab_has_nothing_to_edit(world: World, in_app: InApp, signed_in: SignedIn, tab: str) -> None:
    with in_app():
        put(world, tab)
        event_of(world).status = EventStatus.SUBMITTED
        db.session.commit()

    assert "/rows/" not in signed_in("周老师").get(tab_url(world, tab)).text


@pytest.mark.parametrize(("who", "phones"), [("陈老师", 2), ("韩校长", 2), ("吴书记", 0)])
def test_units_above_see_masked_phones(world: World, in_app: InApp, signed_in: SignedIn, who: str, phones: int) -> None:
    with in_app():
        clear_rows()
        put(world, "duties")
        put(world, "contacts")
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()

    page = signed_in(who).get(tab_url(world, "duties")).text

    assert page.count('href="tel:') == phones
    assert ("138****0002" in page, "13800000002" in page) == (phones == 0, phones > 0)


@pytest.mark.parametrize("tab", [tab for tab in TABS if tab != "budget"])
def test_same_statements_at_1_3_and_60_rows(
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
    tab: str,
) -> None:
    client, sent = signed_in("周老师"), []
    for more in (1, 2, 57):
        with in_app():
            put_many(world, tab, more)
        forget_events()
        with count_queries() as cold:
            client.get(tab_url(world, tab))
        with count_queries() as warm:
            client.get(tab_url(world, tab))
        sent.append((len(cold), len(warm)))

    assert sent == [(EVENT_PAGE + checkup_statements(), EVENT_PAGE + KEPT_CHECKUP)] * 3


@every_tab
def test_who_may_not(world: World, signed_in: SignedIn, client: FlaskClient, tab: str) -> None:
    address = tab_url(world, tab)
    nobody, stranger, above = (c.get(address) for c in (client, signed_in("江老师"), signed_in("吴书记")))

    assert nobody.headers["Location"] == f"/sign-in?next={address}"
    assert (stranger.status_code, above.status_code) == (404, 404)


@every_tab
def test_post_is_405(world: World, signed_in: SignedIn, tab: str) -> None:
    assert signed_in("周老师").post(tab_url(world, tab)).status_code == 405
