"""By when a unit wants summaries, in plain words."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from wtforms.validators import ValidationError

from planner.eventkinds import KINDS
from planner.forms.datedpolicies import DatedForm
from planner.forms.fields import CountField, Required
from planner.forms.policylines import LinesField, UnlikeLine
from planner.report.deadlines import SummaryRules

MOST_DAYS = 365
_LINE = re.compile(r"(?P<kind>.+?)[\s:：]+(?P<days>\d{1,3})\s*天?")
_CODES = {label: code for code, label in KINDS.items()}


class KindDaysField(LinesField):
    """Kinds with days of their own, one a line: 暑期研学/夏令营 14."""

    def read_line(self, line: str) -> tuple[str, int]:
        match = _LINE.fullmatch(unicodedata.normalize("NFKC", line))
        code = _CODES.get(match["kind"].strip()) if match else None
        if match is None or code is None:
            raise UnlikeLine(f"每行写种类和天数，像“暑期研学/夏令营 14”，种类有{'、'.join(_CODES)}")
        if not 1 <= int(match["days"]) <= MOST_DAYS:
            raise UnlikeLine(f"天数写 1—{MOST_DAYS}")
        return code, int(match["days"])

    def show_line(self, value: tuple[str, int]) -> str:
        code, days = value
        return f"{KINDS.get(code, code)} {days}"

    def read(self, text: str) -> tuple[Any, ...]:
        found = super().read(text)
        twice = next((code for at, (code, _) in enumerate(found) if code in dict(found[:at])), None)
        if twice:
            raise ValueError(f"一种只写一行，现在“{KINDS[twice]}”写了两行。")
        return found


class SummaryRulesForm(DatedForm):
    """The rules of a unit from a day on."""

    groups = (
        ("依据", "", ("document", "effective_from", "confirmed")),
        ("定稿期限", "从活动最后一天算起", ("days", "days_by_kind")),
    )
    days = CountField("活动结束后几天内定稿（天）", [Required("写几天，像 7。")], most=MOST_DAYS)
    days_by_kind = KindDaysField("天数不一样的种类", description="一行一种，像“暑期研学/夏令营 14”；都一样就空着")

    @classmethod
    def of(cls, rules: SummaryRules, version: int = 0) -> "SummaryRulesForm":
        """A form that begins with these rules; what the request brings goes before it."""
        data = {name: getattr(rules, name) for name in ("effective_from", "document", "confirmed", "days")}
        return cls(data=data | {"version": str(version), "days_by_kind": _in_order(rules)})

    def validate_days(self, field: CountField) -> None:
        if field.data == 0:
            raise ValidationError("至少写 1 天。")

    def policy(self) -> SummaryRules:
        """The rules; call after `validate`."""
        return SummaryRules(
            effective_from=self.effective_from.data,
            document=self.document.data or "",
            confirmed=bool(self.confirmed.data),
            days=self.days.data or 0,
            days_by_kind=dict(self.days_by_kind.data or ()),
        )

    @staticmethod
    def describe(value: SummaryRules, name: str) -> tuple[str, list[str]]:
        """One of the rules in words: what it is called, and its figure."""
        kinds = [f"{KINDS.get(code, code)} {days} 天" for code, days in _in_order(value)]
        day = value.effective_from
        words = {
            "document": ("文件", [value.document or "没有"]),
            "effective_from": ("从哪一天起", [day.isoformat() if day else "没有"]),
            "confirmed": ("已确认", ["是" if value.confirmed else "否"]),
            "days": ("活动结束后定稿", [f"{value.days} 天内"]),
            "days_by_kind": ("天数不一样的种类", kinds or ["没有"]),
        }
        return words[name]


def _in_order(rules: SummaryRules) -> tuple[tuple[str, int], ...]:
    """The kinds with days of their own, as the house lists kinds."""
    return tuple((code, rules.days_by_kind[code]) for code in KINDS if code in rules.days_by_kind)


def propose_summary_rules(rules: SummaryRules) -> SummaryRules:
    """What new rules begin with: those now in force, to be dated and confirmed anew."""
    return replace(rules, effective_from=None, confirmed=False)
