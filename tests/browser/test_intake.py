"""Tables that people have, in a browser: from Word and Excel by the clipboard, a chat list, a file that is dropped."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event

DATA = Path(__file__).parents[1] / "planner" / "intake" / "tables" / "data"
PASTE = """([place, text, html]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    if (html) data.setData("text/html", html);
    const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
    document.querySelector(place).dispatchEvent(paste);
}"""
DROP = """([place, name, content]) => {
    const data = new DataTransfer();
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    data.items.add(new File([bytes], name));
    const at = document.querySelector(place);
    for (const type of ["dragover", "drop"]) {
        at.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
    }
}"""
WIDTHS = pytest.mark.parametrize("width", [1280, 390])


@pytest.fixture
def opened(page_at: Callable[..., Any], live_server: LiveServer) -> Callable[..., Any]:
    """A page of the sample event, for its owner."""

    def open_page(width: int, path: str, **options: Any) -> Any:
        page = page_at(width, **options)
        enter(page, live_server)
        page.goto(f"/events/{sample_event(live_server)}/{path}")
        if options.get("java_script_enabled", True):
            page.locator("html[data-ready]").wait_for()
        return page

    return open_page


def clipboard(name: str) -> list[str]:
    """What a program gives: its text and its HTML."""
    return [(DATA / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("txt", "html")]


@WIDTHS
def test_word_table_with_merged_cells_is_looked_through_and_added(opened: Callable[..., Any], width: int) -> None:
    page = opened(width, "rows/phases/paste")

    page.evaluate(PASTE, ["#text", *clipboard("10-wps-doc-phases")])

    expect(page.get_by_role("heading", level=1)).to_contain_text("行可以添加")
    count = page.locator("tr.in").count()
    page.get_by_role("button", name=f"添加 {count} 行").click()
    expect(page.get_by_text(f"已添加 {count}").first).to_be_visible()
    page.get_by_role("button", name="撤销").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{count} 行可以添加")


@WIDTHS
def test_excel_table_with_totals_comes_in_without_scripts(opened: Callable[..., Any], width: int) -> None:
    page = opened(width, "rows/budget/paste", java_script_enabled=False)

    page.locator("#text").fill(clipboard("04-excel-budget")[0])
    page.get_by_role("button", name="看一遍").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("6 行可以添加")
    expect(page.locator("tr.out", has_text="合计，和读到的 6 行相符")).to_have_count(1)
    page.get_by_role("button", name="添加 6 行").click()
    expect(page.get_by_text("已添加 6 条预算明细")).to_be_visible()


def test_row_is_mended_in_its_place_without_scripts(opened: Callable[..., Any]) -> None:
    page = opened(390, "rows/duties/paste", java_script_enabled=False)
    page.locator("#text").fill("职务\t姓名\n领队\t王老师")
    page.get_by_role("button", name="看一遍").click()

    page.get_by_role("link", name="改：第 2 行").click()
    page.get_by_label("姓名").fill("李老师")
    page.get_by_role("button", name="改好").click()

    expect(page.locator("#r2")).to_contain_text("李老师")


@WIDTHS
def test_list_of_a_chat_is_read_one_item_a_line(opened: Callable[..., Any], width: int) -> None:
    page = opened(width, "rows/supplies/paste")

    page.locator("#text").fill("1. 横幅\n2. 矿泉水\n3. 急救包")
    page.get_by_role("button", name="看一遍").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("先认一下每一列")
    page.get_by_role("button", name="照这样读").first.click()
    page.get_by_role("button", name="添加 3 行").click()
    expect(page.get_by_text("已添加 3 样物资")).to_be_visible()


@WIDTHS
def test_old_excel_file_is_dropped_on_its_list(opened: Callable[..., Any], width: int) -> None:
    page = opened(width, "expenses")
    content = base64.b64encode((DATA / "05-expenses.xls").read_bytes()).decode()

    page.evaluate(DROP, ["#main .page-head", "支出.xls", content])

    expect(page.locator(".page-head .lead")).to_contain_text("支出.xls")
    expect(page.get_by_role("heading", level=1)).to_contain_text("行可以添加")


def test_table_pasted_into_a_field_of_a_row_opens_the_preview(opened: Callable[..., Any]) -> None:
    page = opened(1280, "duties")
    page.locator("#duties").get_by_role("link", name="加分工").click()
    page.locator(".row-line form").wait_for()

    page.evaluate(PASTE, [".row-line input[name=task], .row-line input[name=role]", "职务\t姓名\n司机甲\t赵师傅", ""])

    expect(page.get_by_role("heading", level=1)).to_contain_text("1 行可以添加")
    expect(page.locator("tr.in")).to_contain_text("司机甲")
