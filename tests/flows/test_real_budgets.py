"""The budgets of the real plans on the budget tab: what is missing and what doesn't add up is said there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from planner.samples import load_sample
from planner.services.dossier import write_dossier
from tests.planner.conftest import World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[Any]]


def put_sample(world: World, name: str) -> int:
    """A sample event of the school, owned by 周老师; committed; its id."""
    dossier = load_sample(name)
    event = Event(
        organisation_id=world.units["school"],
        owner_id=world.users["周老师"],
        title=dossier.facts.title,
        kind=dossier.facts.kind,
        status=EventStatus.DRAFT,
    )
    db.session.add(event)
    db.session.flush()
    write_dossier(event, dossier, actor=user(world, "周老师"))
    db.session.commit()
    return event.id


@pytest.mark.parametrize(
    ("name", "sentences", "errors"),
    [
        (
            "summer_tour",
            (
                *(
                    f"{item} 没有金额，应写单价和数量。"
                    for item in ("车费", "生活费", "门票", "解说", "爱心礼物", "其他费用")
                ),
                "活动过 2 夜，预算里没有住宿费",
                "预算里没有保险费，参加的 29 人外出要有意外险",
                "仪陇免票，应写明是哪一处要买票",
                "方案写 30 人，各组相加是 29 人，差 1 人",
            ),
            7,
        ),
        ("spring_festival", ("活动经费 只有一个总数 2,400.00 元，应拆成单价和数量。",), 1),
        ("hometown_tour", (), 0),
    ],
)
def test_findings_of_a_real_budget_are_shown(
    world: World,
    in_app: InApp,
    signed_in: Callable[[str], FlaskClient],
    name: str,
    sentences: tuple[str, ...],
    errors: int,
) -> None:
    with in_app():
        event = put_sample(world, name)

    page = signed_in("周老师").get(f"/events/{event}/budget").text

    assert [text for text in sentences if text not in page] == []
    assert (f"{errors} 处错误要改" in page) == bool(errors)
