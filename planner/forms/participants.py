"""A child on the roster, and until when it stays there."""

from planner.days import Day
from planner.enums import Sex
from planner.forms.choices import EnumField
from planner.forms.fields import DayField, Required, TextField
from planner.forms.row import RowForm
from planner.forms.until import UntilForm
from planner.retention import Retention


class ParticipantForm(RowForm):
    """A child on the roster."""

    noun = "participants"
    columns = (
        ("name", ("姓名", "学生姓名", "儿童姓名")),
        ("sex", ("性别",)),
        ("school_class", ("班级", "学校", "学校班级", "年级", "学校或班级")),
        ("guardian", ("监护人", "家长", "家长姓名", "监护人姓名")),
        ("phone", ("电话", "手机", "联系电话", "监护人电话")),
        ("remark", ("备注", "健康", "过敏")),
    )
    name = TextField("姓名", [Required("写姓名。")], most=40)
    sex = EnumField(Sex, "性别", blank="待定")
    school_class = TextField("学校、班级", most=80)
    guardian = TextField("监护人", most=40)
    phone = TextField("监护人电话", most=40)
    remark = TextField("备注", most=400, description="过敏、用药等，只有负责人和共同编辑能看到")


class RetentionForm(UntilForm):
    """Until when the data of the children is kept."""

    until = DayField("保存到", [Required("写到哪一天，比如 2027-08-31。")])

    @classmethod
    def of(cls, retention: Retention) -> "RetentionForm":
        """The form with the day that holds now."""
        return cls(formdata=None, data={"until": Day.of(retention.until)})
