"""Forms of an event itself: new, copied, its facts."""

from typing import Any

from flask_wtf import FlaskForm

from planner.eventkinds import KINDS
from planner.forms.choices import ChoiceField
from planner.forms.fields import CountField, DayField, Required, TextField


class NewEventForm(FlaskForm):
    """A new event from a kind."""

    kind = ChoiceField("活动类型")
    title = TextField("活动名称", [Required("写活动名称，比如“六一慰问”。")], most=120)
    organisation_id = ChoiceField("所属单位", coerce=int)
    starts_on = DayField("开始日期", description="还没定就空着；只知道月日，写 8月9日")
    days = CountField("天数", most=60)

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.offer(KINDS.items())
        self.organisation_id.offer(organisations)


class CopyEventForm(FlaskForm):
    """A new event from an earlier one."""

    title = TextField("新活动名称", [Required("写新活动的名称。")], most=120)
    organisation_id = ChoiceField("所属单位", coerce=int)
    starts_on = DayField("新的开始日期", description="所有日期跟着移动同样的天数；空着就都不动")

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation_id.offer(organisations)
