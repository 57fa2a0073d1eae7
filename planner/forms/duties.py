"""Duties, and others to call."""

from planner.forms.choices import TickField
from planner.forms.fields import DayField, LongTextField, Required, TextField
from planner.forms.row import RowForm


class DutyForm(RowForm):
    """Somebody's duty, or a post that waits for somebody."""

    noun = "duties"
    columns = (
        ("role", ("职务", "角色", "岗位", "分工")),
        ("name", ("姓名", "负责人")),
        ("organisation", ("单位",)),
        ("phone", ("电话", "手机", "联系电话", "联系方式")),
        ("workgroup", ("工作组", "小组", "组别")),
        ("task", ("任务", "职责", "工作内容")),
        ("due_on", ("截止", "期限", "截止日期", "完成时间")),
        ("done", ("完成", "已完成")),
    )
    role = TextField("职务", [Required("写职务，比如“领队”。")], most=60)
    name = TextField("姓名", most=40)
    organisation = TextField("单位", most=80)
    phone = TextField("电话", most=40)
    workgroup = TextField("工作组", most=40)
    task = LongTextField("任务")
    due_on = DayField("截止日期")
    done = TickField("已完成")
