"""The facts of an event."""

from datetime import date

from wtforms.validators import ValidationError

from planner.days import days_between
from planner.eventkinds import KINDS
from planner.forms.choices import ChoiceField
from planner.forms.fields import ClockField, CountField, DayField, LongTextField, Required, TextField
from planner.forms.versioned import VersionedForm


class FactsForm(VersionedForm):
    """The facts of an event; whatever is empty prints as 待定."""

    title = TextField("活动名称", [Required("写活动名称。")], most=120)
    kind = ChoiceField("活动类型", choices=KINDS.items())
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
