"""The papers of an event, each by one link."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from planner.documents import DOCUMENTS
from planner.enums import EventStatus, TeamRole
from planner.extensions import db
from planner.models import Organisation
from planner.nouns import NOUNS
from planner.queries import ledger
from planner.services.team import invite_guest
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import put, put_many
from tests.planner.statements import plan_statements
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
NOON = datetime(2027, 5, 20, 4, 0, tzinfo=UTC)
every_paper = pytest.mark.parametrize("code", DOCUMENTS)
money_papers = pytest.mark.parametrize("code", [code for code, kind in DOCUMENTS.items() if kind.of_accounts])


@pytest.fixture(autouse=True)
def filled(world: World, in_app: InApp, at: At) -> None:
    """The event has a row of each noun and is approved; it is noon. No ledger of an earlier test is remembered."""
    ledger.CACHE.clear()
    at(NOON)
    with in_app():
        for noun in NOUNS:
            put(world, noun)
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()


def paper_url(world: World, code: str) -> str:
    """The address of a paper."""
    return f"/events/{world.event}/documents/{code}"


def text_of(code: str, content: bytes) -> str:
    """What a paper says, read by another program."""
    extension, file = DOCUMENTS[code].extension, io.BytesIO(content)
    if extension == "docx":
        document = Document(file)
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if extension == "xlsx":
        return "\n".join(str(v) for sheet in load_workbook(file) for row in sheet.values for v in row if v is not None)
    if extension == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(file).pages)
    return "\n".join(str(part.get("SUMMARY", "")) for part in Calendar.from_ical(content).walk())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("plan", "六一慰问"),
        ("handbook", "集合点名"),
        ("slips", "李老师"),
        ("budget", "大巴租赁"),
        ("schedule", "集合点名"),
        ("supplies", "矿泉水"),
        ("sign_in", "林晚晴"),
        ("calendar", "集合点名"),
        ("settlement", "县客运公司"),
        ("settlement_sheet", "县客运公司"),
        ("sign_off", "林晚晴"),
    ],
)
def test_paper_comes_under_its_chinese_name_and_reads_back(
    world: World, signed_in: SignedIn, code: str, text: str
) -> None:
    kind = DOCUMENTS[code]
    answer = signed_in("周老师").get(paper_url(world, code))

    assert answer.status_code == 200
    assert answer.mimetype == kind.mime
    plain, chinese = f"event-{world.event}-{code}.{kind.extension}", quote(f"六一慰问-{kind.label}.{kind.extension}")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{chinese}"
    assert answer.headers["Cache-Control"] == ("no-store" if kind.is_private else "private, no-cache")
    assert text in text_of(code, answer.data)


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


def test_printed_papers_have_the_tag_of_their_day_and_the_calendar_not(
    world: World, signed_in: SignedIn, at: At
) -> None:
    client = signed_in("周老师")
    before = {code: client.get(paper_url(world, code)).headers["ETag"] for code in ("plan", "calendar")}
    at(NOON + timedelta(days=1))

    after = {code: client.get(paper_url(world, code)).headers["ETag"] for code in ("plan", "calendar")}

    assert {code: before[code] == after[code] for code in before} == {"plan": False, "calendar": True}


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


@pytest.mark.parametrize(("who", "name"), [("周老师", "林晚晴"), ("陈老师", "林**"), ("吴书记", "")])
def test_names_to_sign_for_are_masked_like_those_to_sign_in(
    world: World, signed_in: SignedIn, who: str, name: str
) -> None:
    text = text_of("sign_off", signed_in(who).get(paper_url(world, "sign_off")).data)

    assert [shown for shown in ("林晚晴", "林**") if shown in text] == [name] * bool(name)
    assert ("0101" in text) == bool(name)
    assert not any(secret in text for secret in ("13800000101", "138****0101", "林家长", "花生过敏"))


@money_papers
def test_money_papers_are_for_whoever_reads_the_accounts(
    world: World, in_app: InApp, client: FlaskClient, signed_in: SignedIn, code: str
) -> None:
    address = paper_url(world, code)
    with in_app():
        _, token = invite_guest(
            event_of(world),
            name="孙医生",
            organisation="县医院",
            role=TeamRole.PLANNER,
            ends_on=date(2027, 6, 30),
            actor=user(world, "周老师"),
        )
        db.session.commit()

    assert client.get(address).headers["Location"] == f"/sign-in?next={address}"
    assert [signed_in(who).get(address).status_code for who in ("陈老师", "钱会计", "吴书记", "江老师")] == [
        200
    ] * 3 + [404]
    client.post(f"/join/{token}")
    refused = client.get(address)
    assert (refused.status_code, "没有这种文件。" in refused.text) == (404, True)
    assert client.get(paper_url(world, "budget")).status_code == 200


def test_sign_off_is_printed_for_one_hand_out_or_for_all(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        (key,) = put(world, "handouts", {"item": "油", "donated": False})
    client, address = signed_in("周老师"), paper_url(world, "sign_off")

    whole, one, gone = (client.get(address + query) for query in ("", f"?handout={key}", "?handout=gone"))

    assert [len(Document(io.BytesIO(answer.data)).tables) for answer in (whole, one)] == [2, 1]
    assert "发放内容：油　" in text_of("sign_off", one.data)
    assert whole.headers["ETag"] != one.headers["ETag"]
    assert (gone.status_code, "没有这次发放，可能已经删掉。" in gone.text) == (404, True)


@money_papers
def test_money_papers_have_the_tag_of_their_day_and_reader_but_not_of_the_tax_number(
    world: World, in_app: InApp, signed_in: SignedIn, at: At, code: str
) -> None:
    def tag(who: str) -> str:
        return signed_in(who).get(paper_url(world, code)).headers["ETag"]

    before = tag("周老师")
    assert len({before, tag("陈老师"), tag("吴书记")}) == 3
    with in_app():
        db.session.get_one(Organisation, world.units["school"]).tax_number = "12345678901234567X"
        db.session.commit()
    assert tag("周老师") == before
    at(NOON + timedelta(days=1))
    assert tag("周老师") != before


@money_papers
def test_changed_ledger_is_printed_anew(world: World, in_app: InApp, signed_in: SignedIn, code: str) -> None:
    client = signed_in("周老师")
    before = client.get(paper_url(world, code)).headers["ETag"]
    with in_app():
        put(world, "expenses", {"purpose": "药品"})
        put(world, "handouts", {"item": "药品"})

    after = client.get(paper_url(world, code), headers={"If-None-Match": before})

    assert after.status_code == 200
    assert "药品" in text_of(code, after.data)


def test_overview_leaves_money_papers_to_the_pages_of_the_money(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}").text

    listed = [code for code in DOCUMENTS if f'href="{paper_url(world, code)}"' in page]

    assert listed == [code for code, kind in DOCUMENTS.items() if not kind.of_accounts]


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
