"""What writes addresses is compiled late, and writes what Werkzeug's own would."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Map, Rule

from planner.views.routing import HouseRule

ROUTES = (
    ("/", {}),
    ("/events/<int:event_id>/plan", {"event_id": 7}),
    ("/events/<int:event_id>/plan", {"event_id": 7, "page": "2", "words": ["春", "夏"]}),
    # A value may be called like what stands within.
    ("/v/<rule>/<self>", {"rule": "清明 / 祭扫", "self": "&"}),
)


def _write(rule: type[Rule], path: str, values: Mapping[str, Any], *, unknown: bool) -> str:
    map_ = Map([rule(path, endpoint="here")])
    return map_.bind("localhost").build("here", values, append_unknown=unknown)


@pytest.mark.parametrize("unknown", [True, False])
@pytest.mark.parametrize(("path", "values"), ROUTES)
def test_addresses_are_those_of_werkzeug(path: str, values: Mapping[str, Any], unknown: bool) -> None:
    assert _write(HouseRule, path, values, unknown=unknown) == _write(Rule, path, values, unknown=unknown)


def test_rule_is_compiled_once_when_its_first_address_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = Rule._compile_builder

    def note(self: Rule, append_unknown: bool = True) -> Any:
        compiled.append(self.rule)
        return compile_now(self, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", note)
    adapter = Map([HouseRule("/asked", endpoint="asked"), HouseRule("/never", endpoint="never")]).bind("localhost")
    before = list(compiled)

    addresses = [adapter.build("asked"), adapter.build("asked")]

    assert (before, addresses, compiled) == ([], ["/asked", "/asked"], ["/asked"])


def test_routes_of_the_house_are_of_this_kind(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]

    assert {type(rule) for rule in rules} == {HouseRule}
