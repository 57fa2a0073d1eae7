"""Forms of an event itself: new, copied, its facts."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner.days import days_between
from planner.forms.choices import ChoiceField
from planner.forms.fields import ClockField, CountField, DayField, LongTextField, Required, TextField
from planner.forms.versioned import VersionedForm
from planner.kinds import KINDS


class NewEventForm(FlaskForm):
    """A new event from a kind."""

    kind = ChoiceField("活动类型")
    title = TextField("活动名称", [Required("写活动名称，比如“六一慰问”。")], most=120)
    organisation_id = ChoiceField("所属单位", coerce=int)
    starts_on = DayField("开始日期", description="还没定就空着；只知道月日，写 8月9日")
    days = CountField("天数", most=60)

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = list(KINDS.items())
        self.organisation_id.choices = organisations


class CopyEventForm(FlaskForm):
    """A new event from an earlier one."""

    title = TextField("新活动名称", [Required("写新活动的名称。")], most=120)
    organisation_id = ChoiceField("所属单位", coerce=int)
    starts_on = DayField("新的开始日期", description="所有日期跟着移动同样的天数；空着就都不动")

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation_id.choices = organisations


class FactsForm(VersionedForm):
    """The facts of an event; whatever is empty prints as 待定."""

    title = TextField("活动名称", [Required("写活动名称。")], most=120)
    kind = ChoiceField("活动类型", choices=list(KINDS.items()))
    theme = TextField("主题", most=200)
    starts_on = DayField("开始日期", description="写 2027-08-09，年份未定就写 8月9日")
    ends_on = DayField("结束日期")
    starts_at = ClockField("开始时间")
    ends_at = ClockField("结束时间")
    place = TextField("地点", most=200)
    transport = LongTextField("车辆", most=400, description="车型、座位、车牌、司机；不用车就写步行")
    stated_total = CountField("总人数", most=1_000_000, description="通知里写的总数；各类人数在下面分组填")
    signed_on = DayField("落款日期")

    def validate_ends_on(self, field: DayField) -> None:
        first = self.starts_on.data
        if field.data and first and days_between(first, field.data) < 0:
            raise ValidationError(f"结束日期要在开始日期之后，开始是 {first.label(date.max.year)}。")

    def validate_ends_at(self, field: ClockField) -> None:
        one_day = self.ends_on.data is None or self.ends_on.data == self.starts_on.data
        if one_day and field.data and self.starts_at.data and field.data <= self.starts_at.data:
            raise ValidationError(f"同一天里，结束要晚于开始，开始是 {self.starts_at.data:%H:%M}。")

    def values(self) -> dict[str, Any]:
        """The facts by name; call after `validate`."""
        return {name: value for name, value in self.data.items() if name not in ("version", "csrf_token")}
