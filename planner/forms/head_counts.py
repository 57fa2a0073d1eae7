"""How many persons of one group take part."""

from typing import Any

from wtforms.validators import ValidationError

from planner.enums import GroupSide
from planner.forms.choices import EnumField
from planner.forms.fields import CountField, Required, TextField
from planner.forms.row import RowForm
from planner.groupsides import tell_side


class HeadCountForm(RowForm):
    """A group of persons."""

    noun = "head_counts"
    columns = (
        ("group", ("人员", "类别", "组别", "对象")),
        ("count", ("人数", "数量")),
        ("side", ("身份", "类型")),
        ("remark", ("备注",)),
    )
    group = TextField("人员类别", [Required("写人员类别，比如“留守儿童”。")], most=60)
    count = CountField("人数", most=100_000)
    side = EnumField(GroupSide, "身份", blank="按类别判断")
    remark = TextField("备注", most=200)

    def validate_side(self, field: EnumField) -> None:
        if field.data is None and not field.errors and tell_side(self.group.data or "") is None:
            raise ValidationError(f"看类别判断不出，从“{field.labels}”里选一项。")

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["side"] = values["side"] or tell_side(values["group"])
        return values
