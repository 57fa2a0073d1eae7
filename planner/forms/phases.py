"""A stretch of days with an owner."""

from wtforms.validators import ValidationError

from planner.days import days_between
from planner.forms.fields import DayField, LongTextField, Required, TextField
from planner.forms.row import RowForm


class PhaseForm(RowForm):
    """A stretch of days."""

    noun = "phases"
    columns = (
        ("name", ("阶段", "名称")),
        ("starts_on", ("开始", "开始日期")),
        ("ends_on", ("结束", "结束日期")),
        ("owner", ("负责人",)),
        ("detail", ("内容", "说明")),
    )
    name = TextField("阶段", [Required("写阶段名称，比如“准备阶段”。")], most=60)
    starts_on = DayField("开始日期")
    ends_on = DayField("结束日期")
    owner = TextField("负责人", most=60)
    detail = LongTextField("内容")

    def validate_ends_on(self, field: DayField) -> None:
        if field.data and self.starts_on.data and days_between(self.starts_on.data, field.data) < 0:
            raise ValidationError(f"结束日期要在开始日期之后，开始是 {self.starts_on.data.short}。")
