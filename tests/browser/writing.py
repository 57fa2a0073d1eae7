"""What the tests about unsaved text share: where they write, and how they see that it is still there."""

from typing import Any

import pytest

BOTH_WIDTHS = pytest.mark.parametrize("width", [1280, 390])
OFFER = "上次没存的内容"
THEME = "看见家乡"
VEST = "反光背心"


def go(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("html[data-ready]").wait_for()


def mark(page: Any) -> None:
    """A reload would take this away."""
    page.evaluate("window.notReloaded = true")


def is_marked(page: Any) -> bool:
    return page.evaluate("window.notReloaded === true")


def theme(page: Any) -> Any:
    return page.locator("form.facts-form").get_by_label("主题")


def row(page: Any, n: int, noun: str = "duties") -> Any:
    return page.locator(f"#{noun} tr[data-key]").nth(n)


def copies(page: Any) -> str:
    """All that lies in the browser."""
    return page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


def wait_kept(page: Any, text: str) -> None:
    page.wait_for_function("text => JSON.stringify([{...localStorage}, {...sessionStorage}]).includes(text)", arg=text)


def type_vest(page: Any) -> Any:
    """Open an empty row and type into it; returns its form."""
    page.get_by_role("link", name="加物资").click()
    form = page.locator("form.row-form")
    form.get_by_label("物资").fill(VEST)
    form.get_by_label("数量").fill("30")
    return form


def save(form: Any) -> Any:
    """The button that saves."""
    return form.get_by_role("button", name="保存", exact=True)
