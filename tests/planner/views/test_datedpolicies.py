"""All rooms in which a unit sets something from a day on have the same pages."""

import pytest
from flask import Flask

PAGES = {
    "show": ("", {"GET"}),
    "new": ("/new", {"GET", "POST"}),
    "edit": ("/<int:policy_id>", {"GET", "POST"}),
    "delete": ("/<int:policy_id>/delete", {"POST"}),
}


@pytest.mark.parametrize(
    ("room", "address"),
    [("policies", "policies"), ("volunteerrules", "volunteer-rules"), ("summaryrules", "summary-rules")],
)
def test_room_has_its_pages_below_the_unit(app: Flask, room: str, address: str) -> None:
    found = {
        rule.endpoint: (rule.rule, (rule.methods or set()) - {"HEAD", "OPTIONS"})
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(f"{room}.")
    }

    below = f"/organisations/<int:unit_id>/{address}"
    assert found == {f"{room}.{page}": (below + rest, methods) for page, (rest, methods) in PAGES.items()}
