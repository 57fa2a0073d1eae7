"""The papers of an event, each by one link."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.papers import PAPERS
from planner.services.identity import renew_identity
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import put, put_many
from tests.planner.stages import Stage
from tests.planner.statements import plan_statements
from tests.planner.submissions import event_of
from tests.planner.views.printed import NOON, fill_event, paper_url, text_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
# What stands on each paper when the event has a row of each noun.
PRINTED = {
    "plan": "六一慰问",
    "handbook": "集合点名",
    "slips": "李老师",
    "budget": "大巴租赁",
    "schedule": "集合点名",
    "supplies": "矿泉水",
    "sign_in": "林晚晴",
    "calendar": "集合点名",
    "settlement": "县客运公司",
    "settlement_sheet": "县客运公司",
    "sign_off": "林晚晴",
    "summary": "发放书包",
    "results_sheet": "发放书包",
    "activity_form": "六一慰问",
    "visit_record": "林晚晴",
    "thanks": "镇商会",
    "home_letter": "各位家长",
    "bulletin": "工作简报",
    "news": "“六一慰问”活动",
}
every_paper = pytest.mark.parametrize("code", PAPERS)


@pytest.fixture(autouse=True)
def filled(world: World, stage: Stage, at: At) -> None:
    """An event that has everything to be printed, at noon."""
    at(NOON)
    stage.put_on(fill_event, world)


@pytest.mark.parametrize(("code", "text"), PRINTED.items())
def test_paper_comes_under_its_chinese_name_and_reads_back(
    world: World, signed_in: SignedIn, code: str, text: str
) -> None:
    paper = PAPERS[code]
    answer = signed_in("周老师").get(paper_url(world, code))

    assert answer.status_code == 200
    assert answer.mimetype == paper.mime
    plain, chinese = f"event-{world.event}-{code}.{paper.extension}", quote(f"六一慰问-{paper.label}.{paper.extension}")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{chinese}"
    assert text in text_of(code, answer.data)


def test_every_paper_is_read_back_above() -> None:
    assert list(PRINTED) == list(PAPERS)


@every_paper
def test_unchanged_paper_is_the_same_and_answers_304(world: World, signed_in: SignedIn, code: str) -> None:
    client = signed_in("周老师")
    first, second = client.get(paper_url(world, code)), client.get(paper_url(world, code))

    again = client.get(paper_url(world, code), headers={"If-None-Match": first.headers["ETag"]})

    assert first.data == second.data
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


@pytest.mark.parametrize("code", ["plan", "calendar"])
def test_changed_event_has_another_tag(world: World, in_app: InApp, signed_in: SignedIn, code: str) -> None:
    client = signed_in("周老师")
    before = client.get(paper_url(world, code)).headers["ETag"]
    with in_app():
        put(world, "schedule", {"title": "总结分享"})

    after = client.get(paper_url(world, code), headers={"If-None-Match": before})

    assert after.status_code == 200
    assert "总结分享" in text_of(code, after.data)


@every_paper
def test_tag_of_before_a_restore_fits_nothing_after_it(
    world: World, in_app: InApp, signed_in: SignedIn, code: str
) -> None:
    client = signed_in("周老师")
    before = client.get(paper_url(world, code))
    with in_app():
        renew_identity()
        db.session.commit()

    after = client.get(paper_url(world, code), headers={"If-None-Match": before.headers["ETag"]})

    assert (after.status_code, after.data) == (200, before.data)
    assert after.headers["ETag"] != before.headers["ETag"]


@every_paper
def test_paper_has_the_tag_of_its_day_only_where_it_prints_one(
    world: World, signed_in: SignedIn, at: At, code: str
) -> None:
    client = signed_in("周老师")
    before = client.get(paper_url(world, code))
    at(NOON + timedelta(days=365))

    after = client.get(paper_url(world, code))

    assert (before.headers["ETag"] != after.headers["ETag"]) == PAPERS[code].of_day
    assert before.data == after.data or PAPERS[code].of_day


@every_paper
def test_papers_with_children_are_not_stored_and_the_others_asked_for_again(
    world: World, signed_in: SignedIn, code: str
) -> None:
    answer = signed_in("周老师").get(paper_url(world, code))

    names_a_child = "林晚晴" in text_of(code, answer.data)
    assert names_a_child == PAPERS[code].is_private
    assert answer.headers["Cache-Control"] == ("no-store" if names_a_child else "private, no-cache")


@pytest.mark.parametrize(("who", "phones"), [("周老师", True), ("陈老师", True), ("吴书记", False)])
def test_phones_only_as_far_as_the_reader_may_see_them(
    world: World, signed_in: SignedIn, who: str, phones: bool
) -> None:
    text = text_of("handbook", signed_in(who).get(paper_url(world, "handbook")).data).replace(" ", "")

    assert ("13800000002" in text) == phones
    assert phones or "138****0002" in text


@pytest.mark.parametrize(("who", "name"), [("周老师", "林晚晴"), ("陈老师", "林**"), ("吴书记", "")])
def test_children_are_masked_and_only_for_those_near(world: World, signed_in: SignedIn, who: str, name: str) -> None:
    text = text_of("sign_in", signed_in(who).get(paper_url(world, "sign_in")).data)

    assert [shown for shown in ("林晚晴", "林**") if shown in text] == [name] * bool(name)
    assert not any(secret in text for secret in ("13800000101", "林家长", "花生过敏"))


def test_overview_leaves_money_papers_to_the_pages_of_the_money(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}").text

    listed = [code for code in PAPERS if f'href="{paper_url(world, code)}"' in page]

    assert listed == [code for code, kind in PAPERS.items() if not (kind.of_accounts or kind.of_summary)]


def test_tags_of_what_readers_may_see_differ(world: World, signed_in: SignedIn) -> None:
    tags = {signed_in(who).get(paper_url(world, "handbook")).headers["ETag"] for who in ("周老师", "陈老师", "吴书记")}

    assert len(tags) == 3


@every_paper
def test_odd_texts_do_not_break_a_paper(
    app: Flask, world: World, in_app: InApp, signed_in: SignedIn, code: str
) -> None:
    odd = "<script>=1+1\t&amp;#{x}\\*_$`[]()@👶\u202e\ufffd𠮷"
    with in_app():
        put(world, "sections", {"heading": odd[:20], "text": f"{odd}\n\n# {odd}\n{'长' * 5000}"})
        put(world, "duties", {"role": odd[:20], "name": odd[:20], "task": odd, "phone": "=cmd|x"})
        put(world, "schedule", {"title": odd, "place": odd, "detail": odd, "day": None, "start": None, "end": None})
        put(world, "supplies", {"name": odd, "remark": odd, "duty": "gone"})
        put(world, "budget", {"item": odd, "basis": odd, "unit_price": None})
        put(world, "participants", {"name": odd})
        put(
            world, "expenses", {"purpose": odd, "payee": odd, "remark": odd, "line": "gone", "invoice_number": odd[:20]}
        )
        put(world, "handouts", {"item": odd, "unit": odd[:20], "handler": odd[:20], "witness": odd[:20]})
        put(world, "donations", {"item": odd, "donor": odd, "unit": odd[:20]})
        put(world, "advances", {"person": odd[:20]})
        put(world, "incomes", {"source": odd[:20]})
        event_of(world).title, event_of(world).place = f"../{odd}", odd
        db.session.commit()

    answer = signed_in("周老师").get(paper_url(world, code))

    assert answer.status_code == 200
    assert text_of(code, answer.data)


@pytest.mark.parametrize("code", ["poster", "PLAN", "plan.docx"])
def test_unknown_paper_says_so(world: World, signed_in: SignedIn, code: str) -> None:
    answer = signed_in("周老师").get(paper_url(world, code))

    assert (answer.status_code, "没有这种文件。" in answer.text) == (404, True)


def test_who_may_not(world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient) -> None:
    with in_app():
        event_of(world).status = EventStatus.DRAFT
        db.session.commit()
    address = paper_url(world, "plan")

    assert client.get(address).headers["Location"] == f"/sign-in?next={address}"
    assert [signed_in(who).get(address).status_code for who in ("江老师", "吴书记", "陈老师")] == [404, 404, 200]
    assert signed_in("周老师").post(address).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_same_statements_at_1_and_3_rows(
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
    number: int,
) -> None:
    with in_app():
        put_many(world, "schedule", number)
    client, sent, headers = signed_in("周老师"), [], {}
    for _ in range(3):
        with count_queries() as statements:
            answer = client.get(paper_url(world, "calendar"), headers=headers)
        headers = {"If-None-Match": answer.headers["ETag"]}
        sent.append((answer.status_code, len(statements)))

    assert sent == [(200, plan_statements() + 2), (304, 2), (304, 2)]
