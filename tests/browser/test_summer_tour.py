"""The whole way in real browsers: typed, checked, submitted, approved on a phone, printed."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import recurring_ical_events
from docx import Document
from icalendar import Calendar
from playwright.sync_api import expect
from pypdf import PdfReader

from planner.services.samples import SAMPLE_PASSWORD
from tests.browser.conftest import LiveServer

ORGANISER, APPROVER = "13800000001", "13800000002"
HEAD_COUNTS = (
    ("留守儿童", "10"),
    ("孤儿", "14"),
    ("民政局工作人员", "2"),
    ("团区委工作人员", "1"),
    ("记者", "1"),
    ("随行医生", "1"),
)
SCHEDULE = (
    ("8月9日", "9:00", "16：00", "报到", "区福利院"),
    ("8月9日", "17:00", "18:30", "启动仪式", "区福利院"),
    ("8月10日", "7:00", "7:40", "早餐", ""),
    ("8月10日", "8:00", "11:30", "参观故居和风景区", "琳琅山"),
    ("8月10日", "12:00", "13:00", "午餐", ""),
    ("8月11日", "7:00", "7:40", "早餐", ""),
    ("8月11日", "13:30", "17:30", "参观红军山，返回", "太公红军山"),
)
BUDGET = "类别\t项目\n交通费\t车费\n餐费\t生活费\n门票费\t门票\n讲解费\t解说\n慰问品\t爱心礼物\n其他\t其他费用"


def sign_in(page: Any, account: str) -> None:
    page.goto("/")
    page.get_by_label("手机号").fill(account)
    page.get_by_label("密码", exact=True).fill(SAMPLE_PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", level=1).filter(has_text="好").wait_for()


def open_tab(page: Any, name: str) -> None:
    page.locator("nav.tabs a", has_text=name).click()
    page.locator("nav.tabs a[aria-current]", has_text=name).wait_for()


def type_row(page: Any, noun: str, opener: str, values: dict[str, str]) -> None:
    """Open an empty row in the panel of a noun, type into it, save it, and see it stand there."""
    page.locator("html[data-ready]").wait_for()
    panel = page.locator(f"#{noun}")
    before = panel.locator("tr[data-key]").count()
    panel.get_by_role("link", name=opener, exact=True).click()
    form = page.locator(".row-line form")
    form.wait_for()
    for label, value in values.items():
        field = form.get_by_label(label).first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    form.get_by_role("button", name="保存", exact=True).click()
    panel.locator("tr[data-key]").nth(before).wait_for()


def start_event(page: Any) -> None:
    page.get_by_role("link", name="新建活动").first.click()
    page.locator("label.post", has_text="空白").click()
    page.get_by_label("活动名称").fill("留守儿童夏日研学")
    page.get_by_label("开始日期").fill("8月9日")
    page.get_by_label("天数").fill("3")
    page.get_by_role("button", name="新建").click()
    page.get_by_role("heading", name="留守儿童夏日研学").wait_for()


def type_facts(page: Any) -> None:
    open_tab(page, "要点")
    form = page.locator("form.facts-form")
    form.get_by_label("地点").fill("元坝—仪陇—广安—苍溪—太公红军山")
    form.get_by_label("总人数").fill("30")
    form.get_by_role("button", name="保存").click()
    page.get_by_text("已保存").wait_for()
    for group, count in HEAD_COUNTS:
        type_row(page, "head_counts", "加人数", {"人员类别": group, "人数": count})
    for name in ("区民政局", "团区委"):
        type_row(page, "parties", "加单位", {"单位": name, "角色": "主办"})
    for name in ("元坝", "仪陇", "广安", "苍溪", "太公红军山"):
        type_row(page, "stops", "加地点", {"地点": name})


def type_people_and_schedule(page: Any) -> None:
    open_tab(page, "分工")
    type_row(page, "duties", "加分工", {"职务": "总负责", "姓名": "周老师", "电话": "13800000001"})
    type_row(page, "duties", "加分工", {"职务": "随行医生", "单位": "卫生院", "任务": "全程随队"})
    open_tab(page, "日程")
    for day, start, end, title, place in SCHEDULE:
        type_row(page, "schedule", "加日程", {"日期": day, "开始": start, "结束": end, "事项": title, "地点": place})


def paste_budget(page: Any) -> None:
    open_tab(page, "预算")
    page.locator("#budget").get_by_role("link", name="粘贴多行").click()
    page.get_by_label("粘贴到这里").fill(BUDGET)
    page.get_by_role("button", name="看一遍").click()
    page.get_by_role("button", name="添加 6 行").click()
    page.get_by_text("已添加 6 条预算明细").wait_for()


def write_section(page: Any) -> None:
    open_tab(page, "方案")
    text = page.locator(".sheet textarea")
    text.fill("带孩子们走出家门，长见识，学自理。")
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.get_by_text("已存").first.wait_for()


def fetch(page: Any, event: str, code: str) -> bytes:
    answer = page.request.get(f"{event}/documents/{code}")
    assert answer.ok, (code, answer.status)
    return bytes(answer.body())


def text_of_docx(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def text_of_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.slow
def test_summer_tour_from_empty_event_to_filed_papers(
    page_at: Callable[..., Any], live_server: LiveServer, troubles: list[str]
) -> None:
    page = page_at(1280)
    sign_in(page, ORGANISER)
    start_event(page)
    event = page.url.split("?")[0]
    type_facts(page)
    type_people_and_schedule(page)
    paste_budget(page)
    write_section(page)
    open_tab(page, "概览")
    page.get_by_role("link", name="提交审批").click()
    page.get_by_role("button", name="提交审批").click()
    page.locator(".st-submitted").first.wait_for()

    phone = page_at(390)
    sign_in(phone, APPROVER)
    phone.locator("nav.bottombar").get_by_role("link", name="待办").click()
    phone.get_by_role("link", name="留守儿童夏日研学").first.click()
    phone.get_by_role("textbox", name="意见").wait_for()
    seen = phone.locator("main").inner_text()
    for fact in ("8月9日", "8月11日", "30 人", "29 人", "周老师", "待定"):
        assert fact in seen, fact
    phone.get_by_role("textbox", name="意见").fill("同意，注意防暑")
    phone.get_by_role("button", name="同意", exact=True).click()
    phone.get_by_role("status").filter(has_text="同意").wait_for()

    page.goto(event)
    expect(page.locator(".page-head .st")).to_have_text("已批准")
    check_papers(page, event)
    assert troubles == []


def check_papers(page: Any, event: str) -> None:
    """The five kinds of file come out and read back with every fact."""
    titles = [title for *_, title, _ in SCHEDULE]
    plan = text_of_docx(fetch(page, event, "plan"))
    handbook = "".join(text_of_pdf(fetch(page, event, "handbook")).split())
    for fact in ("8月9日", "8月11日", "30", "29", "待定", "区民政局", "总负责", *titles):
        assert fact in plan, f"方案: {fact}"
        assert fact in handbook, f"手册: {fact}"
    budget = openpyxl.load_workbook(io.BytesIO(fetch(page, event, "budget"))).active
    cells = [str(cell.value) for row in budget.iter_rows() for cell in row if cell.value is not None]
    for item in ("车费", "生活费", "门票", "解说", "爱心礼物", "其他费用", "待定"):
        assert any(item in cell for cell in cells), f"预算表: {item}"
    schedule = openpyxl.load_workbook(io.BytesIO(fetch(page, event, "schedule"))).active
    listed = [str(cell.value) for row in schedule.iter_rows() for cell in row]
    assert [title for title in titles if not any(title in cell for cell in listed)] == []
    calendar = Calendar.from_ical(fetch(page, event, "calendar"))
    # No year is known: nothing can be put on a calendar, and nothing is invented.
    assert recurring_ical_events.of(calendar).between((2026, 1, 1), (2028, 1, 1)) == []
    assert fetch(page, event, "slips").startswith(b"%PDF-")
