"""The rules of a unit for volunteers in plain words, each figure with what it is for."""

import unicodedata
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from wtforms.validators import ValidationError

from planner.enums import LabelledEnum
from planner.forms.choices import EnumField, TickField
from planner.forms.datedpolicies import DatedForm
from planner.forms.fields import ClockField, CountField, Required, TextField, TypedTextField
from planner.people.hours import HoursRule
from planner.people.volunteerrules import VolunteerRules

_DAY = 24 * 60
_OLDEST, _MOST_CHILDREN, _MOST_EXPERIENCED, _MOST_WORKDAYS = 99, 200, 50, 250
# 民法典 art. 17: no unit can make somebody younger one's own master.
_OF_AGE = 18


class HoursStep(LabelledEnum):
    """In which steps service hours count."""

    HALF = "30", "半小时"
    QUARTER = "15", "一刻钟"
    WHOLE = "60", "一小时"
    MINUTE = "1", "一分钟"


class SpanField(TypedTextField):
    """A stretch of time within a day in hours, typed as 8 or 7.5; its data are minutes."""

    def read(self, text: str) -> int:
        plain = unicodedata.normalize("NFKC", text).strip().removesuffix("小时").strip()
        try:
            minutes = Decimal(plain) * 60
        except InvalidOperation:
            minutes = Decimal(-1)
        if not minutes.is_finite() or minutes != int(minutes) or not 0 <= minutes <= _DAY:
            raise ValueError(f"写 0—24 的小时数，像 8 或 7.5，现在是“{text[:20]}”。")
        return int(minutes)

    def show(self, value: int) -> str:
        return f"{value / 60:g}"


class VolunteerRulesForm(DatedForm):
    """The rules of a unit from a day on."""

    groups = (
        ("依据", "", ("document", "effective_from", "confirmed")),
        ("谁能来", "", ("least_age", "guardian_below")),
        ("一天能做多久", "", ("minors_until", "most_minutes", "rest_minutes")),
        ("怎么配人", "不要求就空着", ("experienced", "children_per_adult")),
        ("时长怎么记", "", ("step", "most_counted", "beyond_shift", "record_workdays", "enters_officially")),
    )
    document = TextField("文件名称和文号", most=120, description="像“镇中心小学志愿服务办法（镇小〔2026〕5 号）”")
    confirmed = TickField("本单位已确认这些数字", description="没确认的也照着用，页面上写明待确认")
    least_age = CountField(
        "最小年龄（岁）", [Required("写最小几岁，像 14。")], most=_OLDEST, description="岗位可以要求更大，不能更小"
    )
    guardian_below = CountField(
        "未满几岁要监护人同意（岁）",
        [Required("写未满几岁，像 18。")],
        most=_OLDEST,
        description="民法典第十七条：不满 18 岁是未成年人",
    )
    minors_until = ClockField(
        "未成年人最晚到几点", [Required("写几点，像 21:00。")], description="结束得更晚的班次，未成年人报不了"
    )
    most_minutes = SpanField("一天最多服务（小时）", [Required("写几小时，像 8。")], description="一天几班加起来算")
    rest_minutes = SpanField(
        "隔天的两班之间休息（小时）", [Required("写几小时，像 10；不要求就写 0。")], description="同一天的不算"
    )
    experienced = CountField(
        "每班至少几名老志愿者（名）", most=_MOST_EXPERIENCED, description="班次上写了更多的，按班次"
    )
    children_per_adult = CountField(
        "一名成年人最多带几个孩子（个）", most=_MOST_CHILDREN, description="体检按它算带队的大人够不够"
    )
    step = EnumField(HoursStep, "按多长为单位", default=HoursStep.HALF, description="不够一个单位的不计")
    most_counted = SpanField("一天最多记（小时）", [Required("写几小时，像 8；不限就写 0。")])
    beyond_shift = TickField("班次前后多做的也记")
    record_workdays = CountField(
        "几个工作日内记完",
        [Required("写几个工作日，像 10。")],
        most=_MOST_WORKDAYS,
        description="民政部令第67号第十一条：10 个工作日",
    )
    enters_officially = TickField(
        "记录要录入全国志愿服务信息系统", description="勾了，才请志愿者在自己的页面上填身份证件号码，可以不填"
    )

    @classmethod
    def of(cls, rules: VolunteerRules, version: int = 0) -> "VolunteerRulesForm":
        """A form that begins with these rules; what the request brings goes before it."""
        data = {name: getattr(rules, name) for name in _PLAIN}
        return cls(
            data=data
            | {
                "version": str(version),
                "experienced": rules.experienced or None,
                "step": _step_of(rules),
                "most_counted": rules.hours.most_minutes_a_day,
                "beyond_shift": rules.hours.beyond_shift,
            }
        )

    def validate_most_minutes(self, field: SpanField) -> None:
        if field.data == 0:
            raise ValidationError("至少写 0.5 小时，写 0 谁都报不了。")

    def validate_guardian_below(self, field: CountField) -> None:
        if field.data is not None and field.data < _OF_AGE:
            raise ValidationError(f"不能小于 {_OF_AGE} 岁，未成年人都要监护人同意。")

    def validate_children_per_adult(self, field: CountField) -> None:
        if field.data == 0:
            raise ValidationError("至少写 1 个孩子；不要求就空着。")

    def policy(self) -> VolunteerRules:
        """The rules; call after `validate`."""
        hours = HoursRule(
            int(self.step.data or HoursStep.HALF), self.most_counted.data or 0, bool(self.beyond_shift.data)
        )
        given = {name: self[name].data for name in _PLAIN}
        return VolunteerRules(**given | {"experienced": self.experienced.data or 0, "hours": hours})

    @staticmethod
    def describe(value: VolunteerRules, name: str) -> tuple[str, list[str]]:
        """One of the rules: what it is called, and its figure."""
        label, text = _tell_rules(value)[name]
        return label, [text]


_PLAIN = (
    "effective_from",
    "document",
    "confirmed",
    "least_age",
    "guardian_below",
    "minors_until",
    "most_minutes",
    "rest_minutes",
    "children_per_adult",
    "record_workdays",
    "enters_officially",
)


def propose_rules(rules: VolunteerRules) -> VolunteerRules:
    """What new rules begin with: those now in force, to be dated and confirmed anew."""
    return replace(rules, effective_from=None, confirmed=False)


def _tell_rules(rules: VolunteerRules) -> dict[str, tuple[str, str]]:
    """All rules in words, by the names of their fields."""
    return {
        "document": ("文件", rules.document or "没有"),
        "effective_from": ("从哪一天起", rules.effective_from.isoformat() if rules.effective_from else "没有"),
        "confirmed": ("已确认", "是" if rules.confirmed else "否"),
        "least_age": ("最小年龄", f"{rules.least_age} 岁"),
        "guardian_below": ("要监护人同意", f"未满 {rules.guardian_below} 岁"),
        "minors_until": ("未成年人最晚到", f"{rules.minors_until:%H:%M}"),
        "most_minutes": ("一天最多服务", _hours(rules.most_minutes)),
        "rest_minutes": ("隔天的两班之间休息", _hours(rules.rest_minutes) if rules.rest_minutes else "不要求"),
        "experienced": ("每班至少有老志愿者", f"{rules.experienced} 名" if rules.experienced else "不要求"),
        "children_per_adult": (
            "一名成年人最多带",
            f"{rules.children_per_adult} 个孩子" if rules.children_per_adult else "不要求",
        ),
        "step": ("按多长为单位", _step_of(rules).label),
        "most_counted": (
            "一天最多记",
            _hours(rules.hours.most_minutes_a_day) if rules.hours.most_minutes_a_day else "不限",
        ),
        "beyond_shift": ("班次前后多做的", "也记" if rules.hours.beyond_shift else "不记"),
        "record_workdays": ("记完的期限", f"{rules.record_workdays} 个工作日"),
        "enters_officially": (
            "录入全国志愿服务信息系统",
            "要，请志愿者填证件号码" if rules.enters_officially else "不录",
        ),
    }


def _step_of(rules: VolunteerRules) -> HoursStep:
    return HoursStep(str(rules.hours.step_minutes))


def _hours(minutes: int) -> str:
    return f"{minutes / 60:g} 小时"
