"""The money overview with many events: pages, and the same statements."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.moneyrows import fill
from tests.planner.stages import Stage
from tests.planner.views.overviewpage import ROOT, heading, links

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def in_2027(at: At) -> None:
    at(datetime(2027, 8, 1, 4, tzinfo=UTC))


def test_100_rows_a_page(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        fill(world, 2, 105)
    client = signed_in("周老师")

    pages = [client.get(f"{ROOT}/rows?figure=planned&page={page}").text for page in (1, 2, 3)]

    assert [page.count('<th scope="row"') for page in pages] == [100, 100, 10]
    assert "第 2 / 3 页" in pages[1]
    assert len({heading(page) for page in pages}) == 1, "the sum is that of all pages"


def test_100_groups_a_page_and_one_total(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        fill(world, 101, 1)
    client = signed_in("周老师")

    first, last = (client.get(f"{ROOT}?group=event&page={page}").text for page in (1, 2))

    assert len(links(first)) == 404
    assert len(links(last)) == 8
    assert links(first)[-4:] == links(last)[-4:]
    assert links(last)[-4][1] == "1,011.01"
    assert "全部 101 个活动" in last


@pytest.mark.both_databases
@pytest.mark.parametrize("count", [2, 200])
@pytest.mark.parametrize(
    ("path", "number"),
    [
        (ROOT, 5),
        (f"{ROOT}?group=category&category=类别1", 5),
        (f"{ROOT}?group=event", 6),
        (f"{ROOT}/rows?figure=planned", 4),
        (f"{ROOT}/rows?figure=left&group=category&of=类别1", 4),
        (f"{ROOT}/export", 2),
        (f"{ROOT}/export?group=event", 3),
    ],
)
def test_same_statements_at_2_and_200_events(
    stage: Stage, world: World, signed_in: SignedIn, count_queries: CountQueries, path: str, number: int, count: int
) -> None:
    stage.put_on(fill, world, count, 3)
    client = signed_in("周老师")

    with count_queries() as sent:
        assert client.get(path).status_code == 200

    assert len(sent) == number
