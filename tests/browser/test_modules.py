"""The pure parts of the scripts, each called as it is: renewing a page, the content of forms, times of a day."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import LiveServer
from tests.browser.entry import enter


@pytest.fixture
def page(page_at: Callable[..., Any], live_server: LiveServer) -> Any:
    """A page that loads modules of the house."""
    page = page_at(1280)
    enter(page, live_server)
    page.goto("/me")
    page.locator("html[data-ready]").wait_for()
    return page


# Both lists are HTML; `typed` is put into the first field named so. Returns what became of the list.
RENEW = """async ([old, fresh, typed]) => {
    const { renew } = await import("/static/js/renew.js");
    const make = (html) => Object.assign(document.createElement("div"), { innerHTML: html });
    const here = make(old);
    document.body.append(here);
    if (typed) here.querySelector("[name=a]").value = typed;
    renew(here, make(fresh));
    const value = here.querySelector("[name=a]")?.value ?? null;
    here.remove();
    return [here.textContent.replace(/\\s+/g, " ").trim(), value];
}"""
FORM = '<form method="post"><input name="a" value="{}"></form>'
LINE = '<tr class="row-line" data-row="{}"><td>' + FORM.format("") + "</td></tr>"


def table(*rows: str) -> str:
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def tr(key: str, text: str, css: str = "") -> str:
    return f'<tr id="{key}" class="{css}"><td>{text} </td></tr>'


@pytest.mark.parametrize(
    ("old", "fresh", "typed", "text", "value"),
    [
        ("<p>1</p>" + FORM.format("x"), "<p>2</p>" + FORM.format("y"), "", "2", "y"),
        ("<p>1</p>" + FORM.format("x"), "<p>2</p>" + FORM.format("y"), "z", "2", "z"),
        (
            f"<div id=d><p>1</p>{FORM.format('x')}</div>",
            f"<div id=d><p>2</p>{FORM.format('y')}</div><p>3</p>",
            "z",
            "23",
            "z",
        ),
        (FORM.format("x") + "<p>1</p>", "<p>2</p>", "z", "2", "z"),
        (table(tr("r1", "1", "is-edited"), LINE.format("r1")), table(tr("r1", "2"), tr("r2", "3")), "z", "2 3", "z"),
        (table(tr("r1", "1"), LINE.format("")), table(tr("r1", "1"), tr("r2", "2")), "", "1 2", ""),
        (
            table(tr("r1", "1", "is-edited"), LINE.format("r1"), tr("r2", "2")),
            table(tr("r2", "2"), tr("r1", "1")),
            "z",
            "2 1",
            "z",
        ),
        (table(tr("r1", "1", "is-edited"), LINE.format("r1"), tr("r2", "2")), table(tr("r2", "9")), "z", "9", "z"),
    ],
    ids=["nothing typed", "typed", "typed inside", "form gone", "row open", "new row open", "row moved", "row deleted"],
)  # fmt: skip
def test_renewing_replaces_all_but_what_was_typed(
    page: Any, old: str, fresh: str, typed: str, text: str, value: str
) -> None:
    assert page.evaluate(RENEW, [old, fresh, typed]) == [text, value]


CONTENT = """async (html) => {
    const { fieldsOf, isEdited, putFields } = await import("/static/js/edits.js");
    const form = Object.assign(document.createElement("form"), { innerHTML: html });
    const [drawn, before] = [fieldsOf(form), isEdited(form)];
    for (const field of form.elements) {
        if (field.type === "checkbox" || field.type === "radio") field.checked = !field.checked;
        else if (field.tagName === "SELECT") field.selectedIndex = 1;
        else if (field.type !== "file") field.value = "neu";
    }
    const [typed, after] = [fieldsOf(form), isEdited(form)];
    form.reset();
    putFields(form, typed);
    return { drawn, before, typed, after, back: fieldsOf(form), secret: form.elements.secret?.value };
}"""


def test_content_of_every_kind_of_field_is_read_and_put_back(page: Any) -> None:
    found = page.evaluate(
        CONTENT,
        '<input name="a" value="1"><textarea name="b">2</textarea><input type="checkbox" name="c" value="y">'
        '<input type="radio" name="d" value="1" checked><input type="radio" name="d" value="2">'
        '<select name="e"><option>1</option><option>2</option></select><input name="a" value="3">',
    )

    assert (found["before"], found["after"]) == (False, True)
    assert found["drawn"][:3] == [["a", "1"], ["b", "2"], ["c", None]]
    assert found["typed"] == [["a", "neu"], ["b", "neu"], ["c", "y"], ["d", None], ["d", "2"], ["e", "2"], ["a", "neu"]]
    assert found["back"] == found["typed"]


def test_secrets_are_no_content(page: Any) -> None:
    found = page.evaluate(
        CONTENT,
        '<input type="password" name="secret" value="1"><input type="file" name="f">'
        '<input type="hidden" name="version"><input name="code" value="1">'
        '<input name="x" autocomplete="one-time-code"><button name="to" value="1"></button>',
    )

    assert (found["drawn"], found["typed"], found["after"]) == ([], [], False)


@pytest.mark.parametrize(
    ("span", "change", "result"),
    [
        ((540, 600), {"by": 30}, (570, 630)),
        ((540, 600), {"by": -600}, (0, 60)),
        ((1300, 1400), {"by": 600}, (1340, 1440)),
        ((540, None), {"by": 3000}, (1435, None)),
        ((540, None), {"by": 5}, (545, None)),
        ((540, 600), {"stretch": -300}, (540, 545)),
        ((540, 600), {"stretch": 3000}, (540, 1440)),
        ((1320, 1440), {"by": 60}, (1320, 1440)),
        ((1320, 1440), {"by": -60}, (1260, 1380)),
        ((540, None), {"stretch": 10}, (540, 555)),
    ],
)
def test_spans_stay_within_their_day(
    page: Any, span: tuple[int, int | None], change: dict[str, int], result: tuple[int, int | None]
) -> None:
    found = page.evaluate(
        """async ([start, end, change]) => {
            const { changeSpan, clockOf, minutesOf } = await import("/static/js/spans.js");
            const to = changeSpan({ day: "2027-08-09", start, end }, change);
            return [to.start, to.end, minutesOf(clockOf(to.start)), minutesOf(clockOf(to.end))];
        }""",
        [*span, change],
    )

    assert found == [*result, *result]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (503, "系统正忙，没存上。内容还在，本机也留了一份，过几秒再点一次。"),
        (507, "服务器的磁盘满了，没存上。内容还在，本机也留了一份，请告诉管理员。"),
        (500, "没存上，内容还在，本机也留了一份，再点一次保存。"),
    ],
)
def test_page_for_a_fault_is_no_end_of_the_session(page: Any, status: int, words: str) -> None:
    found = page.evaluate(
        """async (status) => {
            const { reasonOf } = await import("/static/js/sheet.js");
            const page = new DOMParser().parseFromString("<main><p>没存上</p></main>", "text/html");
            return reasonOf({ page, status, ok: false });
        }""",
        status,
    )

    assert found == words
