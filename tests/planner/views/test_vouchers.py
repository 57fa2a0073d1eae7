"""Vouchers: uploaded as they are, listed with their SHA-256, fetched byte for byte."""

import hashlib
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.enums import TeamRole, VoucherKind
from planner.extensions import db
from planner.models import TeamMember
from planner.store import FolderStore, StoreFull
from tests.planner.conftest import World
from tests.planner.filesamples import FILES, archive
from tests.planner.moneysteps import spent
from tests.planner.rowvalues import listed

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
OFD = archive("OFD.xml", "Doc_0/Document.xml")
PDF = FILES["pdf"][0]


def page_url(world: World, about: str = "", rest: str = "") -> str:
    """The address of the vouchers of a place."""
    return f"/events/{world.event}/vouchers{rest}" + (f"?about={about}" if about else "")


def upload(client: FlaskClient, where: str, *files: tuple[str, bytes], kind: str = "invoice") -> TestResponse:
    """Send files by the form of the page."""
    held = [(io.BytesIO(content), name) for name, content in files]
    return client.post(where, data={"kind": kind, "files": held})


def test_files_are_kept_as_uploaded_under_their_sha256(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        (expense,) = spent(world)
    where = page_url(world, f"expenses/{expense}")

    answer = upload(signed_in("周老师"), where, ("发票.ofd", OFD), ("回单.pdf", PDF), kind="payment")
    page = signed_in("陈老师").get(where).text
    with in_app():
        rows: list[Any] = listed(world, "vouchers")
        kept = [(r.filename, r.sha256, r.kind, r.about, r.size) for r in rows]
        key = rows[0].key
    fetched = signed_in("陈老师").get(page_url(world, rest=f"/{key}"))

    assert answer.status_code == 302
    assert kept == [
        ("发票.ofd", hashlib.sha256(OFD).hexdigest(), VoucherKind.PAYMENT, f"expenses/{expense}", len(OFD)),
        ("回单.pdf", hashlib.sha256(PDF).hexdigest(), VoucherKind.PAYMENT, f"expenses/{expense}", len(PDF)),
    ]
    assert all(text in page for text in ("支出“大巴租赁”的凭证", hashlib.sha256(OFD).hexdigest(), "周老师", "支付记录"))
    assert 'type="file"' not in page
    assert "粘贴多行" not in signed_in("周老师").get(where).text
    assert fetched.data == OFD
    assert fetched.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "2 份<span" in signed_in("周老师").get(f"/events/{world.event}/expenses").text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("发票.pdf", b"<html>", "“发票.pdf”的内容不是其中一种"),
        ("发票.exe", b"MZ", "收 PDF、OFD"),
        ("空.pdf", b"", "是空文件"),
    ],
)
def test_file_that_will_not_do_is_named_and_the_good_one_kept(
    world: World, in_app: InApp, signed_in: SignedIn, name: str, content: bytes, sentence: str
) -> None:
    answer = upload(signed_in("周老师"), page_url(world), (name, content), ("合影.png", FILES["png"][0]))

    assert (answer.status_code, sentence in answer.text) == (422, True)
    with in_app():
        assert [row.filename for row in listed(world, "vouchers")] == ["合影.png"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["周老师", "李老师", "管理员", "钱会计"])
def test_good_and_bad_in_one_upload_answer_with_the_page_for_everybody_who_may(
    world: World, in_app: InApp, signed_in: SignedIn, who: str
) -> None:
    with in_app():
        db.session.add(TeamMember(event_id=world.event, user_id=world.users["李老师"], role=TeamRole.PLANNER))
        db.session.commit()

    answer = upload(signed_in(who), page_url(world), ("好.pdf", PDF), ("坏.pdf", b"MZ"), kind="photo")

    assert answer.status_code == 422
    assert all(words in answer.text for words in ("已添加 1 份凭证", "“坏.pdf”的内容不是其中一种。", "整个活动的凭证"))
    with in_app():
        assert [row.filename for row in listed(world, "vouchers")] == ["好.pdf"]  # type: ignore[attr-defined]


def test_full_disk_is_said_on_the_form_and_what_was_chosen_stays(
    world: World, in_app: InApp, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise StoreFull

    monkeypatch.setattr(FolderStore, "put", refuse)
    answer = upload(signed_in("钱会计"), page_url(world), ("回单.pdf", PDF), kind="payment")

    assert (answer.status_code, "服务器的磁盘满了，“回单.pdf”没有存上。" in answer.text) == (507, True)
    assert re.search(r'<option[^>]* value="payment"[^>]* selected|<option selected value="payment"', answer.text)
    with in_app():
        assert listed(world, "vouchers") == []


def test_no_file_says_what_to_do(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(page_url(world), data={"kind": "photo"})

    assert (answer.status_code, "先选文件" in answer.text) == (422, True)


@pytest.mark.parametrize("about", ["expenses/nothere", "duties/x", "budget", "x" * 200, "expenses/"])
def test_place_that_is_not_there_is_404(world: World, signed_in: SignedIn, about: str) -> None:
    assert signed_in("周老师").get(page_url(world, about)).status_code == 404
    assert upload(signed_in("周老师"), page_url(world, about), ("回单.pdf", PDF)).status_code == 404


def test_deleted_expense_takes_no_voucher(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        (key,) = spent(world)
    client = signed_in("周老师")
    client.post(f"/events/{world.event}/rows/expenses/{key}/delete")

    answer = upload(client, page_url(world, f"expenses/{key}"), ("发票.pdf", FILES["pdf"][0]))

    assert (answer.status_code, "凭证所属的那一条已经删掉或不在这里。" in answer.text) == (404, True)
    with in_app():
        assert listed(world, "vouchers") == []


def test_deleted_voucher_comes_back_by_undo(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    upload(client, page_url(world), ("回单.pdf", PDF))
    with in_app():
        key = listed(world, "vouchers")[0].key

    client.post(f"/events/{world.event}/rows/vouchers/{key}/delete")
    gone = client.get(page_url(world, rest=f"/{key}")).status_code
    client.post(f"/events/{world.event}/rows/vouchers/{key}/restore")

    assert (gone, client.get(page_url(world, rest=f"/{key}")).data) == (404, PDF)


def test_voucher_is_never_typed(world: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").get(f"/events/{world.event}/rows/vouchers/new").status_code == 404


def test_who_may_not(world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient) -> None:
    upload(signed_in("钱会计"), page_url(world), ("回单.pdf", PDF))
    with in_app():
        key = listed(world, "vouchers")[0].key

    assert "/sign-in" in client.get(page_url(world, rest=f"/{key}")).headers["Location"]
    assert signed_in("江老师").get(page_url(world, rest=f"/{key}")).status_code == 404
    assert upload(signed_in("陈老师"), page_url(world), ("回单.pdf", PDF)).status_code == 403
    assert signed_in("周老师").post(page_url(world, rest=f"/{key}")).status_code == 405
