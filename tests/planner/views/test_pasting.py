"""Tables pasted into the box of a noun."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.forms.rows import ROW_FORMS
from planner.nouns import NOUNS
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, clear_rows, kept, last_entry, listed

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
PASTED = [name for name, form in ROW_FORMS.items() if form.columns]


@pytest.fixture(autouse=True)
def no_proposals(world: World, in_app: InApp) -> None:
    """The event has no rows yet."""
    with in_app():
        clear_rows()


def paste_url(world: World, noun: str) -> str:
    """Where tables of that noun are pasted."""
    return f"/events/{world.event}/rows/{noun}/paste"


@pytest.mark.parametrize("noun", PASTED)
def test_pasted_from_excel(world: World, in_app: InApp, signed_in: SignedIn, noun: str) -> None:
    example, client = EXAMPLES[noun], signed_in("周老师")
    cells = [" ".join(example.typed.get(name, "").split()) for name, _ in ROW_FORMS[noun].columns]

    answer = client.post(paste_url(world, noun), data={"text": "\r\n".join(["\t".join(cells)] * 2)})

    assert answer.status_code == 302
    with in_app():
        expected = {n: " ".join(v.split()) if isinstance(v, str) else v for n, v in example.kept.items()}
        assert [kept(row, example) for row in listed(world, noun)] == [expected, expected]
        assert last_entry(world).subject == f"{NOUNS[noun].label}2 {NOUNS[noun].measure}"


def test_pasted_lines_that_cannot_be_read_stay_in_the_box(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    text = "姓名\t职务\t截止\n李老师\t领队\t2月30日\n王老师\t队医\t5月1日\n张老师\t\t"

    answer = signed_in("周老师").post(paste_url(world, "duties"), data={"text": text})

    assert answer.status_code == 422
    assert "已添加 1 项，2 行要改" in answer.text
    assert "第 2 行“李老师”　截止日期：没有“2月30日”这一天" in answer.text
    assert "第 4 行“张老师”　职务：写职务，比如“领队”" in answer.text
    assert "姓名\t职务\t截止\n李老师\t领队\t2月30日\n张老师\t\t</textarea>" in answer.text
    with in_app():
        assert [r.name for r in listed(world, "duties")] == ["王老师"]


def test_paste_beyond_1000_rows_keeps_the_text(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    for part in range(2):
        client.post(paste_url(world, "stops"), data={"text": "\n".join(f"第{part}站{n}" for n in range(500))})

    answer = client.post(paste_url(world, "stops"), data={"text": "多出来的"})

    assert answer.status_code == 422
    assert "地点一个活动最多 1000 处，现在有 1000 处，要加 1 处。" in answer.text
    assert "多出来的</textarea>" in answer.text
    with in_app():
        assert len(listed(world, "stops")) == 1000


def test_headings_alone_are_no_rows(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(paste_url(world, "duties"), data={"text": "职务\t姓名"})

    assert answer.status_code == 422
    assert "只有列名，下面还没有内容" in answer.text
    assert "职务\t姓名</textarea>" in answer.text
    with in_app():
        assert listed(world, "duties") == []


def test_3_mb_are_kept_in_the_box_and_the_limit_is_said(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    text = "甲" * 1_000_000

    # Encoded as browsers do it takes the test seconds, and nothing else.
    answer = signed_in("周老师").post(
        paste_url(world, "stops"), data={"text": text}, content_type="multipart/form-data"
    )

    assert answer.status_code == 422
    assert "最多 200,000 个字，现在有 1,000,000 个。" in answer.text
    assert text in answer.text
    with in_app():
        assert listed(world, "stops") == []


def test_more_than_500_lines_come_in_two_steps(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    lines = [f"第 {n} 站" for n in range(501)]

    answer = signed_in("周老师").post(paste_url(world, "stops"), data={"text": "\n".join(lines)})

    assert answer.status_code == 422
    assert "一次最多 500 行，余下的还在框里，再存一次" in answer.text
    assert "第 500 站</textarea>" in answer.text
    with in_app():
        assert [row.name for row in listed(world, "stops")] == lines[:500]


def test_empty_box_says_what_belongs_there(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(paste_url(world, "stops"), data={"text": " \t\n"})

    assert (answer.status_code, "从 Excel 或 Word 复制几行，粘贴到这里。" in answer.text) == (422, True)
