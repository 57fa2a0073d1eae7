"""planner read-plan, as it is typed where nothing is installed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.commands.read_plan import read_plan_command

TEXT = (
    "学雷锋志愿服务活动方案\n时间：3月5日下午2点—4点\n地点：镇敬老院\n参加：少先队员20人、辅导员2名\n"
    "流程：1.集合（14：00）2.打扫院落 3.表演节目\n物品：扫帚5把、抹布若干\n联系人：林老师 138****0007\n"
)
DAY = "--03-05"
FIELDS = {
    "kind": "volunteer_service",
    "title": "学雷锋志愿服务活动方案",
    "theme": None,
    "starts_on": DAY,
    "ends_on": DAY,
    "venues": ["镇敬老院"],
    "organisations": [],
    "headcounts": [{"group": "少先队员", "count": 20}, {"group": "辅导员", "count": 2}],
    "headcount_total": None,
    "schedule": [
        {"date": DAY, "start": "14:00", "end": None, "title": "集合"},
        {"date": DAY, "start": None, "end": None, "title": "打扫院落"},
        {"date": DAY, "start": None, "end": None, "title": "表演节目"},
    ],
    "phases": [],
    "people": [],
    "supplies": [{"name": "扫帚", "quantity": 5, "unit": "把"}, {"name": "抹布", "quantity": None, "unit": None}],
    "budget": [],
    "budget_total": None,
    "contacts": [{"name": "林老师", "phone": "138****0007"}],
    "safety": 0,
}


def read(path: Path) -> Result:
    """The answer of the command, without any application."""
    return CliRunner().invoke(read_plan_command, [str(path)])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_plan_is_printed_as_json(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "方案.txt"
    path.write_bytes(TEXT.encode(encoding))

    answer = read(path)

    assert answer.exit_code == 0
    printed = json.loads(answer.stdout)
    assert {field: printed[field] for field in FIELDS} == FIELDS


def test_every_fact_is_printed_with_its_words(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, encoding="utf-8")

    facts = json.loads(read(path).stdout)["facts"]

    assert next(fact for fact in facts if fact["field"] == "venues") == {
        "field": "venues",
        "values": {"value": "镇敬老院"},
        "words": ["镇敬老院"],
        "spans": [[TEXT.index("镇敬老院"), TEXT.index("镇敬老院") + 4]],
        "rule": "place-label",
        "confidence": 0.95,
        "ticked": True,
        "reason": "",
    }


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    scan = tmp_path / "方案.pdf"
    scan.write_bytes(b"%PDF-1.7")

    for path, says in ((scan, "PDF"), (tmp_path / "没有.txt", "读不了")):
        answer = read(path)

        assert answer.exit_code == 1
        assert says in answer.output
