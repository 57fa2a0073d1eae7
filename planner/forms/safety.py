"""One line of the safety list."""

from planner.enums import SafetyPhase
from planner.forms.choices import EnumField, TickField
from planner.forms.fields import DayField, Required, TextField
from planner.forms.row import RowForm


class SafetyForm(RowForm):
    """One line of the safety list."""

    noun = "safety"
    columns = (
        ("item", ("检查项", "检查内容", "内容", "项目")),
        ("role", ("责任人", "职责", "负责")),
        ("phase", ("阶段", "时间")),
        ("required", ("必查", "必须")),
        ("done_by", ("检查人",)),
        ("done_on", ("检查日期", "完成日期")),
    )
    item = TextField("检查项", [Required("写检查内容。")], most=300)
    role = TextField("负责", most=60)
    phase = EnumField(SafetyPhase, "阶段")
    required = TickField("必查")
    done_by = TextField("检查人", most=40)
    done_on = DayField("检查日期")
