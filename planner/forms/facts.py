"""The rows that stand with the facts: organisations, phases, stops, head counts."""

from wtforms.validators import ValidationError

from planner.days import days_between
from planner.enums import GroupSide, PartyRole
from planner.forms.choices import EnumField, TickField
from planner.forms.fields import CountField, DayField, LongTextField, Required, TextField
from planner.forms.row import RowForm


class PartyForm(RowForm):
    """An organisation that takes part."""

    columns = (("role", ("角色", "类型")), ("name", ("单位", "单位名称", "名称")))
    role = EnumField(PartyRole, "角色")
    name = TextField("单位", [Required("写单位名称。")], most=80)


class PhaseForm(RowForm):
    """A stretch of days."""

    columns = (
        ("name", ("阶段", "名称")), ("starts_on", ("开始", "开始日期")), ("ends_on", ("结束", "结束日期")),
        ("owner", ("负责人",)), ("detail", ("内容", "说明")),
    )  # fmt: skip
    name = TextField("阶段", [Required("写阶段名称，比如“准备阶段”。")], most=60)
    starts_on = DayField("开始日期")
    ends_on = DayField("结束日期")
    owner = TextField("负责人", most=60)
    detail = LongTextField("内容")

    def validate_ends_on(self, field: DayField) -> None:
        if field.data and self.starts_on.data and days_between(self.starts_on.data, field.data) < 0:
            raise ValidationError(f"结束日期要在开始日期之后，开始是 {self.starts_on.data.short}。")


class StopForm(RowForm):
    """A place of the event."""

    columns = (
        ("name", ("地点", "名称", "站点")),
        ("address", ("地址",)),
        ("free_entry", ("免票",)),
        ("remark", ("备注",)),
    )
    name = TextField("地点", [Required("写地点名称。")], most=80)
    address = TextField("地址", most=200)
    free_entry = TickField("免票")
    remark = TextField("备注", most=400)


class HeadCountForm(RowForm):
    """A group of persons."""

    columns = (
        ("group", ("人员", "类别", "组别", "对象")), ("count", ("人数", "数量")), ("side", ("身份", "类型")),
        ("remark", ("备注",)),
    )  # fmt: skip
    group = TextField("人员类别", [Required("写人员类别，比如“留守儿童”。")], most=60)
    count = CountField("人数", most=100_000)
    side = EnumField(GroupSide, "身份")
    remark = TextField("备注", most=200)
