"""Attachments: uploaded, listed, fetched."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.enums import TeamRole
from planner.extensions import db
from planner.models import TeamMember
from tests.planner.conftest import World
from tests.planner.filesamples import FILES, PNG
from tests.planner.rowvalues import listed
from tests.planner.statements import EVENT_PAGE, checkup_statements

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def page_url(world: World) -> str:
    """The address of the page."""
    return f"/events/{world.event}/attachments"


def upload(client: FlaskClient, world: World, *files: tuple[str, bytes]) -> TestResponse:
    """Send files by the form of the page."""
    return client.post(page_url(world), data={"files": [(io.BytesIO(content), name) for name, content in files]})


def names(world: World) -> list[str]:
    """The files on the list."""
    return [row.filename for row in listed(world, "attachments")]  # type: ignore[attr-defined]


def test_uploaded_files_are_listed_and_fetched(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")

    answer = upload(client, world, ("安全预案.pdf", FILES["pdf"][0]), ("../合影.PNG", PNG))
    page = signed_in("陈老师").get(page_url(world)).text
    with in_app():
        assert names(world) == ["安全预案.pdf", "合影.PNG"]
        keys = [row.key for row in listed(world, "attachments")]
    fetched = signed_in("陈老师").get(f"{page_url(world)}/{keys[1]}")

    assert (answer.status_code, answer.headers["Location"]) == (302, page_url(world))
    assert all(text in page for text in ("安全预案.pdf", "合影.PNG", "2 个"))
    assert 'type="file"' not in page
    assert fetched.data == PNG
    assert fetched.headers["Content-Type"] == "image/png"
    assert fetched.headers["Content-Disposition"] == (
        f"attachment; filename=\"event-{world.event}-attachments.png\"; filename*=UTF-8''{quote('合影.PNG')}"
    )
    assert fetched.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert fetched.headers["X-Content-Type-Options"] == "nosniff"


def test_unchanged_file_answers_304(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    upload(client, world, ("合影.png", PNG))
    with in_app():
        address = f"{page_url(world)}/{listed(world, 'attachments')[0].key}"

    tag = client.get(address).headers["ETag"]

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("who", ["周老师", "李老师", "管理员"])
def test_good_files_come_in_and_the_others_are_named(
    world: World, in_app: InApp, signed_in: SignedIn, who: str
) -> None:
    with in_app():
        db.session.add(TeamMember(event_id=world.event, user_id=world.users["李老师"], role=TeamRole.PLANNER))
        db.session.commit()

    answer = upload(signed_in(who), world, ("假.pdf", b"MZ"), ("合影.png", PNG), ("空.pdf", b""))

    assert answer.status_code == 422
    for sentence in ("“假.pdf”的内容不是其中一种。", "“空.pdf”是空文件。", "已添加 1 个附件"):
        assert sentence in answer.text
    with in_app():
        assert names(world) == ["合影.png"]


def test_no_file_says_what_to_do(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(page_url(world))

    assert (answer.status_code, "先选文件，可以一次选几个。" in answer.text) == (422, True)


def test_too_large_file_is_named_and_much_too_large_a_form_refused(world: World, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    app = client.application
    app.config.update(UPLOAD_MEBIBYTES=1, MAX_CONTENT_LENGTH=2 * 2**20)

    large = upload(client, world, ("大.png", PNG + bytes(2**20)))
    larger = upload(client, world, ("更大.png", PNG + bytes(3 * 2**20)))

    assert (large.status_code, "“大.png”有 1.0 MB，每个最多 1 MB。" in large.text) == (422, True)
    sentence = "一次最多传 5 MB，附件每个最多 1 MB。"
    assert (larger.status_code, sentence in larger.text) == (413, True)


def test_name_without_a_file_says_so(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    client.post(f"/events/{world.event}/rows/attachments/new", data={"name": "保险单"})
    with in_app():
        key = listed(world, "attachments")[0].key

    answer = client.get(f"{page_url(world)}/{key}")

    assert (answer.status_code, "这个附件没有文件，请重新上传。" in answer.text) == (404, True)
    assert "还没有文件" in client.get(page_url(world)).text


def test_who_may_not(world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient) -> None:
    upload(signed_in("周老师"), world, ("合影.png", PNG))
    with in_app():
        address = f"{page_url(world)}/{listed(world, 'attachments')[0].key}"
    stranger = signed_in("江老师")

    assert [stranger.get(page).status_code for page in (page_url(world), address)] == [404, 404]
    assert [client.get(page).headers["Location"] for page in (page_url(world), address)] == [
        f"/sign-in?next={page_url(world)}",
        f"/sign-in?next={address}",
    ]
    assert (upload(stranger, world, ("x.png", PNG)).status_code, upload(client, world).headers["Location"]) == (
        404,
        "/sign-in",
    )
    assert upload(signed_in("陈老师"), world, ("x.png", PNG)).status_code == 403
    with in_app():
        assert names(world) == ["合影.png"]


def test_post_on_a_file_is_405(world: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").post(f"{page_url(world)}/somekey").status_code == 405


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (0, "已添加 1 个附件<"),
        (1, "已添加 2 个附件，其中 IMG_0.heic 按内容改了扩展名"),
        (2, "已添加 3 个附件，其中 IMG_0.heic、IMG_1.heic 按内容改了扩展名"),
        (3, "已添加 4 个附件，其中 IMG_0.heic 等 3 个按内容改了扩展名"),
    ],
)
def test_wrong_extension_is_mended_and_said(
    world: World, in_app: InApp, signed_in: SignedIn, wrong: int, sentence: str
) -> None:
    client = signed_in("周老师")
    heic = [(f"IMG_{number}.jpg", FILES["heic"][0]) for number in range(wrong)]

    answer = upload(client, world, *heic, ("合影.png", PNG))

    assert answer.status_code == 302
    assert sentence in client.get(page_url(world)).text
    with in_app():
        assert names(world) == [*(f"IMG_{number}.heic" for number in range(wrong)), "合影.png"]


@pytest.mark.parametrize("number", [1, 3])
def test_same_statements_at_1_and_3_files(
    world: World, signed_in: SignedIn, count_queries: Callable[[], AbstractContextManager[list[str]]], number: int
) -> None:
    client = signed_in("周老师")
    upload(client, world, *((f"图{n}.png", PNG) for n in range(number)))
    with count_queries() as sent:
        client.get(page_url(world))

    assert len(sent) == EVENT_PAGE + checkup_statements()
