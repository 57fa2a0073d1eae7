"""The parts of the summary, as far as the house has them."""

import pytest
from flask import Flask

from planner.nouns import TABS
from planner.views import summaryparts
from planner.views.summaryparts import list_summary_parts


def test_parts_lead_to_each_other(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summaryparts, "SUMMARY_PARTS", {"attachments": "正文", "photos": "照片", "nothere": "反馈"})
    with app.test_request_context():
        assert list_summary_parts(7, "photos", 27) == (
            ("正文", "/events/7/attachments", False),
            ("照片 27", "/events/7/photos", True),
        )


def test_single_part_needs_no_links(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "photos" in TABS
    monkeypatch.setattr(summaryparts, "SUMMARY_PARTS", {"photos": "照片"})
    with app.test_request_context():
        assert list_summary_parts(7, "photos", 27) == ()
